/**
 * The context of a run of the action: repository, refs, pull request, job and series, from the runner's environment.
 * Variables: https://docs.github.com/actions/reference/workflows-and-actions/variables
 */

import type { BuildContext } from '../model/build.ts';
import type { Variables } from '../model/variables.ts';
import type { StoringRun } from '../stores/github-storage.ts';
import { shortHash } from '../stores/short-name.ts';
import { jobSpanId, type RunOfWorkflow, runTraceId } from '../traces/trace-ids.ts';
import { at, readSubject, type Subject, textOrNull } from './identity.ts';
import { nameJobSeries, nameLeg, workflowFilePath } from './series-name.ts';

/**
 * Data that the environment does not contain: inputs with defaults from the workflow, and the caller's measurements.
 */
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
  /** Distinguishes the matrix jobs and steps of one run; the same in all attempts: 8 hex digits. */
  readonly legId: string;
  readonly runId: string;
  readonly runAttempt: number;
  /** Target branch of a pull request or a merge queue; null for other events. */
  readonly baseBranch: string | null;
  /** The tip of that branch when the event happened. */
  readonly baseCommit: string | null;
  /** The commit that was built, never a pull request's temporary merge commit. */
  readonly headSha: string | null;
  readonly pullRequest: number | null;
  /** The pull request comes from another repository. */
  readonly isFork: boolean;
  readonly event: string;
  readonly checkRunId: string | null;
  /** The matrix values of one job in the workflow's order; empty without a matrix. */
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly jobStatus: string | null;
  /** The name on GitHub, unless the workflow sets another one. */
  readonly jobName: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runUrl: string;
  /** File of the workflow, `.github/workflows/ci.yml`; '' when not known. */
  readonly workflowFile: string;
}

/**
 * Reads the context; unknown parts are null or ''.
 * @param payload the parsed event file, or null
 * @param subject what was built, if more is known than the payload contains
 */
export function readContext(
  env: Variables,
  payload: unknown,
  defaults: ContextDefaults,
  subject: Subject = readSubject(env, payload),
): GitHubContext {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  const ref = env['GITHUB_REF'] ?? '';
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const runAttempt = Number(env['GITHUB_RUN_ATTEMPT']) || 1;
  const runId = env['GITHUB_RUN_ID'] ?? '';
  const serverUrl = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const matrix = readMatrix(defaults.matrix);
  const seriesName = defaults.name || nameJobSeries(env, matrix);
  const workflowFile = workflowFilePath(env);
  const legId = shortHash(
    [seriesName, workflowFile, env['GITHUB_JOB'], env['GITHUB_ACTION'], JSON.stringify(matrix)].join('\n'),
  );
  const { baseBranch, baseCommit, isFork, pullRequest } = subject;
  const defaultBranch = textOrNull(at(payload, 'repository', 'default_branch'));
  const build: BuildContext = {
    branch: subject.branch,
    commit: subject.commit,
    pullRequest,
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
    baseCommit,
    defaultBranch,
    headSha: subject.commit,
    pullRequest,
    isFork,
    isReadOnly: isReadOnly(event, env, payload),
    event,
    runId,
    runAttempt,
    checkRunId: defaults.checkRunId || null,
    matrix,
    jobStatus: defaults.jobStatus || null,
    jobName: nameLeg(env['GITHUB_JOB'], matrix),
    serverUrl,
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    runUrl: `${serverUrl}/${owner}/${repo}/actions/runs/${runId}`,
    seriesName,
    buildId: `gh-${runId || 'local'}-${runAttempt}-${nameJob(legId, defaults.checkRunId)}`,
    legId,
    workflowFile,
    readableRefs: listReadableRefs(ref, baseBranch, defaultBranch),
    isTrunk: subject.isOwnRef && subject.branch !== null && ref === `refs/heads/${subject.branch}`,
  };
}

/** Image of a hosted runner and its version; null elsewhere. */
function readImage(env: Variables): string | null {
  return [env['ImageOS'], env['ImageVersion']].filter(Boolean).join('/') || null;
}

const readOnlyEvents = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];

/** Runs of pull requests from forks, and runs that Dependabot starts, have a read-only token. */
function isReadOnly(event: string, env: Variables, payload: unknown): boolean {
  const dependabot = env['GITHUB_ACTOR'] === 'dependabot[bot]' && event !== 'pull_request_target';
  return dependabot || (readOnlyEvents.includes(event) && readSubject(env, payload).isFork);
}

/** Only the check run distinguishes jobs that call one reusable workflow. */
function nameJob(legId: string, checkRunId: string): string {
  return checkRunId === '' ? legId : shortHash(`${legId}\n${checkRunId}`);
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

/** Only a pull request's own ref can read the base. */
function listReadableRefs(ref: string, baseBranch: string | null, defaultBranch: string | null): string[] {
  const branches = [ref.startsWith('refs/pull/') ? baseBranch : null, defaultBranch];
  const refs = branches.flatMap((branch) => (branch === null ? [] : [`refs/heads/${branch}`]));
  return [...new Set([ref, ...refs])].filter((r) => r !== '');
}

/** The job's place in the trace of its run, for later steps; the inputs are those of the monitor action. */
export function traceparentOfJob(env: Variables): string {
  const runAttempt = Number(env['GITHUB_RUN_ATTEMPT']) || 1;
  const run: RunOfWorkflow = { runId: env['GITHUB_RUN_ID'] ?? '', runAttempt, traceIds: 'job' };
  const name = nameLeg(env['GITHUB_JOB'], readMatrix(env['INPUT_MATRIX'] ?? ''));
  const job = { id: env['INPUT_CHECK-RUN-ID'] || null, name };
  return `00-${runTraceId(run)}-${jobSpanId(run, job)}-01`;
}
