/** Saving an entry of the cache: what it holds, what it leaves to older ones, and which of those it covers. */

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryLimits } from '../history/index.ts';
import { segmentFolder, sumSizes } from '../io/folder-store.ts';
import type { Build, Problem } from '../model.ts';
import type { GitHubApi } from './api.ts';
import { deleteEntries, findCovered } from './cache-cleanup.ts';
import type { Session } from './cache-fetch.ts';
import { copyFiles, type Holdings, listSegments, writeIndex } from './cache-index.ts';
import { type EntryKind, entryKey, entryPath } from './cache-keys.ts';
import type { ListedEntry } from './cache-list.ts';
import { describeSave } from './cache-problems.ts';
import { type RestoreOutcome, saveEntry } from './cache-toolkit.ts';
import type { GitHubContext } from './context.ts';

export interface SaveOptions {
  readonly context: GitHubContext;
  /** REST within a deadline in milliseconds, for listing and deleting entries; null when there is no token. */
  readonly connect: ((deadlineMs: number) => Promise<GitHubApi>) | null;
  readonly limits: HistoryLimits;
  /** Absolute path of the workspace: the toolkit packs and unpacks relative to it. */
  readonly workspace: string;
  readonly packing: Packing;
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
export interface Base {
  readonly session: Session;
  readonly newest: RestoreOutcome;
  readonly listed: readonly ListedEntry[];
  readonly builds: readonly string[];
}

/** Saves an entry with a build and what the run loaded before; `base` null: it loaded nothing. */
export async function saveBuild(
  options: SaveOptions,
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
  { connect, context }: SaveOptions,
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
