/** Deletes entries that a newer one covers, if the token permits it (https://docs.github.com/rest/actions/cache). */

import type { GitHubStorage } from '../github-storage.ts';
import type { ListedEntry } from './cache-list.ts';

/** Runs that loaded an entry before it was covered have saved long before, milliseconds. */
const graceMs = 3_600_000;
/** Maximum number of deletions per run: the next one continues. */
const mostDeletions = 20;

export interface Kept {
  /** Ids of the builds whose entries contain only what this run loaded. */
  readonly covered: ReadonlySet<string>;
  /** Keys to which the saved entry refers. */
  readonly named: ReadonlySet<string>;
  readonly ref: string;
  /** Time at which this run loaded the history, epoch milliseconds. */
  readonly startMs: number;
}

/**
 * The entries whose content is in the saved one, or in those to which it refers. Only entries of the run's own ref;
 * entries of other refs are left to them.
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

/**
 * Deletes until a deletion is refused: without `actions: write` nothing is deleted, without a warning.
 * @returns how many.
 */
export async function deleteEntries(api: GitHubStorage, entries: readonly ListedEntry[]): Promise<number> {
  for (const [count, { id }] of entries.entries()) {
    const outcome = await api.deleteCache(id);
    if (!outcome.ok && outcome.failure.kind !== 'missing') return count;
  }
  return entries.length;
}
