/** Our own log: NDJSON, one self-describing record a line. Reference: docs/formats.md#build-telemetry */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import type { FailureDraft } from '../../ingest/describe-failure.ts';
import { cutFix, type Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  readChoice,
  readDuration,
  readFields,
  readFlag,
  readList,
  readNumber,
  readText,
  readTime,
  readTokenFields,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { type BuildMark, followAll, separateNewest } from '../../ingest/separate-builds.ts';
import { readParallelism, readSessionEnvironment } from '../../metrics/read-session.ts';
import { formatCount, plural } from '../../model/counts.ts';
import { docsUrl } from '../../model/docs-url.ts';
import type { AttributeValue } from '../../model/event.ts';
import { levels } from '../../model/level-order.ts';
import { allResults } from '../../model/results.ts';
import type { SessionFacts } from '../../model/session.ts';
import type { CacheState } from '../../model/task.ts';
import { readSampleRecord } from './sample-record.ts';

const types = ['build', 'task', 'span', 'metric', 'event', 'sample', 'diagnostic'] as const;
const caches: readonly CacheState[] = ['hit', 'miss', 'bypass', 'unknown'];

export const canonical: Format = {
  id: 'build-telemetry',
  title: 'Build Telemetry NDJSON',
  versions: 'version 1',
  family: 'your own',
  reference: docsUrl('formats.md'),
  howTo: '`build-telemetry exec --name "Build API" -- make api`, or the library',
  claims: ({ records, shape }) =>
    shape !== 'xml' &&
    records.length > 0 &&
    records.slice(0, 5).every((r) => r['v'] === 1 && isType(r['type'])),
  read: async (input, draft) => {
    let state = createState();
    const newest = separateNewest(draft, () => {
      draft.startOver();
      state = createState();
    });
    await readRecords(input, draft, [], (record) => {
      if (newest.take(markOf(record))) readRecord(record, draft, state);
    });
    newest.finish();
    finishStarted(draft, state);
  },
  readAll: async (input, file, open) => {
    const readers: { readonly draft: Draft; readonly state: State }[] = [];
    const builds = followAll((id, place) => {
      const draft = open(id ?? `build-telemetry-${place}`);
      const reader = draft === null ? null : { draft, state: createState() };
      if (reader !== null) readers.push(reader);
      return reader;
    });
    await readRecords(input, file, [], (record) => {
      const reader = builds.take(markOf(record));
      if (reader !== null) readRecord(record, reader.draft, reader.state);
    });
    for (const { draft, state } of readers) finishStarted(draft, state);
  },
};

/** Work that has started and not ended yet, and the number of records. */
interface State {
  readonly started: Map<string, TaskDraft>;
  isBuildStarted: boolean;
  hasBuild: boolean;
  /** Records besides that of the build, so far. */
  records: number;
  /** Number of records that the build states; 0: not stated. */
  statedRecords: number;
}

function createState(): State {
  return { started: new Map(), isBuildStarted: false, hasBuild: false, records: 0, statedRecords: 0 };
}

function markOf(record: Fields): BuildMark {
  const isStart = record['type'] === 'event' && record['name'] === 'BUILD_STARTED';
  return {
    buildId: readText(record, 'build_id'),
    sessionId: null,
    timeMs: readTime(record, 'start_time') ?? readTime(record, 'time'),
    role: isStart ? 'build-start' : record['type'] === 'task' ? 'work' : 'other',
  };
}

/** An interrupted build leaves starts without ends, or fewer records than it states. */
function finishStarted(draft: Draft, state: State): void {
  const { records, statedRecords } = state;
  if (records < statedRecords) {
    draft.facts.complete = false;
    draft.report(
      'warning',
      'truncated',
      `It has ${formatCount(records)} of the ${plural(statedRecords, 'record')} that it should have.`,
      cutFix,
    );
  }
  if (state.isBuildStarted && !state.hasBuild) draft.facts.complete = false;
  for (const task of state.started.values()) {
    draft.facts.complete = false;
    draft.report('warning', 'unfinished-task', `\`${task.name}\` started and never ended.`);
    draft.addTask(task);
  }
}

function isType(value: unknown): boolean {
  return types.includes(value as (typeof types)[number]);
}

function readRecord(record: Fields, draft: Draft, state: State): void {
  if (record['type'] !== 'build') state.records += 1;
  switch (record['type']) {
    case 'build':
      state.hasBuild = true;
      state.statedRecords = readNumber(record, 'records') ?? state.statedRecords;
      return readBuildRecord(record, draft);
    case 'task':
      state.started.delete(readText(record, 'task_id') ?? '');
      return readTask(record, draft);
    case 'event':
      return readEvent(record, draft, state);
    case 'metric':
      return readMetric(record, draft);
    case 'span':
      return readSpan(record, draft);
    case 'sample':
      return readMachineSample(record, draft);
    case 'diagnostic':
      return draft.report('info', 'diagnostic', readText(record, 'message') ?? '');
    default:
      return draft.report(
        'info',
        'unknown-record',
        `Records of type \`${readText(record, 'type') ?? 'none'}\` are not read.`,
      );
  }
}

function readBuildRecord(record: Fields, draft: Draft): void {
  const { facts } = draft;
  facts.startTimeMs = readTime(record, 'start_time') ?? facts.startTimeMs;
  facts.durationMs = readDuration(record, 'duration_ms') ?? facts.durationMs;
  facts.result = readChoice(record, 'result', allResults) ?? facts.result;
  if (readFlag(record, 'complete') === false) facts.complete = false;
  draft.describeSession(readSession(record));
  if (Array.isArray(record['critical_path']))
    draft.nameCriticalPath(readList(record, 'critical_path').map(String));
}

/** Among the record's own keys, or in the `metadata` of an event. */
function readSession(record: Fields): Partial<SessionFacts> {
  const fields = { ...readFields(record, 'metadata'), ...record };
  return {
    maxParallelism: readParallelism(fields['max_parallelism']),
    environment: readSessionEnvironment(fields['environment']),
  };
}

function readEvent(record: Fields, draft: Draft, state: State): void {
  const type = readText(record, 'name') ?? 'EVENT';
  const id = readText(record, 'event_id');
  const taskId = readText(record, 'task_id');
  if (type === 'BUILD_STARTED') {
    state.isBuildStarted = true;
    draft.describeSession(readSession(record));
  }
  if (type === 'TASK_STARTED' && taskId !== null) {
    const kind = readText(record, 'task_type') ?? 'task';
    const name = readText(record, 'task_name') ?? taskId;
    // Each of them makes the build incomplete: a few are enough to report it.
    if (state.started.size > draft.limits.tasks) return;
    state.started.set(taskId, { id: taskId, name, kind, startTimeMs: readTime(record, 'time') });
    return;
  }
  draft.addEvent({
    ...(id === null ? {} : { id }),
    type,
    severity: readChoice(record, 'severity', levels) ?? 'info',
    timeMs: readTime(record, 'time'),
    taskId,
    message: readText(record, 'message'),
    attributes: readAttributes(readFields(record, 'attributes')),
  });
}

function readSpan(record: Fields, draft: Draft): void {
  draft.addSpan({
    id: readText(record, 'span_id') ?? '',
    parentId: readText(record, 'parent_id'),
    name: readText(record, 'name') ?? '',
    startTimeMs: readTime(record, 'start_time'),
    durationMs: readDuration(record, 'duration_ms'),
    result: readChoice(record, 'result', allResults) ?? 'unknown',
  });
}

function readTask(record: Fields, draft: Draft): void {
  const name = readText(record, 'name') ?? readText(record, 'task_id');
  if (name === null) return draft.report('warning', 'unnamed-task', 'A task without a name is left out.');
  const id = readText(record, 'task_id');
  draft.addTask({
    name,
    kind: readText(record, 'kind') ?? 'task',
    parentId: readText(record, 'parent_id'),
    attempt: readNumber(record, 'attempt') ?? 1,
    startTimeMs: readTime(record, 'start_time'),
    durationMs: readDuration(record, 'duration_ms'),
    result: readChoice(record, 'result', allResults) ?? 'unknown',
    cache: readChoice(record, 'cache', caches) ?? 'unknown',
    savedMs: readDuration(record, 'saved_ms'),
    errorType: readText(record, 'error_type'),
    failure: readFailure(record),
    cpuMs: readNumber(record, 'cpu_ms'),
    memoryBytes: readNumber(record, 'memory_bytes'),
    model: readText(record, 'model'),
    tokens: readTokenFields(record['tokens']),
    costUsd: readNumber(record, 'cost_usd'),
    // Last: V8 defines what follows a spread slowly.
    ...(id === null ? {} : { id }),
    ...readOrder(record),
  });
}

function readOrder(record: Fields): Pick<TaskDraft, 'dependsOn' | 'lane'> {
  const lane = readText(record, 'worker');
  const hasDependencies = Array.isArray(record['depends_on']);
  return {
    ...(hasDependencies ? { dependsOn: readList(record, 'depends_on').map(String) } : {}),
    ...(lane === null ? {} : { lane }),
  };
}

function readFailure(record: Fields): FailureDraft {
  const fields = readFields(record, 'failure');
  return {
    message: readText(fields, 'message') ?? readText(record, 'error_message'),
    isExact: true,
    file: readText(fields, 'file'),
    line: readNumber(fields, 'line'),
  };
}

function readMetric(record: Fields, draft: Draft): void {
  const name = readText(record, 'name');
  const value = readNumber(record, 'value');
  if (name === null || value === null)
    return draft.report('warning', 'unnamed-metric', 'A metric without name or value is left out.');
  const samples = readList(record, 'samples').filter(
    (sample): sample is number => typeof sample === 'number',
  );
  draft.addMetric({
    name,
    value,
    unit: readText(record, 'unit') ?? '1',
    better: readChoice(record, 'better', ['lower', 'higher'] as const) ?? 'lower',
    samples: samples.length > 0 ? samples : null,
  });
}

function readMachineSample(record: Fields, draft: Draft): void {
  const sample = readSampleRecord(record);
  if (sample === null)
    return draft.report('warning', 'empty-sample', 'A sample without time or memory is left out.');
  draft.addSample(sample);
}

/** Attributes that may be shown: few, short and flat. */
function readAttributes(fields: Fields): Record<string, AttributeValue> {
  const kept = Object.entries(fields).filter(
    ([key, value]) => allowedAttributes.test(key) && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(
    kept
      .slice(0, 20)
      .map(([key, value]) => [
        key,
        typeof value === 'string' ? value.slice(0, 200) : (value as AttributeValue),
      ]),
  );
}

const allowedAttributes =
  /^(error\.type|file\.path|violation\.type|gate\.name|model|operation|value|threshold|unit|retry|complexity)$/;
