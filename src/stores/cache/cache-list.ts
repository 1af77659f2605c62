/** The entries of one series in the repository's cache (https://docs.github.com/rest/actions/cache). */

import type { CallFailure, CallOutcome } from '../../io/call-outcome.ts';
import type { CacheRow, GitHubStorage } from '../github-storage.ts';
import { type EntryKind, readKey } from './cache-keys.ts';

export interface ListedEntry {
  readonly id: number;
  readonly key: string;
  /** The prefix of the keys of its series. */
  readonly prefix: string;
  readonly kind: EntryKind;
  readonly buildId: string;
  readonly ref: string;
  /** Hash of paths, compressor and system of the saving run. */
  readonly version: string;
  readonly createdAtMs: number;
}

/** `failure`: null if the list is complete; 'no-token' if there was no token. */
export interface Listing {
  readonly entries: readonly ListedEntry[];
  readonly failure: CallFailure | 'no-token' | null;
}

const entriesPerPage = 100;
/** As many entries as the default number of builds. */
const mostPages = 10;
/** Maximum number of listed entries per ref. */
export const mostListed = mostPages * entriesPerPage;
/** No run takes longer: entries of older overlapping runs have been united since, milliseconds. */
const overlapMs = 86_400_000;

/**
 * The entries of each of `refs`, newest first: those of the last day with entries, and at least the newest 100.
 * `refs` null: the newest 100 of any ref.
 */
export async function listCacheEntries(
  api: GitHubStorage | null,
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

export function isPullRef(ref: string): boolean {
  return ref.startsWith('refs/pull/');
}

async function listRef(
  api: GitHubStorage,
  prefix: string,
  ref: string | null,
): Promise<CallOutcome<ListedEntry[]>> {
  const entries: ListedEntry[] = [];
  for (let page = 1; ; page++) {
    const outcome = await listPage(api, prefix, ref, page);
    if (!outcome.ok) return outcome;
    entries.push(...outcome.value.entries);
    const [newest, oldest] = [entries[0]?.createdAtMs ?? 0, entries.at(-1)?.createdAtMs ?? 0];
    // For a pull request all must be known: see `findOwn`.
    const isLong = newest - oldest > overlapMs && !isPullRef(ref ?? '');
    const isEnough = !outcome.value.isFull || isLong;
    if (ref === null || isEnough || page === mostPages) return { ok: true, value: entries };
  }
}

async function listPage(
  api: GitHubStorage,
  key: string,
  ref: string | null,
  page: number,
): Promise<CallOutcome<{ entries: ListedEntry[]; isFull: boolean }>> {
  const outcome = await api.listCaches({ key, ref, page, per_page: entriesPerPage });
  if (!outcome.ok) return outcome;
  const rows = outcome.value;
  return { ok: true, value: { entries: rows.flatMap(readEntry), isFull: rows.length === entriesPerPage } };
}

function readEntry(row: CacheRow): ListedEntry[] {
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
