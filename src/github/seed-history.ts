/**
 * The history of a new user: past runs of the same workflow, each as this step would have read it. So the first run
 * has a baseline.
 */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeBuild } from '../history/encode-build.ts';
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { dayMs } from '../model/time-units.ts';
import type { GitHubApi } from './api.ts';
import { describeCallFailure } from './api.ts';
import { at } from './identity.ts';
import { fetchJobs } from './jobs.ts';
import { fetchPastJobs, listPastRuns } from './past-runs.ts';
import { readPastRun } from './read-past-run.ts';

export interface SeedRequest {
  readonly api: GitHubApi;
  /** This run, which is left out. */
  readonly runId: string;
  readonly runAttempt: number;
  /** Id of this job. */
  readonly checkRunId: string | null;
  readonly series: { readonly name: string; readonly legId: string };
  /** `.github/workflows/ci.yml` */
  readonly workflowFile: string;
  readonly branch: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** Enough for a baseline with a known noise; each costs a request. */
const mostRuns = 60;
const mostSeedDays = 90;

/** Writes segments of past runs into an existing folder. Never throws for a fault of the service. */
export async function seedHistory(request: SeedRequest, folder: string): Promise<readonly Problem[]> {
  const { api, branch, nowMs, series, workflowFile } = request;
  const fail = (failure: Parameters<typeof describeCallFailure>[0]): readonly Problem[] => [
    describeCallFailure(failure, {
      code: 'seed',
      where,
      lost: 'Past runs could not be read, so there is no baseline from them.',
      permission: 'actions: read',
    }),
  ];
  const now = await fetchJobs(api, request.runId, request.runAttempt);
  if (!now.ok) return fail(now.failure);
  const view = viewOf(now.value, request.checkRunId);
  const workflow = workflowFile.split('/').at(-1) ?? '';
  const query = { fromMs: nowMs - mostSeedDays * dayMs, toMs: nowMs, most: mostRuns, branch, workflow };
  const listed = await listPastRuns(api, query);
  if (!listed.ok) return fail(listed.failure);
  const past = listed.value.filter((run) => run.hasWork && String(run.id) !== request.runId);
  let added = 0;
  const failure = await fetchPastJobs(api, past, async (run, jobs) => {
    const seen = view(jobs);
    const build = seen === null ? null : await readPastRun(run, seen, series);
    if (build === null) return;
    const { name, bytes } = encodeBuild(build, run.createdMs);
    await writeFile(join(folder, name), bytes);
    added += 1;
  });
  const problems: Problem[] = [];
  if (added > 0) {
    const what = `The history was empty: this build is compared with ${plural(added, 'past run')} of ${workflow} on ${branch}.`;
    problems.push({ level: 'info', code: 'history-seeded', where, what, fix: '' });
  }
  return failure === null ? problems : [...problems, ...fail(failure)];
}

const where = 'past runs of this workflow';

type View = (jobs: readonly unknown[]) => readonly unknown[] | null;

/**
 * The part of a past run's jobs that this step would have seen: jobs that have already ended, and of its own job,
 * which is still running, the earlier steps. Null for a run without that job.
 */
function viewOf(now: readonly unknown[], checkRunId: string | null): View {
  const nameOf = (job: unknown): string => String(at(job, 'name'));
  const isDone = (work: unknown): boolean => at(work, 'status') === 'completed';
  const running = now.filter((job) => !isDone(job));
  const own =
    now.find((job) => String(at(job, 'id')) === checkRunId) ??
    (running.length === 1 ? running[0] : undefined);
  const done = new Set(now.filter((job) => job !== own && isDone(job)).map(nameOf));
  const steps = new Set(stepsOf(own).filter(isDone).map(nameOf));
  return (jobs) => {
    if (own === undefined) return null;
    const mine = jobs.find((job) => nameOf(job) === nameOf(own));
    if (mine === undefined) return null;
    const before = stepsOf(mine).filter((step) => isDone(step) && steps.has(nameOf(step)));
    const open = {
      ...(mine as object),
      status: 'in_progress',
      conclusion: null,
      completed_at: null,
      steps: before,
    };
    return jobs.flatMap((job) => (job === mine ? [open] : done.has(nameOf(job)) ? [job] : []));
  };
}

function stepsOf(job: unknown): readonly unknown[] {
  const steps = at(job, 'steps');
  return Array.isArray(steps) ? steps : [];
}
