/** Golden Armada's query engine: the queries of a dashboard over data points. */
import type { MetricPoint } from '../model/metric-point.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import { type Aggregation, aggregateValues, checkAggregation } from './aggregations.ts';
import { type MetricQuery, queryPoints } from './query-points.ts';
import { readInterval } from './read-interval.ts';
import { sortValues } from './sort-values.ts';
import { type Bucket, bucketPoints } from './time-buckets.ts';

/** Numbers over the values of data points; null where there is no value. */
export interface PointSummary {
  readonly count: number;
  readonly sum: number;
  readonly avg: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export const dashboardData = {
  /** @throws for an invalid query; see `queryPoints` */
  query(query: MetricQuery, metrics: readonly MetricPoint[]): Bucket[] {
    return queryPoints(query, metrics);
  },

  /**
   * By the product's single rule, so always a measured value.
   * @param sortedValues ascending; others are sorted first, and values that are not finite are left out
   * @param p from 0 to 1
   * @returns null for no values
   */
  percentile(sortedValues: readonly number[], p: number): number | null {
    return quantileOfSorted(sortValues(sortedValues), p);
  },

  summarize(metrics: readonly MetricPoint[]): PointSummary {
    const sorted = valuesOf(metrics).sort((a, b) => a - b);
    const { length: count } = sorted;
    const sum = count === 0 ? 0 : aggregateValues(sorted, 'sum');
    return {
      count,
      sum,
      avg: count === 0 ? null : sum / count,
      min: sorted[0] ?? null,
      max: sorted.at(-1) ?? null,
      p50: quantileOfSorted(sorted, 0.5),
      p95: quantileOfSorted(sorted, 0.95),
      p99: quantileOfSorted(sorted, 0.99),
    };
  },

  /**
   * The mean of each point and its predecessors, at most `window` points.
   * @returns one value a point, in the order of `metrics`
   * @throws RangeError for a window that is not a whole number from 1 on
   */
  movingAverage(metrics: readonly MetricPoint[], window: number): { timeMs: number; value: number }[] {
    if (!Number.isInteger(window) || window < 1)
      throw new RangeError(`A window of ${window} is not a whole number from 1 on.`);
    const known = metrics.filter(({ value }) => Number.isFinite(value));
    return known.map(({ timeMs }, at) => {
      const part = known.slice(Math.max(0, at - window + 1), at + 1);
      return { timeMs, value: aggregateValues(valuesOf(part), 'avg') };
    });
  },

  /**
   * Points further from the mean than the given number of standard deviations. With n values none is further
   * than (n - 1)/√n, so 3 needs eleven values.
   * @throws RangeError for a threshold that is not above 0
   */
  detectAnomalies(metrics: readonly MetricPoint[], threshold = 3): MetricPoint[] {
    if (!(threshold > 0)) throw new RangeError(`${threshold} standard deviations are not above 0.`);
    const values = valuesOf(metrics);
    if (values.length === 0) return [];
    const mean = aggregateValues(values, 'avg');
    const variance = aggregateValues(
      values.map((value) => (value - mean) ** 2),
      'avg',
    );
    // Equal values have only a deviation from rounding.
    const least = 1e-12 * Math.abs(mean);
    const limit = Math.max(threshold * Math.sqrt(variance), least);
    return metrics.filter(({ value }) => Number.isFinite(value) && Math.abs(value - mean) > limit);
  },

  /**
   * The increase of counters per second, in each interval; a value below the previous one is a counter reset.
   * The first point of a series is its start value.
   */
  calculateRate(metrics: readonly MetricPoint[], interval: string): Bucket[] {
    return bucketPoints(metrics, 'rate', readInterval(interval));
  },

  /**
   * One bucket for each interval that has a point.
   * @throws RangeError for another aggregation or interval
   */
  aggregate(metrics: readonly MetricPoint[], interval: string, aggregation: Aggregation = 'avg'): Bucket[] {
    return bucketPoints(metrics, checkAggregation(aggregation), readInterval(interval));
  },
};

function valuesOf(metrics: readonly MetricPoint[]): number[] {
  return metrics.map(({ value }) => value).filter((value) => Number.isFinite(value));
}
