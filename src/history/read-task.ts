/** The series of one name, read from the few pages that contain it. */

import type { History, TaskSeries } from '../model/history.ts';
import type { Footer } from '../parquet/read-footer.ts';
import { mayHold, type Segment } from './decode-segment.ts';
import { openPages, openScratch } from './pages.ts';
import { toParts, toSeries } from './read-segments.ts';
import { copyRows, openRowBuffer, type RowBuffer } from './row-buffer.ts';
import { pageRows } from './schema.ts';
import type { HistoryLimits } from './segment.ts';
import { uniteSegments } from './unite.ts';

/** All stored builds, oldest first, and the tasks and measurements of one name, by kind. */
export interface NameHistory extends History {
  readonly series: readonly TaskSeries[];
}

/** Bytes from `start` up to `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The location of the builds of a segment, and of the row groups that may contain a task. */
export function findRanges(footer: Footer, task: string): ByteRange[] {
  return footer.groups.flatMap(({ chunks }, index) => {
    if (index > 0 && !mayHold(footer, index, task)) return [];
    const start = Math.min(...chunks.map((chunk) => chunk.dictionaryOffset ?? chunk.dataOffset));
    return [{ start, end: start + chunks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }];
  });
}

/** Unites the rows of one name over segments of which at least the result of `findRanges` was read. */
export function readTask(segments: readonly Segment[], name: string, limits: HistoryLimits): NameHistory {
  const owned = uniteSegments(segments, limits);
  const buffers = new Map<string, RowBuffer>();
  const only = { name, scratch: openScratch(pageRows) };
  for (const { segment, builds } of toParts(segments, owned)) {
    const pages = openPages(segment, builds, only);
    while (pages.next()) {
      const { first, end } = pages.findWanted();
      for (let from = first, to = first; from < end; from = to) {
        to = pages.findEnd(from);
        const kind = pages.kindAt(from);
        const buffer = buffers.get(kind) ?? openRowBuffer();
        buffers.set(kind, buffer);
        pages.copy(from, to, buffer);
      }
    }
  }
  const builds = owned.map(({ record }) => record.build);
  const kinds = [...buffers].sort(([a], [b]) => (a < b ? -1 : 1));
  return { builds, series: kinds.map(([kind, buffer]) => toSeries(copyRows(buffer, name, kind))) };
}
