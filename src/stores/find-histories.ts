/**
 * All histories below a folder, wherever their segments are: stores, unpacked cache entries, downloaded artifacts.
 */
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readSegments } from '../history/read-segments.ts';
import { noLimits, parseSegmentName, type SegmentFile } from '../history/segment.ts';
import type { History } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { listSubfolders, readSegmentFiles } from './folder-store.ts';

export interface FoundHistory {
  readonly series: string;
  /** Names of its segments, sorted. */
  readonly segments: readonly string[];
  readonly history: History;
  readonly problems: readonly Problem[];
}

/** @throws if a folder cannot be read */
export async function findHistories(root: string): Promise<FoundHistory[]> {
  const files: SegmentFile[] = [];
  for (const folder of await listSegmentFolders(root)) files.push(...(await readSegmentFiles(folder)));
  return uniteHistories(files);
}

/** Segments of one series are united, wherever they were. */
export function uniteHistories(segments: readonly SegmentFile[]): FoundHistory[] {
  const bySeries = new Map<string, Map<string, SegmentFile>>();
  const problems: Problem[] = [];
  for (const file of segments) {
    const { history, problems: faults } = readSegments([file], noLimits);
    problems.push(...faults);
    const series = history.builds[0]?.name;
    if (series === undefined) continue;
    const files = bySeries.get(series) ?? new Map<string, SegmentFile>();
    files.set(file.name, file);
    bySeries.set(series, files);
  }
  const found = [...bySeries].map(([series, files], index) => ({
    series,
    segments: [...files.keys()].sort(),
    history: readSegments([...files.values()], noLimits).history,
    problems: index === 0 ? problems : [],
  }));
  return found.sort((a, b) => (a.series < b.series ? -1 : 1));
}

/** @param seen the real paths so far: a link may lead back */
async function listSegmentFolders(folder: string, seen = new Set<string>()): Promise<string[]> {
  const path = await realpath(folder);
  if (seen.has(path)) return [];
  seen.add(path);
  const entries = await readdir(folder, { withFileTypes: true });
  const hasSegments = entries.some((entry) => entry.isFile() && parseSegmentName(entry.name) !== null);
  const found = hasSegments ? [join(folder, '.')] : [];
  for (const inside of listSubfolders(folder)) found.push(...(await listSegmentFolders(inside, seen)));
  return found.sort();
}
