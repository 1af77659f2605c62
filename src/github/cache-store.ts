/** The history in the Actions cache: one immutable entry a run, united on loading. See docs/decisions/cache-entries.md. */

import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Build, HistoryStore, LoadedHistory, Problem } from '../model.ts';
import type { GitHubApi } from './api.ts';
import { type EntryKind, entryKey, entryPath, seriesPrefix } from './cache-keys.ts';
import { type ListedEntry, listEntries } from './cache-list.ts';
import { describeLoad, describeSave } from './cache-problems.ts';
import { type CacheFailure, type RestoreOutcome, restoreEntry, saveEntry } from './cache-toolkit.ts';
import type { GitHubContext } from './context.ts';

export interface CacheStoreOptions {
  readonly context: GitHubContext;
  /** For listing entries; null when there is no token. */
  readonly api: GitHubApi | null;
  /** Opens the store of segments in a folder. */
  readonly openFolder: (folder: string) => HistoryStore;
  /** Absolute path of the workspace: the toolkit packs and unpacks relative to it. */
  readonly workspace: string;
  /** Existing folder outside the workspace, for the unpacked history. */
  readonly temp: string;
  /** Entries saved before this are not fetched, epoch milliseconds. */
  readonly oldestMs: number;
  /** Milliseconds for the whole of `load`. */
  readonly loadDeadlineMs: number;
  /** Milliseconds for the whole of `append`. */
  readonly saveDeadlineMs: number;
}

/** One loading, as it goes on. */
interface Session {
  readonly options: CacheStoreOptions;
  /** Where the segments of all entries are gathered. */
  readonly folder: string;
  /** Names of the segments that came from `all` entries. */
  readonly trunk: Set<string>;
  readonly leftMs: () => number;
}

/** What saving needs to know of loading. */
interface Base {
  readonly folder: string;
  readonly trunk: ReadonlySet<string>;
  readonly newest: RestoreOutcome;
}

/** How many entries are fetched at once. */
const batchSize = 8;

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
  const endMs = performance.now() + options.loadDeadlineMs;
  const session: Session = {
    options,
    folder: await mkdtemp(join(options.temp, 'history-')),
    trunk: new Set(),
    leftMs: () => endMs - performance.now(),
  };
  const prefix = seriesPrefix(options.context.seriesName);
  const listing = listEntries(options.api, prefix, options.context.readableRefs);
  const newest = await restoreNewest(session, 'all', prefix);
  // `part` entries hold what no `all` entry of this run's refs holds, so the newest of both is wanted.
  const newestPart = await restoreNewest(session, 'part', prefix);
  const openFolder = (): Promise<LoadedHistory> => options.openFolder(session.folder).load();
  const list = await listing;
  const listed = list.entries.filter((entry) => entry.createdAtMs >= options.oldestMs);
  const rest = await restoreListed(session, listed, await openFolder(), openFolder);
  const { loaded } = rest;
  const failures = [newest, newestPart, ...rest.outcomes].filter(isFailure);
  const found = loaded.history.builds.length > 0;
  const elsewhere =
    found || failures.length > 0 ? [] : (await listEntries(options.api, prefix, null)).entries;
  const problems = describeLoad({
    failures,
    found,
    listing: list,
    elsewhere,
    ...rest,
    context: options.context,
  });
  const status = found ? 'found' : judge(loaded, failures, elsewhere);
  const base = { folder: session.folder, trunk: session.trunk, newest };
  return { base, loaded: { status, history: loaded.history, problems: [...loaded.problems, ...problems] } };
}

function isFailure(outcome: RestoreOutcome): outcome is CacheFailure {
  return outcome.key === null && outcome.kind !== 'missing';
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

async function restoreNewest(session: Session, kind: EntryKind, prefix: string): Promise<RestoreOutcome> {
  const key = entryKey(session.options.context, kind);
  const [outcome] = await restoreBatch(session, kind, [key], [`${prefix}${kind}-`]);
  return outcome as RestoreOutcome;
}

/** Restores entries whose builds are not known yet, newest first, until all are known or the time is up. */
async function restoreListed(
  session: Session,
  entries: readonly ListedEntry[],
  first: LoadedHistory,
  openFolder: () => Promise<LoadedHistory>,
): Promise<{ loaded: LoadedHistory; outcomes: RestoreOutcome[]; notFetched: number }> {
  let loaded = first;
  const outcomes: RestoreOutcome[] = [];
  const tried = new Set<string>();
  // An entry that is listed and yet missing was packed by a runner of another kind, like all of its version.
  const otherVersions = new Set<string>();
  for (;;) {
    const known = new Set(loaded.history.builds.map(({ id }) => id));
    const wanted = entries.filter(
      ({ key, version, buildId }) => !tried.has(key) && !otherVersions.has(version) && !known.has(buildId),
    );
    const kind = wanted[0]?.kind;
    if (kind === undefined || session.leftMs() <= 0) return { loaded, outcomes, notFetched: wanted.length };
    // One `all` entry may hold everything: look before fetching more.
    const batch = wanted.filter((entry) => entry.kind === kind).slice(0, known.size === 0 ? 1 : batchSize);
    const results = await restoreBatch(
      session,
      kind,
      batch.map(({ key }) => key),
      [],
    );
    outcomes.push(...results);
    for (const [index, { key, version }] of batch.entries()) {
      tried.add(key);
      const result = results[index];
      if (result?.key === null && result.kind === 'missing') otherVersions.add(version);
    }
    if (results.some(({ key }) => key !== null)) loaded = await openFolder();
    const hopeless = results.every((result) => isFailure(result) && result.kind !== 'corrupt');
    if (hopeless) return { loaded, outcomes, notFetched: wanted.length };
  }
}

/** Restores entries of one kind at once and gathers their segments. */
async function restoreBatch(
  session: Session,
  kind: EntryKind,
  keys: readonly string[],
  prefixes: readonly string[],
): Promise<RestoreOutcome[]> {
  const restore = (key: string): Promise<RestoreOutcome> =>
    restoreEntry(entryPath, key, prefixes, session.leftMs());
  const outcomes = await Promise.all(keys.map(restore));
  // Entries share segments, and two unpackings may get in each other's way: what broke is tried once alone.
  for (const [index, outcome] of outcomes.entries()) {
    if (keys.length > 1 && outcome.key === null && outcome.kind === 'corrupt') {
      outcomes[index] = await restore(keys[index] as string);
    }
  }
  const packed = join(session.options.workspace, entryPath);
  const names = await copySegments(packed, session.folder, () => true);
  if (kind === 'all') for (const name of names) session.trunk.add(name);
  await rm(packed, { recursive: true, force: true });
  return outcomes;
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
      await copySegments(base.folder, packed, (name) => kind === 'all' || !base.trunk.has(name));
    }
    const stored = await options.openFolder(packed).append(build);
    if (!stored.saved) return stored;
    const key = entryKey(options.context, kind);
    const outcome = await saveEntry(entryPath, key, endMs - performance.now());
    const problems = outcome.key === null ? [describeSave(outcome, options.context)] : [];
    return { saved: outcome.key !== null, problems: [...stored.problems, ...problems] };
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
}

/**
 * A history that could not be read must not be hidden behind an entry that lacks it: such a run, and one whose
 * ref is read by nobody else, saves only what the `all` entries lack.
 */
function chooseKind(context: GitHubContext, base: Base | null): EntryKind {
  if (!context.isTrunk || base === null) return 'part';
  const { newest, trunk } = base;
  if (newest.key !== null || newest.kind === 'missing') return 'all';
  return newest.kind === 'corrupt' && trunk.size > 0 ? 'all' : 'part';
}

/** Copies the chosen files of one folder into another; gives the names of all files that were there. */
async function copySegments(from: string, to: string, choose: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const name of names) if (choose(name)) await copyFile(join(from, name), join(to, name));
  return names;
}
