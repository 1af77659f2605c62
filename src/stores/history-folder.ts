/** A folder of histories: which series it contains, and operations on a whole series. */

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeHistory } from '../history/encode-history.ts';
import { readSegments } from '../history/read-segments.ts';
import { noLimits } from '../history/segment.ts';
import { type Verified, verifySegment } from '../history/verify-segment.ts';
import type { History } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { corruptFolder, readSegmentFiles } from './folder-store.ts';

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

/** The series in a folder: in subfolders, or its own segments, as in an unpacked cache entry. */
export async function listSeries(root: string): Promise<SeriesFolder[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory() && entry.name !== corruptFolder);
  const folders = inside.map(({ name }) => join(root, name));
  const found = await Promise.all([root, ...folders].map(readSeries));
  return found.filter((one) => one !== null).sort((a, b) => (a.series < b.series ? -1 : 1));
}

/** @returns null if the folder contains no segment */
export async function readSeries(folder: string): Promise<SeriesFolder | null> {
  const files = await readSegmentFiles(folder);
  if (files.length === 0) return null;
  const { history, problems } = readSegments(files, noLimits);
  return {
    folder,
    series: history.builds[0]?.name ?? folder,
    files: files.map(({ name }) => name),
    sizeBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    history,
    problems,
  };
}

/** Reads every page of every file. */
export async function verifySeries({ folder }: SeriesFolder): Promise<Verified[]> {
  return (await readSegmentFiles(folder)).map(verifySegment);
}

/** One Parquet file with every build once. */
export async function encodeSeries({ folder }: SeriesFolder): Promise<Uint8Array> {
  return encodeHistory(await readSegmentFiles(folder));
}

/** Removes the segments of a series; other files stay. @returns how many. */
export async function clearSeries({ folder, files }: SeriesFolder): Promise<number> {
  for (const name of files) await rm(join(folder, name), { force: true });
  return files.length;
}
