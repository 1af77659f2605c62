/**
 * Metrics of OTLP/JSON: one number per stream, whatever its temporality. Reference:
 * https://opentelemetry.io/docs/specs/otel/metrics/data-model/
 */

import type { Draft } from '../../ingest/draft.ts';
import {
  type Fields,
  isFields,
  readFields,
  readFlag,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import type { Metric } from '../../model/metric.ts';
import {
  type Attributes,
  readEnum,
  readNanos,
  readOtlpAttributes,
  sortAttributes,
  textAttribute,
} from './otlp-values.ts';
import type { Deliveries } from './repeated-records.ts';

/** One point of any kind. */
export interface OtlpPoint {
  readonly metric: string;
  readonly unit: string;
  readonly attributes: Attributes;
  /** The attributes of the process that measured it, which distinguish streams with one name. */
  readonly source: string;
  readonly kind: 'sum' | 'gauge' | 'distribution';
  readonly isDelta: boolean;
  /** Its total never falls, unless it begins again. */
  readonly isMonotonic: boolean;
  readonly startNanos: bigint | null;
  readonly timeNanos: bigint;
  /** For a distribution the sum of its values. */
  readonly value: number;
  /** For a distribution the number of its values; otherwise 1. */
  readonly count: number;
}

/** The result of one stream of points. */
export interface Stream {
  /** Of the file with its first point. */
  readonly draft: Draft;
  readonly point: OtlpPoint;
  readonly value: number;
  readonly count: number;
}

const temporalities = ['', 'AGGREGATION_TEMPORALITY_DELTA', 'AGGREGATION_TEMPORALITY_CUMULATIVE'];
const noRecordedValue = 1;

/** Calls `visit` for each point of a metric with a value. */
export function readPoints(metric: Fields, source: string, visit: (point: OtlpPoint) => void): void {
  const shapes = ['sum', 'gauge', 'histogram', 'exponentialHistogram', 'summary'] as const;
  const shape = shapes.find((key) => isFields(metric[key]));
  const name = readText(metric, 'name');
  if (shape === undefined || name === null) return;
  const data = readFields(metric, shape);
  const isDelta = readEnum(data, 'aggregationTemporality', temporalities) === 1;
  for (const each of readList(data, 'dataPoints')) {
    if (!isFields(each) || ((readNumber(each, 'flags') ?? 0) & noRecordedValue) !== 0) continue;
    const isNumber = shape === 'sum' || shape === 'gauge';
    const value = isNumber
      ? (readNumber(each, 'asDouble') ?? readNumber(each, 'asInt'))
      : readNumber(each, 'sum');
    const count = isNumber ? 1 : readNumber(each, 'count');
    // A distribution without values has no mean.
    if (value === null || count === null || count <= 0) continue;
    visit({
      metric: name,
      unit: readText(metric, 'unit') ?? '',
      attributes: readOtlpAttributes(each),
      source,
      kind: isNumber ? shape : 'distribution',
      isDelta: isDelta && shape !== 'gauge' && shape !== 'summary',
      isMonotonic: !isNumber || readFlag(data, 'isMonotonic') === true,
      startNanos: readNanos(each, 'startTimeUnixNano'),
      timeNanos: readNanos(each, 'timeUnixNano') ?? 0n,
      value,
      count,
    });
  }
}

/**
 * Streams by process, name, attributes and, if cumulative, by start: a process that restarts counts from zero, and
 * both counts are valid. One cumulative stream may be in several files.
 */
export interface StreamSums {
  readonly add: (point: OtlpPoint, draft: Draft) => void;
  readonly list: () => readonly Stream[];
}

/** The limit of tasks also limits the number of streams; further ones are left out. */
export function sumStreams(deliveries: Deliveries): StreamSums {
  const streams = new Map<string, Stream>();
  const files = new Map<Draft, number>();
  return {
    add: (point, draft) => {
      if (deliveries.isAgain(deliveryOf(point), draft)) return;
      const file = files.get(draft) ?? files.size;
      files.set(draft, file);
      const key = isLasting(point) ? keyOf(point) : `${file} ${keyOf(point)}`;
      const known = streams.get(key);
      if (known === undefined && streams.size >= draft.limits.tasks) return leaveOut(draft);
      const { value, count } = point;
      if (known === undefined) streams.set(key, { draft, point, value, count });
      else if (point.isDelta)
        streams.set(key, { ...known, point, value: known.value + value, count: known.count + count });
      else if (point.timeNanos >= known.point.timeNanos) {
        const before = hasRestarted(point, known.point) ? known : minus(known, known.point);
        streams.set(key, { ...known, point, value: before.value + value, count: before.count + count });
      }
    },
    list: () => [...streams.values()],
  };
}

/** A counter that falls was set to zero, also where it does not state a new start. */
function hasRestarted(point: OtlpPoint, before: OtlpPoint): boolean {
  if (!point.isMonotonic || point.timeNanos === before.timeNanos) return false;
  return point.kind === 'sum' ? point.value < before.value : point.count < before.count;
}

type Sum = Pick<Stream, 'value' | 'count'>;

function minus(a: Sum, b: Sum): Sum {
  return { value: a.value - b.value, count: a.count - b.count };
}

function leaveOut({ facts, report }: Draft): void {
  facts.complete = false;
  report(
    'warning',
    'too-many-records',
    'Some measurements are left out: they have too many labels.',
    'Record fewer labels.',
  );
}

/** The start of a cumulative stream identifies it. */
function isLasting({ isDelta, kind, startNanos }: OtlpPoint): boolean {
  return !isDelta && kind !== 'gauge' && startNanos !== null;
}

/** A delta has its own time; equal points of other kinds count once. */
function deliveryOf(point: OtlpPoint): readonly unknown[] | null {
  const { isDelta, startNanos, timeNanos, value } = point;
  if (timeNanos === 0n || (isDelta && startNanos === null)) return null;
  return ['point', keyOf(point), String(startNanos), String(timeNanos), isDelta ? '' : value];
}

function keyOf({ source, metric, attributes, isDelta, kind, startNanos }: OtlpPoint): string {
  const start = isDelta || kind === 'gauge' ? '' : String(startNanos ?? '');
  return JSON.stringify([source, metric, start, sortAttributes(attributes)]);
}

/**
 * Adds one metric for each name and set of labels: sums add up, of gauges the last value counts, distributions give
 * their mean.
 */
export function addStreams(streams: readonly Stream[]): void {
  for (const [draft, ofFile] of Map.groupBy(streams, (stream) => stream.draft)) {
    const metrics = new Map<string, Stream>();
    for (const stream of ofFile) {
      const name = nameOf(stream.point);
      const known = metrics.get(name);
      metrics.set(name, known === undefined ? stream : mergeStreams(known, stream));
    }
    for (const [name, stream] of metrics) draft.addMetric(toMetric(name, stream));
  }
}

function mergeStreams(a: Stream, b: Stream): Stream {
  const newest = b.point.timeNanos >= a.point.timeNanos ? b : a;
  if (a.point.kind === 'gauge' || b.point.kind === 'gauge') return newest;
  return { ...newest, value: a.value + b.value, count: a.count + b.count };
}

/** Labels with few values that distinguish measurements of one name in the same way in each build. */
const labels: ReadonlySet<string> = new Set([
  ...[
    'agent_type',
    'tool',
    'tool_name',
    'task_type',
    'error_type',
    'error.type',
    'component',
    'model',
    'type',
  ],
  ...['phase', 'status', 'state', 'result', 'outcome', 'severity', 'priority', 'operation', 'direction'],
  ...['cicd.pipeline.name', 'cicd.pipeline.result', 'cicd.pipeline.run.state', 'cicd.system.component'],
  ...[
    'cicd.pipeline.task.name',
    'cicd.pipeline.task.type',
    'cicd.pipeline.task.run.result',
    'cicd.worker.state',
  ],
  ...['test.suite.name', 'test.case.name', 'test.case.result.status', 'test.suite.run.status'],
  ...['gen_ai.operation.name', 'gen_ai.system', 'gen_ai.provider.name', 'gen_ai.token.type'],
  ...['gen_ai.request.model', 'gen_ai.response.model'],
]);

function nameOf({ metric, attributes }: OtlpPoint): string {
  const kept = [...attributes].filter(([key]) => labels.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (kept.length === 0) return metric;
  return `${metric}{${kept.map(([key, value]) => `${key}=${String(value).slice(0, 100)}`).join(',')}}`;
}

const millisecondsIn: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
};

function toMetric(name: string, { point, value, count }: Stream): Metric {
  const mean = point.kind === 'distribution' ? value / count : value;
  const unit = unitOf(point);
  const scale = Object.hasOwn(millisecondsIn, unit) ? millisecondsIn[unit] : undefined;
  return {
    name,
    value: scale === undefined ? mean : mean * scale,
    unit: scale === undefined ? unit : 'ms',
    better:
      /(succe|passed|hit|throughput|coverage|_per_second)/i.test(point.metric) || unit.endsWith('/s')
        ? 'higher'
        : 'lower',
    samples: null,
  };
}

/** Names in Prometheus style end in their unit. */
function unitOf({ unit, metric }: OtlpPoint): string {
  if (unit !== '') return unit;
  if (metric.endsWith('_seconds')) return 's';
  return metric.endsWith('_bytes') ? 'By' : '1';
}

/** The attributes that distinguish the processes that write into one file. */
export function sourceOf(resource: Attributes, scope: string): string {
  const ids = ['service.name', 'service.instance.id', 'host.name'] as const;
  return JSON.stringify([
    scope,
    ...ids.map((id) => resource.get(id) ?? null),
    textAttribute(resource, 'k8s.pod.uid'),
  ]);
}
