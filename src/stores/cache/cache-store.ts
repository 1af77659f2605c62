/** The history in the Actions cache: one immutable entry a run, united on loading. See docs/decisions/cache-entries.md. */

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryLimits } from '../../history/segment.ts';
import type { HistoryStore, LoadedHistory } from '../../model/history.ts';
import type { Problem } from '../../model/problem.ts';
import { segmentFolder, sumSizes } from '../folder-store.ts';
import type { GitHubStorage } from '../github-storage.ts';
import {
  countEvicted,
  isFailure,
  type ListedOutcome,
  type RestoreOutcome,
  restoreListed,
  restoreNewest,
  type Session,
} from './cache-fetch.ts';
import { listSegments } from './cache-index.ts';
import { seriesPrefix } from './cache-keys.ts';
import { isPullRef, type ListedEntry, type Listing, listEntries, mostListed } from './cache-list.ts';
import { describeLoad } from './cache-problems.ts';
import { type Base, type SaveOptions, saveBuild } from './cache-save.ts';
import type { CacheFailure } from './cache-toolkit.ts';

export interface CacheStoreOptions extends SaveOptions {
  /** The second tier: puts segments of elsewhere into a folder when the cache has none. */
  readonly fetchEarlier: (folder: string) => Promise<readonly Problem[]>;
  /** Existing folder outside the workspace, for the unpacked history. */
  readonly temp: string;
  /** Milliseconds for the whole of `load`. */
  readonly loadDeadlineMs: number;
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
    append: (build) => saveBuild(options, base, build),
  };
}

/** How often a list is asked for again: each time another run must have deleted what the last one named. */
const mostListings = 5;

async function load(options: CacheStoreOptions): Promise<{ base: Base; loaded: LoadedHistory }> {
  const session = await openSession(options);
  const prefix = seriesPrefix(options.run.seriesName);
  const api = (await options.connect?.(options.loadDeadlineMs)) ?? null;
  const openFolder = (): Promise<LoadedHistory> => segmentFolder(session.folder, options.limits).load();
  let fetched = await fetchEntries(options, session, api, openFolder);
  // Entries went while they were read: what another run put into a newer one is there now, or moved on again.
  let gone = 0;
  const isSettled = (): boolean => fetched.outdated === 0 && session.gone.size === gone;
  const canList = (): boolean => fetched.listing.failure === null && session.leftMs() > 0;
  for (let count = 1; count < mostListings && !isSettled() && canList(); count++) {
    gone = session.gone.size;
    fetched = await fetchEntries(options, session, api, openFolder);
  }
  const { newest, listing, covered } = fetched;
  const unsettled = listing.failure === null ? fetched.outdated + session.gone.size - gone : 0;
  const notFetched = fetched.notFetched + unsettled;
  const failures = fetched.outcomes.filter(isFailure);
  const { loaded, earlier } = await reachBack(options, session, fetched.loaded, failures, openFolder);
  const found = loaded.history.builds.length > 0;
  const elsewhere = found || failures.length > 0 ? [] : (await listEntries(api, prefix, null)).entries;
  const evicted = countEvicted(session, loaded.history);
  const facts = { failures, found, notFetched, listing, elsewhere, evicted, run: options.run };
  const status = found ? 'found' : judge(loaded, failures, elsewhere);
  const isComplete = listing.failure === null && notFetched === 0 && failures.length === 0;
  const base = { session, newest, listed: listing.entries, covered, isComplete };
  const problems = [...earlier, ...loaded.problems, ...describeLoad(facts)];
  return { base, loaded: { ...loaded, status, problems } };
}

/** A damaged or forged entry must not fill the memory; a whole one may be a little over its limit. */
const leastBound = 64e6;
const unlimitedBound = 1e9;

async function openSession({ run, limits, temp, loadDeadlineMs }: CacheStoreOptions): Promise<Session> {
  const endMs = performance.now() + loadDeadlineMs;
  return {
    run,
    mostBytes: Math.max(leastBound, 2 * (limits.maxBytes ?? unlimitedBound)),
    isOwn: () => false,
    folder: await mkdtemp(join(temp, 'history-')),
    trunk: new Set(),
    holders: new Map(),
    united: new Map(),
    unfetched: new Map(),
    restored: new Set(),
    gone: new Map(),
    startMs: Date.now(),
    leftMs: () => endMs - performance.now(),
  };
}

/** Gathers what this run may read: the newest entries by prefix, then what the list has beyond them. */
async function fetchEntries(
  { run, limits }: CacheStoreOptions,
  session: Session,
  api: GitHubStorage | null,
  openFolder: () => Promise<LoadedHistory>,
): Promise<ListedOutcome & { readonly newest: RestoreOutcome; readonly listing: Listing }> {
  const prefix = seriesPrefix(run.seriesName);
  const list = listEntries(api, prefix, run.readableRefs);
  if (isPullRef(run.ref)) session.isOwn = findOwn(await list);
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

/**
 * Tells which entries a pull request may have saved: all that the list does not show under another ref alone. Blind
 * runs cannot tell.
 */
function findOwn({ entries, failure }: Listing): Session['isOwn'] {
  if (failure !== null) return () => false;
  // More than are listed may be hidden behind them.
  if (entries.filter(({ ref }) => isPullRef(ref)).length >= mostListed) return () => true;
  const own = new Set(entries.filter(({ ref }) => isPullRef(ref)).map(({ key }) => key));
  const others = new Set(entries.filter(({ ref }) => !isPullRef(ref)).map(({ key }) => key));
  return (key) => own.has(key) || !others.has(key);
}

const dayMs = 86_400_000;

/** When the oldest build began that the limits keep: what is left out would otherwise be fetched again by each run. */
async function findOldest(
  { maxBuilds, maxBytes, maxAgeDays, now }: HistoryLimits,
  folder: string,
  { history: { builds } }: LoadedHistory,
): Promise<number> {
  // Of a branch that is seldom built older ones may be kept.
  const tooOldMs = Math.min(now - maxAgeDays * dayMs, builds[0]?.startTimeMs ?? now);
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
  const hopeless = failures.some(({ kind }) => kind === 'unreachable' || kind === 'rate-limited');
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
  if (kind !== undefined && kind !== 'missing') return toStatus(kind);
  return elsewhere.length > 0 ? 'wrong-scope' : 'missing';
}

/** Where there is no service, nothing can be reached. */
function toStatus(kind: Exclude<CacheFailure['kind'], 'missing'>): LoadedHistory['status'] {
  return kind === 'absent' || kind === 'taken' || kind === 'no-archiver' ? 'unreachable' : kind;
}
