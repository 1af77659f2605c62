/** Past runs of a repository's workflows over REST (https://docs.github.com/rest/actions/workflow-runs). */
import type { Endpoints } from '@octokit/types';
import type { CallFailure, CallOutcome } from '../io/call-outcome.ts';
import type { BuildContext } from '../model/build.ts';
import { callApi, type GitHubApi } from './api.ts';
import { readSubject } from './identity.ts';
import { fetchJobs } from './jobs.ts';

/** The data of a run without its jobs. */
export interface PastRun {
  readonly id: number;
  readonly attempt: number;
  /** Name of its workflow. */
  readonly workflow: string;
  readonly createdMs: number;
  /** Whether it did any work: skipped runs have no jobs that ran. */
  readonly hasWork: boolean;
  readonly context: BuildContext;
}

export interface RunQuery {
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Maximum number, newest first. */
  readonly most: number;
  readonly branch?: string;
  /** File name of one workflow, such as `ci.yml`; absent: all. */
  readonly workflow?: string;
}

const pageSize = 100;
/** GitHub's maximum per query. */
const mostPerQuery = 1_000;

/**
 * Completed runs, newest first. Beyond the limit of one query, the next one requests older runs.
 * @param onPage called with the number of runs so far
 */
export async function listPastRuns(
  api: GitHubApi,
  query: RunQuery,
  onPage: (runs: number) => void = () => {},
): Promise<CallOutcome<PastRun[]>> {
  const runs = new Map<number, PastRun>();
  let toMs = query.toMs;
  for (;;) {
    const before = runs.size;
    let listed = 0;
    for (let page = 1; page * pageSize <= mostPerQuery && runs.size < query.most; page++) {
      const outcome = await listPage(api, { ...query, toMs }, page);
      if (!outcome.ok) return outcome;
      for (const run of outcome.value) runs.set(run.id, run);
      listed += outcome.value.length;
      onPage(runs.size);
      if (outcome.value.length < pageSize) break;
    }
    const isAll = listed < mostPerQuery || runs.size >= query.most || runs.size === before;
    if (isAll) break;
    toMs = Math.min(...[...runs.values()].map(({ createdMs }) => createdMs));
  }
  const newestFirst = [...runs.values()].sort((a, b) => b.createdMs - a.createdMs || b.id - a.id);
  return { ok: true, value: newestFirst.slice(0, query.most) };
}

async function listPage(api: GitHubApi, query: RunQuery, page: number): Promise<CallOutcome<PastRun[]>> {
  const { owner, repo } = api;
  const day = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
  const { branch, workflow } = query;
  return await callApi(
    api,
    async (octokit, request) => {
      const list = {
        ...{ owner, repo, page, request, per_page: pageSize, status: 'completed' as const },
        created: `${day(query.fromMs)}..${day(query.toMs)}`,
        ...(branch === undefined ? {} : { branch }),
      };
      const { data } =
        workflow === undefined
          ? await octokit.request('GET /repos/{owner}/{repo}/actions/runs', list)
          : await octokit.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
              ...list,
              workflow_id: workflow,
            });
      return data.workflow_runs.map((run) => readRun(run, `${owner}/${repo}`));
    },
    true,
  );
}

type RunRow =
  Endpoints['GET /repos/{owner}/{repo}/actions/runs']['response']['data']['workflow_runs'][number];

function readRun(run: RunRow, repository: string): PastRun {
  const subject = readSubject(
    { GITHUB_REPOSITORY: repository },
    { workflow_run: run, repository: { id: run.repository?.id } },
  );
  const head = subject.search !== null && 'head' in subject.search ? subject.search.head : null;
  const attempt = run.run_attempt ?? 1;
  return {
    id: Number(run.id),
    attempt,
    workflow: run.name || (run.path.split('/').at(-1) ?? 'workflow'),
    createdMs: Date.parse(run.created_at),
    hasWork: run.conclusion !== 'skipped' && run.conclusion !== 'action_required',
    context: {
      // The branch of a pull request without a number must not be mistaken for one of ours.
      branch: subject.branch ?? head,
      commit: subject.commit,
      pullRequest: subject.pullRequest,
      event: run.event,
      workflow: run.name || null,
      job: null,
      runId: String(run.id),
      runAttempt: attempt,
      runnerOs: null,
      runnerArch: null,
      cpuModel: null,
      runnerImage: null,
    },
  };
}

/**
 * Jobs of runs, several concurrently; `use` is called for one run after the other.
 * @param mayStop called before each run: true stops
 * @returns the failure that stopped it, or null
 */
export async function fetchPastJobs(
  api: GitHubApi,
  runs: readonly PastRun[],
  use: (run: PastRun, jobs: readonly unknown[]) => Promise<void>,
  mayStop: () => boolean = () => false,
): Promise<CallFailure | null> {
  let next = 0;
  let failure: CallFailure | null = null;
  let using = Promise.resolve();
  const work = async (): Promise<void> => {
    while (next < runs.length && failure === null && !mayStop()) {
      const run = runs[next++] as PastRun;
      const outcome = await fetchJobs(api, String(run.id), run.attempt);
      // A run that was deleted after the list was read has no jobs.
      const isGone = !outcome.ok && outcome.failure.kind === 'missing';
      const jobs = outcome.ok ? outcome.value : [];
      if (!outcome.ok && !isGone) failure ??= outcome.failure;
      else {
        using = using.then(() => use(run, jobs));
        await using;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failure;
}

/** GitHub asks not to make many concurrent requests. */
const atOnce = 6;
