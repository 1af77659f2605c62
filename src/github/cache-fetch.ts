/** Fetches entries of the cache and gathers their segments in one folder. See docs/decisions/cache-entries.md. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../history/index.ts';
import type { LoadedHistory } from '../model.ts';
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
  /** Builds in entries that are named and gone. */
  evicted: number;
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

/** Restores entries whose builds are not known yet, newest first, until all are known or the time is up. */
export async function restoreListed(
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

/** Restores entries of one kind at once, and then what they name; the outcomes of `keys` come first. */
async function restoreBatch(
  session: Session,
  kind: EntryKind,
  keys: readonly string[],
  prefixes: readonly string[],
): Promise<RestoreOutcome[]> {
  const outcomes = await unpack(session, keys, prefixes);
  const indexes = await gather(session, kind, null);
  return [...outcomes, ...(await restoreNamed(session, indexes))];
}

async function unpack(
  session: Session,
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
  return outcomes;
}

/** Moves what was unpacked to the other segments; `wanted` null takes all. */
async function gather(
  session: Session,
  kind: EntryKind,
  wanted: ReadonlySet<string> | null,
): Promise<EntryIndex[]> {
  const packed = join(session.workspace, entryPath);
  const { segments, indexes } = await readUnpacked(packed);
  const names = segments.filter((name) => wanted === null || wanted.has(name));
  await copyFiles(packed, session.folder, names);
  if (kind === 'all') for (const name of names) session.trunk.add(name);
  for (const { key, holds } of indexes)
    for (const name of holds) if (!session.holders.has(name)) session.holders.set(name, key);
  await rm(packed, { recursive: true, force: true });
  return indexes;
}

/** Fetches the entries that hold the rest. Only the named segments are taken: the others were merged since. */
async function restoreNamed(session: Session, indexes: readonly EntryIndex[]): Promise<RestoreOutcome[]> {
  const named = findNamed(session, indexes);
  const keys = Object.keys(named);
  const outcomes: RestoreOutcome[] = [];
  for (let from = 0; from < keys.length; from += batchSize) {
    const batch = keys.slice(from, from + batchSize);
    const results = await unpack(session, batch, []);
    for (const [at, key] of batch.entries()) noteOutcome(session, key, named[key] ?? [], results[at]);
    const wanted = new Set(batch.flatMap((key) => named[key] ?? []));
    await gather(session, 'all', wanted);
    outcomes.push(...results.filter(isFailure));
  }
  return outcomes;
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

function noteOutcome(
  session: Session,
  key: string,
  names: readonly string[],
  outcome: RestoreOutcome | undefined,
): void {
  if (outcome === undefined || outcome.key !== null) return;
  if (outcome.kind === 'missing')
    session.evicted += names.reduce((sum, name) => sum + (parseSegmentName(name)?.builds ?? 0), 0);
  else if (outcome.kind !== 'corrupt') session.unfetched.set(key, names);
}
