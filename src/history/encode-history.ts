/** All segments of a series → one file, for other engines. */

import { encodeSegment } from './encode-segment.ts';
import { decodeSegments, toParts } from './read-segments.ts';
import { noLimits, type SegmentFile } from './segment.ts';
import { uniteSegments } from './unite.ts';
import { walkTasks } from './walk-tasks.ts';

/** Each build once, sorted and compressed as in a merged segment. Damaged files are left out. */
export function encodeHistory(files: readonly SegmentFile[]): Uint8Array {
  const { segments } = decodeSegments(files);
  const owned = uniteSegments(segments, noLimits);
  const records = owned.map(({ record }) => record);
  return encodeSegment(1, records, walkTasks(toParts(segments, owned))).bytes;
}
