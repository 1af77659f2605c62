/** The series of two sides that were measured alternately: one value per run, pair by pair. */
import { knownValue, readCurrentValues, taskMeasures } from '../detect/collect/task-values.ts';
import { higherIsBetter, lowerIsBetter, type Scale } from '../detect/scale.ts';
import { keyOfMetric, makeSeriesKey } from '../detect/series-key.ts';
import { addKnown, finalTasks, sumTokens } from '../metrics/final-tasks.ts';
import type { Build } from '../model/build.ts';
import { type SeriesKey, seriesId } from '../model/series.ts';
import type { Task } from '../model/task.ts';
import { taskKey } from '../model/task-key.ts';

/** A run of each side, one directly after the other. */
export interface RunPair {
  readonly base: Build;
  readonly head: Build;
}

/** A series in the pairs that have it on both sides. */
export interface PairedSeries {
  readonly key: SeriesKey;
  readonly scale: Scale;
  readonly base: readonly number[];
  readonly head: readonly number[];
}

/** Every series that both sides have, the build's own first. */
export function collectPairs(pairs: readonly RunPair[]): PairedSeries[] {
  const found = new Map<string, { key: SeriesKey; base: number[]; head: number[] }>();
  for (const pair of pairs) {
    const base = new Map(readRun(pair.base).map(({ key, value }) => [seriesId(key), value]));
    for (const { key, value } of readRun(pair.head)) {
      const before = base.get(seriesId(key));
      if (before === undefined) continue;
      const series = found.get(seriesId(key)) ?? { key, base: [], head: [] };
      series.base.push(before);
      series.head.push(value);
      found.set(seriesId(key), series);
    }
  }
  return [...found.values()].map((series) => ({ ...series, scale: scaleOf(series.key) }));
}

function scaleOf({ better }: SeriesKey): Scale {
  return better === 'higher' ? higherIsBetter : lowerIsBetter;
}

/** The values of one run in the form that the detector uses. */
function readRun(build: Build): { readonly key: SeriesKey; readonly value: number }[] {
  const tasks = finalTasks(build.tasks);
  const values: [SeriesKey, number | null][] = [
    [makeSeriesKey('duration', null), build.durationMs],
    [makeSeriesKey('cost', null), addKnown(tasks.map(({ costUsd }) => costUsd))],
    [makeSeriesKey('tokens', null), addKnown(tasks.map(sumTokens))],
  ];
  for (const runs of Map.groupBy(tasks, taskKey).values()) {
    const measured = readCurrentValues(runs, build.result);
    const [task] = runs as [Task];
    if (measured === null) continue;
    for (const measure of taskMeasures) values.push([makeSeriesKey(measure, task), measured[measure]]);
  }
  for (const metric of build.metrics) values.push([keyOfMetric(metric), knownValue(metric.value)]);
  return values.flatMap(([key, value]) => (value === null || Number.isNaN(value) ? [] : [{ key, value }]));
}
