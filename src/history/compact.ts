/**
 * Keeps the number of segments small: merges eight of a level into one of the next, and drops those that are
 * not needed.
 */

import type { Problem } from '../model/problem.ts';
import { decodeSegment, type Segment } from './decode-segment.ts';
import { encodeSegment } from './encode-segment.ts';
import { type Folded, isSameFold } from './gone-builds.ts';
import { compareByAge, decodeSegments, foldSegments, toParts } from './read-segments.ts';
import { type HistoryLimits, parseSegmentName, type SegmentFile } from './segment.ts';
import { type OwnedBuild, uniteSegments } from './unite.ts';
import { walkTasks } from './walk-tasks.ts';

/** The changes that make a set of files compact without losing builds. */
export interface Compaction {
  /** To be stored, and read back, before anything is deleted. */
  readonly add: readonly SegmentFile[];
  /** Names of files whose builds are in other files, or expired. */
  readonly remove: readonly string[];
  readonly problems: readonly Problem[];
  /** Names of damaged files, to be set aside. */
  readonly corrupt: readonly string[];
}

/**
 * One new segment. Its level is above that of its inputs, and between equal builds the higher level counts:
 * two runs that see different files never each delete a file that the other one relies on.
 */
interface Merge {
  readonly level: number;
  readonly inputs: readonly Segment[];
}

/** How many segments of a level become one of the next. */
const fanIn = 8;
/** Maximum size of a segment. */
const maxRows = 786_432;
const maxBuilds = 512;

/**
 * Number of segments of a level that stay when its oldest are merged: builds of concurrent runs that arrive
 * late keep their place.
 */
function holdOf(level: number): number {
  return level === 0 ? 8 : 2;
}

/** Whether `compactSegments` is worth reading the files; decided from names and sizes alone. */
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

/** Plans and creates the merges. A pure function of the set of files, the limits and `now`. */
export function compactSegments(files: readonly SegmentFile[], limits: HistoryLimits): Compaction {
  const opened = decodeSegments(files, decodeSegment);
  try {
    return compactOpened(opened, limits);
  } catch {
    // Rows that cannot be read, which a check reports: their files stay, and the others are merged.
    return { ...compactOpened(decodeSegments(files), limits), problems: opened.problems };
  }
}

function compactOpened(opened: ReturnType<typeof decodeSegments>, limits: HistoryLimits): Compaction {
  const original = new Set(opened.segments.map(({ name }) => name));
  const made = new Map<string, SegmentFile>();
  let segments = opened.segments;
  // From all files: totals of builds that a merge drops must not be lost in the next merge.
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

/** A build is read from it; or it contains builds that are not listed, and not all of them have expired. */
function isNeeded(segment: Segment, owned: readonly OwnedBuild[]): boolean {
  if (owned.some((build) => build.segment === segment)) return true;
  const ids = new Set(owned.map(({ record }) => record.build.id));
  return segment.foreign && segment.records.some(({ build }) => ids.has(build.id));
}

/**
 * The next segment to create: a merge of the lowest full level, or else a rewrite of a segment that is more
 * than half expired.
 */
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

/** If builds were removed and no segment contains their contribution, the newest one is rewritten with it. */
function planKeeping(
  segments: readonly Segment[],
  folded: Folded | null,
  before: readonly Segment[],
): Merge | null {
  const newest = segments.filter(({ foreign }) => !foreign).at(-1);
  if (folded === null || newest === undefined || segments.some((segment) => holdsFolded(segment, folded)))
    return null;
  // While all files are there, a reader can compute it.
  if (before.every((segment) => segments.includes(segment))) return null;
  return { level: newest.level + 1, inputs: [newest] };
}

function holdsFolded({ records }: Segment, folded: Folded): boolean {
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
  // The last row alone has the contribution of removed builds: one segment contains all of it.
  const records = builds.map(({ record: { build, digest } }, at) => ({
    build,
    digest,
    ...(folded !== null && at === builds.length - 1 ? { folded } : {}),
  }));
  return encodeSegment(level, records, walkTasks(toParts(inputs, builds)));
}

/** @throws if the written file differs from the plan: then nothing may be deleted. */
function readBack(file: SegmentFile): Segment {
  const decoded = decodeSegment(file);
  if (decoded.fate !== 'good') throw new Error(`cannot read back ${file.name}: ${decoded.problem.what}`);
  return decoded.segment;
}
