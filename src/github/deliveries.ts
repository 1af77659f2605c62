/**
 * The action's deliveries of a report: files, artifacts, summary, annotations, comment, in this order: the last ones
 * link the report.
 */

import { existsSync } from 'node:fs';
import { appendFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Delivery } from '../host.ts';
import { writeTextFile } from '../io/files.ts';
import { docsUrl } from '../model/docs-url.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import type { Variables } from '../model/variables.ts';
import { hasNews, renderComment, renderResolved } from '../render/comment.ts';
import { hasSibling, isOfRun, type Leg, readStanding } from '../render/comment-legs.ts';
import type { Links } from '../render/links.ts';
import { writeFirstAction } from '../render/markdown.ts';
import { reportFiles } from '../render/report-files.ts';
import { renderSummary } from '../render/summary.ts';
import { makeUnjudgedLeg } from '../render/unjudged-leg.ts';
import type { Options } from '../settings/options.ts';
import { traceTasksKey } from '../settings/trace-tasks.ts';
import { findKept } from '../stores/artifact-history.ts';
import { slugify } from '../stores/short-name.ts';
import { seriesShared } from '../words/describe-sharing.ts';
import { isBadStanding, standingOf } from '../words/standing.ts';
import { planAnnotations, writeAnnotations } from './annotations.ts';
import type { GitHubApi } from './api.ts';
import { nameArtifact, nameHistoryArtifact, uploadArtifacts } from './artifacts.ts';
import { connectApi } from './connect-api.ts';
import type { GitHubContext } from './context.ts';
import { readJobStart } from './job-start.ts';
import { type CommentTarget, markComment, publishComment } from './sticky-comment.ts';

const deadlinesMs = { comment: 15_000, artifacts: 10_000 } as const;

/** Next to the profiles, and part of their artifact. */
const traceFile = 'trace.otlp.json';
const metricsFile = 'metrics.prom';
/** In the place where `replay` and `diff` look for it. */
const recordingFile = 'recording.json.gz';

/**
 * @param folder for the report files; it stays for later steps of the job
 * @param startMs start of the job, epoch milliseconds
 */
export function listDeliveries(
  env: Variables,
  options: Options,
  context: GitHubContext,
  folder: string,
  startMs: number,
): (Delivery | readonly Delivery[])[] {
  const out = join(folder, context.legId);
  return [
    writeFiles(out, context),
    // A receiver that does not answer costs its time once.
    [
      writeTrace(env, options, context, { file: join(out, traceFile), atMs: startMs }),
      writeMetrics(env, context, { file: join(out, metricsFile), atMs: startMs }),
    ],
    ...(options.artifacts.includes('recording') ? [writeRecording(env, out)] : []),
    ...(options.artifacts.length > 0 ? [upload(env, options, context, out)] : []),
    ...(options.summary ? [writeSummary(env, context)] : []),
    ...(options.annotations ? [annotate] : []),
    // Without a token there is no identity for the comment.
    ...(options.comment !== 'never' && context.pullRequest !== null && options.githubToken !== ''
      ? [comment(options, context, context.pullRequest, options.comment)]
      : []),
  ];
}

function writeFiles(out: string, context: GitHubContext): Delivery {
  return {
    name: 'report files',
    deliver: async (report) => {
      for (const { name, render } of reportFiles) {
        const text = render(report, [], linksOf(context, ''));
        if (text === '') await rm(join(out, name), { force: true });
        else await writeTextFile(join(out, name), text);
      }
      return { notices: [], facts: { report: join(out, 'report.json') } };
    },
  };
}

/** The recorder is loaded only if a recording is requested. */
function writeRecording({ GITHUB_WORKSPACE: folder }: Variables, out: string): Delivery {
  return {
    name: 'recording',
    deliver: async (report, _delivered, _build, _stored, judged) => {
      if (judged === null) return { notices: [] };
      const { BuildRecorder } = await import('../capture/build-recorder.ts');
      const { recordJudgement } = await import('../recording/record-judgement.ts');
      const recorder = new BuildRecorder({
        ...(folder === undefined ? {} : { folder }),
        recordings: join(out, 'recordings'),
      });
      recorder.startRecording([]);
      const judgement = recordJudgement(judged.input, judged.source, report);
      const id = await recorder.save(judged.input.build, null, judgement);
      await rename(join(out, 'recordings', id, recordingFile), join(out, recordingFile));
      return { notices: [] };
    },
  };
}

/** OpenTelemetry's packages are loaded only if they are needed. */
function writeTrace(
  env: Variables,
  { traceIds }: Options,
  context: GitHubContext,
  { file, atMs }: { readonly file: string; readonly atMs: number },
): Delivery {
  const { owner, repo, serverUrl, runUrl, checkRunId, jobName, isFork } = context;
  return {
    name: 'trace',
    deliver: async (report, _delivered, build, _stored, judged) => {
      const { deliverTrace } = await import('../tracing/deliver-trace.ts');
      const notices = await deliverTrace(build, report, {
        ...{ env, file, atMs, isFork },
        maxTasks: judged?.input.config.traceTasks ?? traceTasksKey.fallback,
        job: { id: checkRunId, name: jobName, traceIds },
        repository: { name: repo, url: `${serverUrl}/${owner}/${repo}`, runUrl },
      });
      return { notices };
    },
  };
}

function writeMetrics(
  env: Variables,
  { owner, repo, serverUrl, isFork }: GitHubContext,
  { file, atMs }: { readonly file: string; readonly atMs: number },
): Delivery {
  return {
    name: 'metrics',
    deliver: async (report, _delivered, build, stored) => {
      if (stored === null) return { notices: [] };
      const { deliverMetrics } = await import('../exporters/deliver-metrics.ts');
      const attributes = {
        'service.name': repo,
        'vcs.repository.url.full': `${serverUrl}/${owner}/${repo}`,
        'vcs.provider.name': 'github',
      };
      const notices = await deliverMetrics(build, report, { env, file, attributes, atMs, isFork, stored });
      return { notices };
    },
  };
}

function writeSummary(env: Variables, context: GitHubContext): Delivery {
  return {
    name: 'job summary',
    deliver: async (report, { artifactUrl }) => {
      const path = env['GITHUB_STEP_SUMMARY'];
      if (!path) return { notices: [noSummary] };
      await appendFile(path, renderSummary(report, [], linksOf(context, artifactUrl)));
      return { notices: [] };
    },
  };
}

const noSummary: Problem = {
  level: 'warning',
  code: 'no-summary',
  where: 'job summary',
  what: 'This runner has no job summary (GITHUB_STEP_SUMMARY is not set).',
  fix: 'Read the verdict in the HTML artifact, or update the runner.',
};

const annotate: Delivery = {
  name: 'annotations',
  deliver: async (report) => {
    await writeAnnotations(planAnnotations(report));
    return { notices: [] };
  },
};

function comment(
  options: Options,
  context: GitHubContext,
  pullRequest: number,
  when: 'auto' | 'always',
): Delivery {
  return {
    name: 'pull request comment',
    deliver: async (report, delivered) => {
      const api = await connectForComment(options, context);
      const target = { ...targetOf(context, pullRequest, when), hasNews: hasNews(report) };
      const own = identifyLeg(report.name, context);
      const siblings: Problem[] = [];
      const { url, problems } = await publishComment(api, target, (before) => {
        if (hasSibling(before ?? '', own) && !isSharing(report)) siblings.push(seriesShared(report.name));
        const wasBad = isBadStanding(readStanding(before ?? '', own));
        const render = wasBad && !hasNews(report) ? renderResolved : renderComment;
        const links = linksOf(context, delivered.artifactUrl);
        const body = render(report, { links, notices: [...delivered.notices, ...siblings] });
        const standing = standingOf(report);
        const advice = writeFirstAction(report, links);
        return [{ ...own, standing, order: 0, headline: report.headline, advice, body }];
      });
      return {
        notices: [...siblings, ...problems.map((problem) => adviseFork(problem, context))],
        facts: { commentUrl: url ?? '' },
      };
    },
  };
}

/**
 * Replaces this job's section of an existing comment when nothing was checked: the section of an earlier run would be
 * read as the result of this one.
 */
export async function withdrawComment(
  options: Options,
  context: GitHubContext,
  name: string,
  notices: readonly Problem[],
): Promise<readonly Problem[]> {
  const { comment: when, githubToken } = options;
  const { pullRequest } = context;
  if (when === 'never' || pullRequest === null || githubToken === '') return [];
  const target = { ...targetOf(context, pullRequest, when), hasNews: false };
  const leg = makeUnjudgedLeg(identifyLeg(name, context), linksOf(context, ''), notices);
  // `if-no-events-found: ignore`, and not a job that failed.
  const isExpected = notices.every(({ level, code }) => level === 'info' && code !== 'job-ended-early');
  const api = await connectForComment(options, context);
  const { problems } = await publishComment(api, target, (before) =>
    isExpected && isOfRun(before ?? '', context.runId) ? [] : [leg],
  );
  return problems.map((problem) => adviseFork(problem, context));
}

function connectForComment({ githubToken: token }: Options, context: GitHubContext): Promise<GitHubApi> {
  const { apiUrl, owner, repo } = context;
  return connectApi({ token, apiUrl, owner, repo, deadlineMs: deadlinesMs.comment });
}

function targetOf(
  context: GitHubContext,
  pullRequest: number,
  when: CommentTarget['when'],
): Omit<CommentTarget, 'hasNews'> {
  // Jobs of one run write concurrently, with or without a matrix.
  return { pullRequest, marker: markerOf(context), commit: context.headSha, when, settleMs: 300 };
}

function identifyLeg(
  key: string,
  context: GitHubContext,
): Pick<Leg, 'key' | 'job' | 'runId' | 'attempt' | 'commit'> {
  const { runId, runAttempt: attempt, headSha: commit } = context;
  return { key, job: nameJob(context), runId, attempt, commit };
}

/** One comment per workflow: its runs replace each other, other workflows have separate comments. */
function markerOf({ workflowFile, build }: GitHubContext): string {
  return markComment(workflowFile || (build.workflow ?? ''));
}

/** A fork's run cannot get the permission to comment: another workflow does it. */
function adviseFork(problem: Problem, { isReadOnly }: GitHubContext): Problem {
  if (!isReadOnly || problem.code !== 'comment-denied') return problem;
  const what =
    'Runs of forks and of Dependabot have no permission to comment; the job summary has everything.';
  const fix = `A second workflow can comment for them: see ${docsUrl('fork-pull-requests.md')}.`;
  return { ...problem, level: 'info', what, fix };
}

/** Distinguishes jobs and steps of one series within an attempt. */
function nameJob({ buildId }: GitHubContext): string {
  return buildId.slice(-8);
}

function isSharing({ problems }: Report): boolean {
  return problems.some(({ code }) => code === 'series-shared');
}

function upload(env: Variables, options: Options, context: GitHubContext, out: string): Delivery {
  // Names are unique in the whole run: every job, and every matrix job, has its own.
  const leg = `${slugify(context.seriesName)}-${context.legId}`;
  return {
    name: 'artifacts',
    deliver: async () => {
      const kept = await findKept(join(out, 'history'));
      const requests = options.artifacts.flatMap((kind) => {
        if (kind === 'history') {
          const name = nameHistoryArtifact(options.artifactName, context);
          return kept.length === 0 ? [] : [{ name, files: kept, zipped: true }];
        }
        if (kind === 'recording') {
          const file = join(out, recordingFile);
          const name = `${nameArtifact(options.artifactName, leg)}-recording`;
          return existsSync(file) ? [{ name, files: [file], zipped: true }] : [];
        }
        const files = reportFiles
          .filter(({ artifact }) => artifact === kind)
          .map(({ name }) => name)
          .concat(kind === 'profile' ? [traceFile, metricsFile] : [])
          .map((name) => join(out, name))
          .filter((file) => existsSync(file));
        const name = nameArtifact(options.artifactName, leg);
        if (files.length === 0) return [];
        return [{ name: files.length > 1 ? `${name}-${kind}` : name, files }];
      });
      const { urls, problems } = await uploadArtifacts(requests, {
        runUrl: context.runUrl,
        runAttempt: context.runAttempt,
        retentionDays: options.artifactRetentionDays,
        deadlineMs: deadlinesMs.artifacts,
        jobStartMs: await readJobStart(env),
        suffix: nameJob(context),
      });
      const html = requests.findIndex(({ files: [first] }) => first?.endsWith('.html'));
      return { notices: problems, facts: { artifactUrl: urls[html] ?? '' } };
    },
  };
}

function linksOf(context: GitHubContext, artifactUrl: string): Links {
  const { runUrl, checkRunId, serverUrl, owner, repo } = context;
  return {
    run: runUrl,
    ...(checkRunId === null ? {} : { job: `${runUrl}/job/${checkRunId}` }),
    ...(artifactUrl === '' ? {} : { artifact: artifactUrl }),
    repository: `${serverUrl}/${owner}/${repo}`,
  };
}
