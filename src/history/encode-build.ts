/** One build → a segment of level 0. */

import { createHash } from 'node:crypto';
import type { Build } from '../model/build.ts';
import type { StoredBuild } from '../model/history.ts';
import { encodeSegment } from './encode-segment.ts';
import type { SegmentFile } from './segment.ts';
import { toStoredBuild } from './stored-build.ts';
import { listTaskRows, type TaskRows } from './task-rows.ts';
import { toStorable } from './to-storable.ts';

/**
 * Creates the segment with only this build. The same build gives the same name and bytes.
 * @param storedAtMs epoch milliseconds, the start of a build whose log has no clock
 */
export function encodeBuild(build: Build, storedAtMs: number): SegmentFile {
  const storable = toStorable(build);
  const stored = toStoredBuild(storable, storedAtMs);
  const tasks = listTaskRows(storable);
  return encodeSegment(0, [{ build: stored, digest: digestBuild(stored, tasks) }], tasks);
}

function digestBuild(stored: StoredBuild, tasks: readonly TaskRows[]): string {
  const hash = createHash('sha256').update(JSON.stringify(Object.entries(stored).sort()));
  for (const rows of tasks) hash.update(JSON.stringify(rows));
  return hash.digest('hex').slice(0, 16);
}
