/** Log records of OTLP/JSON as events. Reference: https://opentelemetry.io/docs/specs/otel/logs/data-model/ */

import type { Draft } from '../../ingest/draft.ts';
import { type Fields, readFields, readText } from '../../ingest/read-fields.ts';
import type { AttributeValue } from '../../model/event.ts';
import type { Level } from '../../model/level.ts';
import {
  type Attributes,
  readEnum,
  readId,
  readNanos,
  readOtlpAttributes,
  readValue,
  sortAttributes,
  textAttribute,
  toMs,
} from './otlp-values.ts';

/** A log record, and its event. */
export interface LogRecord {
  readonly name: string | null;
  readonly timeMs: number | null;
  readonly attributes: Attributes;
  readonly event: Parameters<Draft['addEvent']>[0];
  /** Equal for a record that is delivered again; null without a time and an id. */
  readonly delivery: readonly unknown[] | null;
}

export function readLog(record: Fields): LogRecord {
  const attributes = readOtlpAttributes(record);
  const body = readValue(readFields(record, 'body'));
  const text = typeof body === 'string' ? body : null;
  const name = nameOf(record, attributes, text);
  const ownTime = readNanos(record, 'timeUnixNano');
  const time = ownTime ?? readNanos(record, 'observedTimeUnixNano');
  const severity = severityOf(record, name);
  const taskId = readId(record, 'spanId');
  // Each delivery is observed at another time.
  const hasId = ids.some((id) => attributes.has(id));
  const deliveryTime = hasId ? ownTime : time;
  const isUnique = hasId || time !== null;
  return {
    name,
    timeMs: toMs(time),
    attributes,
    event: {
      type: typeOf(name),
      severity,
      timeMs: toMs(time),
      taskId,
      message: messageOf(text, name, severity),
      attributes: keepAttributes(attributes),
    },
    delivery: isUnique
      ? [
          'log',
          String(deliveryTime),
          name,
          record['severityNumber'],
          taskId,
          body,
          sortAttributes(attributes),
        ]
      : null,
  };
}

/** They distinguish events of equal content. */
const ids = ['request_id', 'event.sequence', 'gen_ai.response.id', 'response_id'];

const agentEvent = /^(?:claude_code|codex|gemini_cli|qwen-code|gen_ai)\.[\w.]{1,100}$/;

/** Claude Code writes its event's full name as the body, and a short one as an attribute. */
function nameOf(record: Fields, attributes: Attributes, body: string | null): string | null {
  if (body !== null && agentEvent.test(body)) return body;
  return readText(record, 'eventName') ?? textAttribute(attributes, 'event.name');
}

function typeOf(name: string | null): string {
  return (name ?? 'log').toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
}

const severityNames = ['FATAL', 'ERROR', 'WARN'];

/** 1-12 trace, debug and info; 13-16 warnings; 17-20 errors; 21-24 fatal ones. */
function severityOf(record: Fields, name: string | null): Level {
  // Most of these requests are retried with success.
  if (name === 'claude_code.api_error') return 'warning';
  const number = readEnum(record, 'severityNumber', severityNumbers);
  if (number >= 21) return 'critical';
  if (number >= 17) return 'error';
  if (number >= 13) return 'warning';
  if (number >= 1) return 'info';
  const text = readText(record, 'severityText')?.toUpperCase() ?? '';
  const found = severityNames.findIndex((word) => text.startsWith(word));
  return (['critical', 'error', 'warning'] as const)[found] ?? 'info';
}

const severityNumbers = [
  'SEVERITY_NUMBER_UNSPECIFIED',
  ...['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((word) =>
    ['', '2', '3', '4'].map((place) => `SEVERITY_NUMBER_${word}${place}`),
  ),
];

/** Messages about faults are kept; other output, and conversations of agents, are not. */
function messageOf(body: string | null, name: string | null, severity: Level): string | null {
  if (severity === 'info' || /^(?:claude_code|codex|gemini_cli|qwen-code|gen_ai)\./.test(name ?? ''))
    return null;
  return body;
}

/** Attributes that are kept, and their names in events. */
const attributeNames: Readonly<Record<string, string>> = {
  'error.type': 'error.type',
  'exception.type': 'error.type',
  error_type: 'error.type',
  'gen_ai.response.model': 'model',
  'gen_ai.request.model': 'model',
  model: 'model',
  tool_name: 'operation',
  operation: 'operation',
  duration_ms: 'value',
};

function keepAttributes(attributes: Attributes): Record<string, AttributeValue> {
  const kept: Record<string, AttributeValue> = {};
  for (const [key, name] of Object.entries(attributeNames)) {
    const value = attributes.get(key);
    if (value === undefined || Object.hasOwn(kept, name)) continue;
    const number = name === 'value' ? Number(value) : Number.NaN;
    kept[name] = Number.isFinite(number) ? number : typeof value === 'string' ? value.slice(0, 200) : value;
  }
  return kept;
}
