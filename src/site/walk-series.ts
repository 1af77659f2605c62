/** Every series of a stored history with its value in each build of any branch, one at a time. */
import { readMetricValues, readSeriesValues } from '../detect/collect/task-values.ts';
import { keyOfMetric, makeSeriesKey } from '../detect/series-key.ts';
import { hasFailed, hasMeaningfulTime } from '../metrics/final-tasks.ts';
import type { History, StoredBuild, TaskSeries } from '../model/history.ts';
import { allResults } from '../model/results.ts';
import type { SiteKey } from './site-data.ts';

export interface Walked {
  readonly key: SiteKey;
  /** One entry per build of the history, NaN without a value; overwritten by the next series. */
  readonly values: Float64Array;
  /** Indexes of the builds in which the task failed. */
  readonly failedAt: readonly number[];
  /** Indexes of all builds in which it ran, ascending. */
  readonly ranAt: readonly number[];
}

const isFailure = allResults.map((result) => hasFailed({ result }));

/** The builds' own series first, then tasks and measurements in the order of the history. */
export function* walkSeries(history: History): Iterable<Walked> {
  yield* walkBuilds(history.builds);
  const values = new Float64Array(history.builds.length);
  for (const series of history.series) {
    if (series.value !== null) {
      readMetricValues(series, values);
      const { name, unit, better } = series;
      const key = keyOfMetric({ name, unit: unit ?? '1', better: better ?? 'lower' });
      yield { key, values, failedAt: [], ranAt: [...new Set(series.build)] };
      continue;
    }
    const ran = readRuns(series);
    for (const measure of ['duration', 'cost', 'tokens'] as const)
      if (readSeriesValues(series, measure, history.builds, values))
        yield {
          key: makeSeriesKey(measure, series),
          values,
          ...(measure === 'duration' ? ran : { ...ran, failedAt: [] }),
        };
    if (readWaits(series, values)) yield { key: keyOfQueue(series), values, ...ran, failedAt: [] };
  }
}

function keyOfQueue(task: Pick<TaskSeries, 'name' | 'kind'> | null): SiteKey {
  return { ...makeSeriesKey('duration', task), measure: 'queue' };
}

/** The wait of a job, whatever its result; of several attempts the longest. */
function readWaits({ queueMs, build }: TaskSeries, values: Float64Array): boolean {
  if (!queueMs) return false;
  values.fill(Number.NaN);
  for (let row = 0; row < build.length; row++) {
    const at = build[row] as number;
    const waited = queueMs[row] as number;
    if (!(waited <= (values[at] as number))) values[at] = waited;
  }
  return true;
}

function readRuns({ build, result, attempt }: TaskSeries): Pick<Walked, 'failedAt' | 'ranAt'> {
  const failedAt: number[] = [];
  const ranAt: number[] = [];
  for (let start = 0; start < build.length; ) {
    const index = build[start] as number;
    let last = start;
    let failed = false;
    // The last attempt decides; of several repeats one failure is enough.
    let end = start;
    for (; end < build.length && build[end] === index; end++)
      if ((attempt[end] as number) > (attempt[last] as number)) last = end;
    for (let row = start; row < end; row++)
      if (attempt[row] === attempt[last]) failed ||= isFailure[result[row] as number] === true;
    ranAt.push(index);
    if (failed) failedAt.push(index);
    start = end;
  }
  return { failedAt, ranAt };
}

function* walkBuilds(builds: readonly StoredBuild[]): Iterable<Walked> {
  const all = builds.map((_, index) => index);
  const failedAt = all.filter((index) => hasFailed(builds[index] as StoredBuild));
  const measures = {
    duration: ({ durationMs }: StoredBuild) => durationMs,
    cost: ({ costUsd }: StoredBuild) => costUsd,
    tokens: ({ tokens }: StoredBuild) => tokens,
    cache_hit_rate: ({ cacheHits, cacheLookups }: StoredBuild) =>
      cacheLookups > 0 ? cacheHits / cacheLookups : null,
  };
  for (const measure of ['duration', 'cost', 'tokens', 'cache_hit_rate'] as const) {
    const values = Float64Array.from(builds, (build) =>
      hasMeaningfulTime(build.result) ? (measures[measure](build) ?? Number.NaN) : Number.NaN,
    );
    yield {
      key: makeSeriesKey(measure, null),
      values,
      failedAt: measure === 'duration' ? failedAt : [],
      ranAt: all,
    };
  }
  const waits = Float64Array.from(builds, ({ queueMs }) => queueMs ?? Number.NaN);
  yield { key: keyOfQueue(null), values: waits, failedAt: [], ranAt: all };
}
