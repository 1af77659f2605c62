/** BuildRunner's events: a JSON array or NDJSON of both of its documents' event types. Reference: docs/formats.md#buildrunner */
import type { AttributeValue, Level, Result, Tokens } from '../model.ts';
import type { Draft, TaskDraft } from './draft.ts';
import type { Format } from './format.ts';
import {
  type Fields,
  readChoice,
  readFields,
  readFlag,
  readNumber,
  readText,
  readTime,
} from './read-fields.ts';
import { readRecords } from './read-records.ts';

/** Event types of both documents, with the severity of an event that names none. */
export const buildRunnerTypes: Readonly<Record<string, Level>> = {
  TASK_STARTED: 'info',
  TASK_COMPLETED: 'info',
  TASK_FAILED: 'error',
  TASK_SKIPPED: 'info',
  TASK_CANCELLED: 'warning',
  BUILD_STARTED: 'info',
  BUILD_COMPLETED: 'info',
  BUILD_FAILED: 'error',
  MODEL_SELECTED: 'info',
  MODEL_FALLBACK: 'warning',
  MODEL_FAILED: 'error',
  FALLBACK_TRIGGERED: 'warning',
  ERROR_OCCURRED: 'error',
  EXCEPTION_RAISED: 'error',
  RATE_LIMIT_HIT: 'warning',
  TIMEOUT_OCCURRED: 'error',
  SECURITY_VIOLATION: 'critical',
  SECRET_DETECTED: 'critical',
  SQL_INJECTION_DETECTED: 'critical',
  QUALITY_GATE_PASSED: 'info',
  QUALITY_GATE_FAILED: 'error',
  PERFORMANCE_DEGRADATION: 'warning',
  PERFORMANCE_MEASURED: 'info',
  LATENCY_RECORDED: 'info',
  SYSTEM_STARTED: 'info',
  SYSTEM_STOPPED: 'info',
  HEALTH_CHECK: 'info',
};

const severities: readonly Level[] = ['info', 'warning', 'error', 'critical'];

export const buildRunner: Format = {
  id: 'buildrunner',
  title: 'BuildRunner events',
  reference: 'https://github.com/build-telemetry/build-telemetry/blob/main/docs/formats.md',
  howTo: '`.buildrunner/events.json`',
  claims: ({ records, shape, keys }) =>
    shape !== 'xml' &&
    (keys.length === 0 || keys.includes('event_type') || keys.includes('events')) &&
    records.length > 0 &&
    records.slice(0, 5).every((record) => typeof record['event_type'] === 'string' && hasSecondKey(record)),
  read: async (input, draft) => {
    const records: Fields[] = [];
    await readRecords(input, draft, ['events'], (record) => {
      if (readText(record, 'event_type') !== null) records.push(record);
      else draft.report('warning', 'unknown-record', 'A record without `event_type` is left out.');
    });
    readEvents(newestBuild(records, draft), draft);
  },
};

function hasSecondKey(record: Fields): boolean {
  return ['event_id', 'timestamp', 'task_id', 'build_id', 'severity', 'session_id'].some(
    (key) => key in record,
  );
}

function typeOf(record: Fields): string {
  return (readText(record, 'event_type') ?? '')
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
}

/** The file grows for ever: the build that is judged is the one that started last. */
function newestBuild(records: readonly Fields[], draft: Draft): readonly Fields[] {
  const starts = records.flatMap((record, index) => (typeOf(record) === 'BUILD_STARTED' ? [index] : []));
  const last = starts.at(-1);
  if (starts.length < 2 || last === undefined) return records;
  draft.report(
    'info',
    'older-builds',
    `The file holds ${starts.length} builds; the newest is read.`,
    'Older ones can be added to the history one file a build.',
  );
  return records.slice(last);
}

/** A task while its events come in. */
interface OpenTask {
  readonly id: string;
  draft: TaskDraft;
  startTimeMs: number | null;
  done: boolean;
}

function readEvents(records: readonly Fields[], draft: Draft): void {
  const tasks = new Map<string, OpenTask[]>();
  const timeOf = (record: Fields): number | null =>
    readTime(record, 'timestamp', () => {
      if (!zoneless) draft.report('info', 'zoneless-time', 'Times carry no zone; they are read as UTC.');
      zoneless = true;
    });
  let zoneless = false;
  const times: number[] = [];
  for (const record of records) {
    const time = timeOf(record);
    if (time !== null) times.push(time);
    const type = typeOf(record);
    if (type.startsWith('TASK_') && type in buildRunnerTypes) readTaskEvent(type, record, time, tasks);
    else {
      if (type.startsWith('BUILD_') && type in buildRunnerTypes) readBuildEvent(type, record, time, draft);
      draft.addEvent(readEvent(type, record, time));
    }
  }
  for (const attempts of tasks.values()) {
    for (const [index, task] of attempts.entries()) addTask(task, index + 1, draft);
  }
  measure(times, draft);
}

const taskResults: Readonly<Record<string, Result>> = {
  TASK_COMPLETED: 'success',
  TASK_FAILED: 'failure',
  TASK_SKIPPED: 'skip',
  TASK_CANCELLED: 'cancellation',
};

function readTaskEvent(
  type: string,
  record: Fields,
  time: number | null,
  tasks: Map<string, OpenTask[]>,
): void {
  const id = readText(record, 'task_id') ?? readText(record, 'event_id') ?? `task-${tasks.size + 1}`;
  const attempts = tasks.get(id) ?? [];
  tasks.set(id, attempts);
  let open = attempts.at(-1);
  if (open === undefined || open.done) {
    open = { id, draft: { name: id, kind: 'agent' }, startTimeMs: null, done: false };
    attempts.push(open);
  }
  const known = describeTask(record);
  open.draft = { ...open.draft, ...known };
  if (type === 'TASK_STARTED') {
    open.startTimeMs = time;
    return;
  }
  open.done = true;
  const failed = readFlag(record, 'success') === false && type === 'TASK_COMPLETED';
  const durationMs = readNumber(record, 'duration_ms');
  const measured =
    durationMs ?? (time !== null && open.startTimeMs !== null ? time - open.startTimeMs : null);
  const start =
    open.startTimeMs ?? (time !== null && measured !== null && measured >= 0 ? time - measured : null);
  open.draft = {
    ...open.draft,
    result: failed ? 'failure' : (taskResults[type] ?? 'unknown'),
    durationMs: measured,
    startTimeMs: start,
  };
}

/** Only what the event says; a start and its end complete each other. */
function describeTask(record: Fields): Partial<TaskDraft> {
  const name = readText(record, 'task_name') ?? readText(record, 'task_id');
  const kind = readText(record, 'task_type');
  const model = readText(record, 'model_used') ?? readText(record, 'model');
  const errorType = readText(record, 'error_type');
  const costUsd = readNumber(record, 'cost_usd');
  const tokens = readTokensUsed(record);
  return {
    ...(name === null ? {} : { name }),
    ...(kind === null ? {} : { kind }),
    ...(model === null ? {} : { model }),
    ...(errorType === null ? {} : { errorType }),
    ...(costUsd === null ? {} : { costUsd }),
    ...(tokens === null ? {} : { tokens }),
  };
}

/** BuildRunner counts all tokens together; they are kept as input. */
function readTokensUsed(record: Fields): Tokens | null {
  const used = readNumber(record, 'tokens_used');
  return used === null || used < 0 ? null : { input: used, output: 0, cacheRead: 0, cacheCreation: 0 };
}

function addTask(task: OpenTask, attempt: number, draft: Draft): void {
  if (!task.done) {
    draft.facts.complete = false;
    draft.report('warning', 'unfinished-task', `\`${task.draft.name}\` started and never ended.`);
  }
  draft.addTask({
    ...task.draft,
    id: task.id,
    attempt,
    startTimeMs: task.draft.startTimeMs ?? task.startTimeMs,
  });
}

function readBuildEvent(type: string, record: Fields, time: number | null, draft: Draft): void {
  const { facts } = draft;
  if (type === 'BUILD_STARTED') {
    facts.startTimeMs = time;
    facts.complete = false;
    return;
  }
  facts.complete = true;
  facts.result = type === 'BUILD_COMPLETED' && readFlag(record, 'success') !== false ? 'success' : 'failure';
  facts.durationMs =
    readNumber(record, 'duration_ms') ??
    (time !== null && facts.startTimeMs !== null ? time - facts.startTimeMs : facts.durationMs);
}

function readEvent(type: string, record: Fields, time: number | null): Parameters<Draft['addEvent']>[0] {
  const id = readText(record, 'event_id');
  const details = { ...readFields(record, 'metadata'), ...record };
  return {
    ...(id === null ? {} : { id }),
    type,
    severity: readChoice(record, 'severity', severities) ?? buildRunnerTypes[type] ?? 'info',
    timeMs: time,
    taskId: readText(record, 'task_id'),
    message:
      readText(record, 'error_message') ?? readText(record, 'message') ?? readText(record, 'violation_type'),
    attributes: readDetails(details),
  };
}

const details: Readonly<Record<string, string>> = {
  error_type: 'error.type',
  violation_type: 'violation.type',
  file_path: 'file.path',
  gate_name: 'gate.name',
  model_used: 'model',
  model: 'model',
  operation: 'operation',
  operation_type: 'operation',
  duration_ms: 'value',
  threshold: 'threshold',
};

function readDetails(record: Fields): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [key, name] of Object.entries(details)) {
    const value = readText(record, key) ?? readNumber(record, key);
    if (value !== null) attributes[name] = typeof value === 'string' ? value.slice(0, 200) : value;
  }
  return attributes;
}

/** Without build events the build spans its events. */
function measure(times: readonly number[], draft: Draft): void {
  const { facts } = draft;
  if (times.length === 0) return;
  let first = Number.POSITIVE_INFINITY;
  for (const time of times) first = Math.min(first, time);
  facts.startTimeMs ??= first;
}
