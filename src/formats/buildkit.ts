/** Progress of BuildKit as JSON lines. Reference: https://docs.docker.com/reference/cli/docker/buildx/build/#progress, https://github.com/moby/buildkit/blob/master/client/graph.go */

import type { TaskDraft } from '../ingest/clean-task.ts';
import type { Draft } from '../ingest/draft.ts';
import type { Format, Sample } from '../ingest/format.ts';
import type { JsonPiece } from '../ingest/parse-record.ts';
import { readPreciseInterval } from '../ingest/precise-time.ts';
import { type Fields, isFields, readFlag, readList, readText, readTime } from '../ingest/read-fields.ts';
import { isForeign, splitAnyLayout, visitRecords } from '../ingest/read-records.ts';
import type { CacheState, Result, Task } from '../model/task.ts';

export const buildkit: Format = {
  id: 'buildkit',
  title: 'BuildKit progress',
  versions: 'BuildKit of November 2026',
  family: 'builds',
  reference: 'https://docs.docker.com/reference/cli/docker/buildx/build/#progress',
  howTo: '`docker buildx build --progress=rawjson . 2> build.jsonl`',
  claims: isProgress,
  read: async (input, draft) => {
    const steps = new Map<string, Step>();
    const words: Words = { result: null };
    const records = splitProgress(splitAnyLayout(input, draft), input.sample, words);
    await visitRecords(records, input, draft, (status) => {
      for (const vertex of readList(status, 'vertexes').filter(isFields)) readVertex(vertex, steps, draft);
    });
    for (const step of steps.values()) step.task = describeStep(step);
    finish([...steps.values()], words, draft);
  },
};

const keys: ReadonlySet<string> = new Set(['vertexes', 'statuses', 'logs', 'warnings']);

function isProgress({ shape, records, keys: rootKeys }: Sample): boolean {
  const isVertex = (value: unknown): boolean => isFields(value) && 'digest' in value && 'name' in value;
  // A log of one line is a document: its vertexes are the records.
  if (shape === 'object')
    return (
      rootKeys[0] === 'vertexes' &&
      rootKeys.every((key) => keys.has(key)) &&
      records.length > 0 &&
      records.every(isVertex)
    );
  const isStatus = (record: Fields): boolean => Object.keys(record).every((key) => keys.has(key));
  const hasVertex = (record: Fields): boolean => readList(record, 'vertexes').some(isVertex);
  return (shape === 'lines' || shape === 'array') && records.every(isStatus) && records.some(hasVertex);
}

/** The text of a build outside of its JSON: if no step failed, only this text shows the failure. */
interface Words {
  result: Result | null;
}

async function* splitProgress(
  records: AsyncIterable<JsonPiece>,
  sample: Sample,
  words: Words,
): AsyncGenerator<JsonPiece> {
  for await (const record of records) {
    const isWords = record.kind === 'skipped' && !record.excerpt.startsWith('{') && isForeign(record, sample);
    if (!isWords) yield record;
    else if (/^error: /i.test(record.excerpt))
      words.result = isCancelled(record.excerpt) ? 'cancellation' : 'failure';
  }
}

function isCancelled(error: string): boolean {
  return /context cancell?ed|(?:^|: )cancell?ed\b/i.test(error);
}

interface Step {
  readonly digest: string;
  readonly name: string;
  /** Digests of the steps whose output it needs; none if the step reads from outside. */
  readonly inputs: readonly string[];
  /** Periods of work for it, by their start: an image is looked up first and unpacked later. */
  readonly runs: Map<string, Fields>;
  isCached: boolean;
  /** The result of its newest run: a cancelled step may be started again. */
  error: string | null;
  /** The start of that run. */
  newestMs: number;
  task: TaskDraft | null;
  endTimeMs: number | null;
}

function readVertex(vertex: Fields, steps: Map<string, Step>, draft: Draft): void {
  const digest = readText(vertex, 'digest');
  if (digest === null) return;
  if (!steps.has(digest) && steps.size >= draft.limits.tasks) return draft.leaveOut('steps');
  const step = steps.get(digest) ?? {
    digest,
    name: readText(vertex, 'name') ?? 'step',
    inputs: readList(vertex, 'inputs').map(String),
    runs: new Map<string, Fields>(),
    isCached: false,
    error: null,
    newestMs: 0,
    task: null,
    endTimeMs: null,
  };
  steps.set(digest, step);
  step.isCached ||= readFlag(vertex, 'cached') === true;
  const started = readText(vertex, 'started');
  const error = readText(vertex, 'error');
  const isAnotherRun = started !== null && step.runs.size > 0 && !step.runs.has(started);
  const startMs = readTime(vertex, 'started') ?? step.newestMs;
  if (startMs >= step.newestMs && (error !== null || isAnotherRun)) step.error = error;
  step.newestMs = Math.max(step.newestMs, startMs);
  // No build returns to a step this often.
  if (started !== null && (step.runs.has(started) || step.runs.size < 1000))
    step.runs.set(started, { started, completed: readText(vertex, 'completed') });
}

/**
 * Errors that do not fail a build: a missing cache, a cache written with `ignore-error`, and a step that BuildKit no
 * longer needed.
 */
function isHarmless({ name, error, isCached }: Step, isExported: boolean): boolean {
  if (error === null) return false;
  if (isCached || /^importing cache manifest\b/i.test(name)) return true;
  return isExported && (isCancelled(error) || /^exporting (?:cache\b|to github actions cache)/i.test(name));
}

function describeStep(step: Step): TaskDraft {
  const order = step.inputs.length > 0 ? { dependsOn: step.inputs } : {};
  const named = { id: step.digest, ...nameStep(step.name), ...order };
  const { startTimeMs, durationMs, endTimeMs } = measure(step);
  step.endTimeMs = endTimeMs;
  const result = readResult(step, durationMs);
  const cache = readCache(step, named.kind, result);
  if (cache === 'hit') return { ...named, startTimeMs, result, cache };
  const errorType = /exit code: \d+/.exec(step.error ?? '')?.[0] ?? null;
  return { ...named, startTimeMs, durationMs, result, cache, errorType };
}

/** The time in which work was done for the step; null while it has no end. */
function measure({ runs }: Step): Pick<Task, 'startTimeMs' | 'durationMs'> & { endTimeMs: number | null } {
  const intervals = [...runs.values()].map((run) => readPreciseInterval(run, 'started', 'completed'));
  intervals.sort((a, b) => (a.startTimeMs ?? 0) - (b.startTimeMs ?? 0));
  const startTimeMs = intervals[0]?.startTimeMs ?? null;
  let durationMs = 0;
  let endTimeMs: number | null = null;
  for (const interval of intervals) {
    if (interval.startTimeMs === null || interval.durationMs === null)
      return { startTimeMs, durationMs: null, endTimeMs };
    const end: number = interval.startTimeMs + interval.durationMs;
    // Time that was counted for an earlier step is not counted again.
    if (endTimeMs === null || interval.startTimeMs >= endTimeMs) durationMs += interval.durationMs;
    else durationMs += Math.max(0, end - endTimeMs);
    endTimeMs = Math.max(endTimeMs ?? end, end);
  }
  return { startTimeMs, durationMs: endTimeMs === null ? null : durationMs, endTimeMs };
}

function readResult({ error, isCached, runs }: Step, durationMs: number | null): Result {
  if (error !== null) return isCancelled(error) ? 'cancellation' : 'failure';
  if (isCached || durationMs !== null) return 'success';
  return runs.size === 0 ? 'skip' : 'unknown';
}

/** Steps of the Dockerfile are looked up in the cache; BuildKit's own work is not. */
function readCache({ isCached, name }: Step, kind: string | undefined, result: Result): CacheState {
  if (isCached) return 'hit';
  if (result === 'skip') return 'unknown';
  return name.startsWith('[') && kind !== 'internal' && kind !== 'auth' ? 'miss' : 'bypass';
}

/**
 * `[linux/amd64 build 2/5] RUN make`: without the number of the step, which changes, and without digests and users.
 */
function nameStep(text: string): { readonly name: string; readonly kind: string } {
  const name = text
    .replaceAll(/@?sha256:[0-9a-f]{6,64}/g, '')
    .replaceAll(/\b[0-9a-f]{32,64}\b/g, '')
    .replaceAll(/:\/\/[^/@\s]+@/g, '://')
    .replace(/^\[([^\]]*)\]/, (_, scope: string) => `[${scope.replace(/\b\d+\/\d+$/, '').trimEnd()}]`)
    .replace(/^\[\]\s*/, '');
  const [, scope = '', word = ''] = /^(?:\[([^\]]*)\]\s*)?(\w*)/.exec(name) ?? [];
  const around = /\b(internal|auth)$/.exec(scope)?.[1];
  return { name, kind: around ?? (word.toLowerCase() || 'step') };
}

/** @returns the number of steps that do not count although they did not succeed */
function countHarmless(steps: readonly Step[], isExported: boolean): number {
  const forgiven = steps.filter((step) => isHarmless(step, isExported));
  for (const step of forgiven)
    if (step.task !== null)
      step.task = { ...step.task, result: step.isCached ? 'success' : 'skip', errorType: null };
  return forgiven.filter(({ isCached }) => !isCached).length;
}

/** A step that never started is skipped if the build failed before, or wrote its result without it. */
function finish(steps: readonly Step[], words: Words, draft: Draft): void {
  const { facts } = draft;
  const isExported = steps.some(({ task }) => task?.kind === 'exporting' && task.result === 'success');
  const forgiven = countHarmless(steps, isExported && words.result === null);
  const count = (result: Result): number => steps.filter(({ task }) => task?.result === result).length;
  const hasFailed = count('failure') > 0 || words.result === 'failure';
  let end: number | null = null;
  for (const { task, endTimeMs } of steps) {
    if (task === null) continue;
    draft.addTask(task);
    const start = task.startTimeMs ?? null;
    if (start !== null) facts.startTimeMs = Math.min(facts.startTimeMs ?? start, start);
    if (endTimeMs !== null) end = Math.max(end ?? endTimeMs, endTimeMs);
  }
  if (hasFailed) facts.result = 'failure';
  else if (count('cancellation') > 0 || words.result === 'cancellation')
    Object.assign(facts, { result: 'cancellation', complete: false });
  // BuildKit's first steps are not yet the build.
  const isBegun = steps.some(({ task }) => task?.kind !== 'internal' && task?.kind !== 'auth');
  const isOver = hasFailed || isExported || (isBegun && count('skip') <= forgiven);
  if (count('unknown') > 0 || !isOver || steps.length === 0) {
    facts.complete = false;
    facts.result ??= 'unknown';
    draft.report(
      'warning',
      'unfinished',
      'Not every step has ended: the build was stopped, or is still running.',
    );
  } else if (facts.startTimeMs !== null && end !== null) facts.durationMs = end - facts.startTimeMs;
}
