/**
 * The comment action: a run of a fork has a read-only token, so a workflow started by `workflow_run` comments for it.
 * GitHub identifies the pull request; the measured values come from the run's upload. See docs/fork-pull-requests.md.
 */

import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { hasNews, renderComment, renderResolved } from '../render/comment.ts';
import { type Leg, readStanding } from '../render/comment-legs.ts';
import { writeFirstAction } from '../render/markdown.ts';
import { makeUnjudgedLeg } from '../render/unjudged-leg.ts';
import { describeVerdict } from '../words/headline.ts';
import { isBadStanding, standingOf } from '../words/standing.ts';
import type { GitHubApi } from './api.ts';
import { completeSubject } from './complete-subject.ts';
import { confirmRun } from './confirm-run.ts';
import { connectApi } from './connect-api.ts';
import { at, readSubject, textOrNull } from './identity.ts';
import { neutralizeCommands } from './log.ts';
import { readPayload } from './read-payload.ts';
import { type CommentTarget, markComment, type PublishedComment, publishComment } from './sticky-comment.ts';
import { readReports, type UploadedReport } from './uploaded-reports.ts';

const deadlineMs = 60_000;

/** @returns the exit code: 0, or 2 if the workflow uses the action in the wrong place */
export async function commentForRun(env: Variables): Promise<number> {
  const core = await import('@actions/core');
  const payload = await readPayload(env['GITHUB_EVENT_PATH']);
  const run = readRun(at(payload, 'workflow_run'), env);
  const input = (name: string): string => env[`INPUT_${name}`]?.trim() ?? '';
  const token = input('GITHUB-TOKEN');
  const when = input('COMMENT') || 'auto';
  const confirm = input('CONFIRM') || 'off';
  const maxRuns = Number(input('CONFIRM-MAX-RUNS') || '2');
  const wrong = findFault(run, token, when) ?? findConfirmFault(confirm, maxRuns);
  if (run === null || wrong !== null) {
    core.error(`Build Telemetry comment: ${wrong}`);
    return 2;
  }
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const apiUrl = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const api = await connectApi({ token, apiUrl, owner, repo, deadlineMs });
  const warn = (problem: Problem): void => core.warning(describeInLine(problem));
  const { pullRequest } = await completeSubject(api, readSubject(env, payload));
  if (pullRequest === null) {
    core.notice('No pull request of this repository has the commit of that run: nothing to comment on.');
    return 0;
  }
  const artifact = input('ARTIFACT-NAME') || 'build-telemetry';
  const { reports, problems } = await readReports(api, run.id, artifact);
  for (const problem of problems) warn(problem);
  if (reports.length === 0) core.notice('That run uploaded no report: nothing to comment.');
  const judged = reports.map(({ report }) => report);
  const confirmation = confirm === 'rerun' ? await confirmRun(api, run, judged, maxRuns) : null;
  for (const problem of confirmation?.problems ?? []) warn(problem);
  if (confirmation?.notice) core.notice(confirmation.notice.what);
  const notices = confirmation?.notice ? [confirmation.notice] : [];
  const { commit, workflow } = run;
  const target = { pullRequest, marker: markComment(workflow), commit, when: when as 'auto' | 'always' };
  const published =
    reports.length === 0
      ? await withdraw(api, run, { ...target, settleMs: 0 })
      : await publish(api, run, reports, notices, target);
  for (const problem of published.problems) {
    if (problem.level === 'info') core.info(describeInLine(problem));
    else warn(problem);
  }
  try {
    core.setOutput('comment-url', published.url ?? '');
  } catch (error) {
    core.warning(`The output was not written: ${(error as Error).message}.`);
  }
  return 0;
}

function describeInLine({ where, what, fix }: Problem): string {
  return neutralizeCommands(`${where}: ${what} ${fix}`.replaceAll(/\s+/g, ' ').trim());
}

/** A report that matches the schema but is inconsistent must not hide other reports. */
function cannotShow({ report, artifactId }: UploadedReport): Problem {
  const what = `Not a Build Telemetry report: its parts contradict each other.`;
  return {
    level: 'warning',
    code: 'report-refused',
    where: `artifact ${artifactId} (${report.name})`,
    what,
    fix: '',
  };
}

/** The finished run, as described by GitHub. */
interface EndedRun {
  readonly id: number;
  readonly attempt: number;
  readonly commit: string | null;
  readonly url: string;
  readonly repositoryUrl: string;
  /** File of its workflow, or its name. */
  readonly workflow: string;
  readonly name: string;
}

function readRun(run: unknown, env: Variables): EndedRun | null {
  const id = at(run, 'id');
  if (typeof id !== 'number') return null;
  const repositoryUrl = `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${env['GITHUB_REPOSITORY']}`;
  const name = textOrNull(at(run, 'name')) ?? '';
  const [file = ''] = (textOrNull(at(run, 'path')) ?? '').split('@');
  return {
    id,
    attempt: Number(at(run, 'run_attempt')) || 1,
    commit: textOrNull(at(run, 'head_sha')),
    url: `${repositoryUrl}/actions/runs/${id}`,
    repositoryUrl,
    workflow: file || name,
    name: name || file,
  };
}

function findFault(run: EndedRun | null, token: string, when: string): string | null {
  if (run === null) return 'it must run in a workflow that `workflow_run` triggers.';
  if (token === '') return 'the input `github-token` is empty.';
  return when === 'auto' || when === 'always' ? null : `input \`comment\`: write \`auto\` or \`always\`.`;
}

function findConfirmFault(confirm: string, maxRuns: number): string | null {
  if (confirm !== 'off' && confirm !== 'rerun') return 'input `confirm`: write `off` or `rerun`.';
  if (Number.isInteger(maxRuns) && maxRuns >= 2 && maxRuns <= 10) return null;
  return 'input `confirm-max-runs`: write a whole number from 2 to 10.';
}

/** All jobs of the run in one write: GitHub limits the number of writes. */
async function publish(
  api: GitHubApi,
  run: EndedRun,
  reports: readonly UploadedReport[],
  notices: readonly Problem[],
  target: Omit<CommentTarget, 'hasNews' | 'settleMs'>,
): Promise<PublishedComment> {
  const refused: Problem[] = [];
  const write = (before: string | null): Leg[] =>
    reports.flatMap((uploaded) => {
      const leg = attempt(() => writeLeg(run, uploaded, notices, before));
      if (leg === null) refused.push(cannotShow(uploaded));
      return leg ?? [];
    });
  // Unjudged jobs are processed too, so that they are reported.
  const isNews = reports.some(({ report }) => attempt(() => hasNews(report)) ?? true);
  const published = await publishComment(api, { ...target, hasNews: isNews, settleMs: 0 }, write);
  return { ...published, problems: [...refused, ...published.problems] };
}

/** What an earlier run found must not be read as the result of this one, and no comment is created without a report. */
async function withdraw(
  api: GitHubApi,
  run: EndedRun,
  target: Omit<CommentTarget, 'hasNews'>,
): Promise<PublishedComment> {
  const notice = {
    level: 'info',
    code: 'no-report',
    where: '',
    what: 'The run uploaded no report.',
    fix: '',
  };
  const { id, commit, url, repositoryUrl: repository } = run;
  const own = { key: run.name, job: '', runId: String(id), attempt: 0, commit };
  const leg = makeUnjudgedLeg(own, { run: url, repository }, [notice as Problem]);
  return await publishComment(api, { ...target, when: 'auto', hasNews: false }, () => [leg]);
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Links come from GitHub, and the verdict is phrased here: only measurements come from the artifact. */
function writeLeg(
  run: EndedRun,
  { report: given, artifactId }: UploadedReport,
  notices: readonly Problem[],
  before: string | null,
): Leg {
  const report = { ...given, headline: describeVerdict(given) };
  const { id, attempt, commit } = run;
  const own = { key: report.name, job: String(artifactId), runId: String(id), attempt, commit };
  const wasBad = isBadStanding(readStanding(before ?? '', own));
  const render = wasBad && !hasNews(report) ? renderResolved : renderComment;
  const links = { run: run.url, repository: run.repositoryUrl };
  const body = render(report, { links, notices });
  const advice = writeFirstAction(report, links);
  return { ...own, standing: standingOf(report), order: 0, headline: report.headline, advice, body };
}
