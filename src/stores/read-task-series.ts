/** One task's series from a folder of history by positioned reads: a fiftieth of what loading everything reads. */

import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isReadable, openSegment, type Segment } from '../history/decode-segment.ts';
import { decodeSegments } from '../history/read-segments.ts';
import { findRanges, readTask, type TaskHistory } from '../history/read-task.ts';
import { type HistoryLimits, noLimits, parseSegmentName } from '../history/segment.ts';
import { readFooter } from '../parquet/read-footer.ts';
import { readSegmentFiles } from './folder-store.ts';

/** Covers the footer of every file but the largest. */
const tailBytes = 65_536;

/**
 * Reads what is stored of one task (or, with the kind `metric`, of one measurement) from the segments in a folder.
 * Hashes are not checked while all goes well, as most bytes are not read; damaged files and those of a newer version
 * are passed over, which `load` and `history verify` report.
 * @throws when the folder is there and cannot be read
 */
export async function readTaskSeries(
  folder: string,
  kind: string,
  name: string,
  limits: HistoryLimits = noLimits,
): Promise<TaskHistory> {
  try {
    const segments = readdirSync(folder).flatMap((file) => readSegment(folder, file, name) ?? []);
    return readTask(segments, kind, name, limits);
  } catch {
    // A file is damaged, or was merged away just now: whole files then, with their hashes.
    const { segments } = decodeSegments(await readSegmentFiles(folder));
    return readTask(segments, kind, name, limits);
  }
}

function readSegment(folder: string, file: string, task: string): Segment | null {
  const parsed = parseSegmentName(file);
  if (parsed === null) return null;
  const handle = openSync(join(folder, file), 'r');
  try {
    // The size of the file, of which only the parts that are read take memory.
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
