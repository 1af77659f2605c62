/** The action's environment: inputs, the runner's files, the Actions cache, REST, the log. */

import { appendFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Host, nameOwnSeries } from '../host.ts';
import { expandHome } from '../io/expand-home.ts';
import { findSources, readTextFile } from '../io/files.ts';
import { fitEngine } from '../io/fit-engine.ts';
import { makeFolder } from '../io/make-folder.ts';
import { listTrackedFiles } from '../io/tracked-files.ts';
import type { HistoryStore } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { readMonitor } from '../recorder/monitor-log.ts';
import { renderNotices } from '../render/notices.ts';
import { limitHistory } from '../settings/history-limits.ts';
import { isAddress } from '../settings/object-place.ts';
import type { Options, OptionTexts } from '../settings/options.ts';
import { readOutputs } from '../settings/outputs.ts';
import { fetchEarlierRuns, keepBuild } from '../stores/artifact-history.ts';
import { listSegments } from '../stores/cache/cache-index.ts';
import { defaultPacking } from '../stores/cache/cache-save.ts';
import { cacheStore } from '../stores/cache/cache-store.ts';
import type { FolderOptions } from '../stores/folder-store.ts';
import type { GitHubStorage } from '../stores/github-storage.ts';
import { openStore } from '../stores/open-store.ts';
import type { GitHubApi } from './api.ts';
import { nameHistoryArtifact } from './artifacts.ts';
import { readBaseConfig } from './base-config.ts';
import { completeSubject } from './complete-subject.ts';
import { connectApi } from './connect-api.ts';
import { type GitHubContext, readContext } from './context.ts';
import { listDeliveries, withdrawComment } from './deliveries.ts';
import { readSubject, type Subject } from './identity.ts';
import { addNeeds } from './job-needs.ts';
import { readJobStart } from './job-start.ts';
import { listJobs } from './jobs.ts';
import { neutralizeCommands } from './log.ts';
import { judgeCheckout } from './other-checkout.ts';
import { readPayload } from './read-payload.ts';
import { seedHistory } from './seed-history.ts';
import { openStorage } from './storage.ts';
import { trustWorkspace } from './trust-workspace.ts';

/** Milliseconds for each service, so that the whole step ends within a minute in any case. */
const deadlinesMs = {
  config: 6_000,
  identity: 6_000,
  load: 12_000,
  earlier: 8_000,
  seed: 20_000,
  jobs: 6_000,
  save: 10_000,
} as const;

/** Opens the host. */
export async function openActionHost(env: Variables): Promise<Host> {
  const core = await import('@actions/core');
  const workspace = env['GITHUB_WORKSPACE'] || process.cwd();
  trustWorkspace(process.env);
  const payload = await readPayload(env['GITHUB_EVENT_PATH']);
  let judged: ReturnType<typeof judgeCheckout> | null = null;
  const judgeSubject = async (options: Options): ReturnType<typeof judgeCheckout> => {
    judged ??= identify(env, payload, options).then((found) =>
      judgeCheckout(found, env['GITHUB_REPOSITORY'] ?? '', workspace),
    );
    return await judged;
  };
  const subjectOf = async (options: Options): Promise<Subject> => (await judgeSubject(options)).subject;
  let known: Promise<GitHubContext> | null = null;
  const contextOf = async (options: Options): Promise<GitHubContext> => {
    known ??= subjectOf(options).then((found) => readContext(env, payload, withCpu(options), found));
    return await known;
  };
  const temp = join(env['RUNNER_TEMP'] || tmpdir(), 'build-telemetry');
  try {
    makeFolder(temp);
  } catch {
    // Each part of the run that needs it reports the fault.
  }
  const host: Host = {
    env,
    folder: workspace,
    compares: ({ compareHead, compareBase, compareBaseRef }) =>
      [compareHead, compareBase, compareBaseRef].some((text) => text !== ''),
    given: readInputs(env),
    readText: (path) => readTextFile(resolve(workspace, expandHome(path))),
    readBaseText: async (options) => {
      const found = await subjectOf(options);
      // The options may still change: this context is used only for the base.
      const context = readContext(env, payload, withCpu(options), found);
      return await readBaseText(found, context, options, workspace);
    },
    listFiles: () => listTrackedFiles(workspace),
    findSources: async (options) => {
      const found =
        options.events.length === 0
          ? await readJobs(options, await contextOf(options), workspace)
          : await findSources(options.events, workspace);
      fitEngine(found.sources);
      return found;
    },
    observe: async (options) => ({
      ...(await describeSurroundings(await contextOf(options), env)),
      notes: [...(await judgeSubject(options)).problems, ...(payload === null ? [eventUnreadable] : [])],
    }),
    openStore: async (options, _, name) =>
      await openHistory(options, await contextOf(options), name, workspace, temp),
    deliveries: async (options, { jobStartMs, nowMs }) =>
      listDeliveries(env, options, await contextOf(options), temp, jobStartMs ?? nowMs ?? 0),
    notify: (problem) => notify(core, problem),
    finish: async (report, delivered, options) => {
      const problems = report === null ? await withdraw(options, delivered.notices) : [];
      for (const problem of problems) notify(core, problem);
      const late = renderNotices(report, [...delivered.notices, ...problems]);
      if (late !== '' && env['GITHUB_STEP_SUMMARY'])
        await appendFile(env['GITHUB_STEP_SUMMARY'], late).catch(() => {});
      if (report === null) return;
      try {
        for (const [name, value] of Object.entries(readOutputs(report, delivered)))
          core.setOutput(name, value);
      } catch (error) {
        notify(core, describeOutputs(error as Error));
      }
      core.info(neutralizeCommands(report.headline.replaceAll(/\s+/g, ' ')));
    },
  };
  async function withdraw(options: Options, notices: readonly Problem[]): Promise<readonly Problem[]> {
    const context = await contextOf(options);
    return await withdrawComment(options, context, nameOwnSeries(host, options, context.seriesName), notices);
  }
  return host;
}

const eventUnreadable: Problem = {
  level: 'warning',
  code: 'event-unreadable',
  where: 'event',
  what: 'The event of this run could not be read: its pull request and default branch are not known, so it is compared with the builds of all branches, and no comment is written.',
  fix: 'Check the file that `GITHUB_EVENT_PATH` names.',
};

function describeUnkept({ message }: Error): Problem {
  const what = `The history artifact was not written: ${message}.`;
  const fix = 'Check that the runner has free disk space.';
  return { level: 'warning', code: 'history-unkept', where: 'artifact', what, fix };
}

function describeOutputs({ message }: Error): Problem {
  const what = `The outputs of the step were not written: ${message}.`;
  const fix = 'Check that the runner has free disk space.';
  return { level: 'warning', code: 'no-outputs', where: 'outputs', what, fix };
}

function notify(core: typeof import('@actions/core'), { level, code, where, what, fix }: Problem): void {
  const line = neutralizeCommands(`${where}: ${what}${fix && ` ${fix}`}`.replaceAll(/\s+/g, ' '));
  if (level === 'error') core.error(line);
  else if (level === 'warning') core.warning(line);
  else if (code === 'job-ended-early') core.notice(line);
  else core.info(line);
}

const withCpu = (options: Options): Parameters<typeof readContext>[2] => ({
  ...options,
  cpuModel: cpus()[0]?.model ?? null,
});

/** The branch and commit of this build; REST is called only if the event has a pull request without its commits. */
async function identify(env: Variables, payload: unknown, options: Options): Promise<Subject> {
  const subject = readSubject(env, payload);
  if (subject.search === null || options.githubToken === '') return subject;
  const context = readContext(env, payload, withCpu(options), subject);
  return await completeSubject(await connectTo(options, context, deadlinesMs.identity), subject);
}

/** Only a pull request, and a merge queue's group of them, has a base whose configuration decides. */
async function readBaseText(
  { pullRequest, baseCommit }: Subject,
  context: GitHubContext,
  options: Options,
  workspace: string,
): ReturnType<NonNullable<Host['readBaseText']>> {
  if (baseCommit === null)
    return pullRequest === null ? null : { text: null, reason: 'its commit is not known' };
  const api = await connect(options, context, deadlinesMs.config);
  return await readBaseConfig(api, workspace, options.config, baseCommit);
}

/** Inputs from the runner: `INPUT_FAIL-ON` is `fail-on`. */
function readInputs(env: Variables): OptionTexts {
  const texts: Record<string, string> = {};
  for (const [variable, value] of Object.entries(env)) {
    if (variable.startsWith('INPUT_') && value?.trim())
      texts[variable.slice('INPUT_'.length).toLowerCase()] = value;
  }
  return { where: 'action', texts };
}

const jobStatuses = ['success', 'failure', 'cancelled'] as const;

/** The branch to compare with, unless an input names another one. */
function findBase({ baseBranch, defaultBranch }: GitHubContext): string | null {
  return baseBranch ?? defaultBranch;
}

async function describeSurroundings(
  context: GitHubContext,
  env: Variables,
): Promise<Awaited<ReturnType<Host['observe']>>> {
  return {
    context: context.build,
    buildId: context.buildId,
    defaultName: context.seriesName,
    baselineBranch: findBase(context),
    machine: readMonitor(env),
    jobStatus: jobStatuses.find((status) => status === context.jobStatus) ?? null,
    jobStartMs: await readJobStart(env),
    nowMs: Date.now(),
    // No other run can read the entries of a tag or a merge queue.
    savingHelps: !context.isTag && context.event !== 'merge_group',
  };
}

/** REST with a deadline; null without a token. */
async function connect(
  options: Options,
  context: GitHubContext,
  deadlineMs: number,
): Promise<GitHubApi | null> {
  return options.githubToken === '' ? null : await connectTo(options, context, deadlineMs);
}

function connectTo(options: Options, context: GitHubContext, deadlineMs: number): Promise<GitHubApi> {
  const { owner, repo, apiUrl } = context;
  return connectApi({ token: options.githubToken, apiUrl, owner, repo, deadlineMs });
}

/**
 * The timings of this run's own jobs, as a log of the format `github-jobs`; with `needs` if the checkout contains the
 * workflow.
 */
async function readJobs(
  options: Options,
  context: GitHubContext,
  workspace: string,
): ReturnType<Host['findSources']> {
  const name = 'jobs of this run';
  const api = await connect(options, context, deadlinesMs.jobs);
  if (api === null) {
    const fix = 'Name event logs in `events`, or leave `github-token` at its default.';
    const what = 'There is neither an event log nor a token to list the jobs of this run.';
    return { sources: [], problems: [{ level: 'error', code: 'no-events', where: name, what, fix }] };
  }
  const { jobs: listed, problems } = await listJobs(api, context.runId, context.runAttempt);
  if (problems.length > 0) return { sources: [], problems };
  const jobs = addNeeds(listed, await readWorkflowText(workspace, context.workflowFile));
  const bytes = new TextEncoder().encode(JSON.stringify({ total_count: jobs.length, jobs }));
  const open = async function* (): AsyncIterable<Uint8Array> {
    yield bytes;
  };
  return { sources: [{ name, open, modifiedMs: Date.now() }], problems: [] };
}

/** '' without a checkout. */
async function readWorkflowText(workspace: string, file: string): Promise<string> {
  const text = file === '' ? null : await readTextFile(resolve(workspace, file)).catch(() => null);
  return text ?? '';
}

async function openHistory(
  options: Options,
  context: GitHubContext,
  series: string,
  workspace: string,
  temp: string,
): Promise<HistoryStore> {
  const limits = {
    series,
    ...limitHistory(options),
    now: Date.now(),
  };
  const openCache = (): HistoryStore => openCacheTier(options, context, limits, workspace, temp);
  const repository = `${context.owner}/${context.repo}`;
  const store = openStore({
    ...{ location: options.history, base: workspace, limits, openCache },
    ...{ repository, env: process.env },
  });
  const isHosted = process.env['RUNNER_ENVIRONMENT'] === 'github-hosted';
  return isHosted && options.history !== 'cache' && !isAddress(options.history)
    ? warnIfEmpty(store, options.history)
    : store;
}

/** The disk of a GitHub-hosted runner is deleted after the job: such a check would never compare anything. */
function warnIfEmpty({ load, append }: HistoryStore, folder: string): HistoryStore {
  const problem: Problem = {
    level: 'warning',
    code: 'history-not-kept',
    where: 'input `history`',
    what: `There is no history in ${folder}, and a GitHub-hosted runner deletes the folder after the job: unless another step restores and saves it, no run has a baseline.`,
    fix: 'Leave `history` at `cache`.',
  };
  return {
    append,
    load: async () => {
      const loaded = await load();
      return loaded.status === 'missing' ? { ...loaded, problems: [problem, ...loaded.problems] } : loaded;
    },
  };
}

/** Builds from past runs of this workflow; only if the build is read from jobs, as theirs are. */
async function seed(
  options: Options,
  context: GitHubContext,
  { series, now }: FolderOptions,
  folder: string,
): Promise<readonly Problem[]> {
  const branch = context.baseBranch ?? context.defaultBranch;
  if (options.events.length > 0 || branch === null || context.workflowFile === '') return [];
  const api = await connectTo(options, context, deadlinesMs.seed);
  const { runId, runAttempt, checkRunId, workflowFile, legId } = context;
  const run = { runId, runAttempt, checkRunId, workflowFile };
  return await seedHistory({ api, ...run, series: { name: series, legId }, branch, nowMs: now }, folder);
}

/** The Actions cache, with the artifacts of earlier runs as a second source. */
function openCacheTier(
  options: Options,
  context: GitHubContext,
  limits: FolderOptions,
  workspace: string,
  temp: string,
): HistoryStore {
  const { githubToken: token } = options;
  const connect = async (deadlineMs: number): Promise<GitHubStorage> =>
    openStorage(await connectTo(options, context, deadlineMs), token);
  const store = cacheStore({
    run: { ...context, baselineBranch: options.baselineBranch || findBase(context) },
    connect: token === '' ? null : connect,
    limits,
    fetchEarlier: async (folder) => {
      if (token === '') return [];
      const { earlier: deadlineMs } = deadlinesMs;
      const [storage, artifact] = [
        await connect(deadlineMs),
        nameHistoryArtifact(options.artifactName, context),
      ];
      const { defaultBranch } = context;
      const found = await fetchEarlierRuns({ storage, defaultBranch, artifact, temp, deadlineMs }, folder);
      const isEmpty = options.seed && (await listSegments(folder)).length === 0;
      return isEmpty ? [...found, ...(await seed(options, context, limits, folder))] : found;
    },
    workspace,
    temp,
    packing: defaultPacking,
    loadDeadlineMs: deadlinesMs.load,
    saveDeadlineMs: deadlinesMs.save,
  });
  const isDefault = context.isTrunk && context.build.branch === context.defaultBranch;
  if (!isDefault || !options.artifacts.includes('history')) return store;
  const append: HistoryStore['append'] = async (build) => {
    const kept = keepBuild(join(temp, context.legId, 'history'), build, limits.now);
    const fault = await kept.then(
      () => null,
      (error: Error) => error,
    );
    const { saved, problems } = await store.append(build);
    return { saved, problems: fault === null ? problems : [...problems, describeUnkept(fault)] };
  };
  return { load: store.load, append };
}
