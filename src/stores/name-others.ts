/** Names the other series in the place of a history: one of them may be this one under an earlier name. */

import { readSegments } from '../history/read-segments.ts';
import { noLimits, parseSegmentName } from '../history/segment.ts';
import type { OtherSeries, StoredBuild } from '../model/history.ts';

/** The place of one series. */
export interface OtherFolder {
  readonly files: readonly string[];
  /** @returns null if the file is gone */
  readonly read: (file: string) => Promise<Uint8Array | null>;
}

/** Each costs a request. */
export const mostOthers = 3;

/** Newest first. Only the builds contain the name of their series. */
export async function nameOthers(folders: readonly OtherFolder[]): Promise<OtherSeries> {
  const newest = folders
    .flatMap(({ files, read }) => {
      const segment = findNewest(files);
      return segment === null ? [] : [{ ...segment, read }];
    })
    .sort((a, b) => b.startMs - a.startMs);
  const builds = await Promise.all(
    newest.slice(0, mostOthers).map(async ({ name, read }): Promise<StoredBuild[]> => {
      // It only helps to explain; what cannot be read is left out.
      const bytes = await read(name).catch(() => null);
      return bytes === null ? [] : readSegments([{ name, bytes }], noLimits).history.builds.slice(-1);
    }),
  );
  const named = builds.flat().sort((a, b) => b.startTimeMs - a.startTimeMs);
  return { named, more: newest.length - named.length };
}

function findNewest(files: readonly string[]): { name: string; startMs: number } | null {
  const segments = files.flatMap((name) => {
    const startMs = parseSegmentName(name)?.firstStartMs;
    return startMs === undefined ? [] : [{ name, startMs }];
  });
  return segments.sort((a, b) => b.startMs - a.startMs)[0] ?? null;
}
