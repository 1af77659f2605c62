/** Collects the series of one build (of the build, its tasks and its measurements), each with its past. */

import { openHandles } from '../../history/series-handles.ts';
import { compareTexts } from '../../history/task-rows.ts';
import { addKnown, finalTasks, hasFailed, hasMeaningfulTime, sumTokens } from '../../metrics/final-tasks.ts';
import type { Build } from '../../model/build.ts';
import { coarseKinds } from '../../model/coarse-kinds.ts';
import type { History, StoredBuild, TaskSeries } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import type { Measure } from '../../model/series.ts';
import type { Task } from '../../model/task.ts';
import { taskKey } from '../../model/task-key.ts';
import { mayDrift } from '../drift-weeks.ts';
import { higherIsBetter, lowerIsBetter, type Scale, shareIsBetter } from '../scale.ts';
import { keyOfMetric, makeSeriesKey } from '../series-key.ts';
import type { Comparable } from './comparable.ts';
import { hasFailedBefore, maxRuns, type Outcomes, readOutcomes } from './outcomes.ts';
import {
  type Collected,
  maxBefore,
  maxFresh,
  openPlacer,
  type PlacedSeries,
  type PlaceSeries,
} from './place-values.ts';
import { oncePerRuns, openTimesPlacer } from './same-runs.ts';
import {
  findNewestRuns,
  knownValue,
  readCurrentValues,
  readMetricValues,
  readSeriesValues,
  type TaskMeasure,
  taskMeasures,
  usualRuns,
} from './task-values.ts';

export type { Collected, Placed } from './place-values.ts';

/** A measurement that is not compared, as its unit is another one. */
export interface OtherUnit {
  readonly name: string;
  /** null: not known, as a newer build of the same change has the new unit. */
  readonly from: string | null;
  readonly to: string;
}

export interface Collection {
  readonly series: readonly Collected[];
  /** The results, in earlier builds, of this build's tasks that ever failed there or in this build. */
  readonly outcomes: readonly Outcomes[];
  /** Number of this build's tasks that a stored build had. */
  readonly storedTasks: number;
  /** Tasks of this build that no comparable build had, by `taskKey`. */
  readonly unknown: ReadonlySet<string>;
  readonly otherUnits: readonly OtherUnit[];
  /** Whether any task of the comparable builds is stored; without them all tasks are unknown. */
  readonly hasPastTasks: boolean;
  /** Tasks of this build that mostly came from a cache before, by `taskKey`. */
  readonly usuallyHit: ReadonlySet<string>;
}

/** Series of a build; those of its tasks are read in one pass over the history. */
export function collectSeries(
  build: Build,
  tasks: readonly Task[],
  history: History,
  comparable: Comparable,
): Collection {
  const sample = sampleMonth(build, history, comparable);
  const place = openPlacer(comparable, sample);
  const series = collectBuildSeries(build, tasks, history, place);
  const reach = findReach(history, comparable, sample);
  const outcomes: Outcomes[] = [];
  let storedTasks = 0;
  const past = new Float64Array(history.builds.length);
  const compared = new Set(comparable.past);
  const usuallyHit = new Set<string>();
  const otherUnits: OtherUnit[] = [];

  /** False: the rows from build `from` on were not enough. */
  const collectMetric = (stored: TaskSeries, metric: Metric, from: number): boolean => {
    const value = knownValue(metric.value);
    if (Number.isNaN(value)) return true;
    readMetricValues(stored, past);
    const scale = metric.better === 'higher' ? higherIsBetter : lowerIsBetter;
    const placed = place(keyOfMetric(metric), scale, past, value);
    if (!reach.isEnough(placed, from)) return false;
    // Values in another unit are NaN.
    const rows = findNewestRuns(stored, compared);
    if (rows.length > 0 && rows.every((row) => Number.isNaN(stored.value?.[row])))
      otherUnits.push({ name: metric.name, from: null, to: metric.unit });
    series.push(placed.series);
    return true;
  };
  const countBefore = oncePerRuns((stored) => {
    const rows = findNewestRuns(stored, compared);
    return { count: rows.length, hits: rows.filter((row) => stored.cached[row] === 1).length };
  });
  const hasFailedOnce = oncePerRuns(hasFailedBefore);
  const placeTimes = openTimesPlacer(history.builds, place);
  const placeTask = (stored: TaskSeries, measure: TaskMeasure, current: number): PlacedSeries | null => {
    if (Number.isNaN(current)) return null;
    const found = measure === 'duration' ? placeTimes(stored, current) : null;
    if (found !== null || !readSeriesValues(stored, measure, history.builds, past)) return found;
    return place(makeSeriesKey(measure, stored), lowerIsBetter, past, current);
  };
  const collectTask = (stored: TaskSeries, sought: Sought, from: number): boolean => {
    const { name, kind, runs } = sought;
    const before = countBefore(stored);
    if (from > 0 && before.count < usualRuns) return false;
    const mayFail = hasFailedOnce(stored) || runs.some(hasFailed);
    if (from > reach.failuresFrom && mayFail) return false;
    const values = before.count === 0 ? null : readCurrentValues(finalTasks(runs), build.result);
    const collected = series.length;
    for (const measure of taskMeasures) {
      const found = values === null ? null : placeTask(stored, measure, values[measure]);
      if (found === null) continue;
      series.push(found.series);
      if (reach.isEnough(found, from)) continue;
      series.length = collected;
      return false;
    }
    sought.isKnown = before.count > 0;
    // At least half of these runs.
    if (before.hits > 0 && before.hits * 2 >= before.count) usuallyHit.add(taskKey({ kind, name }));
    storedTasks += 1;
    if (mayFail) outcomes.push(readOutcomes(stored, runs, build, history, comparable));
    return true;
  };
  const collect = (stored: TaskSeries, sought: Sought, from: number): boolean => {
    if (stored.build.length === 0) return from === 0;
    const { name, metric, runs } = sought;
    if (metric !== null && stored.value !== null) {
      if (stored.unit === metric.unit) return collectMetric(stored, metric, from);
      if (stored.build.some((index) => compared.has(index)))
        otherUnits.push({ name, from: stored.unit, to: metric.unit });
    }
    return runs.length === 0 || collectTask(stored, sought, from);
  };

  const all = listSought(build);
  if (walkHistory(history, comparable, reach.steps, all, collect) > 1) {
    series.sort(({ key: a }, { key: b }) =>
      compareNames(a.task ?? '', a.kind ?? '', b.task ?? '', b.kind ?? ''),
    );
    outcomes.sort((a, b) => compareNames(a.name, a.kind, b.name, b.kind));
  }
  const unknown = [...all.values()]
    .flat()
    .flatMap((sought) => (sought.runs.length > 0 && !sought.isKnown ? [taskKey(sought)] : []));
  const hasPastTasks = storedTasks > 0 || (tasks.length > 0 && hasStoredTask(history, compared));
  return { series, outcomes, storedTasks, unknown: new Set(unknown), hasPastTasks, usuallyHit, otherUnits };
}

function hasStoredTask({ series }: History, compared: ReadonlySet<number>): boolean {
  for (const { value, build } of series)
    if (value === null && build.some((index) => compared.has(index))) return true;
  return false;
}

/**
 * Walks the stored tasks from each of `steps` on, until all are collected.
 * @param all by name
 * @param collect false: the rows from build `from` on were not enough
 * @returns the number of walks
 */
function walkHistory(
  history: History,
  comparable: Comparable,
  steps: readonly number[],
  all: ReadonlyMap<string, readonly Sought[]>,
  collect: (stored: TaskSeries, sought: Sought, from: number) => boolean,
): number {
  let left = all;
  let walks = 0;
  for (const from of steps) {
    if (left.size === 0) break;
    const builds = listBuilds(comparable).filter((index) => index >= from);
    const handles = openHandles(history, builds, new Set(left.keys()));
    // A loop would be compiled with all that it calls, which takes a hundredth of a large check.
    Iterator.from(handles).forEach(({ name, kind, read }) => {
      const sought = left.get(name)?.find((each) => each.kind === kind && !each.isCollected);
      if (sought !== undefined) sought.isCollected = collect(read(), sought, from);
    });
    left = Map.groupBy(
      [...left.values()].flat().filter(({ isCollected }) => !isCollected),
      ({ name }) => name,
    );
    walks += 1;
  }
  return walks;
}

/** Indexes of the builds with values of this name, ascending. */
function listBuilds({ past, runs, fresh }: Comparable): number[] {
  return [...new Set([...past, ...runs, ...fresh])].sort((a, b) => a - b);
}

/** In the form of the history. */
function compareNames(name: string, kind: string, otherName: string, otherKind: string): number {
  return compareTexts(name, otherName) || compareTexts(kind, otherKind);
}

/** The tasks or the metric of one name and kind in this build, whose past values are collected. */
interface Sought {
  readonly name: string;
  readonly kind: string;
  readonly metric: Metric | null;
  /** All runs of the task; none if only a metric has the name. */
  readonly runs: Task[];
  /** Whether a comparable build had it. */
  isKnown: boolean;
  isCollected: boolean;
}

/** By name. */
function listSought(build: Build): Map<string, Sought[]> {
  const found = new Map<string, Sought[]>();
  const metrics = new Map(build.metrics.map((each) => [each.name, each]));
  for (const [name, metric] of metrics) found.set(name, [makeSought('metric', name, metric, [])]);
  for (const task of build.tasks) {
    const { kind, name } = task;
    const named = found.get(name);
    const sought = named?.find((each) => each.kind === kind);
    if (sought !== undefined) sought.runs.push(task);
    // An array of one value takes less memory than an empty one that gets a value.
    else if (named !== undefined) named.push(makeSought(kind, name, null, [task]));
    else found.set(name, [makeSought(kind, name, null, [task])]);
  }
  return found;
}

function makeSought(kind: string, name: string, metric: Metric | null, runs: Task[]): Sought {
  return { name, kind, metric, runs, isKnown: false, isCollected: false };
}

/** The values in which a drift is searched. */
const monthMs = 35 * 86_400_000;

/**
 * Indexes in `past`, evenly over the last month; null if a series contains no more values anyway, none if
 * they do not allow a drift.
 */
function sampleMonth(build: Build, { builds }: History, { past, isChange }: Comparable): number[] | null {
  if (isChange || build.startTimeMs === null) return null;
  const begin = build.startTimeMs - monthMs;
  const startOf = (place: number): number => (builds[past[place] as number] as StoredBuild).startTimeMs;
  const first = past.findIndex((_, place) => startOf(place) >= begin);
  const count = past.length - first;
  if (first < 0 || count <= maxBefore) return null;
  const sample = Array.from(
    { length: maxBefore },
    (_, i) => first + Math.floor(((i + 1) * count) / maxBefore) - 1,
  );
  return mayDrift([...sample.map(startOf), build.startTimeMs]) ? sample : [];
}

/** How far back the history is read. */
interface Reach {
  /**
   * Indexes of the oldest build to read: first attempt, and the one if that was not enough; at 0 everything
   * is read.
   */
  readonly steps: readonly number[];
  /** The oldest build in which a task's failures are looked up. */
  readonly failuresFrom: number;
  /**
   * Whether this number of values, read from build `from` on, contains all relevant values, wherever others
   * are.
   */
  readonly isEnough: (placed: { readonly before: number; readonly own: number }, from: number) => boolean;
}

/** Enough for a series that ran in every build; others are read completely. */
function findReach(
  { handles, builds }: History,
  { past, runs, fresh }: Comparable,
  sample: readonly number[] | null,
): Reach {
  const failuresFrom = handles === undefined ? 0 : (runs.at(-maxRuns) ?? 0);
  const valuesFrom = Math.min(
    handles === undefined ? 0 : Number.POSITIVE_INFINITY,
    past.at(-maxBefore) ?? 0,
    past[sample?.[0] ?? -1] ?? Number.POSITIVE_INFINITY,
    fresh.at(-maxFresh) ?? fresh[0] ?? Number.POSITIVE_INFINITY,
  );
  const hasFailure = (index: number): boolean => {
    const { failedTasks, retries } = builds[index] as StoredBuild;
    return failedTasks > 0 || retries > 0;
  };
  // If nothing failed between the two, failures are looked up further back only for tasks that failed since.
  const isQuiet = !runs.slice(-maxRuns).some((index) => index < valuesFrom && hasFailure(index));
  const first = isQuiet ? valuesFrom : Math.min(valuesFrom, failuresFrom);
  return {
    steps: [...new Set([first, Math.min(first, failuresFrom), 0])],
    failuresFrom,
    isEnough: ({ before, own }, from) =>
      (before + own === maxBefore || isWhole(past, from)) && (own === maxFresh || isWhole(fresh, from)),
  };
}

/** Whether all of these builds are read. */
function isWhole(indexes: readonly number[], from: number): boolean {
  return (indexes[0] ?? from) >= from;
}

/** Null without a lookup. */
export function hitRate({ cacheLookups, cacheHits }: StoredBuild): number | null {
  return cacheLookups > 0 ? cacheHits / cacheLookups : null;
}

function collectBuildSeries(
  build: Build,
  tasks: readonly Task[],
  history: History,
  place: PlaceSeries,
): Collected[] {
  if (!hasMeaningfulTime(build.result)) return [];
  const onlyJobs = tasks.length > 0 && tasks.every((task) => coarseKinds.includes(task.kind));
  const kind = onlyJobs ? 'job' : null;
  const hits = tasks.filter((task) => task.cache === 'hit').length;
  const lookups = hits + tasks.filter((task) => task.cache === 'miss').length;
  const collect = (
    measure: Measure,
    scale: Scale,
    read: (stored: StoredBuild) => number | null,
    current: number | null,
  ): Collected[] => {
    if (current === null) return [];
    const values = Float64Array.from(history.builds, (stored) =>
      hasMeaningfulTime(stored.result) ? (read(stored) ?? Number.NaN) : Number.NaN,
    );
    return [place(makeSeriesKey(measure, null, kind), scale, values, current).series];
  };
  return [
    ...collect('duration', lowerIsBetter, (stored) => stored.durationMs, build.durationMs),
    ...collect(
      'cost',
      lowerIsBetter,
      (stored) => stored.costUsd,
      addKnown(build.tasks.map((task) => task.costUsd)),
    ),
    ...collect('tokens', lowerIsBetter, (stored) => stored.tokens, addKnown(build.tasks.map(sumTokens))),
    ...collect('cache_hit_rate', shareIsBetter, hitRate, lookups > 0 ? hits / lookups : null),
  ];
}
