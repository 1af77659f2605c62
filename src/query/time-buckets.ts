/**
 * Data points by interval: buckets begin at whole multiples of it since 1970, so all queries have the same
 * buckets.
 */
import type { MetricPoint } from '../model/metric-point.ts';
import { pointKey } from '../points/point-key.ts';
import { type Aggregation, aggregateValues } from './aggregations.ts';

/** One interval with at least one value. */
export interface Bucket {
  /** When it begins, epoch milliseconds; the end is part of the next. */
  readonly timeMs: number;
  readonly value: number;
  /** Number of data points in it. */
  readonly count: number;
}

/**
 * @param intervalMs null: all points are one bucket, which begins with the first
 * @returns oldest first, without those that have no value
 */
export function bucketPoints(
  points: readonly MetricPoint[],
  aggregation: Aggregation,
  intervalMs: number | null,
): Bucket[] {
  if (aggregation === 'rate' || aggregation === 'increase') {
    const grown = growthOf(points, intervalMs);
    return aggregation === 'increase' ? grown : toRates(grown, points, intervalMs);
  }
  const byStart = new Map<number, number[]>();
  for (const { timeMs, value } of byTime(points)) {
    if (!Number.isFinite(value)) continue;
    const start = startOf(timeMs, intervalMs);
    const values = byStart.get(start);
    if (values === undefined) byStart.set(start, [value]);
    else values.push(value);
  }
  const first = points.reduce((least, { timeMs }) => Math.min(least, timeMs), Number.POSITIVE_INFINITY);
  return [...byStart].map(([start, values]) => ({
    timeMs: intervalMs === null ? first : start,
    value: aggregateValues(values, aggregation),
    count: values.length,
  }));
}

function startOf(timeMs: number, intervalMs: number | null): number {
  return intervalMs === null ? 0 : Math.floor(timeMs / intervalMs) * intervalMs;
}

function byTime(points: readonly MetricPoint[]): readonly MetricPoint[] {
  const isSorted = points.every(
    ({ timeMs }, at) => at === 0 || (points[at - 1] as MetricPoint).timeMs <= timeMs,
  );
  return isSorted ? points : [...points].sort((a, b) => a.timeMs - b.timeMs);
}

/**
 * The increase of counters, over all series. A value below the previous one is a counter reset to 0, as in
 * Prometheus; the first point of a series counts as no increase unless it contains the previous value. For a
 * histogram, the increase is that of the number of values.
 */
function growthOf(points: readonly MetricPoint[], intervalMs: number | null): Bucket[] {
  const before = new Map<string, number>();
  const grown = new Map<number, { value: number; count: number }>();
  let first = Number.POSITIVE_INFINITY;
  for (const { name, labels, timeMs, value, distribution, before: stood } of byTime(points)) {
    const total = distribution?.count ?? value;
    if (!Number.isFinite(total)) continue;
    const key = pointKey(name, labels);
    const known = stood ?? before.get(key);
    before.set(key, total);
    first = Math.min(first, timeMs);
    const start = startOf(timeMs, intervalMs);
    const bucket = grown.get(start) ?? { value: 0, count: 0 };
    bucket.count += 1;
    if (known !== undefined) bucket.value += total >= known ? total - known : total;
    grown.set(start, bucket);
  }
  return [...grown].map(([start, bucket]) => ({ timeMs: intervalMs === null ? first : start, ...bucket }));
}

/** Per second. Without an interval, over the time from the first point to the last. */
function toRates(
  grown: readonly Bucket[],
  points: readonly MetricPoint[],
  intervalMs: number | null,
): Bucket[] {
  const times = points.map(({ timeMs }) => timeMs);
  const spanMs =
    intervalMs ??
    times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) -
      times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return grown.map((bucket) => ({ ...bucket, value: spanMs > 0 ? bucket.value / (spanMs / 1000) : 0 }));
}
