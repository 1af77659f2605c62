/**
 * Events as records of the canonical log, and back. A task's or a build's end is a `task` or `build` record,
 * everything else an `event` record; what the canonical reader does not know rides along under the event's own
 * keys. Reference: docs/formats.md#build-telemetry
 */
import { type Fields, isFields, readNumber, readText, readTime } from '../ingest/read-fields.ts';
import type { Result } from '../model.ts';
import { type EventFamily, familyOf } from './event-type.ts';
import { Event } from './events.ts';

type Dict = Record<string, unknown>;

/** Keys of events that are attributes in `event` records. */
const attributeNames: Readonly<Record<string, string>> = {
  error_type: 'error.type',
  violation_type: 'violation.type',
  file_path: 'file.path',
  model_used: 'model',
  operation_type: 'operation',
  duration_ms: 'value',
  threshold: 'threshold',
};

/** Keys of events that `task` records have under another name. */
const taskNames: Readonly<Record<string, string>> = {
  task_name: 'name',
  task_type: 'kind',
  model_used: 'model',
};

const results: Readonly<Record<string, Result>> = {
  TASK_COMPLETED: 'success',
  TASK_FAILED: 'failure',
  TASK_SKIPPED: 'skip',
  TASK_CANCELLED: 'cancellation',
  BUILD_COMPLETED: 'success',
  BUILD_FAILED: 'failure',
};

/** The record of an event; `buildId` stands in for an event that names no build. */
export function toRecord(event: Event, buildId: string | null = null): Dict {
  const dict = event.toDict();
  const type = event.eventType;
  const family = familyOf(type);
  if (family === 'task-end') return writeTask(dict, type, event.timestamp, buildId);
  if (family === 'build-end') return writeBuild(dict, type, event.timestamp, buildId);
  const record: Dict = {
    v: 1,
    type: 'event',
    build_id: dict['build_id'] ?? buildId ?? undefined,
    event_id: dict['event_id'],
    name: type,
    severity: event.severity.toLowerCase(),
    time: dict['timestamp'],
    message: dict['error_message'] ?? undefined,
  };
  const attributes: Dict = {};
  for (const key in dict) {
    const value = dict[key];
    if (value === null || baseKeys.has(key) || key === 'error_message' || key === 'build_id') continue;
    const name = attributeNames[key];
    if (name === undefined) record[key] = value;
    else attributes[name] = value;
  }
  record['attributes'] = attributes;
  return finishRecord(record, dict);
}

const baseKeys = new Set(['event_id', 'timestamp', 'event_type', 'severity', 'session_id', 'metadata']);

function writeTask(dict: Dict, type: string, end: Date, buildId: string | null): Dict {
  const tokens = dict['tokens_used'];
  const failed = type === 'TASK_COMPLETED' && dict['success'] === false;
  const record: Dict = {
    v: 1,
    type: 'task',
    build_id: buildId ?? undefined,
    name: dict['task_name'] ?? dict['task_id'] ?? 'task',
    kind: dict['task_type'] ?? (dict['model_used'] === null ? 'task' : 'agent'),
    start_time: startOf(dict, end),
    result: failed ? 'failure' : results[type],
    tokens: typeof tokens === 'number' ? { input: tokens } : undefined,
  };
  return copyRest(record, dict, type, taskNames, ['tokens_used', 'success']);
}

function writeBuild(dict: Dict, type: string, end: Date, buildId: string | null): Dict {
  const failed = type === 'BUILD_COMPLETED' && dict['success'] === false;
  const record: Dict = {
    v: 1,
    type: 'build',
    build_id: dict['build_id'] ?? buildId ?? undefined,
    name: dict['build_name'] ?? undefined,
    start_time: startOf(dict, end),
    result: failed ? 'failure' : results[type],
    complete: true,
  };
  return copyRest(record, dict, type, { build_name: 'name' }, ['build_id', 'success']);
}

/** Without a duration the start is not known. */
function startOf(dict: Dict, end: Date): string | undefined {
  const duration = dict['duration_ms'];
  if (typeof duration !== 'number' || !(Math.abs(duration) < 1e12)) return undefined;
  return new Date(end.getTime() - duration).toISOString();
}

function copyRest(
  record: Dict,
  dict: Dict,
  type: string,
  renamed: Readonly<Record<string, string>>,
  done: readonly string[],
): Dict {
  for (const key in dict) {
    const value = dict[key];
    if (value === null || baseKeys.has(key) || done.includes(key)) continue;
    record[renamed[key] ?? key] = value;
  }
  record['event'] = type;
  record['event_id'] = dict['event_id'];
  record['time'] = dict['timestamp'];
  record['severity'] = (dict['severity'] as string).toLowerCase();
  return finishRecord(record, dict);
}

function finishRecord(record: Dict, dict: Dict): Dict {
  if (dict['session_id'] !== null) record['session_id'] = dict['session_id'];
  for (const _ in dict['metadata'] as object) {
    record['metadata'] = dict['metadata'];
    break;
  }
  return record;
}

/**
 * The event of a canonical record, or of an event as BuildRunner stores it; null for records that are no
 * events (metrics, spans) and for those without a type or a time.
 */
export function readEvent(record: Fields): Event | null {
  const dict = record['v'] === 1 ? readCanonical(record) : record;
  if (dict === null || (readText(dict, 'event_type') ?? '').trim() === '') return null;
  const time = readTime(dict, 'timestamp');
  if (time === null || Math.abs(time) > 8.64e15) return null;
  return Event.fromDict(dict);
}

function readCanonical(record: Fields): Dict | null {
  const { v, type, name, kind, model, tokens, result, complete, time, attributes, message, event, ...rest } =
    record;
  const dict: Dict = { ...rest };
  delete dict['start_time'];
  dict['timestamp'] = time ?? endOf(record);
  if (type === 'event') {
    dict['event_type'] = name;
    if (message !== undefined) dict['error_message'] = message;
    if (isFields(attributes)) restoreAttributes(dict, attributes);
    return dict;
  }
  const eventType = readText(record, 'event') ?? typeOf(String(type), String(result));
  if (eventType === null) return null;
  dict['event_type'] = eventType;
  dict['success'] = result === 'success' ? true : result === 'unknown' || result === 'skip' ? null : false;
  if (type === 'build') return { ...dict, build_name: name };
  delete dict['build_id'];
  return { ...dict, task_name: name, task_type: kind, model_used: model, tokens_used: sumTokens(tokens) };
}

function restoreAttributes(dict: Dict, attributes: Fields): void {
  const family: EventFamily = familyOf(String(dict['event_type']));
  for (const [key, name] of Object.entries(attributeNames)) {
    if (attributes[name] !== undefined) dict[key] = attributes[name];
  }
  if (family !== 'build') delete dict['build_id'];
}

/** When a task ended that was not written by an event. */
function endOf(record: Fields): string | undefined {
  const start = readTime(record, 'start_time');
  if (start === null) return undefined;
  return new Date(start + (readNumber(record, 'duration_ms') ?? 0)).toISOString();
}

function typeOf(type: string, result: string): string | null {
  if (type === 'build') return result === 'success' ? 'BUILD_COMPLETED' : 'BUILD_FAILED';
  if (type !== 'task') return null;
  if (result === 'skip') return 'TASK_SKIPPED';
  if (result === 'cancellation') return 'TASK_CANCELLED';
  return result === 'failure' || result === 'error' || result === 'timeout'
    ? 'TASK_FAILED'
    : 'TASK_COMPLETED';
}

function sumTokens(tokens: unknown): number | null {
  if (!isFields(tokens)) return null;
  let sum = 0;
  for (const part of Object.values(tokens)) sum += typeof part === 'number' ? part : 0;
  return sum;
}
