/**
 * The history in the Actions cache: one immutable entry per run, united on loading. See
 * docs/decisions/cache-entries.md.
 */

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryLimits } from '../../history/segment.ts';
import type { HistoryStore, LoadedHistory, OtherSeries } from '../../model/history.ts';
import type { Problem } from '../../model/problem.ts';
import { dayMs } from '../../model/time-units.ts';
import { segmentFolder, sumSizes } from '../folder-store.ts';
import type { GitHubStorage, StoringRun } from '../github-storage.ts';
import { mostOthers } from '../name-others.ts';
import {
  countEvicted,
  isCacheFailure,
  type ListedOutcome,
  type RestoreOutcome,
  restoreListed,
  restoreNewest,
  type Session,
} from './cache-fetch.ts';
import { listSegments } from './cache-index.ts';
import { keyPrefix, seriesKeyPrefix } from './cache-keys.ts';
import { isPullRef, type ListedEntry, type Listing, listCacheEntries, mostListed } from './cache-list.ts';
import { describeLoad, unreadableBase } from './cache-problems.ts';
import { type Base, type SaveOptions, saveBuild } from './cache-save.ts';
import type { CacheFailure } from './cache-toolkit.ts';

export interface CacheStoreOptions extends SaveOptions {
  /** The second tier: copies segments from elsewhere into a folder if the cache has none. */
  readonly fetchEarlier: (folder: string) => Promise<readonly Problem[]>;
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

/** Maximum number of repeated lists: each time another run must have deleted the entries of the last one. */
const mostListings = 5;

async function load(options: CacheStoreOptions): Promise<{ base: Base; loaded: LoadedHistory }> {
  const session = await openSession(options);
  const prefix = seriesKeyPrefix(options.run.seriesName);
  // A list that does not arrive leaves time to read the newest entries without it.
  const api = (await options.connect?.(options.loadDeadlineMs / 2)) ?? null;
  const openFolder = (): Promise<LoadedHistory> => segmentFolder(session.folder, options.limits).load();
  let fetched = await fetchEntries(options, session, api, openFolder);
  // Entries disappeared during reading: another run put their content into a newer one, which may have disappeared
  // too.
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
  const failures = fetched.outcomes.filter(isCacheFailure);
  const { loaded, earlier } = await readArtifacts(options, session, fetched.loaded, failures, openFolder);
  const found = loaded.history.builds.length > 0;
  const unreadable = unreadableBase(options.run);
  const isKnown = failures.length > 0 || (found && unreadable === null);
  const refs = found && unreadable !== null ? [unreadable] : null;
  const listed = isKnown ? [] : (await listCacheEntries(api, prefix, refs)).entries;
  const elsewhere = listed.filter((entry) => tellsOfHistory(entry, options.run));
  const evicted = countEvicted(session, loaded.history);
  const facts = { failures, found, notFetched, listing, elsewhere, evicted, run: options.run };
  const status = found ? 'found' : judge(loaded, failures, elsewhere);
  const isComplete = listing.failure === null && notFetched === 0 && failures.length === 0;
  const base = { session, newest, listed: listing.entries, covered, isComplete };
  const problems = [...earlier, ...loaded.problems, ...describeLoad(facts)];
  const others = status === 'missing' ? { others: await nameCached(options, session, api) } : {};
  return { base, loaded: { ...loaded, status, problems, ...others } };
}

/** Of the series that this run may read. Only their builds contain their names. */
async function nameCached(
  options: CacheStoreOptions,
  session: Session,
  api: GitHubStorage | null,
): Promise<OtherSeries> {
  const { entries } = await listCacheEntries(api, keyPrefix, null);
  const { buildId, readableRefs } = options.run;
  const isOfRun = (id: string): boolean => id.split('-')[1] === buildId.split('-')[1];
  // The other jobs of this run were not renamed.
  const current = new Set(entries.filter((entry) => isOfRun(entry.buildId)).map(({ prefix }) => prefix));
  const prefixes = entries
    .filter(({ kind, ref, prefix }) => kind === 'all' && readableRefs.includes(ref) && !current.has(prefix))
    .map(({ prefix }) => prefix);
  const series = [...new Set(prefixes)];
  const named = series.slice(0, mostOthers).map(async (prefix) => {
    const other = { ...(await openSession(options)), leftMs: session.leftMs };
    await restoreNewest(other, 'all', prefix);
    const { history } = await segmentFolder(other.folder, options.limits).load();
    return history.builds.slice(-1);
  });
  const newest = (await Promise.all(named)).flat();
  return { named: newest, more: series.length - newest.length };
}

/** A damaged or forged entry must not fill the memory; a valid one may be slightly over its limit. */
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

/** Collects everything that this run may read: the newest entries by prefix, then further ones from the list. */
async function fetchEntries(
  { run, limits }: CacheStoreOptions,
  session: Session,
  api: GitHubStorage | null,
  openFolder: () => Promise<LoadedHistory>,
): Promise<ListedOutcome & { readonly newest: RestoreOutcome; readonly listing: Listing }> {
  const prefix = seriesKeyPrefix(run.seriesName);
  const list = listCacheEntries(api, prefix, run.readableRefs);
  if (isPullRef(run.ref)) session.isOwn = findOwn(await list);
  const newest = await restoreNewest(session, 'all', prefix);
  // `part` entries contain what no `all` entry of this run's refs contains, so the newest of both kinds is needed.
  const newestPart = await restoreNewest(session, 'part', prefix);
  const listing = await list;
  const rest = await restoreListed(session, listing.entries, openFolder, (loaded) =>
    findOldest(limits, session.folder, loaded),
  );
  const outcomes = [...newest, ...newestPart, ...rest.outcomes];
  return { ...rest, outcomes, newest: newest[0] as RestoreOutcome, listing };
}

/**
 * Finds the entries that a pull request may have saved: all that the list does not show only under another ref. Blind
 * runs cannot distinguish them.
 */
function findOwn({ entries, failure }: Listing): Session['isOwn'] {
  if (failure !== null) return () => false;
  // There may be more behind the listed ones.
  if (entries.filter(({ ref }) => isPullRef(ref)).length >= mostListed) return () => true;
  const own = new Set(entries.filter(({ ref }) => isPullRef(ref)).map(({ key }) => key));
  const others = new Set(entries.filter(({ ref }) => !isPullRef(ref)).map(({ key }) => key));
  return (key) => own.has(key) || !others.has(key);
}

/** Start of the oldest build within the limits: entries before it would otherwise be fetched again by each run. */
async function findOldest(
  { maxBuilds, maxBytes, maxAgeDays, now }: HistoryLimits,
  folder: string,
  { history: { builds } }: LoadedHistory,
): Promise<number> {
  // Older builds of a rarely built branch may be kept.
  const tooOldMs = Math.min(now - maxAgeDays * dayMs, builds[0]?.startTimeMs ?? now);
  const sizeBytes = await sumSizes(folder, await listSegments(folder));
  // Dropping whole segments may leave less than the limit.
  const isFull = builds.length >= maxBuilds || (maxBytes !== null && 2 * sizeBytes > maxBytes);
  return isFull ? Math.max(tooOldMs, builds[0]?.startTimeMs ?? tooOldMs) : tooOldMs;
}

/** Reads the second tier if the first is empty; not in an outage, after which the history is available again. */
async function readArtifacts(
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

/**
 * What pull requests saved is no baseline, and a run of the baseline branch itself has none before its first build: both
 * are only of interest if another kind of runner saved them.
 */
function tellsOfHistory({ ref }: ListedEntry, { readableRefs, ...run }: StoringRun): boolean {
  if (readableRefs.includes(ref)) return true;
  return !isPullRef(ref) && run.ref !== `refs/heads/${run.baselineBranch ?? run.defaultBranch}`;
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

/** Without a service nothing can be reached. */
function toStatus(kind: Exclude<CacheFailure['kind'], 'missing'>): LoadedHistory['status'] {
  return kind === 'absent' || kind === 'taken' || kind === 'no-archiver' ? 'unreachable' : kind;
}
