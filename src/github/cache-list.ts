/** The entries of one series that the repository's cache holds (https://docs.github.com/rest/actions/cache). */

import { type ApiFailure, callApi, type GitHubApi, type Outcome } from './api.ts';
import { type EntryKind, readKey } from './cache-keys.ts';

export interface ListedEntry {
  readonly id: number;
  readonly key: string;
  readonly kind: EntryKind;
  readonly buildId: string;
  readonly ref: string;
  /** Paths, compressor and system of the saving run, hashed. */
  readonly version: string;
  readonly createdAtMs: number;
}

/** `failure`: null when the list is whole; 'no-token' when there was nothing to ask with. */
export interface Listing {
  readonly entries: readonly ListedEntry[];
  readonly failure: ApiFailure | 'no-token' | null;
}

/** The newest 100 entries of each of `refs`, newest first; `refs` null: the newest 100 of any ref. */
export async function listEntries(
  api: GitHubApi | null,
  prefix: string,
  refs: readonly string[] | null,
): Promise<Listing> {
  if (api === null) return { entries: [], failure: 'no-token' };
  const lists = await Promise.all((refs ?? [null]).map((ref) => listRef(api, prefix, ref)));
  const entries = lists.flatMap((list) => (list.ok ? list.value : []));
  const failed = lists.find((list) => !list.ok);
  return {
    entries: entries.sort((a, b) => b.createdAtMs - a.createdAtMs),
    failure: failed === undefined ? null : failed.failure,
  };
}

async function listRef(api: GitHubApi, prefix: string, ref: string | null): Promise<Outcome<ListedEntry[]>> {
  const { owner, repo } = api;
  const outcome = await callApi(
    api,
    (octokit, request) =>
      octokit.rest.actions.getActionsCacheList({
        owner,
        repo,
        key: prefix,
        sort: 'created_at',
        direction: 'desc',
        per_page: 100,
        ...(ref === null ? {} : { ref }),
        request,
      }),
    true,
  );
  if (!outcome.ok) return outcome;
  return { ok: true, value: outcome.value.data.actions_caches.flatMap(readEntry) };
}

function readEntry(row: {
  id?: number;
  key?: string;
  ref?: string;
  version?: string;
  created_at?: string;
}): ListedEntry[] {
  const name = readKey(row.key ?? '');
  if (name === null) return [];
  const createdAtMs = Date.parse(row.created_at ?? '') || 0;
  return [
    {
      id: row.id ?? 0,
      key: row.key ?? '',
      ...name,
      ref: row.ref ?? '',
      version: row.version ?? '',
      createdAtMs,
    },
  ];
}
