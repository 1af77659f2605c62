/** Queries data points by name, labels and time, with one number per interval. */
import type { MetricPoint } from '../model/metric-point.ts';
import { type Aggregation, checkAggregation } from './aggregations.ts';
import { readInterval } from './read-interval.ts';
import { type Bucket, bucketPoints } from './time-buckets.ts';

/** A `Date`, epoch milliseconds, or ISO 8601. */
type Time = Date | number | string;

export interface MetricQuery {
  readonly metric: string;
  /** Each listed label must have exactly this value; other labels may have any. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Both ends are included; an absent end is open. */
  readonly range?: { readonly start?: Time; readonly end?: Time };
  /** `avg` by default. */
  readonly aggregation?: Aggregation;
  /** `30s`, `5m`, `1h`, `1d`; without it all points are one bucket. */
  readonly interval?: string;
}

const keys = ['metric', 'labels', 'range', 'aggregation', 'interval'];

/**
 * @returns one bucket for each interval that has a point, oldest first; none when nothing matches
 * @throws TypeError or RangeError for an invalid query: an unknown key, aggregation, interval or time
 */
export function queryPoints(query: MetricQuery, points: readonly MetricPoint[]): Bucket[] {
  const { aggregation = 'avg', interval } = checkQuery(query);
  const intervalMs = interval === undefined ? null : readInterval(interval);
  return bucketPoints(selectPoints(query, points), aggregation, intervalMs);
}

/** The points that match a query. */
function selectPoints(
  { metric, labels = {}, range = {} }: MetricQuery,
  points: readonly MetricPoint[],
): MetricPoint[] {
  const wanted = Object.entries(labels);
  const start = range.start === undefined ? Number.NEGATIVE_INFINITY : readTime(range.start);
  const end = range.end === undefined ? Number.POSITIVE_INFINITY : readTime(range.end);
  return points.filter(
    (point) =>
      point.name === metric &&
      point.timeMs >= start &&
      point.timeMs <= end &&
      wanted.every(([name, value]) => point.labels[name] === value),
  );
}

function checkQuery(query: MetricQuery): MetricQuery {
  refuseOthers('A query', query, keys);
  const { metric, aggregation = 'avg', range = {} } = query;
  if (typeof metric !== 'string' || metric === '') throw new TypeError('A query needs a `metric`.');
  checkAggregation(aggregation);
  refuseOthers('A range', range, ['start', 'end']);
  return query;
}

function refuseOthers(what: string, given: object, known: readonly string[]): void {
  for (const key of Object.keys(given))
    if (!known.includes(key)) throw new TypeError(`${what} has no \`${key}\`: use ${known.join(', ')}.`);
}

function readTime(time: Time): number {
  const ms = time === null ? Number.NaN : new Date(time).getTime();
  if (Number.isNaN(ms)) throw new RangeError(`\`${String(time)}\` is not a time: write ISO 8601.`);
  return ms;
}
