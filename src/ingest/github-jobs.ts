/** Jobs and steps of a workflow run. Reference: https://docs.github.com/rest/actions/workflow-jobs */
import type { Result } from '../model.ts';
import type { Draft } from './draft.ts';
import type { Format } from './format.ts';
import { type Fields, isFields, readList, readNumber, readText, readTime } from './read-fields.ts';
import { readRecords } from './read-records.ts';

export const githubJobs: Format = {
  id: 'github-jobs',
  title: 'GitHub Actions jobs and steps',
  reference: 'https://docs.github.com/rest/actions/workflow-jobs',
  howTo: 'nothing: it is read when `events` is empty; or `gh api repos/O/R/actions/runs/ID/jobs > jobs.json`',
  claims: ({ shape, keys, records }) =>
    shape !== 'xml' &&
    keys.includes('total_count') &&
    keys.includes('jobs') &&
    records.every((job) => !('run_id' in job) || 'steps' in job || 'runner_name' in job),
  read: async (input, draft) => {
    const jobs: Fields[] = [];
    await readRecords(input, draft, ['jobs'], (record, key) => {
      if (key === 'jobs') jobs.push(record);
      else if (key === null) jobs.push(...readList(record, 'jobs').filter(isFields));
    });
    for (const job of jobs) readJob(job, draft);
    measureRun(jobs, draft);
  },
};

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
  return conclusions[readText(fields, 'conclusion') ?? ''] ?? 'unknown';
}

/** Work that still runs, such as the job we are in, has no duration yet and is left out. */
function isDone(fields: Fields): boolean {
  return readText(fields, 'status') === 'completed';
}

function readJob(job: Fields, draft: Draft): void {
  const name = readText(job, 'name') ?? 'job';
  const id = String(readNumber(job, 'id') ?? name);
  if (isDone(job)) draft.addTask({ id, name, kind: 'job', ...readWork(job), result: readResult(job) });
  readWait(job, name, id, draft);
  for (const step of readList(job, 'steps')) {
    if (isFields(step) && isDone(step)) readStep(step, name, id, draft);
  }
}

/** A job works from its first step on; GitHub starts its clock while the runner is still being prepared. */
function startOfWork(job: Fields): number | null {
  const steps = readList(job, 'steps').filter(isFields);
  const starts = steps.map((step) => readTime(step, 'started_at')).filter((time) => time !== null);
  return starts.length > 0 ? Math.min(...starts) : readTime(job, 'started_at');
}

function readWork(job: Fields): { startTimeMs: number | null; durationMs: number | null } {
  return spanOf(startOfWork(job), readTime(job, 'completed_at'), job);
}

/** Waiting for a runner was 29 s of a 37 s job: it says nothing about the code, so it is no task. */
function readWait(job: Fields, name: string, id: string, draft: Draft): void {
  const created = readTime(job, 'created_at');
  const started = startOfWork(job);
  if (created === null || started === null || started < created || readResult(job) === 'skip') return;
  draft.addSpan({
    id: `${id}/wait`,
    parentId: id,
    name: `${name} / waiting for a runner`,
    startTimeMs: created,
    durationMs: started - created,
    result: 'success',
  });
}

function readStep(step: Fields, job: string, id: string, draft: Draft): void {
  // A pinned commit is not part of a step's identity.
  const name = (readText(step, 'name') ?? 'step').replace(/@[0-9a-f]{40}\b/g, '');
  draft.addTask({
    id: `${id}/${readNumber(step, 'number') ?? name}`,
    parentId: id,
    name: `${job} / ${name}`,
    kind: 'step',
    ...spanOf(readTime(step, 'started_at'), readTime(step, 'completed_at'), step),
    result: readResult(step),
  });
}

function spanOf(
  start: number | null,
  end: number | null,
  fields: Fields,
): { startTimeMs: number | null; durationMs: number | null } {
  // Skipped work carries one time twice, or an end before its start.
  const ran = readResult(fields) !== 'skip' && start !== null && end !== null && end >= start;
  return { startTimeMs: start, durationMs: ran ? end - start : null };
}

/** From the first start to the last end of what is done. */
function measureRun(jobs: readonly Fields[], draft: Draft): void {
  const done = jobs.filter((job) => isDone(job) && readResult(job) !== 'skip');
  const steps = jobs
    .flatMap((job) => readList(job, 'steps'))
    .filter(isFields)
    .filter(isDone);
  const known = (times: readonly (number | null)[]): number[] => times.filter((time) => time !== null);
  const starts = known(jobs.map(startOfWork));
  const ends = known([...done, ...steps].map((work) => readTime(work, 'completed_at')));
  if (starts.length === 0) return;
  draft.facts.startTimeMs = Math.min(...starts);
  if (ends.length > 0) draft.facts.durationMs = Math.max(0, Math.max(...ends) - draft.facts.startTimeMs);
}
