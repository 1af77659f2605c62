/** The bytes of a segment → its builds, and access to its task rows. */

import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { type Footer, readBound, readFooter } from '../parquet/read-footer.ts';
import { type ColumnReader, openColumn } from '../parquet/read-parquet.ts';
import { formatVersion, historyColumns, versionKey } from './schema.ts';
import { isIntact, parseSegmentName, type SegmentFile } from './segment.ts';
import { type BuildRecord, readBuildRecords } from './stored-build.ts';

/** A segment with the bytes of its name. */
export interface Segment {
  readonly name: string;
  readonly level: number;
  readonly records: readonly BuildRecord[];
  /** Task rows. */
  readonly rows: number;
  readonly sizeBytes: number;
  /** Has unknown columns: it is read, and never rewritten. */
  readonly foreign: boolean;
  /** Rows of each row group; group 0 holds the builds. */
  readonly groupRows: readonly number[];
  open(group: number, column: string): ColumnReader;
  /** Whether a row group may have rows of a name, by its minimum and maximum. */
  mayHold(group: number, task: string): boolean;
}

/** The result for a file: `corrupt` ones are set aside, `kept` ones stay unchanged. */
export type Decoded =
  | { readonly segment: Segment; readonly fate: 'good' }
  | { readonly problem: Problem; readonly fate: 'corrupt' | 'kept' };

/** Checks and opens a segment. Never throws for invalid bytes. */
export function decodeSegment({ name, bytes }: SegmentFile): Decoded {
  const parsed = parseSegmentName(name);
  if (parsed === null || !isIntact(parsed, bytes)) return describeCorruption(name, describeDamage(bytes));
  try {
    const footer = readFooter(bytes);
    return findNewer(name, footer) ?? { segment: openSegment(name, parsed.level, footer), fate: 'good' };
  } catch (error) {
    return describeForeigner(name, (error as Error).message);
  }
}

/** Whether a row group may have rows of a task, by its minimum and maximum; true when not known. */
export function mayHold(footer: Footer, group: number, task: string): boolean {
  const { minAt = null, maxAt = null } = footer.groups[group]?.chunks[footer.names.indexOf('task')] ?? {};
  if (minAt === null || maxAt === null) return true;
  const wanted = Buffer.from(task);
  return (
    Buffer.compare(readBound(footer, minAt), wanted) <= 0 &&
    Buffer.compare(wanted, readBound(footer, maxAt)) <= 0
  );
}

/**
 * Opens a segment without requiring all row groups: only those that are read must exist. The checksum is not
 * checked.
 */
export function openSegment(name: string, level: number, footer: Footer): Segment {
  const groupRows = footer.groups.map(({ rows }) => rows);
  const open = (group: number, column: string): ColumnReader => openColumn(footer, group, column);
  const builds = groupRows[0] ?? 0;
  if (builds > mostBuilds) throw new Error(`it claims ${plural(builds, 'build')}`);
  const known = new Set(historyColumns.map((column) => column.name));
  return {
    name,
    level,
    records: readBuildRecords(builds, (column) => open(0, column)),
    rows: groupRows.reduce((sum, rows) => sum + rows, 0) - builds,
    sizeBytes: footer.bytes.length - sizeOfGone(footer),
    foreign: footer.names.some((column) => !known.has(column)),
    groupRows,
    open,
    mayHold: (group, task) => mayHold(footer, group, task),
  };
}

/** The contributions of removed builds must not displace others. */
function sizeOfGone({ names, groups }: Footer): number {
  const text = groups[0]?.chunks[names.indexOf('folded')]?.sizeBytes ?? 0;
  return text === 0 ? 0 : text + descriptionBytes;
}

/** Maximum size of a chunk in the footer. */
const descriptionBytes = 64;

/** Sixteen times the maximum of a written segment. */
const mostBuilds = 8192;

function describeDamage(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'it is empty';
  if (bytes.every((byte) => byte === 0)) return 'it is all zeroes';
  const end = new TextDecoder('latin1').decode(bytes.subarray(-4));
  return end === 'PAR1' ? 'its bytes were changed' : 'it is cut short, or something was added to it';
}

function describeCorruption(name: string, how: string): Decoded {
  return {
    fate: 'corrupt',
    problem: {
      level: 'warning',
      code: 'history-corrupt',
      where: name,
      what: `This file of the history is damaged: ${how}.`,
      fix: 'Its builds are missing from the comparison; the others are not affected. Restore it from a copy if you have one.',
    },
  };
}

/** The bytes have the right checksum, so another version may understand them. */
export function describeForeigner(name: string, how: string): Decoded {
  return {
    fate: 'kept',
    problem: {
      level: 'warning',
      code: 'history-unreadable',
      where: name,
      what: `This file of the history cannot be read by this version: ${how}. It was not changed and not compared with.`,
      fix: 'Update build-telemetry here; if that does not help, please report this as a bug.',
    },
  };
}

/** Whether the file is of a version that this program reads. */
export function isReadable({ metadata }: Footer): boolean {
  const majorOf = (text: string | undefined): number => Number(text?.split('.')[0]);
  return majorOf(metadata.get(versionKey)) <= majorOf(formatVersion);
}

/** A newer major version: the file stays unchanged for programs that can read it. */
function findNewer(name: string, footer: Footer): Decoded | null {
  const version = footer.metadata.get(versionKey);
  if (version === undefined) throw new Error('it has no version');
  if (isReadable(footer)) return null;
  return {
    fate: 'kept',
    problem: {
      level: 'warning',
      code: 'history-newer',
      where: name,
      what: `This file of the history has version ${version}; this program reads up to ${formatVersion}. It was not changed and not compared with.`,
      fix: 'Update build-telemetry here.',
    },
  };
}
