/** Traces in OTLP/JSON → rows of `telemetry_spans` and `telemetry_span_events`. Reference: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */

import {
  type Attributes,
  elapsedMs,
  readEnum,
  readId,
  readNanos,
  readOtlpAttributes,
  toMs,
} from '../formats/otlp/otlp-values.ts';
import { type Fields, isFields, readFields, readList, readText } from '../ingest/read-fields.ts';
import type { Row } from './table.ts';

export interface SpanRows {
  readonly spans: readonly Row[];
  readonly events: readonly Row[];
  /** Spans without an id or a start, which are left out. */
  readonly unreadable: number;
  /** Spans that began before `fromMs`, which are left out. */
  readonly old: number;
}

const kinds = ['INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const kindNames = ['', ...kinds.map((kind) => `SPAN_KIND_${kind}`)];
const statuses = ['UNSET', 'OK', 'ERROR'];
const statusNames = statuses.map((status) => `STATUS_CODE_${status}`);

/**
 * @param request one OTLP request: a line of a file of traces
 * @param fromMs start of the requested time
 */
export function projectSpans(
  repository: string,
  request: unknown,
  fromMs = Number.NEGATIVE_INFINITY,
): SpanRows {
  const spans: Row[] = [];
  const events: Row[] = [];
  let [unreadable, old] = [0, 0];
  for (const { span, resource } of walkSpans(request)) {
    const row = spanRow(repository, span, resource);
    if (row === null) unreadable += 1;
    else if ((toMs(readNanos(span, 'startTimeUnixNano')) ?? 0) < fromMs) old += 1;
    else {
      spans.push(row);
      events.push(...eventRows(span));
    }
  }
  return { spans, events, unreadable, old };
}

function* walkSpans(request: unknown): Generator<{ span: Fields; resource: Attributes }> {
  if (!isFields(request)) return;
  for (const group of readList(request, 'resourceSpans').filter(isFields)) {
    const resource = readOtlpAttributes(readFields(group, 'resource'));
    for (const scope of readList(group, 'scopeSpans').filter(isFields))
      for (const span of readList(scope, 'spans').filter(isFields)) yield { span, resource };
  }
}

function spanRow(repository: string, span: Fields, resource: Attributes): Row | null {
  const [traceId, spanId] = [readId(span, 'traceId'), readId(span, 'spanId')];
  const start = readNanos(span, 'startTimeUnixNano');
  const startMs = toMs(start);
  if (traceId === null || spanId === null || startMs === null) return null;
  const durationMs = Math.max(0, elapsedMs(start, readNanos(span, 'endTimeUnixNano')) ?? 0);
  const status = readFields(span, 'status');
  return [
    ...[repository, traceId, spanId, readId(span, 'parentSpanId'), readText(span, 'name') ?? ''],
    ...[kinds[readEnum(span, 'kind', kindNames) - 1] ?? 'INTERNAL', startMs, durationMs],
    ...[statuses[readEnum(status, 'code', statusNames)] ?? 'UNSET', readText(status, 'message')],
    ...[writeLabels(readOtlpAttributes(span)), writeLabels(resource)],
  ];
}

function eventRows(span: Fields): Row[] {
  const ids = [readId(span, 'traceId'), readId(span, 'spanId')];
  const start = readNanos(span, 'startTimeUnixNano');
  return readList(span, 'events')
    .filter(isFields)
    .map((event, at) => {
      const timeMs = toMs(readNanos(event, 'timeUnixNano') ?? start) ?? 0;
      return [...ids, at + 1, readText(event, 'name') ?? '', timeMs, writeLabels(readOtlpAttributes(event))];
    });
}

/** As JSON with sorted keys, so that equal labels are equal texts. */
export function writeLabels(labels: Iterable<readonly [string, string | number | boolean]>): string {
  return JSON.stringify(Object.fromEntries([...labels].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))));
}
