/** `history import --github-runs`: the timings of a repository's past runs, over REST. */

import type { PastRun } from '../github/past-runs.ts';
import { adviseOnCertificate } from '../io/call-outcome.ts';
import { findRepositoryUrl } from '../io/repository.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { dayMs } from '../model/time-units.ts';
import { openTarget } from '../stores/import-builds.ts';
import { shortHash } from '../stores/short-name.ts';
import { formatTime } from '../words/numbers.ts';
import type { Arguments } from './command.ts';
import { startCounter } from './progress.ts';
import { readAmount, refuse } from './view.ts';

export interface ImportedRuns {
  readonly added: number;
  readonly known: number;
  /** Runs without executed jobs. */
  readonly empty: number;
  readonly workflows: number;
  /** It stopped before the end: the same command continues. */
  readonly isStopped: boolean;
  readonly problems: readonly Problem[];
}

const mostRuns = 10_000;

/** The repository, and the client to read its runs. */
export interface RunsRequest {
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
  readonly apiUrl: string;
  readonly days: number;
  /** The series of all builds; null: one per workflow, by its name. */
  readonly name: string | null;
}

export async function readRunsRequest(args: Arguments, named: string | undefined): Promise<RunsRequest> {
  const { GITHUB_REPOSITORY, GITHUB_TOKEN, GH_TOKEN, GITHUB_API_URL } = process.env;
  const url = named ?? GITHUB_REPOSITORY ?? (await findRepositoryUrl(process.cwd())) ?? '';
  const [, owner, repo] = /^(?:https:\/\/[\w.-]+\/)?([\w.-]+)\/([\w.-]+)$/.exec(url) ?? [];
  if (owner === undefined || repo === undefined)
    return refuse(
      '--github-runs',
      'The repository of the runs is unknown.',
      'Write `--github-runs OWNER/REPO`.',
    );
  const token = GITHUB_TOKEN || GH_TOKEN || '';
  if (token === '')
    refuse(
      '--github-runs',
      'There is no token.',
      'Write `export GITHUB_TOKEN=$(gh auth token)`; it needs `actions: read`.',
    );
  const days = readAmount(args, 'days', 90);
  const name = args.flags['name'] ?? null;
  return { owner, repo, token, apiUrl: GITHUB_API_URL || 'https://api.github.com', days, name };
}

/** The runs that are not stored, and the number of those that need not be requested. */
async function findMissing(
  runs: readonly PastRun[],
  target: ReturnType<typeof openTarget>,
  seriesOf: (run: PastRun) => string,
): Promise<{ readonly missing: PastRun[]; known: number; empty: number; workflows: number }> {
  const missing: PastRun[] = [];
  let [known, empty] = [0, 0];
  for (const run of runs) {
    if (await target.hasRun(seriesOf(run), String(run.id), run.attempt)) known += 1;
    else if (run.hasWork) missing.push(run);
    else empty += 1;
  }
  return { missing, known, empty, workflows: new Set(runs.map(({ workflow }) => workflow)).size };
}

/** Stored runs are not requested again. */
export async function importRuns(request: RunsRequest, root: string, nowMs: number): Promise<ImportedRuns> {
  // The client of GitHub's REST API is large, and no other command needs it.
  const { connectPatiently, listPastRuns, fetchPastJobs, readPastRun, describeFailure } = await import(
    '../github/import-past-runs.ts'
  );
  const { api, limitedUntil } = await connectPatiently(request);
  const progress = startCounter(process.stderr, 'Reading runs');
  const fail = (failure: Parameters<typeof describeFailure>[0]): Problem => ({
    ...describeFailure(failure, describeLoss(request)),
    level: 'error',
    // Unlike a step, a command has no next run.
    ...(failure.kind === 'unreachable' && {
      fix: adviseOnCertificate(failure.message) ?? 'Check the network, and run the same command again.',
    }),
  });
  const query = { fromMs: nowMs - request.days * dayMs, toMs: nowMs, most: mostRuns };
  const listed = await listPastRuns(api, query, (runs) => progress.show(0, runs));
  const counts = { added: 0, known: 0, empty: 0, workflows: 0 };
  if (!listed.ok) {
    progress.end();
    return { ...counts, isStopped: true, problems: [fail(listed.failure)] };
  }
  const target = openTarget(root);
  const seriesOf = ({ workflow }: PastRun): string => request.name ?? workflow;
  const { missing, ...sorted } = await findMissing(listed.value, target, seriesOf);
  Object.assign(counts, sorted);
  const problems: Problem[] = [];
  let done = 0;
  const store = async (run: PastRun, jobs: Parameters<typeof readPastRun>[1]): Promise<void> => {
    const name = seriesOf(run);
    const build = await readPastRun(run, jobs, { name, legId: shortHash(name) });
    const outcome = build === null ? null : await target.add(build);
    if (outcome === null) counts.empty += 1;
    counts.added += outcome?.added ?? 0;
    problems.push(...(outcome?.problems ?? []));
    progress.show(++done, missing.length);
  };
  const failure = await fetchPastJobs(api, missing, store, () => limitedUntil() !== null);
  progress.end();
  if (failure !== null && limitedUntil() === null) problems.push(fail(failure));
  const isStopped = done < missing.length;
  if (isStopped) problems.push(describeStop(done, missing.length, limitedUntil()));
  return { ...counts, isStopped, problems };
}

function describeLoss({ owner, repo }: RunsRequest) {
  return {
    code: 'github-runs',
    where: `${owner}/${repo}`,
    lost: 'Not all past runs could be read.',
    permission: 'actions: read',
  };
}

function describeStop(done: number, all: number, untilMs: number | null): Problem {
  const reason = untilMs === null ? '' : ` GitHub's rate limit is used up until ${formatTime(untilMs)}.`;
  return {
    level: 'warning',
    code: 'github-runs-stopped',
    where: 'history import',
    what: `${formatCount(done)} of ${plural(all, 'run')} were read.${reason}`,
    fix: 'Run the same command again: it continues where it stopped.',
  };
}
