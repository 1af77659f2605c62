/**
 * Where a run of the action stands: repository, refs, pull request, job and series, from the runner's environment.
 * Variables: https://docs.github.com/actions/reference/workflows-and-actions/variables
 */

import type { BuildContext } from '../model/build.ts';
import type { StoringRun } from '../stores/github-storage.ts';
import { shortHash } from '../stores/short-name.ts';

/** The environment that the runner gives a step. */
export type RunnerVariables = Readonly<Record<string, string | undefined>>;

/** What the environment does not hold: inputs with defaults from the workflow, and the caller's measurements. */
export interface ContextDefaults {
  /** The input `name`; '' for workflow/job and matrix. */
  readonly name: string;
  /** `${{ toJSON(matrix) }}`: JSON text; '' or 'null' without a matrix. */
  readonly matrix: string;
  /** `${{ job.check_run_id }}`; '' when not known. */
  readonly checkRunId: string;
  /** `${{ job.status }}`; '' when not known. */
  readonly jobStatus: string;
  readonly cpuModel: string | null;
}

export interface GitHubContext extends StoringRun {
  readonly build: BuildContext;
  readonly owner: string;
  readonly repo: string;
  readonly isTag: boolean;
  /** Branch that a pull request or a merge queue goes into; null for other events. */
  readonly baseBranch: string | null;
  /** The commit that was built, never a pull request's temporary merge commit. */
  readonly headSha: string | null;
  readonly pullRequest: number | null;
  /** The pull request comes from another repository. */
  readonly isFork: boolean;
  readonly event: string;
  readonly checkRunId: string | null;
  /** One leg's matrix values in the workflow's order; empty without a matrix. */
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly jobStatus: string | null;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runUrl: string;
  /** Unique for run, attempt, job, leg and step. */
  readonly buildId: string;
}

/** Reads the context; unknown parts are null or ''. `payload` is the parsed event file, or null. */
export function readContext(
  env: RunnerVariables,
  payload: unknown,
  defaults: ContextDefaults,
): GitHubContext {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  const ref = env['GITHUB_REF'] ?? '';
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const runAttempt = Number(env['GITHUB_RUN_ATTEMPT']) || 1;
  const runId = env['GITHUB_RUN_ID'] ?? '';
  const serverUrl = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const matrix = readMatrix(defaults.matrix);
  const seriesName = defaults.name || nameSeries(env, matrix);
  const legId = shortHash(
    [seriesName, env['GITHUB_JOB'], env['GITHUB_ACTION'], JSON.stringify(matrix)].join('\n'),
  );
  const pull = readPullRequest(payload);
  const baseBranch = pull?.baseBranch ?? readBranch(at(payload, 'merge_group', 'base_ref'));
  const defaultBranch = text(at(payload, 'repository', 'default_branch'));
  const headSha = pull?.headSha ?? env['GITHUB_SHA'] ?? null;
  const isFork = pull !== null && pull.headRepository !== `${owner}/${repo}`;
  const build: BuildContext = {
    branch: pull === null ? readBranch(ref) : nameHeadBranch(pull, isFork),
    commit: headSha,
    pullRequest: pull?.number ?? null,
    event: event || null,
    workflow: env['GITHUB_WORKFLOW'] ?? null,
    job: env['GITHUB_JOB'] ?? null,
    runId: runId || null,
    runAttempt,
    runnerOs: env['RUNNER_OS'] ?? null,
    runnerArch: env['RUNNER_ARCH'] ?? null,
    cpuModel: defaults.cpuModel,
    runnerImage: readImage(env),
  };
  return {
    build,
    owner,
    repo,
    ref,
    isTag: ref.startsWith('refs/tags/'),
    baseBranch,
    defaultBranch,
    headSha,
    pullRequest: build.pullRequest,
    isFork,
    isReadOnly: event === 'pull_request' && (isFork || env['GITHUB_ACTOR'] === 'dependabot[bot]'),
    event,
    runId,
    runAttempt,
    checkRunId: defaults.checkRunId || null,
    matrix,
    jobStatus: defaults.jobStatus || null,
    serverUrl,
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    runUrl: `${serverUrl}/${owner}/${repo}/actions/runs/${runId}`,
    seriesName,
    buildId: `gh-${runId || 'local'}-${runAttempt}-${legId}`,
    legId,
    readableRefs: listReadableRefs(ref, baseBranch, defaultBranch),
    isTrunk: pull === null && ref.startsWith('refs/heads/') && event !== 'merge_group',
  };
}

/** Image of a hosted runner and its version; null elsewhere. */
function readImage(env: RunnerVariables): string | null {
  return [env['ImageOS'], env['ImageVersion']].filter(Boolean).join('/') || null;
}

interface PullRequest {
  readonly number: number;
  readonly headSha: string | null;
  readonly headBranch: string | null;
  /** `owner/repo`; null when the fork was deleted. */
  readonly headRepository: string | null;
  readonly baseBranch: string | null;
}

function readPullRequest(payload: unknown): PullRequest | null {
  const number = at(payload, 'pull_request', 'number');
  if (typeof number !== 'number') return null;
  return {
    number,
    headSha: text(at(payload, 'pull_request', 'head', 'sha')),
    headBranch: text(at(payload, 'pull_request', 'head', 'ref')),
    headRepository: text(at(payload, 'pull_request', 'head', 'repo', 'full_name')),
    baseBranch: text(at(payload, 'pull_request', 'base', 'ref')),
  };
}

/** A fork's `main` is not our `main`: forks are named as GitHub shows them, `owner:branch`. */
function nameHeadBranch({ headBranch, headRepository }: PullRequest, isFork: boolean): string | null {
  if (headBranch === null || !isFork) return headBranch;
  return `${headRepository?.split('/')[0] ?? 'unknown'}:${headBranch}`;
}

function nameSeries(env: RunnerVariables, matrix: Readonly<Record<string, unknown>>): string {
  const base = [env['GITHUB_WORKFLOW'], env['GITHUB_JOB']].filter(Boolean).join('/') || 'build';
  const values = Object.values(matrix).map((v) => (typeof v === 'string' ? v : JSON.stringify(v)));
  return values.length === 0 ? base : `${base} (${values.join(', ')})`;
}

function readMatrix(json: string): Readonly<Record<string, unknown>> {
  if (json.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function listReadableRefs(ref: string, baseBranch: string | null, defaultBranch: string | null): string[] {
  const branches = [baseBranch, defaultBranch].filter((branch) => branch !== null);
  return [...new Set([ref, ...branches.map((branch) => `refs/heads/${branch}`)])].filter((r) => r !== '');
}

function readBranch(ref: unknown): string | null {
  return typeof ref === 'string' && ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) here = (here as Record<string, unknown> | null | undefined)?.[key];
  return here;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
