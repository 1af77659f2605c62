/** A folder of history as a whole: which series it holds, and what is done to all of one at once. */

import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  encodeHistory,
  noLimits,
  parseSegmentName,
  readSegments,
  type SegmentFile,
  type Verified,
  verifySegment,
} from '../history/index.ts';
import type { History, Problem } from '../model.ts';

/** The segments of one series. */
export interface SeriesFolder {
  readonly folder: string;
  /** Its builds' name; that of the folder when no build is readable. */
  readonly series: string;
  readonly files: readonly string[];
  readonly sizeBytes: number;
  readonly history: History;
  readonly problems: readonly Problem[];
}

/** The series in a folder: in folders of their own, or its own segments, as an unpacked cache entry has them. */
export async function listSeries(root: string): Promise<SeriesFolder[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name));
  const found = await Promise.all([root, ...folders].map(readSeries));
  return found.filter((one) => one !== null).sort((a, b) => (a.series < b.series ? -1 : 1));
}

async function readSeries(folder: string): Promise<SeriesFolder | null> {
  const files = await readFiles(folder);
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

/** The segments in a folder, damaged ones too. */
export async function readFiles(folder: string): Promise<SegmentFile[]> {
  const names = (await readdir(folder)).filter((name) => parseSegmentName(name) !== null).sort();
  return await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

/** Reads every page of every file. */
export async function verifySeries({ folder, files }: SeriesFolder): Promise<Verified[]> {
  const verified: Verified[] = [];
  for (const name of files) verified.push(verifySegment({ name, bytes: await readFile(join(folder, name)) }));
  return verified;
}

/** One Parquet file with every build once. */
export async function encodeSeries({ folder }: SeriesFolder): Promise<Uint8Array> {
  return encodeHistory(await readFiles(folder));
}

/** Removes the segments of a series; other files stay. @returns how many. */
export async function clearSeries({ folder, files }: SeriesFolder): Promise<number> {
  for (const name of files) await rm(join(folder, name), { force: true });
  return files.length;
}

/** When a log was last written, epoch milliseconds. */
export async function readTime(path: string): Promise<number> {
  return (await stat(path)).mtimeMs;
}
