/** The jobs and steps of this run attempt over REST (https://docs.github.com/rest/actions/workflow-jobs). */

import type { CallOutcome } from '../io/call-outcome.ts';
import type { Problem } from '../model/problem.ts';
import { callPages, describeCallFailure, type GitHubApi } from './api.ts';

/** Lists all jobs in GitHub's form; on failure an empty list and the problem. */
export async function listJobs(
  api: GitHubApi,
  runId: string,
  runAttempt: number,
): Promise<{ readonly jobs: readonly unknown[]; readonly problems: readonly Problem[] }> {
  const outcome = await fetchJobs(api, runId, runAttempt);
  if (outcome.ok) return { jobs: outcome.value, problems: [] };
  const problem = describeCallFailure(outcome.failure, {
    code: 'jobs',
    where: 'GitHub REST: jobs of this run',
    lost: 'The jobs of this run could not be listed, so there are no timings to read.',
    permission: 'actions: read',
  });
  return { jobs: [], problems: [problem] };
}

/** All jobs of one attempt of any run. */
export async function fetchJobs(
  api: GitHubApi,
  runId: string,
  runAttempt: number,
): Promise<CallOutcome<unknown[]>> {
  const { owner, repo } = api;
  return await callPages<unknown>(
    api,
    async (octokit, page) => {
      const run = { owner, repo, run_id: Number(runId), attempt_number: runAttempt };
      return (
        await octokit.request(
          'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
          { ...run, ...page },
        )
      ).data.jobs;
    },
    20,
  );
}
