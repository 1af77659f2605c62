/** BuildRunner's events: a JSON array, NDJSON or CSV of both of its documents' event types. Reference: docs/formats.md#buildrunner */

import type { Draft } from '../../ingest/draft.ts';
import type { Format, Input, Sample } from '../../ingest/format.ts';
import {
  type Fields,
  lookUp,
  readChoice,
  readDuration,
  readFields,
  readFlag,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { type BuildMark, followAll, separateNewest } from '../../ingest/separate-builds.ts';
import { docsUrl } from '../../model/docs-url.ts';
import type { AttributeValue } from '../../model/event.ts';
import { levels } from '../../model/level-order.ts';
import type { CacheState, Result, Task, Tokens } from '../../model/task.ts';
import { buildRunnerTypes } from './buildrunner-types.ts';
import { isEventTable, readEventTable, secondKeys } from './event-table.ts';

const caches: readonly CacheState[] = ['hit', 'miss', 'bypass', 'unknown'];
const taskEnds: Readonly<Record<string, Result>> = {
  TASK_COMPLETED: 'success',
  TASK_FAILED: 'failure',
  TASK_SKIPPED: 'skip',
  TASK_CANCELLED: 'cancellation',
};

export const buildRunner: Format = {
  id: 'buildrunner',
  title: 'BuildRunner events',
  versions: 'its documentation',
  family: 'agents',
  reference: docsUrl('formats.md'),
  howTo: '`.buildrunner/events.json`, or `br telemetry export events.csv`',
  claims: isBuildRunner,
  read: async (input, draft) => {
    let reader = createReader(draft);
    const newest = separateNewest(draft, () => {
      draft.startOver();
      reader = createReader(draft);
    });
    await readEvents(input, draft, (event) => {
      if (newest.take(markOf(event))) readEvent(event, reader);
    });
    newest.finish();
    finishReader(reader);
  },
  readAll: async (input, file, open) => {
    const readers: Reader[] = [];
    const builds = followAll((id, place) => {
      const draft = open(id ?? `buildrunner-${place}`);
      const reader = draft === null ? null : createReader(draft);
      if (reader !== null) readers.push(reader);
      return reader;
    });
    await readEvents(input, file, (event) => {
      const reader = builds.take(markOf(event));
      if (reader !== null) readEvent(event, reader);
    });
    for (const reader of readers) finishReader(reader);
  },
};

function isBuildRunner({ records, shape, keys, text }: Sample): boolean {
  if (shape === 'text') return isEventTable(text);
  return (
    shape !== 'xml' &&
    (keys.length === 0 || keys.includes('event_type') || keys.includes('events')) &&
    records.length > 0 &&
    records.slice(0, 5).every(isEvent)
  );
}

/** The events of a JSON file or of an exported table. */
async function readEvents(input: Input, draft: Draft, visit: (event: RunnerEvent) => void): Promise<void> {
  if (input.sample.shape === 'text')
    return await readEventTable(input, draft, (row) => visit(normalize(row)));
  await readRecords(input, draft, ['events'], (record, key) => {
    if (readText(record, 'event_type') !== null) visit(normalize(record));
    // The rest of `{"events": […]}` around its events.
    else if (key !== null || !('events' in record))
      draft.report('warning', 'unknown-record', 'A record without `event_type` is left out.');
  });
}

/** Our own records have `v`, whatever else they contain. */
function isEvent(record: Fields): boolean {
  return readText(record, 'event_type') !== null && hasSecondKey(record) && record['v'] !== 1;
}

function hasSecondKey(record: Fields): boolean {
  return secondKeys.some((key) => Object.hasOwn(record, key));
}

interface RunnerEvent {
  readonly type: string;
  readonly timeMs: number | null;
  readonly isZoneless: boolean;
  readonly fields: Fields;
}

function normalize(fields: Fields): RunnerEvent {
  let isZoneless = false;
  const written = readText(fields, 'event_type') ?? '';
  const type = /^[A-Z_]*$/.test(written)
    ? written
    : written
        .trim()
        .toUpperCase()
        .replaceAll(/[\s-]+/g, '_');
  const timeMs = readTime(fields, 'timestamp', () => {
    isZoneless = true;
  });
  return { type, timeMs, isZoneless, fields };
}

function markOf({ type, timeMs, fields }: RunnerEvent): BuildMark {
  return {
    buildId: readText(fields, 'build_id'),
    sessionId: readText(fields, 'session_id'),
    timeMs,
    role: roleOf(type),
  };
}

function roleOf(type: string): BuildMark['role'] {
  if (type === 'BUILD_STARTED') return 'build-start';
  if (type === 'BUILD_COMPLETED' || type === 'BUILD_FAILED') return 'build-end';
  return type === 'TASK_STARTED' || Object.hasOwn(taskEnds, type) ? 'work' : 'other';
}

/** One attempt of a task while its events arrive. A list of attempts would be too long for most. */
interface Attempt {
  readonly number: number;
  /** The previous attempt. */
  readonly before: Attempt | null;
  known: Description;
  startTimeMs: number | null;
  endTimeMs: number | null;
  isDone: boolean;
  endId: string | null;
  /** Why it failed. */
  message: string | null;
}

interface Reader {
  readonly draft: Draft;
  /** The newest attempt of each task. */
  readonly attempts: Map<string, Attempt>;
  /** The build contained its start. */
  hasStart: boolean;
}

function createReader(draft: Draft): Reader {
  return { draft, attempts: new Map(), hasStart: false };
}

function finishReader(reader: Reader): void {
  const { facts, report } = reader.draft;
  finishTasks(reader);
  if (facts.zoneless) report('info', 'zoneless-time', 'Times have no time zone; they are read as UTC.');
}

function readEvent(event: RunnerEvent, reader: Reader): void {
  const { draft } = reader;
  if (event.isZoneless) draft.facts.zoneless = true;
  const { type, timeMs } = event;
  if (!type.startsWith('BUILD_')) includeTime(timeMs, draft);
  if (type === 'TASK_STARTED') return startTask(event, reader);
  if (Object.hasOwn(taskEnds, type)) return endTask(event, reader);
  if (roleOf(type) !== 'other') readBuildEvent(event, reader);
  draft.addEvent(toEvent(event));
}

function includeTime(timeMs: number | null, { facts }: Draft): void {
  if (timeMs !== null) facts.startTimeMs = Math.min(facts.startTimeMs ?? timeMs, timeMs);
}

function idOf({ fields }: RunnerEvent, { attempts }: Reader): string {
  return readText(fields, 'task_id') ?? readText(fields, 'event_id') ?? `task-${attempts.size + 1}`;
}

/**
 * The newest attempt of a task. Tasks that are summed up need not wait for their ends and retries, which would fill
 * the memory: they make room for a new one.
 */
function findAttempt(id: string, reader: Reader): Attempt | null {
  const { attempts, draft } = reader;
  const last = attempts.get(id) ?? null;
  if (last === null && attempts.size > (draft.isSummedUp() ? 1000 : draft.limits.tasks)) handOver(reader);
  return last;
}

function startTask(event: RunnerEvent, reader: Reader): void {
  const id = idOf(event, reader);
  const last = findAttempt(id, reader);
  // Processes that share a log may write an end before its start.
  const isLate =
    last?.isDone === true &&
    last.startTimeMs === null &&
    event.timeMs !== null &&
    event.timeMs <= (last.endTimeMs ?? Number.NEGATIVE_INFINITY);
  const attempt = isLate ? last : openAttempt(id, event, last, reader);
  const described = describeTask(event.fields, blankTask, null);
  attempt.known = isLate ? { ...described, ...withoutNulls(attempt.known) } : described;
  attempt.startTimeMs = event.timeMs;
}

function endTask(event: RunnerEvent, reader: Reader): void {
  const { type, timeMs, fields } = event;
  const id = idOf(event, reader);
  const last = findAttempt(id, reader);
  const endId = readText(fields, 'event_id');
  if (last?.isDone && endId !== null && last.endId === endId) return;
  const attempt = last === null || last.isDone ? openAttempt(id, event, last, reader) : last;
  const failed = type === 'TASK_COMPLETED' && readFlag(fields, 'success') === false;
  const result = failed ? 'failure' : (lookUp(taskEnds, type) ?? 'unknown');
  attempt.known = describeTask(fields, attempt.known, result);
  attempt.endTimeMs = timeMs;
  attempt.endId = endId;
  attempt.message = readText(fields, 'error_message');
  attempt.isDone = true;
}

function openAttempt(
  id: string,
  { fields }: RunnerEvent,
  before: Attempt | null,
  { attempts }: Reader,
): Attempt {
  const number = readNumber(fields, 'attempt') ?? (before?.number ?? 0) + 1;
  const attempt: Attempt = {
    number,
    before,
    known: blankTask,
    startTimeMs: null,
    endTimeMs: null,
    isDone: false,
    endId: null,
    message: null,
  };
  attempts.set(id, attempt);
  return attempt;
}

/** One attempt, collected from its events. */
type Description = { readonly [K in keyof typeof blankTask]: Task[K] | null };

const blankTask = {
  name: null,
  kind: null,
  parentId: null,
  durationMs: null,
  result: null,
  cache: null,
  errorType: null,
  model: null,
  costUsd: null,
  tokens: null,
  cpuMs: null,
  memoryBytes: null,
};

/** A start and its end complete each other: fields missing in the event keep their earlier value. */
function describeTask(fields: Fields, before: Description, result: Description['result']): Description {
  return {
    name: readText(fields, 'task_name') ?? before.name,
    kind: readText(fields, 'task_type') ?? before.kind,
    parentId: readText(fields, 'parent_id') ?? before.parentId,
    durationMs: readDuration(fields, 'duration_ms') ?? before.durationMs,
    result,
    cache: readChoice(fields, 'cache', caches) ?? before.cache,
    errorType: readText(fields, 'error_type') ?? before.errorType,
    model: readText(fields, 'model_used') ?? readText(fields, 'model') ?? before.model,
    costUsd: readNumber(fields, 'cost_usd') ?? before.costUsd,
    tokens: readTokensUsed(fields) ?? before.tokens,
    cpuMs: readNumber(fields, 'cpu_ms') ?? before.cpuMs,
    memoryBytes: readNumber(fields, 'memory_bytes') ?? before.memoryBytes,
  };
}

function withoutNulls(described: Description): Partial<Description> {
  return Object.fromEntries(Object.entries(described).filter(([, value]) => value !== null));
}

/** BuildRunner counts all tokens together; they are kept as input. */
function readTokensUsed(fields: Fields): Tokens | null {
  const used = readNumber(fields, 'tokens_used');
  return used === null || used < 0 ? null : { input: used, output: 0, cacheRead: 0, cacheCreation: 0 };
}

function finishTasks(reader: Reader): void {
  const { draft, attempts } = reader;
  for (const [id, attempt] of attempts) {
    if (attempt.isDone) continue;
    draft.facts.complete = false;
    draft.report('warning', 'unfinished-task', `\`${id}\` started and never ended.`);
  }
  handOver(reader);
}

function handOver(reader: Reader): void {
  const { attempts } = reader;
  reader.draft.expectTasks(attempts.size);
  // An event that became a task is not kept twice; summed-up tasks keep no events.
  const isKept = !reader.draft.isSummedUp();
  for (const [id, last] of attempts) {
    if (isKept) attempts.delete(id);
    const tries: Attempt[] = [];
    for (let attempt: Attempt | null = last; attempt !== null; attempt = attempt.before) tries.push(attempt);
    for (const attempt of tries.reverse()) addAttempt(id, attempt, reader);
  }
  attempts.clear();
}

function addAttempt(id: string, attempt: Attempt, { draft, hasStart }: Reader): void {
  const { known, startTimeMs: start, endTimeMs: end, isDone } = attempt;
  const measured = start !== null && end !== null ? end - start : null;
  const durationMs = isDone ? (known.durationMs ?? measured) : null;
  const isValid = durationMs !== null && Number.isFinite(durationMs) && durationMs >= 0;
  const startTimeMs = start ?? (end !== null && isValid ? end - durationMs : null);
  // The first task may have begun before the first event was written.
  if (!hasStart) includeTime(startTimeMs, draft);
  draft.addTask({
    ...known,
    id,
    name: known.name ?? id,
    // Only agents' tasks have a model.
    kind: known.kind ?? (known.model === null ? 'task' : 'agent'),
    result: known.result ?? 'unknown',
    cache: known.cache ?? 'unknown',
    attempt: attempt.number,
    durationMs,
    startTimeMs,
    ...(attempt.message === null ? {} : { failure: { message: attempt.message, isExact: true } }),
  });
}

function readBuildEvent({ type, timeMs, fields }: RunnerEvent, reader: Reader): void {
  const { draft } = reader;
  const { facts } = draft;
  if (type === 'BUILD_STARTED') {
    facts.startTimeMs = timeMs ?? facts.startTimeMs;
    facts.complete = false;
    reader.hasStart = timeMs !== null;
    return;
  }
  facts.complete = true;
  facts.result = type === 'BUILD_COMPLETED' && readFlag(fields, 'success') !== false ? 'success' : 'failure';
  const measured = timeMs !== null && facts.startTimeMs !== null ? timeMs - facts.startTimeMs : null;
  const described = readDuration(fields, 'duration_ms');
  const isValid = described !== null && Number.isFinite(described) && described >= 0;
  if (described !== null && !isValid)
    draft.report(
      'warning',
      'invalid-duration',
      `A build cannot have taken ${described} ms; its duration is taken from its timestamps.`,
    );
  facts.durationMs = isValid ? described : measured;
}

function toEvent({ type, timeMs, fields }: RunnerEvent): Parameters<Draft['addEvent']>[0] {
  const id = readText(fields, 'event_id');
  return {
    ...(id === null ? {} : { id }),
    type,
    severity: readChoice(fields, 'severity', levels) ?? buildRunnerTypes[type] ?? 'info',
    timeMs,
    taskId: readText(fields, 'task_id'),
    message:
      readText(fields, 'error_message') ?? readText(fields, 'message') ?? readText(fields, 'violation_type'),
    attributes: readAttributes({ ...readFields(fields, 'metadata'), ...fields }),
  };
}

/** The fields of an event that are kept, and their names as attributes. */
const attributeNames: Readonly<Record<string, string>> = {
  error_type: 'error.type',
  violation_type: 'violation.type',
  file_path: 'file.path',
  gate_name: 'gate.name',
  model: 'model',
  model_used: 'model',
  operation: 'operation',
  operation_type: 'operation',
  duration_ms: 'value',
  value: 'value',
  threshold: 'threshold',
};

function readAttributes(fields: Fields): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [key, name] of Object.entries(attributeNames)) {
    const value = typeof fields[key] === 'number' ? readNumber(fields, key) : readText(fields, key);
    if (value !== null) attributes[name] = typeof value === 'string' ? value.slice(0, 200) : value;
  }
  return attributes;
}
