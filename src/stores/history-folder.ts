/** A folder of histories: which series it contains, and operations on a whole series. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeHistory } from '../history/encode-history.ts';
import { readSegments } from '../history/read-segments.ts';
import { noLimits } from '../history/segment.ts';
import { type Verified, verifySegment } from '../history/verify-segment.ts';
import { plural } from '../model/counts.ts';
import type { History } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { corruptFolder, listSubfolders, readSegmentFiles } from './folder-store.ts';

/** The segments of one series. */
export interface SeriesFolder {
  readonly folder: string;
  /** Its builds' name; that of the folder if no build is readable. */
  readonly series: string;
  readonly files: readonly string[];
  readonly sizeBytes: number;
  readonly history: History;
  readonly problems: readonly Problem[];
}

/**
 * The series in a folder: in subfolders, or its own segments, as in an unpacked cache entry.
 * @param withLost also those whose files were all set aside
 */
export async function listSeries(root: string, withLost = false): Promise<SeriesFolder[]> {
  const found = await Promise.all([root, ...listSubfolders(root)].map(readAll));
  const wanted = found.filter((one) => one !== null).filter(({ files }) => withLost || files.length > 0);
  return wanted.sort((a, b) => (a.series < b.series ? -1 : 1));
}

/** @returns null if the folder contains no segment */
export async function readSeries(folder: string): Promise<SeriesFolder | null> {
  const found = await readAll(folder);
  return found !== null && found.files.length > 0 ? found : null;
}

/** @returns null if the folder contains no segment, not even one that was set aside */
async function readAll(folder: string): Promise<SeriesFolder | null> {
  const files = await readSegmentFiles(folder);
  const aside = await readSegmentFiles(join(folder, corruptFolder));
  if (files.length + aside.length === 0) return null;
  const { history, problems } = readSegments(files, noLimits);
  return {
    folder,
    series: history.builds[0]?.name ?? folder,
    files: files.map(({ name }) => name),
    sizeBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    history,
    problems: aside.length > 0 ? [...problems, describeAside(folder, aside.length)] : problems,
  };
}

/** Their builds are still missing after the run that reported the damage. */
function describeAside(folder: string, files: number): Problem {
  const what = `${plural(files, 'damaged file is', 'damaged files are')} set aside here: the builds of the history in ${files === 1 ? 'it' : 'them'} are missing.`;
  const fix = 'Restore them from a copy if you have one, then delete this folder.';
  return { level: 'warning', code: 'history-corrupt', where: join(folder, corruptFolder), what, fix };
}

/** Reads every page of every file, also of those that were set aside. */
export async function verifySeries({ folder }: SeriesFolder): Promise<Verified[]> {
  const aside = await readSegmentFiles(join(folder, corruptFolder));
  const named = aside.map((file) => ({ ...verifySegment(file), name: `${corruptFolder}/${file.name}` }));
  return [...(await readSegmentFiles(folder)).map(verifySegment), ...named];
}

/** One Parquet file with every build once. */
export async function encodeSeries({ folder }: SeriesFolder): Promise<Uint8Array> {
  return encodeHistory(await readSegmentFiles(folder));
}

/** Removes the segments of a series, also those that were set aside; other files stay. @returns how many. */
export async function clearSeries({ folder, files }: SeriesFolder): Promise<number> {
  const aside = await readSegmentFiles(join(folder, corruptFolder));
  const all = [...files, ...aside.map(({ name }) => join(corruptFolder, name))];
  for (const name of all) await rm(join(folder, name), { force: true });
  return all.length;
}
