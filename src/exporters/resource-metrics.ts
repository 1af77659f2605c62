/**
 * Data points in the form of OpenTelemetry's SDK, for its exporters. Reference:
 * https://opentelemetry.io/docs/specs/otel/metrics/data-model/
 */
import { type HrTime, ValueType } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import type { Labels, MetricPoint, MetricSpec } from '../model/metric-point.ts';
import { version } from '../version.ts';

export interface ResourceMetricsOptions {
  readonly resource: Resource;
  /** For metrics without a definition, the points contain everything. */
  readonly specs: readonly MetricSpec[];
  /** Epoch milliseconds: start of the totals, or with `isDelta` of the period; 0 for an unknown one. */
  readonly startMs: number;
  /** Points are the increments since `startMs`, not totals. */
  readonly isDelta?: boolean;
}

/** @param points at most one of each series */
export function toResourceMetrics(
  points: readonly MetricPoint[],
  { resource, specs, startMs, isDelta = false }: ResourceMetricsOptions,
): ResourceMetrics {
  const known = new Map(specs.map((spec) => [spec.name, spec]));
  const metrics = new Map<string, MetricPoint[]>();
  for (const point of points) {
    // JSON has no infinity: a receiver would refuse the whole request.
    if (!Number.isFinite(point.distribution?.sum ?? point.value)) continue;
    const own = metrics.get(point.name);
    if (own === undefined) metrics.set(point.name, [point]);
    else own.push(point);
  }
  const startTime = toTime(startMs);
  const temporality = isDelta ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
  const data = [...metrics].map(([name, own]) => toMetric(own, known.get(name), startTime, temporality));
  return { resource, scopeMetrics: [{ scope: { name: 'build-telemetry', version }, metrics: data }] };
}

function toMetric(
  points: readonly MetricPoint[],
  spec: MetricSpec | undefined,
  startTime: HrTime,
  aggregationTemporality: AggregationTemporality,
): MetricData {
  const [{ name, kind }] = points as readonly [MetricPoint];
  const descriptor = {
    name,
    description: spec?.help ?? '',
    unit: spec?.unit ?? '1',
    valueType: ValueType.DOUBLE,
  };
  const timesOf = ({ timeMs, labels }: MetricPoint): PointTimes => ({
    startTime,
    endTime: toTime(timeMs),
    attributes: labels,
  });
  if (kind === 'counter' || kind === 'gauge') {
    const dataPoints = points.map((point) => ({ ...timesOf(point), value: point.value }));
    return kind === 'gauge'
      ? { descriptor, aggregationTemporality, dataPointType: DataPointType.GAUGE, dataPoints }
      : {
          descriptor,
          aggregationTemporality,
          dataPointType: DataPointType.SUM,
          isMonotonic: true,
          dataPoints,
        };
  }
  return {
    descriptor,
    aggregationTemporality,
    // The SDK has no summaries: their count and sum become a histogram with one bucket.
    dataPointType: DataPointType.HISTOGRAM,
    dataPoints: points.map((point) => ({ ...timesOf(point), value: toHistogram(point) })),
  };
}

interface PointTimes {
  startTime: HrTime;
  endTime: HrTime;
  attributes: Labels;
}

interface Histogram {
  buckets: { boundaries: number[]; counts: number[] };
  count: number;
  sum: number;
}

function toHistogram({ value, distribution }: MetricPoint): Histogram {
  const { bounds, counts, count, sum } = distribution ?? { bounds: [], counts: [1], count: 1, sum: value };
  return { buckets: { boundaries: [...bounds], counts: [...counts] }, count, sum };
}

function toTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
