/** Keeps the number of segments small: merges eight of a level into one of the next, drops what is not needed. */

import type { Problem } from '../model/problem.ts';
import { decodeSegment, type Segment } from './decode-segment.ts';
import { encodeSegment } from './encode-segment.ts';
import { type Folded, isSameFold } from './gone-builds.ts';
import { compareByAge, decodeSegments, foldSegments, toParts } from './read-segments.ts';
import { type HistoryLimits, parseSegmentName, type SegmentFile } from './segment.ts';
import { type OwnedBuild, uniteSegments } from './unite.ts';
import { walkTasks } from './walk-tasks.ts';

/** What to change so that a set of files is compact and holds the same builds. */
export interface Compaction {
  /** To be stored, and read back, before anything is removed. */
  readonly add: readonly SegmentFile[];
  /** Names whose builds are in the other files, or expired. */
  readonly remove: readonly string[];
  readonly problems: readonly Problem[];
  /** Names of damaged files, to be set aside. */
  readonly corrupt: readonly string[];
}

/**
 * One segment to be made. Its level is above that of its inputs, and of equal builds those of the higher level
 * count: so two runs that see different files never each delete what the other one relies on.
 */
interface Merge {
  readonly level: number;
  readonly inputs: readonly Segment[];
}

/** How many segments of a level become one of the next. */
const fanIn = 8;
/** A segment never grows over these. */
const maxRows = 786_432;
const maxBuilds = 512;

/** How many segments of a level stay when its oldest are merged: late concurrent builds still find their place. */
function holdOf(level: number): number {
  return level === 0 ? 8 : 2;
}

/** Whether `compactSegments` is worth its reading; read from names and sizes alone. */
export function isCompactionDue(
  names: readonly string[],
  sizeBytes: number,
  { maxBytes }: Pick<HistoryLimits, 'maxBytes'>,
): boolean {
  if (maxBytes !== null && sizeBytes > maxBytes) return true;
  const count = (level: number): number =>
    names.filter((name) => parseSegmentName(name)?.level === level).length;
  return [0, 1].some((level) => count(level) >= fanIn + holdOf(level));
}

/** Plans and makes the merges. A pure function of the set of files, the limits and `now`. */
export function compactSegments(files: readonly SegmentFile[], limits: HistoryLimits): Compaction {
  const opened = decodeSegments(files);
  const original = new Set(opened.segments.map(({ name }) => name));
  const made = new Map<string, SegmentFile>();
  let segments = opened.segments;
  // Read from all that is there: what a merge drops must not be forgotten by the next.
  const folded = foldSegments(segments, uniteSegments(segments, limits));
  for (;;) {
    const owned = uniteSegments(segments, limits);
    segments = segments.filter((segment) => isNeeded(segment, owned));
    const merge = planMerge(segments, owned) ?? planKeeping(segments, folded, opened.segments);
    if (merge === null) break;
    const file = mergeInto(merge, owned, folded);
    const result = readBack(file);
    made.set(file.name, file);
    const left = segments.filter((segment) => !merge.inputs.includes(segment) && segment.name !== file.name);
    segments = [...left, result].sort(compareByAge);
  }
  const names = new Set(segments.map(({ name }) => name));
  return {
    add: [...made.values()].filter(({ name }) => names.has(name) && !original.has(name)),
    remove: [...original].filter((name) => !names.has(name)),
    problems: opened.problems,
    corrupt: opened.corrupt,
  };
}

/** Some build is read from it; or it holds builds that are not listed, and not all of them have expired. */
function isNeeded(segment: Segment, owned: readonly OwnedBuild[]): boolean {
  if (owned.some((build) => build.segment === segment)) return true;
  const ids = new Set(owned.map(({ record }) => record.build.id));
  return segment.foreign && segment.records.some(({ build }) => ids.has(build.id));
}

/** The next segment to make: a merge of the lowest level that is full, or else what is more than half expired. */
function planMerge(segments: readonly Segment[], owned: readonly OwnedBuild[]): Merge | null {
  const own = segments.filter(({ foreign }) => !foreign);
  const levels = [...new Set(own.map(({ level }) => level))].sort((a, b) => a - b);
  for (const level of levels) {
    const small = own.filter((segment) => segment.level === level && isMergeable(segment));
    if (small.length < fanIn + holdOf(level)) continue;
    const inputs = takeFitting(small.slice(0, fanIn));
    if (inputs.length > 1) return { level: level + 1, inputs };
  }
  const ids = new Set(owned.map(({ record }) => record.build.id));
  const expired = own.find(
    ({ records }) => 2 * records.filter(({ build }) => !ids.has(build.id)).length > records.length,
  );
  return expired ? { level: expired.level + 1, inputs: [expired] } : null;
}

/** Where builds went and no segment says what they added, the newest one is written anew, with that. */
function planKeeping(
  segments: readonly Segment[],
  folded: Folded | null,
  before: readonly Segment[],
): Merge | null {
  const newest = segments.filter(({ foreign }) => !foreign).at(-1);
  if (folded === null || newest === undefined || segments.some((segment) => bears(segment, folded)))
    return null;
  // As long as all are there, whoever reads them can tell.
  if (before.every((segment) => segments.includes(segment))) return null;
  return { level: newest.level + 1, inputs: [newest] };
}

function bears({ records }: Segment, folded: Folded): boolean {
  return records.some((record) => record.folded !== undefined && isSameFold(record.folded, folded));
}

/** Two of its size fit into one segment. */
function isMergeable({ rows, records }: Segment): boolean {
  return 2 * rows <= maxRows && 2 * records.length <= maxBuilds;
}

function takeFitting(candidates: readonly Segment[]): Segment[] {
  const inputs: Segment[] = [];
  let rows = 0;
  let builds = 0;
  for (const segment of candidates) {
    rows += segment.rows;
    builds += segment.records.length;
    if (rows > maxRows || builds > maxBuilds) break;
    inputs.push(segment);
  }
  return inputs;
}

function mergeInto(
  { level, inputs }: Merge,
  owned: readonly OwnedBuild[],
  folded: Folded | null,
): SegmentFile {
  const builds = owned.filter(({ segment }) => inputs.includes(segment));
  // What went is given by the last row alone: one segment says all that is known.
  const records = builds.map(({ record: { build, digest } }, at) => ({
    build,
    digest,
    ...(folded !== null && at === builds.length - 1 ? { folded } : {}),
  }));
  return encodeSegment(level, records, walkTasks(toParts(inputs, builds)));
}

/** @throws when what was written is not what was meant: then nothing may be deleted. */
function readBack(file: SegmentFile): Segment {
  const decoded = decodeSegment(file);
  if (decoded.fate !== 'good') throw new Error(`cannot read back ${file.name}: ${decoded.problem.what}`);
  return decoded.segment;
}
