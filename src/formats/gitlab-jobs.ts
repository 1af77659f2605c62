/** Jobs of a GitLab pipeline. Reference: https://docs.gitlab.com/api/jobs/#list-all-jobs-in-a-pipeline */
import { countNames, type Distinguish } from '../ingest/count-names.ts';
import type { Draft } from '../ingest/draft.ts';
import type { Format, JointReader } from '../ingest/format.ts';
import { judgeTasks } from '../ingest/join-parts.ts';
import {
  type Fields,
  isFields,
  readFields,
  readFlag,
  readNumber,
  readText,
  readTime,
} from '../ingest/read-fields.ts';
import { readRecords } from '../ingest/read-records.ts';
import { hasFailed } from '../metrics/final-tasks.ts';
import type { Result, Task } from '../model/task.ts';

export const gitlabJobs: Format = {
  id: 'gitlab-jobs',
  title: 'GitLab CI jobs',
  versions: 'REST API v4',
  family: 'the run itself',
  reference: 'https://docs.gitlab.com/api/jobs/#list-all-jobs-in-a-pipeline',
  howTo:
    "`glab api --paginate 'projects/:id/pipelines/ID/jobs?per_page=100&include_retried=true' > jobs.json`, or `curl` with a token",
  claims: ({ shape, records }) =>
    shape !== 'xml' && shape !== 'text' && records.length > 0 && records.every(isGitLabJob),
  read: async (input, draft) => {
    const reader = readPages();
    await reader.read(input, draft);
    reader.finish();
  },
  readJointly: readPages,
};

/** A job, and its file. */
interface Listed {
  readonly job: Fields;
  readonly draft: Draft;
}

/** The pages of a pipeline, and the attempts of its jobs, may be in several files. */
function readPages(): JointReader {
  const jobs = new Map<number, Listed>();
  return {
    read: (input, draft) =>
      readRecords(input, draft, ['jobs'], (job) => {
        const id = readNumber(job, 'id');
        // A page that is requested while the pipeline runs may contain a job twice.
        if (id !== null && (jobs.has(id) || jobs.size < draft.limits.tasks)) jobs.set(id, { job, draft });
      }),
    finish: () => addJobs([...jobs].sort(([a], [b]) => a - b).map(([, listed]) => listed)),
  };
}

function isGitLabJob(record: Fields): boolean {
  const isPlaced = typeof record['stage'] === 'string' && isFields(record['pipeline']);
  return (
    isPlaced &&
    ['id', 'name', 'status', 'started_at', 'finished_at'].every((key) => Object.hasOwn(record, key))
  );
}

const statuses: ReadonlyMap<string, Result> = new Map([
  ['success', 'success'],
  ['failed', 'failure'],
  ['canceled', 'cancellation'],
  ['skipped', 'skip'],
  ['manual', 'skip'],
]);

const pending: ReadonlySet<string> = new Set([
  ...['created', 'waiting_for_resource', 'preparing', 'waiting_for_callback', 'pending', 'running'],
  ...['canceling', 'scheduled'],
]);

/** GitLab's `failure_reason` distinguishes failures of the script from those of the runner. */
const reasons: ReadonlyMap<string, Result> = new Map([
  ['job_execution_timeout', 'timeout'],
  ['stuck_or_timeout_failure', 'timeout'],
  ['runner_system_failure', 'error'],
  ['stale_schedule', 'error'],
  ['scheduler_failure', 'error'],
  ['data_integrity_failure', 'error'],
  ['api_failure', 'error'],
]);

/**
 * Jobs in the order of their ids: a repeated name is a retry, in another pipeline another job. Running jobs are left
 * out, such as the current one.
 */
function addJobs(jobs: readonly Listed[]): void {
  /** Names of the jobs in one file. */
  const files = new Map<Draft, Distinguish>();
  const works = new Map<string, { readonly name: string; attempts: number }>();
  const deciding: Task[] = [];
  for (const { job, draft } of jobs) {
    const status = readText(job, 'status') ?? '';
    const text = readText(job, 'name');
    if (text === null || !isDone(job, status)) continue;
    const distinguish = files.get(draft) ?? countNames(draft);
    files.set(draft, distinguish);
    const key = `${readNumber(readFields(job, 'pipeline'), 'id')} ${text}`;
    const work = works.get(key) ?? { name: distinguish(text), attempts: 0 };
    work.attempts += 1;
    works.set(key, work);
    const named = { name: work.name, attempt: work.attempts, result: readResult(job, status) };
    const task = addJob(job, named, draft);
    // GitLab ignores jobs that failed or were cancelled and are allowed to.
    const isBad = hasFailed(task) || task.result === 'cancellation';
    const isAllowed = isBad && readFlag(job, 'allow_failure') === true;
    deciding.push(isAllowed ? { ...task, result: 'success' } : task);
  }
  const result = deciding.length > 0 ? judgeTasks(deciding) : null;
  for (const { facts } of files.keys()) facts.result = result;
}

/** An unknown status has no meaning, but the job may have ended. */
function isDone(job: Fields, status: string): boolean {
  return statuses.has(status) || (!pending.has(status) && readTime(job, 'finished_at') !== null);
}

function readResult(job: Fields, status: string): Result {
  const reason = status === 'failed' ? reasons.get(readText(job, 'failure_reason') ?? '') : undefined;
  return reason ?? statuses.get(status) ?? 'unknown';
}

function addJob(job: Fields, task: Pick<Task, 'name' | 'attempt' | 'result'>, draft: Draft): Task {
  const startMs = readTime(job, 'started_at');
  const endMs = readTime(job, 'finished_at');
  const added = draft.addTask({
    ...task,
    id: String(readNumber(job, 'id')),
    kind: 'job',
    // A job that was cancelled before a runner took it did no work.
    startTimeMs: startMs,
    durationMs: startMs === null || endMs === null || task.result === 'skip' ? null : endMs - startMs,
    errorType: task.result === 'success' ? null : readText(job, 'failure_reason'),
  });
  addWait(job, added, draft);
  return added;
}

function addWait(job: Fields, { id, name, startTimeMs }: Task, draft: Draft): void {
  const waitedS = readNumber(job, 'queued_duration');
  if (waitedS === null || startTimeMs === null) return;
  const durationMs = waitedS * 1000;
  draft.addSpan({
    id: `${id}/queue`,
    parentId: id,
    name: `${name} / queue`,
    startTimeMs: startTimeMs - durationMs,
    durationMs,
    result: 'unknown',
  });
}
