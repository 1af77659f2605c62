/** A set of segments → the history. */

import type { History, TaskSeries } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { decodeSegment, type Segment } from './decode-segment.ts';
import type { OwnedRows } from './row-buffer.ts';
import type { HistoryLimits, SegmentFile } from './segment.ts';
import { type OwnedBuild, uniteSegments } from './unite.ts';
import { type Part, walkTasks } from './walk-tasks.ts';

/** What a set of files holds. */
export interface ReadHistory {
  readonly history: History;
  readonly problems: readonly Problem[];
  /** Names of the segments that were read. */
  readonly good: readonly string[];
  /** Names of damaged files, to be set aside: nothing more can be had from them. */
  readonly corrupt: readonly string[];
  /** Names of segments that only another version of this program can read, to be left where they are. */
  readonly kept: readonly string[];
}

/**
 * Unites segments. The order of `files`, repetitions and overlaps do not matter; damaged files cost their own builds
 * only. Every hash is checked here; task rows are decoded when `history.series` is walked, so keep `bytes` unchanged.
 */
export function readSegments(files: readonly SegmentFile[], limits: HistoryLimits): ReadHistory {
  const { segments, ...rest } = decodeSegments(files);
  const history = mergeSegments(segments, limits);
  return { history, good: segments.map(({ name }) => name), ...rest };
}

/** Opens all files, each name once, oldest first. */
export function decodeSegments(
  files: readonly SegmentFile[],
): { segments: Segment[] } & Pick<ReadHistory, 'problems' | 'corrupt' | 'kept'> {
  const segments: Segment[] = [];
  const problems: Problem[] = [];
  const fates = { corrupt: [] as string[], kept: [] as string[] };
  const unique = [...new Map(files.map((file) => [file.name, file])).values()];
  for (const file of unique) {
    const decoded = decodeSegment(file);
    if (decoded.fate === 'good') {
      segments.push(decoded.segment);
    } else {
      problems.push(decoded.problem);
      fates[decoded.fate].push(file.name);
    }
  }
  return { segments: segments.sort(compareByAge), problems, ...fates };
}

/** By first start, so that rows of segments that do not overlap come in order. */
export function compareByAge(a: Segment, b: Segment): number {
  const [left, right] = [a.records[0]?.build.startTimeMs ?? 0, b.records[0]?.build.startTimeMs ?? 0];
  return left - right || (a.name < b.name ? -1 : 1);
}

/** The history in some segments, each build once. */
function mergeSegments(segments: readonly Segment[], limits: HistoryLimits): History {
  const owned = uniteSegments(segments, limits);
  return { builds: owned.map(({ record }) => record.build), series: seriesOf(toParts(segments, owned)) };
}

/** The series of some parts; decoded anew each time they are walked. */
export function seriesOf(parts: readonly Part[]): Iterable<TaskSeries> {
  return {
    *[Symbol.iterator]() {
      for (const rows of walkTasks(parts)) yield toSeries(rows);
    },
  };
}

/** What to read from which segment; segments without a build that counts are not read. */
export function toParts(segments: readonly Segment[], owned: readonly OwnedBuild[]): Part[] {
  const builds = new Map<Segment, Map<string, number>>();
  owned.forEach(({ record, segment }, index) => {
    const own = builds.get(segment) ?? new Map<string, number>();
    builds.set(segment, own.set(record.build.id, index));
  });
  return segments.flatMap((segment) => {
    const own = builds.get(segment);
    return own ? [{ segment, builds: own }] : [];
  });
}

/** Changes the rows in place: they are ours, and there may be millions. */
export function toSeries(rows: OwnedRows): TaskSeries {
  const { name, kind, build, durationUs, result, cached, attempt, costUsd, tokens, cpuUs } = rows;
  for (let row = 0; row < durationUs.length; row++) {
    durationUs[row]! /= 1000;
    if (cached[row] !== 1) cached[row] = 0;
    if (cpuUs) cpuUs[row]! /= 1000;
  }
  const { memoryBytes, errorType, failurePrint, model } = rows;
  return {
    ...{ name, kind, build, durationMs: durationUs, result, cached, attempt, costUsd, tokens },
    ...{ cpuMs: cpuUs, memoryBytes, errorType, failurePrint, model },
    ...describeValues(rows),
  };
}

/** Values in the newest unit: numbers in different units cannot be compared. */
function describeValues({ value, unit, better }: OwnedRows): Pick<TaskSeries, 'value' | 'unit' | 'better'> {
  if (value === null || unit === null) return { value: null, unit: null, better: null };
  const newest = unit.findLastIndex((text) => text !== null);
  for (let row = 0; row < value.length; row++) if (unit[row] !== unit[newest]) value[row] = Number.NaN;
  return { value, unit: unit[newest] ?? null, better: better?.[newest] === 'higher' ? 'higher' : 'lower' };
}
