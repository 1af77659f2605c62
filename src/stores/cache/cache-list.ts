/** The entries of one series that the repository's cache holds (https://docs.github.com/rest/actions/cache). */

import { type ApiFailure, callApi, type GitHubApi, type Outcome } from '../../github/api.ts';
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

const pageRows = 100;
/** As many entries as builds are kept by default. */
const mostPages = 10;
/** No run takes longer, so what older ones saved while others ran has been united since, milliseconds. */
const overlapMs = 86_400_000;

/**
 * The entries of each of `refs`, newest first: those of the last day that had any, and at least the newest 100.
 * `refs` null: the newest 100 of any ref.
 */
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
  const entries: ListedEntry[] = [];
  for (let page = 1; ; page++) {
    const outcome = await listPage(api, prefix, ref, page);
    if (!outcome.ok) return outcome;
    entries.push(...outcome.value.entries);
    const [newest, oldest] = [entries[0]?.createdAtMs ?? 0, entries.at(-1)?.createdAtMs ?? 0];
    const isEnough = !outcome.value.isFull || newest - oldest > overlapMs;
    if (ref === null || isEnough || page === mostPages) return { ok: true, value: entries };
  }
}

async function listPage(
  api: GitHubApi,
  key: string,
  ref: string | null,
  page: number,
): Promise<Outcome<{ entries: ListedEntry[]; isFull: boolean }>> {
  const { owner, repo } = api;
  const order = { sort: 'created_at', direction: 'desc', per_page: pageRows, page } as const;
  const outcome = await callApi(
    api,
    (octokit, request) =>
      octokit.rest.actions.getActionsCacheList({
        ...{ owner, repo, key, request, ...order },
        ...(ref === null ? {} : { ref }),
      }),
    true,
  );
  if (!outcome.ok) return outcome;
  const rows = outcome.value.data.actions_caches;
  return { ok: true, value: { entries: rows.flatMap(readEntry), isFull: rows.length === pageRows } };
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
