/** Bazel's build events as NDJSON. Reference: https://bazel.build/remote/bep */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format, Sample } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readFlag,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { splitAnyLayout, visitRecords } from '../../ingest/read-records.ts';
import { reportSeveralBuilds } from '../../ingest/separate-builds.ts';
import { readMetrics } from './bazel-metrics.ts';
import { readAborted, readExit, readFailureCode, testStatuses } from './bazel-outcomes.ts';
import { readProtoSeconds, readProtoTime } from './read-proto.ts';
import { splitEvents } from './split-bazel-events.ts';

export const bazelBep: Format = {
  id: 'bazel-bep',
  title: 'Bazel build events',
  versions: 'Bazel 0.9, 0.12, 0.14, 4.2, 7.1, 9.0',
  family: 'builds',
  reference: 'https://bazel.build/remote/bep',
  howTo: '`bazel test //... --build_event_json_file=bep.json`',
  claims: isEventFile,
  read: async (input, draft) => {
    const state = createState();
    const kinds = new Set(Object.keys(readers));
    // Other programs sort the keys, or write an event over several lines.
    const events = bazelsLine.test(input.sample.text)
      ? splitEvents(input.chunks(), kinds, draft.limits)
      : splitAnyLayout(input, draft);
    await visitRecords(events, input, draft, (event) => readEvent(event, state, draft));
    finish(state, draft);
  },
};

/** Payloads of early events: every file has some of them. */
const payloads = ['started', 'progress', 'buildMetadata', 'expanded', 'configured', 'finished', 'aborted'];

/** The beginning of an event as Bazel writes it. */
const bazelsLine = /^\{[ \t]*"id"[ \t]*:[ \t]*\{[ \t]*"\w+"/;

function isEventFile({ shape, text, keys, records }: Sample): boolean {
  if (shape === 'object') {
    const hasId = /[{,]\s*"id"\s*:\s*\{\s*"\w+"\s*:\s*\{/.test(text);
    return keys.includes('id') && payloads.some((payload) => keys.includes(payload)) && hasId;
  }
  const hasId = ({ id }: Fields): boolean =>
    isFields(id) && Object.keys(id).length === 1 && Object.values(id).every(isFields);
  const hasPayload = (record: Fields): boolean => payloads.some((payload) => Object.hasOwn(record, payload));
  return (shape === 'lines' || shape === 'array') && records.every(hasId) && records.some(hasPayload);
}

interface State {
  /** So far in the file. */
  builds: number;
  hasStarted: boolean;
  hasFinished: boolean;
  hasLastMessage: boolean;
  endTimeMs: number | null;
  wallMs: number | null;
  spans: number;
  /** Labels with their configuration of tests that run in several shards. */
  readonly sharded: Set<string>;
  /** Tests with an attempt, and their first one. */
  readonly tested: Map<string, string>;
  /** The further attempts. */
  readonly attempts: Set<string>;
  /** Summaries of tests without attempts so far: summaries of aborted work come in any order. */
  readonly summaries: Map<string, TaskDraft>;
  /** Targets that were given up before they were configured; their completion event may still come. */
  readonly unconfigured: Map<string, Fields>;
  /** The kind of action that failed, by label. */
  readonly failedActions: Map<string, string>;
}

function createState(): State {
  return {
    builds: 1,
    hasStarted: false,
    hasFinished: false,
    hasLastMessage: false,
    endTimeMs: null,
    wallMs: null,
    spans: 0,
    sharded: new Set(),
    tested: new Map(),
    attempts: new Set(),
    summaries: new Map(),
    unconfigured: new Map(),
    failedActions: new Map(),
  };
}

type Reader = (id: Fields, event: Fields, state: State, draft: Draft) => void;

/** The kinds of event that are read; command lines, options, environment and output are not among them. */
const readers: Readonly<Record<string, Reader>> = {
  started: readStarted,
  targetConfigured: readConfigured,
  actionCompleted: readAction,
  targetCompleted: readTarget,
  testResult: readTestResult,
  testSummary: readTestSummary,
  buildFinished: readFinished,
  buildMetrics: (_, event, state, draft) => {
    state.wallMs = readMetrics(readFields(event, 'buildMetrics'), draft);
  },
};

function readEvent(event: Fields, state: State, draft: Draft): void {
  // Its start may be missing from what was kept of a build.
  if (state.hasLastMessage) startBuild(state, draft);
  if (readFlag(event, 'lastMessage') === true) state.hasLastMessage = true;
  const id = readFields(event, 'id');
  const [kind = ''] = Object.keys(id);
  if (Object.hasOwn(readers, kind)) readers[kind]?.(readFields(id, kind), event, state, draft);
}

function startBuild(state: State, draft: Draft): void {
  draft.startOver();
  Object.assign(state, createState(), { builds: state.builds + 1 });
}

function readStarted(_: Fields, event: Fields, state: State, draft: Draft): void {
  if (state.hasStarted) startBuild(state, draft);
  state.hasStarted = true;
  draft.facts.startTimeMs = readProtoTime(readFields(event, 'started'), 'startTime', 'startTimeMillis');
}

function readFinished(_: Fields, event: Fields, state: State, draft: Draft): void {
  if (!isFields(event['finished'])) return;
  const finished = event['finished'];
  state.hasFinished = true;
  state.endTimeMs = readProtoTime(finished, 'finishTime', 'finishTimeMillis');
  draft.facts.result = readExit(finished);
  if (draft.facts.result === 'cancellation') draft.facts.complete = false;
}

/** A target in one configuration: unique in this build, but not across builds. */
function keyOf(id: Fields): string {
  return `${readText(id, 'label')}\0${readText(readFields(id, 'configuration'), 'id')}`;
}

/** Beyond the limit tasks are summed up by kind, and need not be distinguished. */
function hasRoom(kept: { readonly size: number }, { limits }: Draft): boolean {
  return kept.size < limits.tasks;
}

function readConfigured(id: Fields, event: Fields, { unconfigured }: State, draft: Draft): void {
  const label = readText(id, 'label');
  if (label !== null && isFields(event['aborted']) && hasRoom(unconfigured, draft))
    unconfigured.set(label, event['aborted']);
}

/** Failed actions, and all with `--build_event_publish_all_actions`; from Bazel 7 on with their times. */
function readAction(id: Fields, event: Fields, state: State, draft: Draft): void {
  const action = readFields(event, 'action');
  const label = readText(id, 'label');
  const type = readText(action, 'type') ?? 'action';
  const isSuccess = readFlag(action, 'success') === true;
  if (label !== null && !isSuccess && isFields(event['action']) && hasRoom(state.failedActions, draft))
    state.failedActions.set(label, type);
  const start = readProtoTime(action, 'startTime', '');
  const end = readProtoTime(action, 'endTime', '');
  if (start === null || end === null) return;
  const output = (readText(id, 'primaryOutput') ?? '').replace(/^(.*\/)?bazel-out\/[^/]+\/(\w+\/)?/, '');
  state.spans += 1;
  draft.addSpan({
    id: `action-${state.spans}`,
    parentId: null,
    name: `${type} ${output || (label ?? '')}`,
    startTimeMs: start,
    durationMs: end < start ? null : end - start,
    result: isSuccess ? 'success' : 'failure',
  });
}

function readTarget(id: Fields, event: Fields, state: State, draft: Draft): void {
  const label = readText(id, 'label');
  if (label === null) return;
  const isShard = (child: unknown): boolean =>
    isFields(child) && (readNumber(readFields(child, 'testResult'), 'shard') ?? 1) > 1;
  if (hasRoom(state.sharded, draft) && readList(event, 'children').some(isShard))
    state.sharded.add(keyOf(id));
  state.unconfigured.delete(label);
  const aspect = readText(id, 'aspect');
  addTarget(aspect === null ? label : `${label} ${aspect}`, event, state.failedActions.get(label), draft);
}

function addTarget(name: string, event: Fields, failedAction: string | undefined, draft: Draft): void {
  const aborted = readAborted(event, draft);
  const completed = readFields(event, 'completed');
  const result = aborted?.result ?? (readFlag(completed, 'success') === true ? 'success' : 'failure');
  const errorType =
    aborted?.errorType ??
    (result === 'failure' ? (readFailureCode(completed) ?? failedAction ?? null) : null);
  draft.addTask({ name, kind: 'target', result, errorType });
}

/** One attempt of one shard of one run of a test. A cached attempt has the start and duration of its first run. */
function readTestResult(id: Fields, event: Fields, state: State, draft: Draft): void {
  const label = readText(id, 'label');
  if (label === null) return;
  const key = keyOf(id);
  if (state.summaries.size > 0) state.summaries.delete(key);
  const run = readNumber(id, 'run') ?? 1;
  const shard = readNumber(id, 'shard') ?? 1;
  const attempt = readNumber(id, 'attempt') ?? 1;
  // If a failed test stops the build, Bazel reports it again as not built.
  const which = `${run} ${shard} ${attempt}`;
  const first = state.tested.get(key);
  if (first === which || (first !== undefined && state.attempts.has(`${key}\0${which}`))) return;
  if (first === undefined) {
    if (hasRoom(state.tested, draft)) state.tested.set(key, which);
  } else if (hasRoom(state.attempts, draft)) state.attempts.add(`${key}\0${which}`);
  const parts = [label];
  if (shard > 1 || state.sharded.has(key)) parts.push(`(shard ${shard})`);
  if (run > 1) parts.push(`(run ${run})`);
  const named = { name: parts.join(' '), kind: 'test', attempt };
  const aborted = readAborted(event, draft);
  if (aborted) draft.addTask({ ...named, ...aborted });
  else draft.addTask({ ...named, ...readAttempt(readFields(event, 'testResult')) });
}

function readAttempt(test: Fields) {
  const status = readText(test, 'status') ?? '';
  const durationMs =
    readNumber(test, 'testAttemptDurationMillis') ?? readProtoSeconds(test, 'testAttemptDuration');
  const result = testStatuses.get(status) ?? 'unknown';
  const isCached =
    readFlag(test, 'cachedLocally') === true ||
    readFlag(readFields(test, 'executionInfo'), 'cachedRemotely') === true;
  if (isCached) return { result, cache: 'hit', savedMs: durationMs } as const;
  if (result === 'unknown' || result === 'skip' || status === 'FAILED_TO_BUILD') return { result };
  const startTimeMs = readProtoTime(test, 'testAttemptStart', 'testAttemptStartMillisEpoch');
  // A duration of 0 is not written.
  return { result, cache: 'miss', startTimeMs, durationMs: durationMs ?? (startTimeMs && 0) } as const;
}

/** A replacement for a test without attempts, for example one that was not built. */
function readTestSummary(id: Fields, event: Fields, { tested, summaries }: State, draft: Draft): void {
  const name = readText(id, 'label');
  if (name === null || tested.has(keyOf(id)) || !hasRoom(summaries, draft)) return;
  const summary = readFields(event, 'testSummary');
  const status = readText(summary, 'overallStatus') ?? '';
  // Default values are not written: without a status the logs decide.
  const hasFailed = readList(summary, 'failed').length > 0;
  const hasPassed = readList(summary, 'passed').length > 0;
  const silent = hasFailed ? 'failure' : hasPassed ? 'success' : 'skip';
  const isSilent = status === '' || status === 'NO_STATUS';
  const result = testStatuses.get(status) ?? (isSilent || hasFailed ? silent : 'unknown');
  const outcome = readAborted(event, draft) ?? { result: result };
  summaries.set(keyOf(id), { name, kind: 'test', ...outcome });
}

/** The file of a killed Bazel ends at any point; only the last message proves that it is complete. */
function finish(state: State, draft: Draft): void {
  const { facts } = draft;
  reportSeveralBuilds(draft, state.builds, 'last');
  for (const summary of state.summaries.values()) draft.addTask(summary);
  for (const [label, aborted] of state.unconfigured) addTarget(label, { aborted }, undefined, draft);
  if (state.endTimeMs !== null && facts.startTimeMs !== null)
    facts.durationMs = state.endTimeMs - facts.startTimeMs;
  else if (state.hasFinished) facts.durationMs = state.wallMs;
  if (state.hasFinished && state.hasLastMessage) return;
  facts.complete = false;
  facts.result ??= 'unknown';
  const what = 'Bazel did not write its last event: it was killed, or is still running.';
  draft.report('warning', 'unfinished', what);
}
