/** One task's or measurement's series, read from the few pages that hold it. */

import type { StoredBuild, TaskSeries } from '../model/history.ts';
import type { Footer } from '../parquet/read-footer.ts';
import { mayHold, type Segment } from './decode-segment.ts';
import { openPages, openScratch } from './pages.ts';
import { toParts, toSeries } from './read-segments.ts';
import { copyRows, openRowBuffer } from './row-buffer.ts';
import { pageRows } from './schema.ts';
import type { HistoryLimits } from './segment.ts';
import { uniteSegments } from './unite.ts';

export interface TaskHistory {
  /** All stored builds, oldest first; `series.build` counts in them. */
  readonly builds: readonly StoredBuild[];
  /** null when nothing of that kind and name is stored. */
  readonly series: TaskSeries | null;
}

/** Bytes from `start` up to `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where the builds of a segment are, and the row groups that may hold a task. */
export function findRanges(footer: Footer, task: string): ByteRange[] {
  return footer.groups.flatMap(({ chunks }, index) => {
    if (index > 0 && !mayHold(footer, index, task)) return [];
    const start = Math.min(...chunks.map((chunk) => chunk.dictionaryOffset ?? chunk.dataOffset));
    return [{ start, end: start + chunks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }];
  });
}

/** Unites the rows of one task over segments of which at least `findRanges` was read. */
export function readTask(
  segments: readonly Segment[],
  kind: string,
  name: string,
  limits: HistoryLimits,
): TaskHistory {
  const owned = uniteSegments(segments, limits);
  const buffer = openRowBuffer();
  const only = { name, scratch: openScratch(pageRows) };
  for (const { segment, builds } of toParts(segments, owned)) {
    const pages = openPages(segment, builds, only);
    while (pages.next()) {
      const { first, end } = pages.findWanted();
      for (let from = first, to = first; from < end; from = to) {
        to = pages.findEnd(from);
        if (pages.kindAt(from) === kind) pages.copy(from, to, buffer);
      }
    }
  }
  const builds = owned.map(({ record }) => record.build);
  return { builds, series: buffer.rows === 0 ? null : toSeries(copyRows(buffer, name, kind)) };
}
