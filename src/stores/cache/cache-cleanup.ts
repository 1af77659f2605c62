/** Deletes entries that a newer one covers, where the token may (https://docs.github.com/rest/actions/cache). */

import type { GitHubStorage } from '../github-storage.ts';
import type { ListedEntry } from './cache-list.ts';

/** Runs that loaded an entry before it was covered have long saved by then, milliseconds. */
const graceMs = 3_600_000;
/** Most deletions of one run: the next one goes on. */
const mostDeletions = 20;

export interface Kept {
  /** Ids of the builds whose entries hold nothing that this run did not load. */
  readonly covered: ReadonlySet<string>;
  /** Keys that the saved entry names. */
  readonly named: ReadonlySet<string>;
  readonly ref: string;
  /** When this run loaded the history, epoch milliseconds. */
  readonly startMs: number;
}

/**
 * The entries whose content is in the saved one, or in those that it names. Only entries of the own ref; those of
 * others are others' to delete.
 */
export function findSuperfluous(
  entries: readonly ListedEntry[],
  { covered, named, ref, startMs }: Kept,
): ListedEntry[] {
  return entries
    .filter(
      (entry) =>
        entry.ref === ref &&
        entry.createdAtMs < startMs - graceMs &&
        covered.has(entry.buildId) &&
        !named.has(entry.key),
    )
    .slice(-mostDeletions);
}

/** Deletes until one is refused: without `actions: write` nothing is, and nothing is said. @returns how many. */
export async function deleteEntries(api: GitHubStorage, entries: readonly ListedEntry[]): Promise<number> {
  for (const [count, { id }] of entries.entries()) {
    const outcome = await api.deleteCache(id);
    if (!outcome.ok && outcome.failure.kind !== 'missing') return count;
  }
  return entries.length;
}
