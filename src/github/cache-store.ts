/** The history in the Actions cache: one immutable entry a run, united on loading. See docs/decisions/cache-entries.md. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryLimits } from '../history/index.ts';
import { segmentFolder, sumSizes } from '../io/folder-store.ts';
import type { Build, HistoryStore, LoadedHistory, Problem } from '../model.ts';
import type { GitHubApi } from './api.ts';
import { deleteEntries, findCovered } from './cache-cleanup.ts';
import {
  countEvicted,
  isFailure,
  type ListedOutcome,
  restoreListed,
  restoreNewest,
  type Session,
} from './cache-fetch.ts';
import { copyFiles, type Holdings, listSegments, writeIndex } from './cache-index.ts';
import { type EntryKind, entryKey, entryPath, seriesPrefix } from './cache-keys.ts';
import { type ListedEntry, type Listing, listEntries } from './cache-list.ts';
import { describeLoad, describeSave } from './cache-problems.ts';
import { type CacheFailure, type RestoreOutcome, saveEntry } from './cache-toolkit.ts';
import type { GitHubContext } from './context.ts';

export interface CacheStoreOptions {
  readonly context: GitHubContext;
  /** REST within a deadline in milliseconds, for listing and deleting entries; null when there is no token. */
  readonly connect: ((deadlineMs: number) => Promise<GitHubApi>) | null;
  readonly limits: HistoryLimits;
  /** The second tier: puts segments of elsewhere into a folder when the cache has none. */
  readonly fetchEarlier: (folder: string) => Promise<readonly Problem[]>;
  /** Absolute path of the workspace: the toolkit packs and unpacks relative to it. */
  readonly workspace: string;
  /** Existing folder outside the workspace, for the unpacked history. */
  readonly temp: string;
  readonly packing: Packing;
  /** Milliseconds for the whole of `load`. */
  readonly loadDeadlineMs: number;
  /** Milliseconds for the whole of `append`. */
  readonly saveDeadlineMs: number;
}

/** How much of the history an entry holds; what it does not hold it names. */
export interface Packing {
  /** Up to this size an entry holds the whole history. */
  readonly smallBytes: number;
  /** Above this size an entry holds only what no earlier one holds; see `mostNamed`. */
  readonly largeBytes: number;
  /** Between the two the whole is packed when more entries than this would be named. */
  readonly mostNamed: number;
}

/** Measured in bench/cache.ts: under 500 MB a week for 200 builds a day of any size. */
export const defaultPacking: Packing = { smallBytes: 3e5, largeBytes: 8e6, mostNamed: 16 };

/** What saving needs to know of loading. */
interface Base {
  readonly session: Session;
  readonly newest: RestoreOutcome;
  readonly listed: readonly ListedEntry[];
  readonly builds: readonly string[];
}

/** Opens the store; `load` comes before `append`. */
export function cacheStore(options: CacheStoreOptions): HistoryStore {
  let base: Base | null = null;
  return {
    load: async () => {
      const result = await load(options);
      base = result.base;
      return result.loaded;
    },
    append: (build) => append(options, base, build),
  };
}

async function load(options: CacheStoreOptions): Promise<{ base: Base; loaded: LoadedHistory }> {
  const session = await openSession(options);
  const prefix = seriesPrefix(options.context.seriesName);
  const api = (await options.connect?.(options.loadDeadlineMs)) ?? null;
  const openFolder = (): Promise<LoadedHistory> => segmentFolder(session.folder, options.limits).load();
  let fetched = await fetchEntries(options, session, api, openFolder);
  // Entries went while they were read: what another run put into a newer one is there now.
  if (api !== null && (fetched.isOutdated || countEvicted(session, fetched.loaded.history) > 0))
    fetched = await fetchEntries(options, session, api, openFolder);
  const { newest, listing, notFetched } = fetched;
  const failures = fetched.outcomes.filter(isFailure);
  const { loaded, earlier } = await reachBack(options, session, fetched.loaded, failures, openFolder);
  const builds = loaded.history.builds.map(({ id }) => id);
  const found = builds.length > 0;
  const elsewhere = found || failures.length > 0 ? [] : (await listEntries(api, prefix, null)).entries;
  const evicted = countEvicted(session, loaded.history);
  const facts = { failures, found, notFetched, listing, elsewhere, evicted, context: options.context };
  const status = found ? 'found' : judge(loaded, failures, elsewhere);
  const base = { session, newest, listed: listing.entries, builds };
  const problems = [...earlier, ...loaded.problems, ...describeLoad(facts)];
  return { base, loaded: { status, history: loaded.history, problems } };
}

async function openSession({
  context,
  workspace,
  temp,
  loadDeadlineMs,
}: CacheStoreOptions): Promise<Session> {
  const endMs = performance.now() + loadDeadlineMs;
  return {
    context,
    workspace,
    folder: await mkdtemp(join(temp, 'history-')),
    trunk: new Set(),
    holders: new Map(),
    unfetched: new Map(),
    restored: new Set(),
    gone: new Set(),
    leftMs: () => endMs - performance.now(),
  };
}

/** Gathers what this run may read: the newest entries by prefix, then what the list has beyond them. */
async function fetchEntries(
  { context, limits }: CacheStoreOptions,
  session: Session,
  api: GitHubApi | null,
  openFolder: () => Promise<LoadedHistory>,
): Promise<ListedOutcome & { readonly newest: RestoreOutcome; readonly listing: Listing }> {
  const prefix = seriesPrefix(context.seriesName);
  const list = listEntries(api, prefix, context.readableRefs);
  const newest = await restoreNewest(session, 'all', prefix);
  // `part` entries hold what no `all` entry of this run's refs holds, so the newest of both is wanted.
  const newestPart = await restoreNewest(session, 'part', prefix);
  const listing = await list;
  const rest = await restoreListed(session, listing.entries, openFolder, (loaded) =>
    findOldest(limits, session.folder, loaded),
  );
  const outcomes = [...newest, ...newestPart, ...rest.outcomes];
  return { ...rest, outcomes, newest: newest[0] as RestoreOutcome, listing };
}

const dayMs = 86_400_000;

/** When the oldest build began that the limits keep: what is left out would otherwise be fetched again by each run. */
async function findOldest(
  { maxBuilds, maxBytes, maxAgeDays, now }: HistoryLimits,
  folder: string,
  { history: { builds } }: LoadedHistory,
): Promise<number> {
  const tooOldMs = now - maxAgeDays * dayMs;
  const sizeBytes = await sumSizes(folder, await listSegments(folder));
  // Dropping whole segments may leave less than the limit.
  const isFull = builds.length >= maxBuilds || (maxBytes !== null && 2 * sizeBytes > maxBytes);
  return isFull ? Math.max(tooOldMs, builds[0]?.startTimeMs ?? tooOldMs) : tooOldMs;
}

/** Asks the second tier when the first has nothing; not in an outage, whose end brings the history back. */
async function reachBack(
  { fetchEarlier }: CacheStoreOptions,
  session: Session,
  loaded: LoadedHistory,
  failures: readonly CacheFailure[],
  openFolder: () => Promise<LoadedHistory>,
): Promise<{ loaded: LoadedHistory; earlier: readonly Problem[] }> {
  const hopeless = failures.some(({ kind }) => kind === 'unreachable');
  if (loaded.history.builds.length > 0 || hopeless) return { loaded, earlier: [] };
  const earlier = await fetchEarlier(session.folder);
  return { loaded: await openFolder(), earlier };
}

function judge(
  loaded: LoadedHistory,
  failures: readonly CacheFailure[],
  elsewhere: readonly ListedEntry[],
): LoadedHistory['status'] {
  if (loaded.status === 'corrupt') return 'corrupt';
  const kind = failures[0]?.kind;
  if (kind === 'denied' || kind === 'corrupt' || kind === 'unreachable') return kind;
  return elsewhere.length > 0 ? 'wrong-scope' : 'missing';
}

async function append(
  options: CacheStoreOptions,
  base: Base | null,
  build: Build,
): Promise<{ saved: boolean; problems: readonly Problem[] }> {
  const endMs = performance.now() + options.saveDeadlineMs;
  const kind = chooseKind(options.context, base);
  const packed = join(options.workspace, entryPath);
  try {
    await rm(packed, { recursive: true, force: true });
    await mkdir(packed, { recursive: true });
    if (base !== null) {
      const { folder, trunk } = base.session;
      const names = (await listSegments(folder)).filter((name) => kind === 'all' || !trunk.has(name));
      await copyFiles(folder, packed, names);
    }
    const stored = await segmentFolder(packed, options.limits).append(build);
    if (!stored.saved) return stored;
    const key = entryKey(options.context, kind);
    const rest = base !== null && kind === 'all' ? await thinOut(packed, base.session, options.packing) : {};
    await writeIndex(packed, { key, holds: await listSegments(packed), rest });
    const outcome = await saveEntry(entryPath, key, endMs - performance.now());
    const problems = outcome.key === null ? [describeSave(outcome, options.context)] : [];
    if (outcome.key !== null && kind === 'all' && base !== null)
      await cleanUp(options, base, Object.keys(rest), endMs - performance.now());
    return { saved: outcome.key !== null, problems: [...stored.problems, ...problems] };
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
}

/** Takes out of a large history what older entries hold. @returns where the rest is. */
async function thinOut(packed: string, session: Session, packing: Packing): Promise<Holdings> {
  const rest: Record<string, readonly string[]> = Object.fromEntries(session.unfetched);
  const names = await listSegments(packed);
  const held = names.filter((name) => session.holders.has(name));
  const holders = new Set(held.map((name) => session.holders.get(name)));
  const totalBytes = await sumSizes(packed, names);
  if (totalBytes <= packing.smallBytes) return rest;
  if (totalBytes <= packing.largeBytes && holders.size > packing.mostNamed) return rest;
  for (const name of held) {
    const holder = session.holders.get(name) as string;
    rest[holder] = [...(rest[holder] ?? []), name];
    await rm(join(packed, name));
  }
  return rest;
}

async function cleanUp(
  { connect, context }: CacheStoreOptions,
  { listed, builds }: Base,
  named: readonly string[],
  leftMs: number,
): Promise<void> {
  const now = Date.now();
  const covered = { builds: new Set(builds), named: new Set(named), ref: context.ref, now };
  const entries = findCovered(listed, covered);
  if (entries.length === 0 || connect === null || leftMs < 1) return;
  await deleteEntries(await connect(Math.floor(leftMs)), entries);
}

/**
 * A history that could not be read must not be hidden behind an entry that lacks it: such a run, and one whose
 * ref is read by nobody else, saves only what the `all` entries lack.
 */
function chooseKind(context: GitHubContext, base: Base | null): EntryKind {
  if (!context.isTrunk || base === null) return 'part';
  const { newest, session } = base;
  if (newest.key !== null || newest.kind === 'missing') return 'all';
  return newest.kind === 'corrupt' && session.trunk.size > 0 ? 'all' : 'part';
}
