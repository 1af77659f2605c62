/**
 * The series of one name from a folder of history by positioned reads: a fiftieth of the bytes of loading everything.
 */

import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isReadable, openSegment, type Segment } from '../history/decode-segment.ts';
import { findRanges, type NameHistory, readTask } from '../history/read-task.ts';
import { type HistoryLimits, noLimits, parseSegmentName } from '../history/segment.ts';
import { readFooter } from '../parquet/read-footer.ts';

/** Contains the footer of every file except the largest. */
const tailBytes = 65_536;

/**
 * Reads the stored tasks and measurements of one name from the segments in a folder. Hashes are not checked, because
 * most bytes are not read; files of a newer version are skipped.
 * @returns null if a file is damaged, was just merged or is missing: loading everything reports the fault
 */
export function readNamedSeries(
  folder: string,
  name: string,
  limits: HistoryLimits = noLimits,
): NameHistory | null {
  try {
    const segments = readdirSync(folder).flatMap((file) => readSegment(folder, file, name) ?? []);
    return readTask(segments, name, limits);
  } catch {
    return null;
  }
}

function readSegment(folder: string, file: string, task: string): Segment | null {
  const parsed = parseSegmentName(file);
  if (parsed === null) return null;
  const handle = openSync(join(folder, file), 'r');
  try {
    // The size of the file; only the parts that are read take memory.
    const bytes = new Uint8Array(fstatSync(handle).size);
    const fill = (start: number, end: number): number => readSync(handle, bytes, start, end - start, start);
    fill(Math.max(0, bytes.length - tailBytes), bytes.length);
    const footerBytes = new DataView(bytes.buffer).getUint32(bytes.length - 8, true) + 8;
    if (footerBytes > tailBytes) fill(Math.max(0, bytes.length - footerBytes), bytes.length - tailBytes);
    const footer = readFooter(bytes);
    if (!isReadable(footer)) return null;
    for (const { start, end } of findRanges(footer, task)) fill(start, end);
    return openSegment(file, parsed.level, footer);
  } finally {
    closeSync(handle);
  }
}
