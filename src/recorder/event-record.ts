/**
 * Events as records of the canonical log, and back. A task's or a build's end is a `task` or `build` record,
 * everything else an `event` record; fields that the canonical reader does not know are added under the event's own
 * keys. Reference: docs/formats.md#build-telemetry
 */
import { type Fields, isFields, readNumber, readText, readTime } from '../ingest/read-fields.ts';
import type { Result } from '../model/task.ts';
import { familyOf } from './event-type.ts';
import { listFields, RecordedEvent, unusualClass } from './events.ts';
import { openTimeWriter } from './write-time.ts';

type Dict = Record<string, unknown>;

const writeTime = openTimeWriter();
const writeStart = openTimeWriter();

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

/** Keys of events with another name in `task` records; null: expressed in another form. */
const taskNames: Readonly<Record<string, string | null>> = {
  task_name: 'name',
  task_type: 'kind',
  model_used: 'model',
  tokens_used: null,
  tokens_by_type: null,
  success: null,
};

/** The same for `build` records. */
const buildNames: Readonly<Record<string, string | null>> = {
  build_name: 'name',
  build_id: null,
  success: null,
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
export function toRecord(event: RecordedEvent, buildId: string | null = null): Dict {
  const fields = listFields(event);
  const family = familyOf(event.eventType);
  if (family === 'task-end') return writeTask(event, fields, buildId);
  if (family === 'build-end') return writeBuild(event, fields, buildId);
  const record: Dict = {
    v: 1,
    type: 'event',
    build_id: fields['build_id'] ?? buildId ?? undefined,
    event_id: event.eventId,
    name: event.eventType,
    severity: lowerCase[event.severity],
    time: writeTime(event.timestamp.getTime()),
    message: fields['error_message'],
    event_class: unusualClass(event) ?? undefined,
    implied: family === 'build' && fields['build_id'] === undefined ? ofBuild : undefined,
    own: family !== 'build' && fields['build_id'] !== undefined ? ofBuild : undefined,
  };
  const attributes: Dict = {};
  for (const key in fields) {
    const name = attributeNames[key];
    if (name !== undefined) attributes[name] = fields[key];
    else if (key !== 'error_message' && key !== 'build_id') record[key] = fields[key];
  }
  record['attributes'] = attributes;
  if (event.sessionId !== null) record['session_id'] = event.sessionId;
  return record;
}

/** Only events of builds have their own build id, unless it is set; others have that of their build. */
const ofBuild = ['build_id'];

const lowerCase = { INFO: 'info', WARNING: 'warning', ERROR: 'error', CRITICAL: 'critical' } as const;

function writeTask(event: RecordedEvent, fields: Dict, buildId: string | null): Dict {
  const tokens = fields['tokens_used'];
  const record: Dict = {
    v: 1,
    type: 'task',
    build_id: buildId ?? undefined,
    name: fields['task_name'] ?? fields['task_id'] ?? 'task',
    kind: fields['task_type'] ?? (fields['model_used'] === undefined ? 'task' : 'agent'),
    start_time: startOf(event, fields),
    result: resultOfEvent(event.eventType, fields['success']),
    tokens: fields['tokens_by_type'] ?? (tokens === undefined ? undefined : { input: tokens }),
    implied: listImplied(fields),
    own: fields['build_id'] === undefined ? undefined : ofBuild,
  };
  return copyRest(record, event, fields, taskNames);
}

function writeBuild(event: RecordedEvent, fields: Dict, buildId: string | null): Dict {
  const record: Dict = {
    v: 1,
    type: 'build',
    build_id: fields['build_id'] ?? buildId ?? undefined,
    name: fields['build_name'],
    start_time: startOf(event, fields),
    result: resultOfEvent(event.eventType, fields['success']),
    complete: true,
    implied: fields['build_id'] === undefined ? ofBuild : undefined,
  };
  return copyRest(record, event, fields, buildNames);
}

/** The result of a task or a build, from the type of its event; `success: false` overrides a completion. */
export function resultOfEvent(eventType: string, success: unknown): Result {
  const result = results[eventType] ?? 'unknown';
  return result === 'success' && success === false ? 'failure' : result;
}

/** Fields that readers need for a task and its event lacks; created once, because there are thousands of events. */
function listImplied(fields: Dict): readonly string[] | undefined {
  if (fields['task_name'] === undefined) return fields['task_type'] === undefined ? nameAndKind : nameAlone;
  return fields['task_type'] === undefined ? kindAlone : undefined;
}

const nameAndKind = ['name', 'kind'];
const nameAlone = ['name'];
const kindAlone = ['kind'];

/** Success from the result, if the event does not contain it. */
function impliedSuccess(result: unknown): boolean | null {
  if (result === 'success') return true;
  return result === 'unknown' || result === 'skip' ? null : false;
}

/** Without a duration the start is not known. */
function startOf(event: RecordedEvent, fields: Dict): string | undefined {
  const duration = fields['duration_ms'];
  if (typeof duration !== 'number' || !(Math.abs(duration) < 1e12)) return undefined;
  return writeStart(event.timestamp.getTime() - duration);
}

/** @param renamed keys with another name in the record, or null for those in another form */
function copyRest(
  record: Dict,
  event: RecordedEvent,
  fields: Dict,
  renamed: Readonly<Record<string, string | null>>,
): Dict {
  for (const key in fields) {
    const name = renamed[key];
    if (name !== null) record[name ?? key] = fields[key];
  }
  const success = fields['success'] ?? null;
  if (success !== impliedSuccess(record['result'])) record['success'] = success;
  record['event_class'] = unusualClass(event) ?? undefined;
  record['event'] = event.eventType;
  record['event_id'] = event.eventId;
  record['time'] = writeTime(event.timestamp.getTime());
  record['severity'] = lowerCase[event.severity];
  if (event.sessionId !== null) record['session_id'] = event.sessionId;
  return record;
}

/**
 * The event of a canonical record, or of an event in BuildRunner's form; null for other records (metrics, spans) and
 * for those without a type or a time.
 */
export function readEvent(record: Fields): RecordedEvent | null {
  const dict = record['v'] === 1 ? readCanonical(record) : record;
  if (dict === null || (readText(dict, 'event_type') ?? '').trim() === '') return null;
  const time = readTime(dict, 'timestamp');
  if (time === null || Math.abs(time) > 8.64e15) return null;
  return RecordedEvent.fromDict(dict);
}

function readCanonical(record: Fields): Dict | null {
  const { v, type, name, kind, model, tokens, result, complete, time, attributes, message, event, ...rest } =
    record;
  const { implied, own, ...dict }: Dict = rest;
  const isImplied = (key: string): boolean => Array.isArray(implied) && implied.includes(key);
  const isOwn = Array.isArray(own) && own.includes('build_id');
  delete dict['start_time'];
  dict['timestamp'] = time ?? endOf(record);
  if (type === 'event') {
    dict['event_type'] = name;
    if (message !== undefined) dict['error_message'] = message;
    if (isFields(attributes)) restoreAttributes(dict, attributes);
    const isBuild = familyOf(String(name)) === 'build';
    if (isBuild ? isImplied('build_id') : !isOwn) delete dict['build_id'];
    return dict;
  }
  const eventType = readText(record, 'event') ?? typeOf(String(type), String(result));
  if (eventType === null) return null;
  dict['event_type'] = eventType;
  if (!('success' in dict)) dict['success'] = impliedSuccess(result);
  if (type === 'build') {
    if (isImplied('build_id')) delete dict['build_id'];
    return { ...dict, build_name: name };
  }
  if (!isOwn) delete dict['build_id'];
  return {
    ...dict,
    task_name: isImplied('name') ? null : name,
    task_type: isImplied('kind') ? null : kind,
    model_used: model,
    tokens_used: sumTokenCounts(tokens),
    tokens_by_type: isFields(tokens) && Object.keys(tokens).some((key) => key !== 'input') ? tokens : null,
  };
}

function restoreAttributes(dict: Dict, attributes: Fields): void {
  for (const [key, name] of Object.entries(attributeNames)) {
    if (attributes[name] !== undefined) dict[key] = attributes[name];
  }
}

/** The end of a task that was not written by an event. */
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

function sumTokenCounts(tokens: unknown): number | null {
  if (!isFields(tokens)) return null;
  let sum = 0;
  for (const part of Object.values(tokens)) sum += typeof part === 'number' ? part : 0;
  return sum;
}
