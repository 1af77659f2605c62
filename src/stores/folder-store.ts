/** The history in a folder: for self-hosted runners, laptops, and what was unpacked from a cache. */

import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compactSegments, isCompactionDue } from '../history/compact.ts';
import { encodeBuild } from '../history/encode-build.ts';
import { readSegments } from '../history/read-segments.ts';
import { type HistoryLimits, parseSegmentName, type SegmentFile } from '../history/segment.ts';
import { sweepTemporary, writeDurably } from '../io/durable-file.ts';
import type { Build } from '../model/build.ts';
import type { HistoryStore, LoadedHistory } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { shortHash } from './short-name.ts';

export interface FolderOptions extends HistoryLimits {
  /** Name of the builds; every series has a folder of its own inside. */
  readonly series: string;
}

/** Opens the history of one series in a folder that may hold several. */
export function folderStore(folder: string, options: FolderOptions): HistoryStore {
  return segmentFolder(join(folder, nameSeriesFolder(options.series)), options);
}

/** Opens a folder that holds the segments of one series and nothing else. `now` is the storing time of builds. */
export function segmentFolder(folder: string, limits: HistoryLimits): HistoryStore {
  return {
    load: () => load(folder, limits),
    append: (build) => append(folder, limits, build),
  };
}

/** A readable and unique folder name for any series name. */
export function nameSeriesFolder(series: string): string {
  const slug = series
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return slug === '' ? shortHash(series) : `${slug}-${shortHash(series)}`;
}

/** Where damaged files are put. */
export const corruptFolder = 'corrupt';

interface Fault {
  readonly status: 'denied' | 'unreachable';
  readonly problem: Problem;
  readonly error: unknown;
}

async function load(folder: string, limits: HistoryLimits): Promise<LoadedHistory> {
  const { files, faults } = await readFiles(folder);
  const { history, problems, good, corrupt, kept } = readSegments(files, limits);
  await setAside(folder, corrupt);
  const unread = corrupt.length + kept.length;
  const status =
    history.builds.length > 0 ? 'found' : (faults[0]?.status ?? (unread > 0 ? 'corrupt' : 'missing'));
  return {
    status,
    history,
    problems: [...faults.map(({ problem }) => problem), ...problems],
    segments: good,
  };
}

/** All segments in a folder, damaged ones too; none when it is absent. @throws when one cannot be read */
export async function readSegmentFiles(folder: string): Promise<readonly SegmentFile[]> {
  const { files, faults } = await readFiles(folder);
  if (faults[0]) throw faults[0].error;
  return files;
}

/** Reads all segments. A file may vanish because another run merged it: then its content is in a newer one. */
async function readFiles(folder: string): Promise<{ files: SegmentFile[]; faults: Fault[] }> {
  const files = new Map<string, SegmentFile>();
  for (let attempt = 1; ; attempt++) {
    const faults: Fault[] = [];
    let vanished = false;
    try {
      for (const name of await listSegments(folder)) {
        if (files.has(name)) continue;
        try {
          files.set(name, { name, bytes: await readFile(join(folder, name)) });
        } catch (error) {
          if (codeOf(error) === 'ENOENT') vanished = true;
          else faults.push(describeFault(error, join(folder, name), 'read'));
        }
      }
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') faults.push(describeFault(error, folder, 'read'));
    }
    if (!vanished || attempt === maxListings) return { files: [...files.values()], faults };
  }
}

/** Merging is rare: so many in a row do not happen while a folder is read. */
const maxListings = 20;

async function listSegments(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => parseSegmentName(name) !== null).sort();
}

/** Bytes of the files that are there. */
export async function sumSizes(folder: string, names: readonly string[]): Promise<number> {
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What cannot be moved stays; it is reported in any case. */
async function setAside(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(join(folder, corruptFolder), { recursive: true })
      .then(() => rename(join(folder, name), join(folder, corruptFolder, name)))
      .catch(() => {});
  }
}

async function append(
  folder: string,
  limits: HistoryLimits,
  build: Build,
): Promise<{ saved: boolean; problems: readonly Problem[] }> {
  const { name, bytes } = encodeBuild(build, limits.now);
  try {
    await mkdir(folder, { recursive: true });
    await writeDurably(folder, name, bytes);
  } catch (error) {
    return { saved: false, problems: [describeFault(error, folder, 'write').problem] };
  }
  try {
    await sweepTemporary(folder);
    const names = await listSegments(folder);
    const due = isCompactionDue(names, await sumSizes(folder, names), limits);
    return { saved: true, problems: due ? await compactFolder(folder, limits) : [] };
  } catch (error) {
    return { saved: true, problems: [describeCompaction(error, folder)] };
  }
}

/** Stores the merged segments, reads them back from the disk, and only then deletes what they replace. */
export async function compactFolder(folder: string, limits: HistoryLimits): Promise<readonly Problem[]> {
  const { files } = await readFiles(folder);
  const { add, remove, problems, corrupt } = compactSegments(files, limits);
  await setAside(folder, corrupt);
  for (const { name, bytes } of add) {
    await writeDurably(folder, name, bytes);
    const stored = await readFile(join(folder, name)).catch(ignoreMissing);
    // Another run has merged it on already: what it replaces is left to that run and the next.
    if (stored === null) return problems;
    if (!stored.equals(bytes)) throw new Error(`${name} was not stored as written`);
  }
  for (const name of remove) await rm(join(folder, name), { force: true });
  return problems;
}

function ignoreMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

function describeFault(error: unknown, where: string, verb: 'read' | 'write'): Fault {
  const code = codeOf(error);
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  const status = denied ? 'denied' : 'unreachable';
  const fix = denied
    ? `Give this user the right to ${verb} there.`
    : 'Check that the path is a folder on a disk that works and has room.';
  const what = `The history cannot be ${verb === 'read' ? 'read' : 'written'}: ${(error as Error).message}.`;
  return { status, problem: { level: 'warning', code: `history-${status}`, where, what, fix }, error };
}

function describeCompaction(error: unknown, where: string): Problem {
  return {
    level: 'info',
    code: 'history-not-compacted',
    where,
    what: `The build is stored, but older files could not be merged: ${(error as Error).message}.`,
    fix: 'Nothing is lost. Check that the folder can be written and has room.',
  };
}
