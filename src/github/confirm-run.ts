/**
 * Runs the job of a suspect once more, so that the second run of a pull request decides
 * (https://docs.github.com/rest/actions/workflow-runs). Each re-run raises the attempt of the run, which ends it.
 */
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { unconfirmable } from '../words/describe-elsewhere.ts';
import { callRoute, describeCallFailure, type GitHubApi } from './api.ts';
import { at, textOrNull } from './identity.ts';
import { listJobs } from './jobs.ts';

export interface Confirmable {
  readonly id: number;
  readonly attempt: number;
}

/** Never fails the check: what was requested, or why it was not. */
export interface Confirmation {
  /** For the comment; null: no job was rerun. */
  readonly notice: Problem | null;
  readonly problems: readonly Problem[];
}

const nothing: Confirmation = { notice: null, problems: [] };

/** @param maxRuns maximum number of runs of a job, including the first one */
export async function confirmRun(
  api: GitHubApi,
  run: Confirmable,
  reports: readonly Report[],
  maxRuns: number,
): Promise<Confirmation> {
  const suspected = reports.filter((report) => isSuspected(report, run.attempt));
  if (suspected.length === 0 || run.attempt >= maxRuns) return nothing;
  const { jobs, problems } = await listJobs(api, String(run.id), run.attempt);
  if (problems.length > 0) return { notice: null, problems };
  const ids = [...new Set(suspected.flatMap(({ build }) => findJobs(jobs, build.context.job)))];
  // GitHub reruns one job, or all of a run; without a matching name, all.
  const outcome =
    ids.length === 1
      ? await callRoute(
          api,
          'POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun',
          { job_id: ids[0] as number },
          false,
        )
      : await callRoute(
          api,
          'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun',
          { run_id: run.id },
          false,
        );
  if (!outcome.ok) return { notice: null, problems: [describeCallFailure(outcome.failure, rerunning)] };
  return { notice: announce(run.attempt + 1, maxRuns), problems: [] };
}

const rerunning = {
  code: 'confirm',
  where: 'GitHub REST: re-run of a job',
  lost: 'The suspect could not be confirmed by another run.',
  permission: 'actions: write',
};

/** Uploads of an earlier attempt do not count for this one, nor does its build for the next one if it is not stored. */
function isSuspected({ build, changes, problems }: Report, attempt: number): boolean {
  const isSuspect = changes.some(({ verdict, level }) => verdict === 'suspect' && level !== null);
  const isStored = !problems.some(({ code }) => code === unconfirmable.code);
  return isSuspect && isStored && build.context.runAttempt === attempt;
}

/** A job is listed by its key, with the values of a matrix, unless the workflow sets another name. */
function findJobs(jobs: readonly unknown[], key: string | null): number[] {
  const named = jobs.filter((job) => {
    const name = textOrNull(at(job, 'name')) ?? '';
    return key !== null && (name === key || name.startsWith(`${key} (`));
  });
  const found = named.length > 0 ? named : jobs.length === 1 ? jobs : [];
  return found.flatMap((job) => {
    const id = at(job, 'id');
    return typeof id === 'number' ? [id] : [];
  });
}

function announce(run: number, of: number): Problem {
  return {
    level: 'info',
    code: 'confirming',
    where: 'confirm',
    what: `Confirming: run ${run} of ${of}.`,
    fix: '',
  };
}
