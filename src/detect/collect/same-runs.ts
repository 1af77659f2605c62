/** What tasks that ran in the same builds, with the same results, share: most tasks ran like the previous one. */
import type { StoredBuild, TaskSeries } from '../../model/history.ts';
import { openSlab } from '../../stats/slab.ts';
import { lowerIsBetter, type Scale, scaleInto } from '../scale.ts';
import { makeSeriesKey } from '../series-key.ts';
import { noMonth, type Placed, type PlacedSeries, type PlaceSeries } from './place-values.ts';
import { readSeriesValues } from './task-values.ts';

/** What depends on the runs of a task alone, without their times, once for those that ran alike. */
export function oncePerRuns<T>(read: (stored: TaskSeries) => T): (stored: TaskSeries) => T {
  let ranAs: object | undefined;
  let known: { readonly value: T } | null = null;
  return (stored) => {
    if (known !== null && stored.ranAs !== undefined && stored.ranAs === ranAs) return known.value;
    known = { value: read(stored) };
    ranAs = stored.ranAs;
    return known.value;
  };
}

/** Places the times of a task by the rows of the previous one; null if it ran otherwise, or a time has no logarithm. */
type PlaceTimes = (stored: TaskSeries, current: number) => PlacedSeries | null;

export function openTimesPlacer(builds: readonly StoredBuild[], place: PlaceSeries): PlaceTimes {
  const take = openSlab();
  let ranAs: object | undefined;
  let rows: PlacedSeries | null = null;
  const placeAt = (times: Float64Array, { scaled, places }: Placed, current: number): Placed | null => {
    const found = take(scaled.length);
    const isPositive = pick(times, scaled, found);
    found[found.length - 1] = current;
    if (!isPositive || !(current > 0)) return null;
    scaleInto(lowerIsBetter, found, found.length, found);
    return { scaled: found, places };
  };
  return (stored, current) => {
    if (stored.ranAs === undefined || stored.ranAs !== ranAs) {
      ranAs = stored.ranAs;
      rows = null;
      return null;
    }
    rows ??= findRows(stored, builds, place);
    const { month, fresh } = rows.series;
    const placed = placeAt(stored.durationMs, rows.series, current);
    const placedMonth =
      month === null || month === noMonth ? month : placeAt(stored.durationMs, month, current);
    if (placed === null || (placedMonth === null && month !== null)) return null;
    const key = makeSeriesKey('duration', stored);
    const { scaled, places } = placed;
    return { ...rows, series: { key, scale: lowerIsBetter, scaled, places, fresh, month: placedMonth } };
  };
}

/** Their last value is the current build's. */
function pick(times: Float64Array, rows: Float64Array, into: Float64Array): boolean {
  for (let i = 0; i < rows.length - 1; i++) {
    const value = times[rows[i] as number] as number;
    if (!(value > 0)) return false;
    into[i] = value;
  }
  return true;
}

const unscaled: Scale = { to: (value) => value, from: (value) => value, relate: (_, distance) => distance };

/** The number of each value's row, in place of the value. */
function findRows(stored: TaskSeries, builds: readonly StoredBuild[], place: PlaceSeries): PlacedSeries {
  const numbers = Float64Array.from(stored.build.keys());
  const values = new Float64Array(builds.length);
  readSeriesValues({ ...stored, durationMs: numbers }, 'duration', builds, values);
  return place(makeSeriesKey('duration', stored), unscaled, values, 0);
}
