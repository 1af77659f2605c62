/** A segment without the builds that do not count. */

import type { StoredBuild } from '../model/history.ts';
import { decodeSegment } from './decode-segment.ts';
import { encodeSegment } from './encode-segment.ts';
import { toParts } from './read-segments.ts';
import type { SegmentFile } from './segment.ts';
import { walkTasks } from './walk-tasks.ts';

/**
 * Returns the file itself if all its builds count, a smaller one if some do, or null if none does. Unreadable
 * files are left to the reader of the history.
 */
export function filterSegment(
  file: SegmentFile,
  counts: (build: StoredBuild) => boolean,
): SegmentFile | null {
  const decoded = decodeSegment(file);
  if (decoded.fate !== 'good') return file;
  const { segment } = decoded;
  const records = segment.records.filter(({ build }) => counts(build));
  if (records.length === segment.records.length) return file;
  if (records.length === 0) return null;
  const owned = records.map((record) => ({ record, segment }));
  return encodeSegment(segment.level, records, walkTasks(toParts([segment], owned)));
}
