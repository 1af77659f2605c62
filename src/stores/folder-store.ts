/** The history in a folder: for self-hosted runners, laptops, and unpacked caches. */

import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type HistoryLimits, parseSegmentName, type SegmentFile } from '../history/segment.ts';
import { sweepTemporary, writeDurably } from '../io/durable-file.ts';
import { makeFolder } from '../io/make-folder.ts';
import { findStats } from '../io/open-log.ts';
import type { HistoryStore, LoadedHistory } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { nameOthers, type OtherFolder } from './name-others.ts';
import {
  compactFiles,
  readFiles,
  type SegmentFiles,
  type StoreFault,
  segmentStore,
} from './segment-store.ts';
import { shortHash } from './short-name.ts';

export interface FolderOptions extends HistoryLimits {
  /** Name of the builds; every series has a separate subfolder. */
  readonly series: string;
}

/**
 * Opens the history of one series in a folder for several.
 * @throws TypeError for an invalid limit
 */
export function folderStore(folder: string, options: FolderOptions): HistoryStore {
  const store = segmentFolder(join(folder, nameSeriesFolder(options.series)), options);
  const load = async (): Promise<LoadedHistory> => {
    const loaded = await store.load();
    return loaded.status === 'missing'
      ? { ...loaded, others: await nameOthers(listFolders(folder)) }
      : loaded;
  };
  return { ...store, load };
}

/** The folders of all series. */
function listFolders(root: string): OtherFolder[] {
  return orNone(() => listSubfolders(root)).map((folder) => ({
    files: orNone(() => readdirSync(folder)),
    read: (file) => readFile(join(folder, file)),
  }));
}

/** The folders inside one that may hold a series; a link counts as its target. */
export function listSubfolders(root: string): string[] {
  return readdirSync(root)
    .filter((name) => !isSystemFolder(name))
    .map((name) => join(root, name))
    .filter((path) => findStats(path)?.isDirectory() ?? false);
}

function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Opens a folder with the segments of only one series. `now` is the storing time of builds. */
export function segmentFolder(folder: string, limits: HistoryLimits): HistoryStore {
  return segmentStore(openFolder(folder), limits);
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

/** The folder for damaged files. */
export const corruptFolder = 'corrupt';

/**
 * Whether a subfolder holds no series: damaged files, or what a file system keeps at the top of a disk, where most users
 * cannot read it.
 */
function isSystemFolder(name: string): boolean {
  return name === corruptFolder || systemFolders.test(name);
}

const systemFolders =
  /^(lost\+found|System Volume Information|\$RECYCLE\.BIN|\.(Trash|Spotlight-|fseventsd|DocumentRevisions-|TemporaryItems).*)$/i;

/**
 * All segments in a folder, including damaged ones; none if it is absent.
 * @throws if one cannot be read
 */
export async function readSegmentFiles(folder: string): Promise<readonly SegmentFile[]> {
  const { segments, faults } = await readFiles(openFolder(folder));
  if (faults[0]) throw faults[0].error;
  return segments;
}

/** Merges the segments that are ready, as storing builds also does. */
export async function compactFolder(folder: string, limits: HistoryLimits): Promise<readonly Problem[]> {
  return await compactFiles(openFolder(folder), limits);
}

/** Bytes of the existing files. */
export async function sumSizes(folder: string, names: readonly string[]): Promise<number> {
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function openFolder(folder: string): SegmentFiles {
  return {
    label: folder,
    atOnce: 1,
    list: async () =>
      (orMissing(() => readdirSync(folder, { withFileTypes: true })) ?? [])
        .filter(
          (entry) => (entry.isFile() || entry.isSymbolicLink()) && parseSegmentName(entry.name) !== null,
        )
        .map(({ name }) => name)
        .sort(),
    // Waiting for another thread takes longer than reading such a file.
    read: async (name) => orMissing(() => readFileSync(join(folder, name))),
    write: async (name, bytes) => {
      makeFolder(folder);
      await writeDurably(folder, name, bytes);
    },
    remove: (name) => rm(join(folder, name), { force: true }),
    sumSizes: (names) => sumSizes(folder, names),
    setAside: (names) => setAside(folder, names),
    sweep: () => sweepTemporary(folder),
    describeFault: (error, verb, name) =>
      describeFault(error, name === undefined ? folder : join(folder, name), verb),
  };
}

async function setAside(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      makeFolder(join(folder, corruptFolder));
      await rename(join(folder, name), join(folder, corruptFolder, name));
    } catch {
      // It stays, and is reported again.
    }
  }
}

/** null if it does not exist. */
function orMissing<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

function describeFault(error: unknown, where: string, verb: 'read' | 'write'): StoreFault {
  const code = codeOf(error);
  // Windows has no ENOTDIR; a link to nothing exists, too.
  const isFile =
    code === 'EEXIST' && findStats((error as NodeJS.ErrnoException).path ?? '')?.isFile() === true;
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  const status = denied ? 'denied' : 'unreachable';
  const fix = denied
    ? `Give this user the right to ${verb} there.`
    : code === 'ENOTDIR' || isFile
      ? 'Name a folder: a part of this path is a file.'
      : 'Check that the path is a folder on a working disk with free space.';
  const what = `The history cannot be ${verb === 'read' ? 'read' : 'written'}: ${(error as Error).message}.`;
  return { status, problem: { level: 'warning', code: `history-${status}`, where, what, fix }, error };
}
