/** Jobs and steps of a workflow run. Reference: https://docs.github.com/rest/actions/workflow-jobs */
import type { Result, Task } from '../model.ts';
import type { Draft } from './draft.ts';
import type { Format } from './format.ts';
import { judgeTasks } from './join-parts.ts';
import { type Fields, isFields, readList, readNumber, readText, readTime } from './read-fields.ts';
import { readRecords } from './read-records.ts';

export const githubJobs: Format = {
  id: 'github-jobs',
  title: 'GitHub Actions jobs and steps',
  reference: 'https://docs.github.com/rest/actions/workflow-jobs',
  howTo: 'nothing: it is read when `events` is empty; or `gh api repos/O/R/actions/runs/ID/jobs > jobs.json`',
  claims: ({ shape, keys, records }) =>
    shape === 'object'
      ? keys.includes('total_count') && keys.includes('jobs')
      : records.length > 0 && records.every(isPage),
  read: async (input, draft) => {
    const top: Task[] = [];
    await readRecords(input, draft, ['jobs'], (job, key) => {
      // Pages that `gh api --paginate` wrote one a line hold their jobs inside.
      for (const each of key === 'jobs' ? [job] : readList(job, 'jobs').filter(isFields))
        for (const task of readJob(each, draft)) if (!draft.isSummedUp()) top.push(task);
    });
    if (top.length > 0) measureRun(top, draft);
  },
};

/** GitHub's pages hold these two keys and no other. */
function isPage(record: Fields): boolean {
  const hasBoth = Object.hasOwn(record, 'total_count') && Array.isArray(record['jobs']);
  return hasBoth && Object.keys(record).length === 2;
}

/** From the first start to the last end of what is done: waiting for the first runner is not the build's. */
function measureRun(top: readonly Task[], { facts }: Draft): void {
  // Steps fail in jobs that succeed (continue-on-error), so the jobs decide.
  facts.result = judgeTasks(top);
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { startTimeMs, durationMs } of top) {
    if (startTimeMs === null || durationMs === null) continue;
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

/** @returns what decides about the run: the job, or while it runs the steps that are done. */
function readJob(job: Fields, draft: Draft): Task[] {
  const name = readText(job, 'name') ?? 'job';
  const steps = readList(job, 'steps').filter(isFields);
  const start = startOfWork(job, steps);
  if (!isDone(job)) {
    addWait(job, start, name, null, draft);
    return steps.filter(isDone).map((step) => addStep(step, name, null, draft));
  }
  const id = readNumber(job, 'id');
  const task = draft.addTask({
    ...(id === null ? {} : { id: String(id) }),
    name,
    kind: 'job',
    ...timeWork(job, start),
    result: readResult(job),
  });
  if (task.result !== 'skip') addWait(job, start, name, task.id, draft);
  for (const step of steps.filter(isDone)) addStep(step, name, task.id, draft);
  return [task];
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

function addStep(step: Fields, job: string, parentId: string | null, draft: Draft): Task {
  const number = readNumber(step, 'number');
  // A pinned commit is not part of a step's identity.
  const name = (readText(step, 'name') ?? 'step').replaceAll(/@[0-9a-f]{40}\b/g, '');
  return draft.addTask({
    ...(parentId === null || number === null ? {} : { id: `${parentId}/${number}` }),
    parentId,
    name: `${job} / ${name}`,
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
