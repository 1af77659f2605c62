/** Saves an entry of the cache: its content, its references to older entries, and which of them it covers. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryLimits } from '../../history/segment.ts';
import type { Build } from '../../model/build.ts';
import type { Problem } from '../../model/problem.ts';
import { segmentFolder, sumSizes } from '../folder-store.ts';
import type { GitHubStorage, StoringRun } from '../github-storage.ts';
import { deleteEntries, findSuperfluous } from './cache-cleanup.ts';
import type { RestoreOutcome, Session } from './cache-fetch.ts';
import { copyFiles, type Holding, listSegments, namesOf, writeCacheIndex } from './cache-index.ts';
import { type EntryKind, entryKey, entryPath, readKey } from './cache-keys.ts';
import type { ListedEntry } from './cache-list.ts';
import { describeSave } from './cache-problems.ts';
import { saveEntry } from './cache-toolkit.ts';
import { openPackingFolder } from './packing-folder.ts';

export interface SaveOptions {
  readonly run: StoringRun;
  /** REST calls with a deadline in milliseconds, to list and delete entries; null without a token. */
  readonly connect: ((deadlineMs: number) => Promise<GitHubStorage>) | null;
  readonly limits: HistoryLimits;
  /** Absolute path of the workspace: the toolkit packs and unpacks relative to it. */
  readonly workspace: string;
  /** Existing folder outside the workspace. */
  readonly temp: string;
  readonly packing: Packing;
  /** Milliseconds for the whole of `append`. */
  readonly saveDeadlineMs: number;
}

/** How much of the history an entry contains; it refers to other entries for the rest. */
export interface Packing {
  /** Up to this size an entry contains the whole history. */
  readonly smallBytes: number;
  /** Above this size an entry contains only new segments; see `mostNamed`. */
  readonly largeBytes: number;
  /** Between the two sizes everything is packed if the entry would refer to more entries than this. */
  readonly mostNamed: number;
}

/** Measured in bench/cache.ts: under 500 MB a week for 200 builds a day of any size. */
export const defaultPacking: Packing = { smallBytes: 3e5, largeBytes: 8e6, mostNamed: 16 };

/**
 * Whether an entry contains all of a history.
 * @param named number of entries to which it would refer otherwise
 */
export function isPackedWhole(totalBytes: number, named: number, packing: Packing): boolean {
  const { smallBytes, largeBytes, mostNamed } = packing;
  return totalBytes <= smallBytes || (totalBytes <= largeBytes && named > mostNamed);
}

/** Results of loading that saving needs. */
export interface Base {
  readonly session: Session;
  readonly newest: RestoreOutcome;
  readonly listed: readonly ListedEntry[];
  /** Ids of the builds whose entries contain nothing that was not loaded. */
  readonly covered: ReadonlySet<string>;
  /** Everything in the cache was read: segments that are still missing exist nowhere. */
  readonly isComplete: boolean;
}

/** Saves an entry with a build and the loaded history; `base` null: nothing was loaded. */
export async function saveBuild(
  options: SaveOptions,
  base: Base | null,
  build: Build,
): Promise<{ saved: boolean; problems: readonly Problem[] }> {
  const endMs = performance.now() + options.saveDeadlineMs;
  const kind = chooseKind(options.run, base);
  const { packed, pack, close } = await openPackingFolder(options.workspace, options.temp, entryPath);
  try {
    const names = base === null ? [] : await listLoaded(base, kind);
    if (base !== null) await copyFiles(base.session.folder, packed, names);
    const stored = await segmentFolder(packed, options.limits).append(build);
    if (!stored.saved) return stored;
    const key = entryKey(options.run, kind);
    const rest = base !== null && kind === 'all' ? await thinOut(packed, base.session, options.packing) : [];
    const lacks = base === null ? [] : findLacking(base, kind, names);
    const generation = nextGeneration(base);
    await writeCacheIndex(packed, { key, generation, holds: await listSegments(packed), rest, lacks });
    const outcome = await pack(() => saveEntry(entryPath, key, endMs - performance.now()));
    const canRead = base === null || base.newest.key !== null || base.newest.kind !== 'denied';
    const problems = outcome.key === null ? [describeSave(outcome, options.run, canRead)] : [];
    if (outcome.key !== null && kind === 'all' && base !== null)
      await cleanUp(options, base, rest, endMs - performance.now());
    return { saved: outcome.key !== null, problems: [...stored.problems, ...problems] };
  } finally {
    await close();
  }
}

/** The loaded segments that an entry should contain or refer to. */
async function listLoaded({ session: { folder, trunk } }: Base, kind: EntryKind): Promise<string[]> {
  return (await listSegments(folder)).filter((name) => kind === 'all' || !trunk.has(name));
}

/** The segments to which the loaded entries refer and which this entry lacks; a `part` is made of parts only. */
function findLacking(
  { session, isComplete }: Base,
  kind: EntryKind,
  loaded: readonly string[],
): readonly string[] {
  const unfetched = [...session.unfetched.values()].flatMap(({ names }) => names);
  const has = new Set(kind === 'all' ? [...loaded, ...unfetched] : loaded);
  const made = [...session.united.values()].filter(
    ({ key }) => kind === 'all' || readKey(key)?.kind === 'part',
  );
  const names = new Set(made.flatMap(namesOf));
  // Segments left out of a `part` may have been merged before it is read.
  const isLacking = (name: string): boolean => !isComplete || (kind === 'part' && session.trunk.has(name));
  return [...names].filter((name) => !has.has(name) && isLacking(name));
}

function nextGeneration(base: Base | null): number {
  const known = base === null ? [] : [...base.session.united.values()];
  return 1 + Math.max(0, ...known.map(({ generation }) => generation));
}

/**
 * Removes from a large history the segments in older entries.
 * @returns where the rest is.
 */
async function thinOut(packed: string, session: Session, packing: Packing): Promise<readonly Holding[]> {
  const rest = new Map(session.unfetched);
  const names = await listSegments(packed);
  const held = names.flatMap((name) => {
    const holder = session.holders.get(name);
    return holder ? [{ name, holder }] : [];
  });
  const holders = new Set(held.map(({ holder }) => holder.key));
  if (isPackedWhole(await sumSizes(packed, names), holders.size, packing)) return [...rest.values()];
  for (const { name, holder } of held) {
    rest.set(holder.key, { ...holder, names: [...(rest.get(holder.key)?.names ?? []), name] });
    await rm(join(packed, name));
  }
  return [...rest.values()];
}

async function cleanUp(
  { connect, run }: SaveOptions,
  { session, listed, covered }: Base,
  rest: readonly Holding[],
  leftMs: number,
): Promise<void> {
  const named = new Set(rest.map(({ key }) => key));
  const { ref } = run;
  const entries = findSuperfluous(listed, { covered, named, ref, startMs: session.startMs });
  if (entries.length === 0 || connect === null || leftMs < 1) return;
  await deleteEntries(await connect(Math.floor(leftMs)), entries);
}

/**
 * An unreadable history must not be hidden behind an entry without it. Such a run, and a run on a ref that no other
 * run reads, saves only the builds that the `all` entries lack.
 */
function chooseKind(run: StoringRun, base: Base | null): EntryKind {
  if (!run.isTrunk || base === null) return 'part';
  const { newest, session } = base;
  if (newest.key !== null || newest.kind === 'missing') return 'all';
  return newest.kind === 'corrupt' && session.trunk.size > 0 ? 'all' : 'part';
}
