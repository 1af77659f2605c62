/** A set of segments → the history. */

import type { History, LoadedHistory, SeriesHandle, StoredBuild, TaskSeries } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { decodeSegment, Segment } from './decode-segment.ts';
import { type Folded, foldBuilds, toPastBuilds } from './gone-builds.ts';
import { type OwnedRows, viewRows } from './row-buffer.ts';
import { type HistoryLimits, noLimits, type SegmentFile } from './segment.ts';
import { type OwnedBuild, uniteSegments } from './unite.ts';
import { decodeWhole } from './verify-segment.ts';
import { type Part, walkNames, walkTasks } from './walk-tasks.ts';
import { walkTiles } from './walk-tiles.ts';

/** The content of a set of files. */
export interface ReadHistory {
  readonly history: History;
  readonly problems: readonly Problem[];
  /** Names of the segments that were read. */
  readonly good: readonly string[];
  /** Names of damaged files, to be set aside: they contain no readable data. */
  readonly corrupt: readonly string[];
  /** Names of segments that only another version of this program can read; they stay unchanged. */
  readonly kept: readonly string[];
  readonly withoutUnreadable: NonNullable<LoadedHistory['withoutUnreadable']>;
}

/**
 * Unites segments. The order of `files`, repetitions and overlaps have no effect; damaged files lose only
 * their own builds. Every checksum is checked here; task rows are decoded when `history.series` is iterated, so
 * keep `bytes` unchanged.
 * @param decode `decodeSegment` if few rows are read: then iterating throws if they cannot be read
 */
export function readSegments(
  files: readonly SegmentFile[],
  limits: HistoryLimits,
  isWanted: (build: StoredBuild) => boolean = () => true,
  decode: typeof decodeSegment = decodeWhole,
): ReadHistory {
  const { segments, ...rest } = decodeSegments(files, decode);
  const history = mergeSegments(segments, limits, isWanted);
  const withoutUnreadable = (): ReturnType<ReadHistory['withoutUnreadable']> => {
    const whole = decodeSegments(files);
    const problems = whole.problems.filter(({ where }) =>
      rest.problems.every((each) => each.where !== where),
    );
    return problems.length === 0
      ? null
      : { history: mergeSegments(whole.segments, limits, isWanted), problems };
  };
  return { history, good: segments.map(({ name }) => name), ...rest, withoutUnreadable };
}

/** Opens all files, each name once, oldest first. */
export function decodeSegments(
  files: readonly SegmentFile[],
  decode: typeof decodeSegment = decodeWhole,
): { segments: Segment[] } & Pick<ReadHistory, 'problems' | 'corrupt' | 'kept'> {
  const segments: Segment[] = [];
  const problems: Problem[] = [];
  const fates = { corrupt: [] as string[], kept: [] as string[] };
  const unique = [...new Map(files.map((file) => [file.name, file])).values()];
  for (const file of unique) {
    const decoded = decode(file);
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

/** The history in some segments, each requested build once. */
function mergeSegments(
  segments: readonly Segment[],
  limits: HistoryLimits,
  isWanted: (build: StoredBuild) => boolean,
): History {
  const owned = uniteSegments(segments, limits).filter(({ record }) => isWanted(record.build));
  const parts = toParts(segments, owned);
  const folded = foldSegments(segments, owned);
  const names = new Map<string | null, ReadonlySet<string>>();
  return {
    ...(folded === null ? {} : { past: toPastBuilds(folded) }),
    builds: owned.map(({ record }) => record.build),
    series: seriesOf(parts),
    names: (kind) => {
      const listed = names.get(kind) ?? listStoredNames(parts, kind);
      names.set(kind, listed);
      return listed;
    },
    handles: (builds, names) => {
      const counted = new Set(builds);
      const some = parts.filter((part) => [...part.builds.values()].some((index) => counted.has(index)));
      return walkTiles(some, builds, names, () => openStoredHandles(some, names));
    },
  };
}

/** The series of some parts; decoded again in each iteration. */
export function seriesOf(parts: readonly Part[]): Iterable<TaskSeries> {
  return {
    *[Symbol.iterator]() {
      for (const rows of walkTasks(parts)) yield toSeries(rows);
    },
  };
}

/** The contribution of the builds of some segments that are not among `owned`; null without any. */
export function foldSegments(segments: readonly Segment[], owned: readonly OwnedBuild[]): Folded | null {
  const known = segments.flatMap(({ records }) => records.flatMap(({ folded }) => folded ?? []));
  const stored = new Set(owned.map(({ record }) => record.build.id));
  const isAll = segments.every(({ records }) => records.every(({ build }) => stored.has(build.id)));
  const gone = isAll ? [] : uniteSegments(segments, noLimits).map(({ record }) => record.build);
  return foldBuilds(
    known,
    gone.filter(({ id }) => !stored.has(id)),
    stored,
  );
}

/** The rows to read from each segment; segments without a build that counts are not read. */
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

/** From the dictionaries of the row groups that contain the kind. */
function listStoredNames(parts: readonly Part[], kind: string | null): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { segment } of parts)
    for (let group = 1; group < segment.groupRows.length; group++)
      if (kind === null || segment.open(group, 'kind').findCode(kind) >= 0)
        for (const name of segment.open(group, 'task').dictionary) names.add(String(name));
  return names;
}

/** Tasks of which only the requested rows are read, into columns that the next task reuses. */
function* openStoredHandles(parts: readonly Part[], names: ReadonlySet<string>): Generator<SeriesHandle> {
  let durationMs = new Float64Array(0);
  let cached = new Uint8Array(0);
  for (const { name, kind, read } of walkNames(parts, names)) {
    yield {
      name,
      kind,
      read: () => {
        const buffer = read();
        if (buffer.rows > durationMs.length) {
          durationMs = new Float64Array(buffer.build.length);
          cached = new Uint8Array(buffer.build.length);
        }
        const into = {
          durationMs: durationMs.subarray(0, buffer.rows),
          cached: cached.subarray(0, buffer.rows),
        };
        return toSeries(viewRows(buffer, name, kind), into);
      },
    };
  }
}

/**
 * Changes the rows in place unless it gets another target: the rows are private, and there may be millions.
 */
export function toSeries(
  rows: OwnedRows,
  { durationMs, cached }: Pick<TaskSeries, 'durationMs' | 'cached'> = {
    durationMs: rows.durationUs,
    cached: rows.cached,
  },
): TaskSeries {
  const { name, kind, build, durationUs, result, attempt, costUsd, tokens } = rows;
  for (let row = 0; row < durationUs.length; row++) {
    durationMs[row] = durationUs[row]! / 1000;
    cached[row] = rows.cached[row] === 1 ? 1 : 0;
  }
  const toMs = (us: Float64Array | null): Float64Array | null => us?.map((each) => each / 1000) ?? null;
  const { outputTokens, cacheReadTokens, cacheCreationTokens, memoryBytes, errorType, failurePrint, model } =
    rows;
  const { value, unit, better } = describeValues(rows);
  return {
    name,
    kind,
    build,
    durationMs,
    result,
    cached,
    attempt,
    costUsd,
    tokens,
    outputTokens,
    cacheReadTokens,
    cacheCreationTokens,
    queueMs: toMs(rows.queueUs),
    cpuMs: toMs(rows.cpuUs),
    memoryBytes,
    errorType,
    failurePrint,
    model,
    value,
    unit,
    better,
  };
}

const noValues = { value: null, unit: null, better: null };

/** Values in the newest unit: numbers in different units cannot be compared. */
function describeValues({ value, unit, better }: OwnedRows): Pick<TaskSeries, 'value' | 'unit' | 'better'> {
  if (value === null || unit === null) return noValues;
  const newest = unit.findLastIndex((text) => text !== null);
  for (let row = 0; row < value.length; row++) if (unit[row] !== unit[newest]) value[row] = Number.NaN;
  return { value, unit: unit[newest] ?? null, better: better?.[newest] === 'higher' ? 'higher' : 'lower' };
}
