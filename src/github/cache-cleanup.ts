/** Deletes entries that a newer one covers, where the token may (https://docs.github.com/rest/actions/cache). */

import { callApi, type GitHubApi } from './api.ts';
import type { ListedEntry } from './cache-list.ts';

/** Runs that loaded an entry before it was covered have long saved by then, milliseconds. */
const graceMs = 3_600_000;
/** Most deletions of one run: the next one goes on. */
const mostDeletions = 20;

export interface Covered {
  /** Ids of the builds that this run saved or found. */
  readonly builds: ReadonlySet<string>;
  /** Keys that the saved entry names. */
  readonly named: ReadonlySet<string>;
  readonly ref: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The entries that hold nothing new: a run that knows an entry's build has unpacked that entry, or saw one of a run
 * that had, so all else in it is known, too. Only entries of the own ref; those of others are others' to delete.
 */
export function findCovered(entries: readonly ListedEntry[], covered: Covered): ListedEntry[] {
  return entries
    .filter(
      ({ key, ref, buildId, createdAtMs }) =>
        ref === covered.ref &&
        createdAtMs < covered.now - graceMs &&
        covered.builds.has(buildId) &&
        !covered.named.has(key),
    )
    .slice(-mostDeletions);
}

/** Deletes until one is refused: without `actions: write` nothing is, and nothing is said. @returns how many. */
export async function deleteEntries(api: GitHubApi, entries: readonly ListedEntry[]): Promise<number> {
  const { owner, repo } = api;
  for (const [count, { id }] of entries.entries()) {
    const outcome = await callApi(
      api,
      (octokit, request) =>
        octokit.rest.actions.deleteActionsCacheById({ owner, repo, cache_id: id, request }),
      false,
    );
    if (!outcome.ok && outcome.failure.kind !== 'missing') return count;
  }
  return entries.length;
}
