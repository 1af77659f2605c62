/** Gathers the series of one build: of the build, of its tasks, of its measurements, each with its past. */

import { addKnown, hasMeaningfulTime, sumTokens } from '../../metrics/final-tasks.ts';
import type { Build } from '../../model/build.ts';
import { coarseKinds } from '../../model/coarse-kinds.ts';
import type { History, StoredBuild, TaskSeries } from '../../model/history.ts';
import type { SeriesKey } from '../../model/series.ts';
import type { Task } from '../../model/task.ts';
import { longestPast } from '../judge/judge-series.ts';
import { higherIsBetter, lowerIsBetter, type Scale, scaleWithZeros, shareIsBetter } from '../scale.ts';
import { keyOf, keyOfMetric } from '../series-key.ts';
import type { Comparable } from './comparable.ts';
import { type Outcomes, readOutcomes } from './outcomes.ts';
import {
  findNewest,
  knownValue,
  readCurrentValues,
  readMetricValues,
  readSeriesValues,
  taskKey,
} from './task-values.ts';

/** Values with the builds they come from, oldest first, the current build's last. */
export interface Placed {
  readonly scaled: Float64Array;
  /** Place of each value's build in `Comparable.past`, then `fresh`, then the current build. */
  readonly places: Int32Array;
}

/** One series with its past. */
export interface Collected extends Placed {
  readonly key: SeriesKey;
  readonly scale: Scale;
  /** As many values, evenly from all builds of the last month; null where `scaled` reaches back so far. */
  readonly month: Placed | null;
  /** How many of the values belong to the change under test. */
  readonly fresh: number;
}

export interface Collection {
  readonly series: readonly Collected[];
  /** How the tasks of this build ended in the builds before. */
  readonly outcomes: readonly Outcomes[];
  /** Tasks of this build that no comparable build had, by `taskKey`. */
  readonly unknown: ReadonlySet<string>;
  /** Tasks of this build that a cache mostly answered before, by `taskKey`. */
  readonly usuallyHit: ReadonlySet<string>;
}

/** Most values of the change under test; ten are the longest window. */
const maxFresh = 9;

/** Series of a build, of which the tasks' are read in one walk over the history. */
export function collectSeries(
  build: Build,
  tasks: readonly Task[],
  history: History,
  comparable: Comparable,
): Collection {
  const collect = collector(comparable, sampleMonth(build, history, comparable));
  const series = collectBuild(build, tasks, history, collect);
  const outcomes: Outcomes[] = [];
  const current = readCurrentValues(tasks, build.result);
  const ended = groupTasks(build);
  const metrics = new Map(build.metrics.map((metric) => [metric.name, metric]));
  const past = new Float64Array(history.builds.length);
  const compared = new Set(comparable.past);
  const unknown = new Set(ended.keys());
  const usuallyHit = new Set<string>();
  for (const stored of history.series) {
    const metric = stored.kind === 'metric' ? metrics.get(stored.name) : undefined;
    if (metric !== undefined && stored.value !== null && stored.unit === metric.unit) {
      readMetricValues(stored, past);
      const scale = metric.better === 'higher' ? higherIsBetter : lowerIsBetter;
      series.push(
        ...collect(keyOfMetric(metric), scale, (index) => past[index] as number, knownValue(metric.value)),
      );
      continue;
    }
    const key = taskKey(stored.kind, stored.name);
    const tasks = ended.get(key);
    if (tasks === undefined) continue;
    const before = findNewest(stored, compared);
    if (before.length > 0) unknown.delete(key);
    if (isUsuallyHit(stored, before)) usuallyHit.add(key);
    outcomes.push(readOutcomes(stored, tasks, build, history, comparable));
    const values = current.get(key);
    if (values === undefined || before.length === 0) continue;
    for (const measure of ['duration', 'cost', 'tokens'] as const) {
      if (Number.isNaN(values[measure]) || !readSeriesValues(stored, measure, history.builds, past)) continue;
      series.push(
        ...collect(keyOf(measure, stored), lowerIsBetter, (index) => past[index] as number, values[measure]),
      );
    }
  }
  return { series, outcomes, unknown, usuallyHit };
}

/** At least half of these runs came from a cache. */
function isUsuallyHit({ cached }: TaskSeries, rows: readonly number[]): boolean {
  const hits = rows.filter((row) => cached[row] === 1).length;
  return hits > 0 && hits * 2 >= rows.length;
}

function groupTasks(build: Build): Map<string, Build['tasks'][number][]> {
  const groups = new Map<string, Build['tasks'][number][]>();
  for (const task of build.tasks) {
    const key = taskKey(task.kind, task.name);
    const group = groups.get(key);
    if (group) group.push(task);
    else groups.set(key, [task]);
  }
  return groups;
}

type Collect = (
  key: SeriesKey,
  scale: Scale,
  read: (index: number) => number,
  current: number,
) => Collected[];

/** What a drift is looked for in. */
const monthMs = 35 * 86_400_000;
/** With the current value, and those of a pull request, as many as change anything. */
const maxBefore = longestPast - 1;

/** Places in `past`, evenly over the last month; null where that is no more than a series holds anyway. */
function sampleMonth(build: Build, { builds }: History, { past, isChange }: Comparable): number[] | null {
  if (isChange || build.startTimeMs === null) return null;
  const begin = build.startTimeMs - monthMs;
  const first = past.findIndex((index) => (builds[index] as StoredBuild).startTimeMs >= begin);
  const count = past.length - first;
  if (first < 0 || count <= maxBefore) return null;
  return Array.from({ length: maxBefore }, (_, i) => first + Math.floor(((i + 1) * count) / maxBefore) - 1);
}

function collector({ past, fresh, isChange }: Comparable, sample: readonly number[] | null): Collect {
  return (key, plainScale, read, current) => {
    if (Number.isNaN(current)) return [];
    const valueAt = (place: number): number => read(past[place] as number);
    const own = newestKnown(fresh, read, maxFresh);
    const before = newestKnown(past, read, maxBefore - own.length);
    const values = [...before.map(valueAt), ...own.map((place) => read(fresh[place] as number)), current];
    const scale = scaleWithZeros(plainScale, key.unit, values);
    const sampled = sample && [...sample.filter((place) => !Number.isNaN(valueAt(place))), past.length];
    const month = sampled && {
      scaled: Float64Array.from(sampled, (place) =>
        scale.to(place === past.length ? current : valueAt(place)),
      ),
      places: Int32Array.from(sampled),
    };
    const places = [...before, ...own.map((place) => past.length + place), past.length + fresh.length];
    const scaled = Float64Array.from(values, scale.to);
    return [
      { key, scale, scaled, places: Int32Array.from(places), fresh: isChange ? own.length + 1 : 0, month },
    ];
  };
}

/** Places of the newest builds that have a value, oldest first. */
function newestKnown(indexes: readonly number[], read: (index: number) => number, most: number): number[] {
  const found: number[] = [];
  for (let i = indexes.length - 1; i >= 0 && found.length < most; i--) {
    if (!Number.isNaN(read(indexes[i] as number))) found.push(i);
  }
  return found.reverse();
}

function collectBuild(build: Build, tasks: readonly Task[], history: History, collect: Collect): Collected[] {
  if (!hasMeaningfulTime(build.result)) return [];
  const onlyJobs = tasks.length > 0 && tasks.every((task) => coarseKinds.includes(task.kind));
  const kind = onlyJobs ? 'job' : null;
  const reader = (read: (stored: StoredBuild) => number | null) => (index: number) => {
    const stored = history.builds[index] as StoredBuild;
    return hasMeaningfulTime(stored.result) ? (read(stored) ?? Number.NaN) : Number.NaN;
  };
  const hits = tasks.filter((task) => task.cache === 'hit').length;
  const lookups = hits + tasks.filter((task) => task.cache === 'miss').length;
  return [
    ...collect(
      keyOf('duration', null, kind),
      lowerIsBetter,
      reader((stored) => stored.durationMs),
      build.durationMs ?? Number.NaN,
    ),
    ...collect(
      keyOf('cost', null, kind),
      lowerIsBetter,
      reader((stored) => stored.costUsd),
      addKnown(build.tasks.map((task) => task.costUsd)) ?? Number.NaN,
    ),
    ...collect(
      keyOf('tokens', null, kind),
      lowerIsBetter,
      reader((stored) => stored.tokens),
      addKnown(build.tasks.map(sumTokens)) ?? Number.NaN,
    ),
    ...collect(
      keyOf('cache_hit_rate', null, kind),
      shareIsBetter,
      reader((stored) => (stored.cacheLookups > 0 ? stored.cacheHits / stored.cacheLookups : null)),
      lookups > 0 ? hits / lookups : Number.NaN,
    ),
  ];
}
