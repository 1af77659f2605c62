/** Jobs and steps of a workflow run. Reference: https://docs.github.com/rest/actions/workflow-jobs */

import { countNames, type Distinguish } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format, Input, JointReader, Sample } from '../../ingest/format.ts';
import { judgeTasks } from '../../ingest/join-parts.ts';
import { type Fields, isFields, readList, readNumber, readTime } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { Task } from '../../model/task.ts';
import { type GithubJob, isGitHubJob, readGithubJob, startOfWork, timeWork } from './read-github-job.ts';

export const githubJobs: Format = {
  id: 'github-jobs',
  title: 'GitHub Actions jobs and steps',
  versions: 'REST API 2022-11-28, gh 2',
  family: 'the run itself',
  reference: 'https://docs.github.com/rest/actions/workflow-jobs',
  howTo:
    "nothing: it is read when `events` is empty; or `gh api --paginate 'repos/O/R/actions/runs/ID/jobs?per_page=100' > jobs.json`, or `gh run view ID --json jobs > jobs.json`",
  claims: isJobs,
  read: async (input, draft) => {
    const reader = readRuns();
    await reader.read(input, draft);
    reader.finish();
  },
  readJointly: readRuns,
};

/** The pages of a run, and its attempts, may be in several files. */
function readRuns(): JointReader {
  const runs = new Map<string | Draft, Run>();
  return {
    read: async (input, draft) => {
      const run = startRun(draft);
      await readPages(input, draft, run);
      const [id = null, ...others] = new Set(run.jobs.map(({ job }) => job.runId));
      // Other files may have pages of a run, unless it is unknown, or its jobs exceed the limit.
      const key = others.length > 0 || run.seen.size > 0 ? draft : (id ?? draft);
      const known = runs.get(key);
      if (known === undefined) runs.set(key, run);
      else addPages(known, run);
    },
    finish: () => {
      for (const run of runs.values()) finishRun(run);
    },
  };
}

async function readPages(input: Input, draft: Draft, run: Run): Promise<void> {
  let lastRunId: string | null = null;
  let attemptStartMs: number | null = null;
  await readRecords(input, draft, ['jobs'], (record, key) => {
    // Pages from `gh api --paginate`, one per line, contain the jobs.
    const jobs = key === 'jobs' || isGitHubJob(record) ? [record] : readList(record, 'jobs').filter(isFields);
    for (const job of jobs.map(readGithubJob)) {
      lastRunId = job.runId;
      if (run.jobs.length < draft.limits.tasks) run.jobs.push({ job, draft });
      else readJob(job, run, draft);
    }
    noteStated(run, lastRunId, readNumber(record, 'total_count') ?? 0);
    if ((readNumber(record, 'attempt') ?? 1) > 1) attemptStartMs = readTime(record, 'startedAt');
  });
  run.jobs = run.jobs.map(({ job }) => ({ job: carriedOverSince(job, attemptStartMs), draft }));
}

function noteStated({ stated }: Run, runId: string | null, jobs: number): void {
  if (jobs > (stated.get(runId) ?? 0)) stated.set(runId, jobs);
}

function addPages(run: Run, pages: Run): void {
  run.jobs = [...run.jobs, ...pages.jobs];
  for (const [id, jobs] of pages.stated) noteStated(run, id, jobs);
}

function finishRun(run: Run): void {
  // The newest attempt may be listed first.
  const jobs = newestOf(run.jobs).sort((a, b) => a.job.runAttempt - b.job.runAttempt);
  for (const { job, draft } of jobs) readJob(job, run, draft);
  checkListed(run);
  if (run.top.length > 0) measureRun(run);
}

/** GitHub's pages contain exactly these two keys; its command line adds the requested fields. */
function isJobs({ shape, keys, records }: Sample): boolean {
  if (shape === 'object' && keys.includes('jobs'))
    return keys.includes('total_count') || (records.length > 0 && records.every(isGitHubJob));
  return records.length > 0 && (records.every(isPage) || records.every(isGitHubJob));
}

function isPage(record: Fields): boolean {
  const hasBoth = Object.hasOwn(record, 'total_count') && Array.isArray(record['jobs']);
  return hasBoth && Object.keys(record).length === 2;
}

interface Names {
  /** The work under each name, by its times: a copy has the times of its original. */
  readonly seen: Map<string, string>;
  readonly distinguish: Distinguish;
  readonly numberStep: Distinguish;
}

/** A job, and its file. */
interface Listed {
  readonly job: GithubJob;
  readonly draft: Draft;
}

interface Run {
  /** Of its first file. */
  readonly draft: Draft;
  jobs: Listed[];
  /** The files with work of it. */
  readonly drafts: Set<Draft>;
  /** `filter=all` lists every attempt of the run: names of one attempt, by its number. */
  readonly attempts: Map<number, Names>;
  /** Ids of the jobs so far: a list that grows during paging contains one twice. */
  readonly seen: Set<string>;
  /** The jobs that decide about the run. */
  readonly top: { readonly task: Task; readonly runAttempt: number }[];
  newest: number;
  /** Number of jobs that the pages of each run state, by the run's id. */
  readonly stated: Map<string | null, number>;
  /** Number of jobs in the list. */
  readonly listed: Map<string | null, number>;
  carried: number;
  running: number;
}

function startRun(draft: Draft): Run {
  return {
    draft,
    jobs: [],
    drafts: new Set(),
    attempts: new Map(),
    seen: new Set(),
    top: [],
    newest: 0,
    stated: new Map(),
    listed: new Map(),
    carried: 0,
    running: 0,
  };
}

/** A list that is read while the run goes on may contain a job twice: first running, then finished. */
function newestOf(jobs: readonly Listed[]): Listed[] {
  const done = new Set(jobs.filter(({ job }) => job.isDone).map(({ job }) => job.id));
  return jobs.filter(({ job: { id, isDone } }) => isDone || id === null || !done.has(id));
}

/** `gh run view` does not name the time at which a job was created, but that at which its attempt began. */
function carriedOverSince(job: GithubJob, attemptStartMs: number | null): GithubJob {
  const { createdMs, endMs, isDone, result } = job;
  if (createdMs !== null || attemptStartMs === null || endMs === null || result === 'skip') return job;
  return isDone && endMs < attemptStartMs ? { ...job, isCarriedOver: true } : job;
}

/** A page contains 30 jobs, or the first 100. */
function checkListed({ draft, stated, listed, seen, carried, running }: Run): void {
  if (carried > 0) {
    const what = `${plural(carried, 'job was', 'jobs were')} not run again in this attempt: its time is that of the others.`;
    draft.report('info', 'carried-over', what);
  }
  // One of them is usually the job that reads the list.
  if (running > 1) {
    const what = `${plural(running, 'job was', 'jobs were')} still running: only their finished steps are part of this build.`;
    const fix =
      'Run Build Telemetry in a last job that `needs` the others; otherwise its time depends on which job ends first.';
    draft.report('info', 'running-jobs', what, fix);
  }
  const missing = [...stated].reduce((sum, [id, jobs]) => sum + Math.max(0, jobs - (listed.get(id) ?? 0)), 0);
  if (missing === 0) return;
  draft.facts.complete = false;
  const all = seen.size + missing;
  const what = `The run has ${plural(all, 'job')}, but the list contains only ${formatCount(seen.size)}.`;
  const fix = "Read all pages: `gh api --paginate 'repos/OWNER/REPO/actions/runs/ID/jobs?per_page=100'`.";
  draft.report('warning', 'unlisted-jobs', what, fix);
}

/**
 * From the first start to the last end of the work in the newest attempt: waiting for the first runner does not
 * count.
 */
function measureRun({ top, newest, drafts }: Run): void {
  // Steps may fail in successful jobs (continue-on-error), so the jobs decide.
  const result = judgeTasks(top.map(({ task }) => task));
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { task, runAttempt } of top) {
    const { startTimeMs, durationMs } = task;
    if (runAttempt < newest || startTimeMs === null || durationMs === null) continue;
    start = Math.min(start, startTimeMs);
    end = Math.max(end, startTimeMs + durationMs);
  }
  const times = end < start ? {} : { startTimeMs: start, durationMs: end - start };
  for (const { facts } of drafts) Object.assign(facts, { result, ...times });
}

/** Adds a job and its steps; for a running job, only its finished steps. */
function readJob(job: GithubJob, run: Run, draft: Draft): void {
  const { top } = run;
  const id = job.id ?? `#${run.seen.size + 1}`;
  if (run.seen.has(id)) return;
  run.seen.add(id);
  run.listed.set(job.runId, (run.listed.get(job.runId) ?? 0) + 1);
  const { isCopy, ...names } = nameJob(job, run);
  const { name, attempt } = names;
  const keep = (task: Task): void => {
    run.newest = Math.max(run.newest, job.runAttempt);
    run.drafts.add(draft);
    if (!draft.isSummedUp()) top.push({ task, runAttempt: job.runAttempt });
  };
  if (job.isCarriedOver || isCopy) run.carried += 1;
  // Its original is in the list.
  if (isCopy) return;
  if (job.isCarriedOver) return keep(addCarriedOver(job, name, draft));
  const start = startOfWork(job);
  if (!job.isDone) {
    if (job.steps.length > 0) run.running += 1;
    addWait(job, start, name, null, draft);
    for (const task of addSteps(job, names, null, draft)) keep(task);
    return;
  }
  const task = draft.addTask({
    ...(job.id === null ? {} : { id: job.id }),
    name,
    rawName: job.name,
    kind: 'job',
    attempt,
    ...(job.needs && { dependsOn: job.needs }),
    ...timeWork(job, job.hasNotRun ? null : start),
    result: job.result,
  });
  if (task.result !== 'skip') addWait(job, job.hasNotRun ? job.endMs : start, name, task.id, draft);
  addSteps(job, names, task.id, draft);
  keep(task);
}

/** Its time is the time that the attempt saved by not running it. */
function addCarriedOver(job: GithubJob, name: string, draft: Draft): Task {
  const { durationMs: savedMs } = timeWork(job, startOfWork(job));
  const id = job.id === null ? {} : { id: job.id };
  return draft.addTask({
    ...id,
    ...{ name, rawName: job.name, kind: 'job', result: job.result, cache: 'hit', savedMs },
  });
}

/** Equal names in one attempt of the run are several jobs; in several attempts they are attempts of one job. */
function nameJob(job: GithubJob, { attempts, draft }: Run) {
  const names: Names = attempts.get(job.runAttempt) ?? {
    seen: new Map(),
    distinguish: countNames(draft),
    numberStep: countNames(draft, { isOrdered: true }),
  };
  attempts.set(job.runAttempt, names);
  const name = names.distinguish(job.name);
  const times = `${job.startMs} ${job.endMs}`;
  const before = [...attempts]
    .filter(([number, { seen }]) => number < job.runAttempt && seen.has(name))
    .map(([, { seen }]) => seen.get(name));
  const isCopy = job.isDone && job.result !== 'skip' && job.startMs !== null && before.includes(times);
  if (!draft.isSummedUp()) names.seen.set(name, times);
  return { name, attempt: before.length + 1, numberStep: names.numberStep, isCopy };
}

/** Waiting for a runner took 29 s of a job of 37 s: it is shown, but is not work of the build. */
function addWait(
  { id, createdMs }: GithubJob,
  endMs: number | null,
  name: string,
  parentId: string | null,
  draft: Draft,
): void {
  if (createdMs === null || endMs === null || endMs < createdMs) return;
  draft.addSpan({
    id: `${id ?? name}/queue`,
    parentId,
    name: `${name} / queue`,
    startTimeMs: createdMs,
    durationMs: endMs - createdMs,
    result: 'unknown',
  });
}

/** The finished steps. */
function addSteps(
  { id, steps }: GithubJob,
  { name, attempt, numberStep }: Omit<ReturnType<typeof nameJob>, 'isCopy'>,
  parentId: string | null,
  draft: Draft,
): Task[] {
  return steps
    .filter(({ isDone }) => isDone)
    .map((step) =>
      draft.addTask({
        ...(id === null || step.number === null ? {} : { id: `${id}/${step.number}` }),
        name: numberStep(`${name} / ${step.name}`),
        rawName: step.name,
        kind: 'step',
        ...{ attempt, parentId },
        ...timeWork(step, step.startMs),
        result: step.result,
      }),
    );
}
