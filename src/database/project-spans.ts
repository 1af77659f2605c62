/** Traces in OTLP/JSON → rows of `telemetry_spans` and `telemetry_span_events`. Reference: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */

import { elapsedMs, readEnum, readId, readNanos, readValue, toMs } from '../formats/otlp/otlp-values.ts';
import { type Fields, isFields, readFields, readList, readText } from '../ingest/read-fields.ts';
import { writeJson } from './json-cell.ts';
import type { Cell, Row } from './table.ts';

/** The rows of one span. */
export interface SpanRow {
  readonly traceId: string;
  readonly spanId: string;
  readonly row: Row;
  readonly events: readonly Row[];
}

export interface SpanRows {
  readonly spans: readonly SpanRow[];
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
  const spans: SpanRow[] = [];
  let [unreadable, old] = [0, 0];
  for (const { span, resource } of walkSpans(request)) {
    const [traceId, spanId] = [readId(span, 'traceId'), readId(span, 'spanId')];
    const startMs = toMs(readNanos(span, 'startTimeUnixNano'));
    if (traceId === null || spanId === null || startMs === null) unreadable += 1;
    else if (startMs < fromMs) old += 1;
    else {
      const row = [repository, traceId, spanId, ...spanCells(span, startMs, resource)];
      spans.push({ traceId, spanId, row, events: eventRows(traceId, spanId, span) });
    }
  }
  return { spans, unreadable, old };
}

/** @returns each span with the attributes of its resource as JSON */
function* walkSpans(request: unknown): Generator<{ span: Fields; resource: string }> {
  if (!isFields(request)) return;
  for (const group of readList(request, 'resourceSpans').filter(isFields)) {
    const resource = writeAttributes(readFields(group, 'resource'));
    for (const scope of readList(group, 'scopeSpans').filter(isFields))
      for (const span of readList(scope, 'spans').filter(isFields)) yield { span, resource };
  }
}

function spanCells(span: Fields, startMs: number, resource: string): Cell[] {
  const start = readNanos(span, 'startTimeUnixNano');
  const durationMs = Math.max(0, elapsedMs(start, readNanos(span, 'endTimeUnixNano')) ?? 0);
  const status = readFields(span, 'status');
  return [
    ...[readId(span, 'parentSpanId'), readText(span, 'name') ?? ''],
    ...[kinds[readEnum(span, 'kind', kindNames) - 1] ?? 'INTERNAL', startMs, durationMs],
    ...[statuses[readEnum(status, 'code', statusNames)] ?? 'UNSET', readText(status, 'message')],
    ...[writeAttributes(span), resource],
  ];
}

function eventRows(traceId: string, spanId: string, span: Fields): Row[] {
  const start = readNanos(span, 'startTimeUnixNano');
  return readList(span, 'events')
    .filter(isFields)
    .map((event, at) => {
      const timeMs = toMs(readNanos(event, 'timeUnixNano') ?? start) ?? 0;
      const name = readText(event, 'name') ?? '';
      return [traceId, spanId, at + 1, name, timeMs, writeAttributes(event)];
    });
}

/** All attributes, also lists and maps. Of equal names the last one counts. */
function writeAttributes(fields: Fields): string {
  return writeLabels(
    readList(fields, 'attributes')
      .filter(isFields)
      .map((each): [string, unknown] => [readText(each, 'key') ?? '', readAny(readFields(each, 'value'))])
      .filter(([key, value]) => key !== '' && value !== null),
  );
}

/** A value with its parts; whole numbers beyond 2^53 are texts, because JSON's numbers would round them. */
function readAny(value: Fields): unknown {
  const { intValue, arrayValue, kvlistValue, bytesValue } = value;
  if (isFields(arrayValue))
    return readList(arrayValue, 'values').map((each) => (isFields(each) ? readAny(each) : null));
  if (isFields(kvlistValue))
    return Object.fromEntries(
      readList(kvlistValue, 'values')
        .filter(isFields)
        .map((each) => [readText(each, 'key') ?? '', readAny(readFields(each, 'value'))]),
    );
  if (typeof bytesValue === 'string') return bytesValue.slice(0, 4096);
  if (typeof intValue === 'string' && !Number.isSafeInteger(Number(intValue))) return intValue.slice(0, 4096);
  return readValue(value);
}

/** As JSON with sorted keys, so that equal labels are equal texts. */
export function writeLabels(labels: Iterable<readonly [string, unknown]>): string {
  return writeJson(Object.fromEntries([...labels].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))));
}
