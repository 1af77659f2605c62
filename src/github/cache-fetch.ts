/** Fetches entries of the cache and gathers their segments in one folder. See docs/decisions/cache-entries.md. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../history/index.ts';
import type { History, LoadedHistory } from '../model.ts';
import { copyFiles, type EntryIndex, type Holdings, readUnpacked } from './cache-index.ts';
import { type EntryKind, entryKey, entryPath } from './cache-keys.ts';
import type { ListedEntry } from './cache-list.ts';
import { type CacheFailure, type RestoreOutcome, restoreEntry } from './cache-toolkit.ts';
import type { GitHubContext } from './context.ts';

/** One loading, as it goes on. */
export interface Session {
  readonly context: GitHubContext;
  readonly workspace: string;
  /** Where the segments of all entries are gathered. */
  readonly folder: string;
  /** Names of the segments that came from `all` entries. */
  readonly trunk: Set<string>;
  /** Segment → key of an entry that holds it. */
  readonly holders: Map<string, string>;
  /** What `all` entries name and could not be fetched now: it stays part of the history. */
  readonly unfetched: Map<string, readonly string[]>;
  /** Keys of the entries that came. */
  readonly restored: Set<string>;
  /** Segments in entries that are named and gone. */
  readonly gone: Set<string>;
  readonly leftMs: () => number;
}

/** How many entries are fetched at once. */
const batchSize = 8;

export function isFailure(outcome: RestoreOutcome): outcome is CacheFailure {
  return outcome.key === null && outcome.kind !== 'missing';
}

/** The newest entry of a kind that this run may read, with all that it names. */
export async function restoreNewest(
  session: Session,
  kind: EntryKind,
  prefix: string,
): Promise<RestoreOutcome[]> {
  const key = entryKey(session.context, kind);
  return await restoreBatch(session, kind, [key], [`${prefix}${kind}-`]);
}

/** What became of the listed entries. */
export interface ListedOutcome {
  readonly loaded: LoadedHistory;
  readonly outcomes: readonly RestoreOutcome[];
  /** Entries that the time did not suffice for. */
  readonly notFetched: number;
  /** Entries were deleted after they were listed: what they held is in newer ones. */
  readonly isOutdated: boolean;
}

/**
 * Restores entries whose builds are not known yet, newest first, until all are known or the time is up.
 * @param findOldest when the oldest build began that still counts, epoch milliseconds: older entries have none
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
    const known = new Set(loaded.history.builds.map(({ id }) => id));
    const oldestMs = await findOldest(loaded);
    const isUnknown = ({ buildId, createdAtMs }: ListedEntry): boolean =>
      !known.has(buildId) && createdAtMs >= oldestMs;
    const readable = findReadable(entries, session.restored, missing);
    const wanted = readable.filter((entry) => isUnknown(entry) && !tried.has(entry));
    const isOutdated = readable.some((entry) => isUnknown(entry) && missing.has(entry));
    const result = { loaded, outcomes, notFetched: wanted.length, isOutdated };
    const kind = wanted[0]?.kind;
    if (kind === undefined || session.leftMs() <= 0) return result;
    // One `all` entry may hold everything: look before fetching more.
    const batch = wanted.filter((entry) => entry.kind === kind).slice(0, known.size === 0 ? 1 : batchSize);
    const keys = batch.map(({ key }) => key);
    const results = await restoreBatch(session, kind, keys, []);
    outcomes.push(...results);
    for (const [at, entry] of batch.entries()) {
      tried.add(entry);
      const outcome = results[at];
      if (outcome?.key === null && outcome.kind === 'missing') missing.add(entry);
    }
    if (results.some(({ key }) => key !== null)) loaded = await openFolder();
    const hopeless = results.every((outcome) => isFailure(outcome) && outcome.kind !== 'corrupt');
    if (hopeless) return { ...result, loaded };
  }
}

/**
 * The entries that a runner of this kind packed. One that is listed and does not come was packed by another, like all
 * of its version, or has been deleted since, which is told by those that came.
 */
function findReadable(
  entries: readonly ListedEntry[],
  restored: ReadonlySet<string>,
  missing: ReadonlySet<ListedEntry>,
): ListedEntry[] {
  const versionsOf = (some: readonly ListedEntry[]): Set<string> =>
    new Set(some.map(({ version }) => version));
  const own = versionsOf(entries.filter(({ key }) => restored.has(key)));
  const others = versionsOf([...missing]);
  return entries.filter(({ version }) => (own.size > 0 ? own.has(version) : !others.has(version)));
}

/** Restores entries of one kind at once, and then what they name; the outcomes of `keys` come first. */
async function restoreBatch(
  session: Session,
  kind: EntryKind,
  keys: readonly string[],
  prefixes: readonly string[],
): Promise<RestoreOutcome[]> {
  const { outcomes, indexes } = await unpack(session, keys, prefixes, (names) => {
    if (kind === 'all') for (const name of names) session.trunk.add(name);
    return names;
  });
  return [...outcomes, ...(await restoreNamed(session, indexes))];
}

/** Fetches the entries that hold the rest. Only the named segments are taken: the others were merged since. */
async function restoreNamed(session: Session, indexes: readonly EntryIndex[]): Promise<RestoreOutcome[]> {
  const named = findNamed(session, indexes);
  const keys = Object.keys(named);
  const failures: RestoreOutcome[] = [];
  for (let from = 0; from < keys.length; from += batchSize) {
    const batch = keys.slice(from, from + batchSize);
    const wanted = new Set(batch.flatMap((key) => named[key] ?? []));
    const { outcomes } = await unpack(session, batch, [], (names) => {
      const taken = names.filter((name) => wanted.has(name));
      for (const name of taken) session.trunk.add(name);
      return taken;
    });
    for (const [at, key] of batch.entries()) noteOutcome(session, key, named[key] ?? [], outcomes[at]);
    failures.push(...outcomes.filter(isFailure));
  }
  return failures;
}

/** Restores entries at once and adds those of their segments to the others that `take` picks. */
async function unpack(
  session: Session,
  keys: readonly string[],
  prefixes: readonly string[],
  take: (names: readonly string[]) => readonly string[],
): Promise<{ outcomes: RestoreOutcome[]; indexes: readonly EntryIndex[] }> {
  const restore = (key: string): Promise<RestoreOutcome> =>
    restoreEntry(entryPath, key, prefixes, session.leftMs());
  const outcomes = await Promise.all(keys.map(restore));
  // Entries share segments, and two unpackings may get in each other's way: what broke is tried once alone.
  for (const [index, outcome] of outcomes.entries()) {
    if (keys.length > 1 && outcome.key === null && outcome.kind === 'corrupt') {
      outcomes[index] = await restore(keys[index] as string);
    }
  }
  const packed = join(session.workspace, entryPath);
  const { segments, indexes } = await readUnpacked(packed);
  const held = new Set(indexes.flatMap(({ holds }) => holds));
  await copyFiles(packed, session.folder, take(segments.filter((name) => held.has(name))));
  await rm(packed, { recursive: true, force: true });
  for (const { key, holds } of indexes)
    for (const name of holds) if (!session.holders.has(name)) session.holders.set(name, key);
  for (const { key } of outcomes) if (key !== null) session.restored.add(key);
  return { outcomes: outcomes.map((outcome) => checkIndex(outcome, segments, indexes)), indexes };
}

/** An entry must say that it is itself, and hold what it says. */
function checkIndex(
  outcome: RestoreOutcome,
  segments: readonly string[],
  indexes: readonly EntryIndex[],
): RestoreOutcome {
  if (outcome.key === null) return outcome;
  const index = indexes.find(({ key }) => key === outcome.key);
  if (index?.holds.every((name) => segments.includes(name))) return outcome;
  return { key: null, kind: 'corrupt', reason: `${outcome.key} does not hold what it should` };
}

function findNamed(session: Session, indexes: readonly EntryIndex[]): Holdings {
  const named: Record<string, string[]> = {};
  const seen = new Set<string>();
  for (const { rest } of indexes) {
    for (const [key, names] of Object.entries(rest)) {
      const missing = names.filter((name) => !session.trunk.has(name) && !seen.has(name));
      for (const name of missing) seen.add(name);
      if (missing.length > 0) named[key] = [...(named[key] ?? []), ...missing];
    }
  }
  return named;
}

/** How many builds went with the entries that are gone: a newer one may hold what was in them. */
export function countEvicted({ gone, trunk }: Session, { builds }: History): number {
  const starts = new Set(builds.map(({ startTimeMs }) => Math.floor(startTimeMs)));
  const lost = [...gone].filter((name) => !trunk.has(name)).flatMap((name) => parseSegmentName(name) ?? []);
  return lost.reduce(
    (sum, { firstStartMs, builds: count }) => sum + (starts.has(firstStartMs) ? 0 : count),
    0,
  );
}

function noteOutcome(
  session: Session,
  key: string,
  names: readonly string[],
  outcome: RestoreOutcome | undefined,
): void {
  if (outcome === undefined || outcome.key !== null) return;
  if (outcome.kind === 'missing') for (const name of names) session.gone.add(name);
  else if (outcome.kind !== 'corrupt') session.unfetched.set(key, names);
}
