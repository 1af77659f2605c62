/** Fetches entries of the cache and collects their segments in one folder. See docs/decisions/cache-entries.md. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSegment } from '../../history/decode-segment.ts';
import { filterSegment } from '../../history/filter-segment.ts';
import { decodeSegments } from '../../history/read-segments.ts';
import { parseSegmentName, type SegmentFile } from '../../history/segment.ts';
import type { History, LoadedHistory } from '../../model/history.ts';
import { readSegmentFiles } from '../folder-store.ts';
import type { StoringRun } from '../github-storage.ts';
import {
  type EntryIndex,
  type Holder,
  type Holding,
  isBetter,
  listSegments,
  namesOf,
} from './cache-index.ts';
import { type EntryKind, entryKey } from './cache-keys.ts';
import type { ListedEntry } from './cache-list.ts';
import { restoreEntry } from './cache-service.ts';
import type { CacheFailure } from './cache-toolkit.ts';
import type { RestoredEntry } from './unpack-entry.ts';

/** The state of one loading. */
export interface Session {
  readonly run: StoringRun;
  /** Maximum number of bytes in an entry. */
  readonly mostBytes: number;
  /** Whether a pull request saved the entry. */
  isOwn: (key: string) => boolean;
  /** The folder for the segments of all entries. */
  readonly folder: string;
  /** Names of the segments that came from `all` entries. */
  readonly trunk: Set<string>;
  /** Segment → the best of the entries that contain it. */
  readonly holders: Map<string, Holder>;
  /** The entries that are united here, by key. */
  readonly united: Map<string, EntryIndex>;
  /** Segments to which `all` entries refer but which could not be fetched now: they stay part of the history. */
  readonly unfetched: Map<string, Holding>;
  /** Keys of the entries that arrived and match their index. */
  readonly restored: Set<string>;
  /** Keys of entries that are referenced but deleted. */
  readonly gone: Map<string, Holding>;
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly leftMs: () => number;
}

/** An entry that matches its index, or the reason why there is none. */
export type RestoreOutcome = (RestoredEntry & { readonly index: EntryIndex }) | CacheFailure;

/** Number of concurrent downloads. */
const batchSize = 8;

export function isCacheFailure(outcome: RestoreOutcome): outcome is CacheFailure {
  return outcome.key === null && outcome.kind !== 'missing';
}

/** The newest readable entry of a kind, with all entries to which it refers. */
export async function restoreNewest(
  session: Session,
  kind: EntryKind,
  prefix: string,
): Promise<RestoreOutcome[]> {
  const key = entryKey(session.run, kind);
  return await restoreBatch(session, kind, [key], [`${prefix}${kind}-`]);
}

/** The results for the listed entries. */
export interface ListedOutcome {
  readonly loaded: LoadedHistory;
  readonly outcomes: readonly RestoreOutcome[];
  /** Entries that could not be fetched in time. */
  readonly notFetched: number;
  /** Entries that were deleted after they were listed: newer entries have their content. */
  readonly outdated: number;
  /** Ids of the builds whose entries contain nothing that is missing here. */
  readonly covered: ReadonlySet<string>;
}

/**
 * Restores entries that may contain new builds, newest first, until none is left or the time is up.
 * @param findOldest start of the oldest build that still counts, epoch milliseconds: older entries contain none
 */
export async function restoreListed(
  session: Session,
  entries: readonly ListedEntry[],
  openFolder: () => Promise<LoadedHistory>,
  findOldest: (loaded: LoadedHistory) => Promise<number>,
): Promise<ListedOutcome> {
  let loaded = await openFolder();
  const outcomes: RestoreOutcome[] = [];
  const tried = new Set<ListedEntry>();
  const missing = new Set<ListedEntry>();
  for (;;) {
    const covered = await findCovered(session, loaded);
    const oldestMs = await findOldest(loaded);
    const isUnited = (key: string): boolean => session.united.has(key) && session.restored.has(key);
    const isUnknown = ({ key, buildId, createdAtMs }: ListedEntry): boolean =>
      !covered.has(buildId) && !isUnited(key) && createdAtMs >= oldestMs;
    const readable = findReadable(entries, session.restored, missing);
    const wanted = readable.filter((entry) => isUnknown(entry) && !tried.has(entry));
    const outdated = readable.filter((entry) => isUnknown(entry) && missing.has(entry)).length;
    const result = { loaded, outcomes, notFetched: wanted.length, outdated, covered };
    const kind = wanted[0]?.kind;
    if (kind === undefined || session.leftMs() <= 0) return result;
    // One `all` entry may contain everything: check before fetching more.
    const batch = wanted.filter((entry) => entry.kind === kind).slice(0, covered.size === 0 ? 1 : batchSize);
    const keys = batch.map(({ key }) => key);
    const results = await restoreBatch(session, kind, keys, []);
    outcomes.push(...results);
    for (const [at, entry] of batch.entries()) {
      tried.add(entry);
      const outcome = results[at];
      if (outcome?.key === null && outcome.kind === 'missing') missing.add(entry);
    }
    if (results.some(({ key }) => key !== null)) loaded = await openFolder();
    const hopeless = results.every((outcome) => isCacheFailure(outcome) && outcome.kind !== 'corrupt');
    if (hopeless) return { ...result, loaded };
  }
}

/**
 * The entries that a runner of this kind packed. A listed entry that cannot be fetched was packed by another kind
 * (like all entries of its version) or was deleted since; the fetched entries show which.
 */
function findReadable(
  entries: readonly ListedEntry[],
  restored: ReadonlySet<string>,
  missing: ReadonlySet<ListedEntry>,
): readonly ListedEntry[] {
  const versionsOf = (some: readonly ListedEntry[]): Set<string> =>
    new Set(some.map(({ version }) => version));
  if (restored.size === 0) {
    const others = versionsOf([...missing]);
    return entries.filter(({ version }) => !others.has(version));
  }
  const own = versionsOf(entries.filter(({ key }) => restored.has(key)));
  // The fetched entries may be newer than the list.
  return own.size === 0 ? entries : entries.filter(({ version }) => own.has(version));
}

/**
 * The builds of the entries that arrived with all segments to which they refer. Each was made of other entries, so it
 * contains their content and they need not be read. This does not hold for an entry with missing segments.
 */
async function findCovered({ folder, united }: Session, loaded: LoadedHistory): Promise<Set<string>> {
  const here = new Set(await listSegments(folder));
  const whole = [...united.values()].map(namesOf).filter((names) => names.every((name) => here.has(name)));
  if (whole.length === united.size) return new Set(loaded.history.builds.map(({ id }) => id));
  const names = new Set(whole.flat());
  const files = (await readSegmentFiles(folder)).filter(({ name }) => names.has(name));
  const records = decodeSegments(files, decodeSegment).segments.flatMap((segment) => segment.records);
  return new Set(records.map(({ build }) => build.id));
}

/**
 * Restores entries of one kind concurrently, and then those to which they refer; the results for `keys` come first.
 */
async function restoreBatch(
  session: Session,
  kind: EntryKind,
  keys: readonly string[],
  prefixes: readonly string[],
): Promise<RestoreOutcome[]> {
  const { outcomes, indexes } = await unpack(session, keys, prefixes, (names, isOwn) => {
    if (kind === 'all' && !isOwn) for (const name of names) session.trunk.add(name);
    return names;
  });
  for (const index of indexes) session.united.set(index.key, index);
  return [...outcomes, ...(await restoreNamed(session, indexes))];
}

/**
 * Fetches the entries with the rest, and for missing ones the next best. Only the requested segments are taken: the
 * others were merged since.
 */
async function restoreNamed(session: Session, indexes: readonly EntryIndex[]): Promise<RestoreOutcome[]> {
  const failures: RestoreOutcome[] = [];
  const tried = new Set(session.gone.keys());
  for (;;) {
    const batch = findNamed(session, indexes, tried).slice(0, batchSize);
    if (batch.length === 0) return failures;
    const wanted = new Set(batch.flatMap(({ names }) => names));
    const keys = batch.map(({ key }) => key);
    const { outcomes } = await unpack(session, keys, [], (names) => {
      const taken = names.filter((name) => wanted.has(name));
      for (const name of taken) session.trunk.add(name);
      return taken;
    });
    for (const [at, holding] of batch.entries()) {
      tried.add(holding.key);
      noteOutcome(session, holding, outcomes[at]);
    }
    failures.push(...outcomes.filter(isCacheFailure));
  }
}

/** Restores entries concurrently and adds the segments that `take` selects. */
async function unpack(
  session: Session,
  keys: readonly string[],
  prefixes: readonly string[],
  take: (names: readonly string[], isOwn: boolean) => readonly string[],
): Promise<{ outcomes: RestoreOutcome[]; indexes: readonly EntryIndex[] }> {
  const limits = { mostBytes: session.mostBytes };
  const restore = async (key: string): Promise<RestoreOutcome> =>
    checkIndex(await restoreEntry(key, prefixes, { deadlineMs: session.leftMs(), ...limits }));
  const outcomes = await Promise.all(keys.map(restore));
  const indexes: EntryIndex[] = [];
  for (const outcome of outcomes) {
    if (outcome.key === null) continue;
    const isOwn = session.isOwn(outcome.key);
    const { index } = outcome;
    for (const name of take(index.holds, isOwn))
      await addSegment(session, { name, bytes: outcome.segments.get(name) as Uint8Array }, isOwn);
    session.restored.add(outcome.key);
    if (!isOwn) noteHolder(session, index);
    // The references of an entry from a pull request are not trusted.
    indexes.push(isOwn ? { ...index, rest: [] } : index);
  }
  return { outcomes, indexes };
}

/** From entries of a pull request only its own builds count: it must not insert builds of the base branch. */
async function addSegment({ folder, run }: Session, file: SegmentFile, isOwn: boolean): Promise<void> {
  const counted = isOwn ? filterSegment(file, (build) => build.pullRequest === run.pullRequest) : file;
  if (counted !== null) await writeFile(join(folder, counted.name), counted.bytes);
}

function noteHolder({ holders }: Session, { key, generation, holds }: EntryIndex): void {
  for (const name of holds) {
    const known = holders.get(name);
    if (known === undefined || isBetter({ key, generation }, known)) holders.set(name, { key, generation });
  }
}

/** The index must name the entry itself, and match its content. */
function checkIndex(outcome: RestoredEntry | CacheFailure): RestoreOutcome {
  if (outcome.key === null) return outcome;
  const { key, segments, index } = outcome;
  if (index?.key === key && index.holds.every((name) => segments.has(name))) return { key, segments, index };
  return { key: null, kind: 'corrupt', reason: `${key} does not have the expected content` };
}

/** The best of the referenced entries for each segment, unless a better one has already provided it. */
function findNamed(
  { trunk, holders }: Session,
  indexes: readonly EntryIndex[],
  tried: ReadonlySet<string>,
): Holding[] {
  const best = new Map<string, Holder>();
  const claims = indexes.flatMap(({ rest }) => rest).filter(({ key }) => !tried.has(key));
  for (const { names, ...holder } of claims) {
    for (const name of names) {
      const known = best.get(name) ?? (trunk.has(name) ? holders.get(name) : undefined);
      if (known === undefined || isBetter(holder, known)) best.set(name, holder);
    }
  }
  const named = new Map<string, Holding>();
  for (const [name, holder] of best) {
    const names = named.get(holder.key)?.names ?? [];
    named.set(holder.key, { ...holder, names: [...names, name] });
  }
  return [...named.values()];
}

/** Number of builds in the missing entries: newer entries may contain their content. */
export function countEvicted({ gone, trunk }: Session, { builds }: History): number {
  const starts = new Set(builds.map(({ startTimeMs }) => Math.floor(startTimeMs)));
  const names = new Set([...gone.values()].flatMap((holding) => holding.names));
  const lost = [...names].filter((name) => !trunk.has(name)).flatMap((name) => parseSegmentName(name) ?? []);
  return lost.reduce(
    (sum, { firstStartMs, builds: count }) => sum + (starts.has(firstStartMs) ? 0 : count),
    0,
  );
}

function noteOutcome(session: Session, holding: Holding, outcome: RestoreOutcome | undefined): void {
  session.unfetched.delete(holding.key);
  if (outcome === undefined || outcome.key !== null) return;
  if (outcome.kind === 'missing') session.gone.set(holding.key, holding);
  else if (outcome.kind !== 'corrupt') session.unfetched.set(holding.key, holding);
}
