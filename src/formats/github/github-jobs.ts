/** Jobs and steps of a workflow run. Reference: https://docs.github.com/rest/actions/workflow-jobs */

import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { judgeTasks } from '../../ingest/join-parts.ts';
import { type Fields, isFields, readList, readNumber, readText, readTime } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import type { Result, Task } from '../../model/task.ts';

export const githubJobs: Format = {
  id: 'github-jobs',
  title: 'GitHub Actions jobs and steps',
  versions: 'REST API 2022-11-28',
  family: 'the run itself',
  reference: 'https://docs.github.com/rest/actions/workflow-jobs',
  howTo: 'nothing: it is read when `events` is empty; or `gh api repos/O/R/actions/runs/ID/jobs > jobs.json`',
  claims: ({ shape, keys, records }) =>
    shape === 'object'
      ? keys.includes('total_count') && keys.includes('jobs')
      : records.length > 0 && records.every(isPage),
  read: async (input, draft) => {
    const run: Run = { draft, attempts: new Map(), top: [], newest: 0 };
    await readRecords(input, draft, ['jobs'], (job, key) => {
      // Pages that `gh api --paginate` wrote one a line hold their jobs inside.
      for (const each of key === 'jobs' ? [job] : readList(job, 'jobs').filter(isFields)) readJob(each, run);
    });
    if (run.top.length > 0) measureRun(run);
  },
};

interface Run {
  readonly draft: Draft;
  /** `filter=all` lists every attempt of the run: names of one attempt, by its number. */
  readonly attempts: Map<
    number,
    { readonly seen: Set<string>; readonly distinguish: (name: string) => string }
  >;
  /** What decides about the run. */
  readonly top: { readonly task: Task; readonly runAttempt: number }[];
  newest: number;
}

/** GitHub's pages hold these two keys and no other. */
function isPage(record: Fields): boolean {
  const hasBoth = Object.hasOwn(record, 'total_count') && Array.isArray(record['jobs']);
  return hasBoth && Object.keys(record).length === 2;
}

/**
 * From the first start to the last end of what is done in the newest attempt: waiting for the first runner is not
 * the build's.
 */
function measureRun({ top, newest, draft: { facts } }: Run): void {
  // Steps fail in jobs that succeed (continue-on-error), so the jobs decide.
  facts.result = judgeTasks(top.map(({ task }) => task));
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { task, runAttempt } of top) {
    const { startTimeMs, durationMs } = task;
    if (runAttempt < newest || startTimeMs === null || durationMs === null) continue;
    start = Math.min(start, startTimeMs);
    end = Math.max(end, startTimeMs + durationMs);
  }
  if (end < start) return;
  facts.startTimeMs = start;
  facts.durationMs = end - start;
}

const conclusions: Readonly<Record<string, Result>> = {
  success: 'success',
  neutral: 'success',
  failure: 'failure',
  startup_failure: 'error',
  action_required: 'unknown',
  stale: 'unknown',
  timed_out: 'timeout',
  cancelled: 'cancellation',
  skipped: 'skip',
};

function readResult(fields: Fields): Result {
  const word = readText(fields, 'conclusion') ?? '';
  return (Object.hasOwn(conclusions, word) ? conclusions[word] : null) ?? 'unknown';
}

/** Work that still runs, such as the job we are in, has no duration yet and is left out. */
function isDone(fields: Fields): boolean {
  return readText(fields, 'status') === 'completed';
}

/** Adds a job and its steps; while the job runs, the steps that are done stand for it. */
function readJob(job: Fields, run: Run): void {
  const { draft, top } = run;
  const runAttempt = Math.max(1, Math.min(255, Math.trunc(readNumber(job, 'run_attempt') ?? 1)));
  const { name, attempt, distinguish } = nameJob(readText(job, 'name') ?? 'job', runAttempt, run);
  const keep = (task: Task): void => {
    run.newest = Math.max(run.newest, runAttempt);
    if (!draft.isSummedUp()) top.push({ task, runAttempt });
  };
  const steps = readList(job, 'steps').filter(isFields);
  const start = startOfWork(job, steps);
  const addSteps = (parentId: string | null): Task[] =>
    steps
      .filter(isDone)
      .map((step) => addStep(step, { name: distinguish(nameStep(step, name)), attempt, parentId }, draft));
  if (!isDone(job)) {
    addWait(job, start, name, null, draft);
    for (const task of addSteps(null)) keep(task);
    return;
  }
  const id = readNumber(job, 'id');
  const task = draft.addTask({
    ...(id === null ? {} : { id: String(id) }),
    name,
    kind: 'job',
    attempt,
    ...timeWork(job, start),
    result: readResult(job),
  });
  if (task.result !== 'skip') addWait(job, start, name, task.id, draft);
  addSteps(task.id);
  keep(task);
}

/** Equal names in one attempt of the run are several jobs; in several attempts they are attempts of one. */
function nameJob(plain: string, runAttempt: number, { attempts, draft }: Run) {
  const names = attempts.get(runAttempt) ?? { seen: new Set(), distinguish: countNames(draft) };
  attempts.set(runAttempt, names);
  const name = names.distinguish(plain);
  const before = [...attempts].filter(([number, { seen }]) => number < runAttempt && seen.has(name));
  if (!draft.isSummedUp()) names.seen.add(name);
  return { name, attempt: before.length + 1, distinguish: names.distinguish };
}

/** A job works from its first step on; GitHub starts its clock while the runner is still being prepared. */
function startOfWork(job: Fields, steps: readonly Fields[]): number | null {
  let start = Number.POSITIVE_INFINITY;
  for (const step of steps) start = Math.min(start, readTime(step, 'started_at') ?? start);
  return start < Number.POSITIVE_INFINITY ? start : readTime(job, 'started_at');
}

/** Waiting for a runner took 29 s of a job of 37 s: it is shown, and is no work of the build. */
function addWait(
  job: Fields,
  start: number | null,
  name: string,
  parentId: string | null,
  draft: Draft,
): void {
  const created = readTime(job, 'created_at');
  if (created === null || start === null || start < created) return;
  draft.addSpan({
    id: `${readNumber(job, 'id') ?? name}/queue`,
    parentId,
    name: `${name} / queue`,
    startTimeMs: created,
    durationMs: start - created,
    result: 'unknown',
  });
}

/** A pinned commit is not part of a step's identity. */
function nameStep(step: Fields, job: string): string {
  return `${job} / ${(readText(step, 'name') ?? 'step').replaceAll(/@[0-9a-f]{40}\b/g, '')}`;
}

function addStep(step: Fields, task: Pick<Task, 'name' | 'attempt' | 'parentId'>, draft: Draft): Task {
  const number = readNumber(step, 'number');
  return draft.addTask({
    ...(task.parentId === null || number === null ? {} : { id: `${task.parentId}/${number}` }),
    ...task,
    kind: 'step',
    ...timeWork(step, readTime(step, 'started_at')),
    result: readResult(step),
  });
}

/** Skipped work carries one time twice, or an end before its start. */
function timeWork(fields: Fields, start: number | null): Pick<Task, 'startTimeMs' | 'durationMs'> {
  const end = readTime(fields, 'completed_at');
  const ran = readResult(fields) !== 'skip' && start !== null && end !== null;
  return ran ? { startTimeMs: start, durationMs: end - start } : { startTimeMs: null, durationMs: null };
}
