/** Reads a whole segment: its checksums, its builds and each page of each column. */

import { formatCount, plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { type Decoded, decodeSegment, describeForeigner, type Segment } from './decode-segment.ts';
import { historyColumns, pageRows } from './schema.ts';
import { hashSegment, parseSegmentName, type SegmentFile } from './segment.ts';
import { walkTasks } from './walk-tasks.ts';

export interface Verified {
  readonly name: string;
  readonly builds: number;
  /** Task and measurement rows. */
  readonly rows: number;
  /** null when everything was readable. */
  readonly problem: Problem | null;
}

export function verifySegment(file: SegmentFile): Verified {
  const decoded = decodeSegment(file);
  if (decoded.fate !== 'good') return { name: file.name, builds: 0, rows: 0, problem: decoded.problem };
  const { segment } = decoded;
  const what = findFault(segment, file.bytes);
  const fix = 'Please report this as a bug, with the file if you may share it.';
  const problem: Problem | null =
    what === null ? null : { level: 'error', code: 'history-invalid', where: file.name, what, fix };
  return { name: file.name, builds: segment.records.length, rows: segment.rows, problem };
}

/** As `decodeSegment`, which does not read the rows: a file with rows that cannot be read is kept, and not used. */
export function decodeWhole(file: SegmentFile): Decoded {
  const decoded = decodeSegment(file);
  const what = decoded.fate === 'good' ? findUnreadable(decoded.segment) : null;
  return what === null ? decoded : describeForeigner(file.name, what.replace(/\.$/, ''));
}

function findFault(segment: Segment, bytes: Uint8Array): string | null {
  const named = parseSegmentName(segment.name);
  if (named?.hash !== hashSegment(bytes)) return 'Its SHA-256 is not that of its name.';
  if (named?.builds !== segment.records.length)
    return `It holds ${plural(segment.records.length, 'build')}, not the ${formatCount(named?.builds ?? null)} of its name.`;
  return findUnreadable(segment);
}

function findUnreadable(segment: Segment): string | null {
  for (const [group, rows] of segment.groupRows.entries()) {
    for (const { name, type } of historyColumns) {
      try {
        readColumn(segment, group, name, type, rows);
      } catch (error) {
        return `Column ${name} of row group ${group} cannot be read: ${(error as Error).message}.`;
      }
    }
  }
  try {
    // A column may be empty although each row needs a value.
    const builds = new Map(segment.records.map(({ build }, index) => [build.id, index]));
    for (const _ of walkTasks([{ segment, builds }]));
  } catch (error) {
    return `Its rows cannot be read: ${(error as Error).message}.`;
  }
  return null;
}

function readColumn(
  segment: Segment,
  group: number,
  name: string,
  type: (typeof historyColumns)[number]['type'],
  rows: number,
): void {
  const reader = segment.open(group, name);
  if (reader.empty) return;
  for (let from = 0; from < rows; from += pageRows) {
    const size = Math.min(pageRows, rows - from);
    if (type === 'flag') reader.readFlags(new Uint8Array(size));
    else if (reader.dictionary.length > 0) reader.readCodes(new Uint32Array(size));
    else reader.readNumbers(new Float64Array(size));
  }
}
