/** The jobs and steps of this run attempt over REST (https://docs.github.com/rest/actions/workflow-jobs). */

import type { Problem } from '../model/problem.ts';
import { callPages, describeFailure, type GitHubApi } from './api.ts';

/** Lists all jobs as GitHub gives them; on failure an empty list and the problem. */
export async function listJobs(
  api: GitHubApi,
  runId: string,
  runAttempt: number,
): Promise<{ readonly jobs: readonly unknown[]; readonly problems: readonly Problem[] }> {
  const { owner, repo } = api;
  const outcome = await callPages<unknown>(
    api,
    async (octokit, page) => {
      const answer = await octokit.rest.actions.listJobsForWorkflowRunAttempt({
        owner,
        repo,
        run_id: Number(runId),
        attempt_number: runAttempt,
        ...page,
      });
      return answer.data.jobs;
    },
    20,
  );
  if (outcome.ok) return { jobs: outcome.value, problems: [] };
  const problem = describeFailure(outcome.failure, {
    code: 'jobs',
    where: 'GitHub REST: jobs of this run',
    lost: 'The jobs of this run could not be listed, so there are no timings to read.',
    permission: 'actions: read',
  });
  return { jobs: [], problems: [problem] };
}
