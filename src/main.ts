/**
 * One run, the same for the action and the command line: options → history → ingest → analyse → save →
 * deliver → exit code. Everything that touches the world goes through the `Host`.
 */
import { type AnalysisInput, analyze, analyzeComparison, leaveOutZeros } from './analyze.ts';
import { listOpened } from './detect/conclude/conclude-series.ts';
import { type ReadOptions, readBuild } from './formats/read-build.ts';
import { countRuns } from './history/count-runs.ts';
import { keepContext } from './history/keep-context.ts';
import { toStoredBuild } from './history/stored-build.ts';
import {
  type Delivery,
  type DeliveryOutcome,
  type Host,
  nameOwnSeries,
  type ReportBasis,
  type StoredState,
  type Surroundings,
} from './host.ts';
import { findOwners, type OwnersOfTask } from './ingest/find-owners.ts';
import { listMasks } from './ingest/mask-secrets.ts';
import { placeFailures } from './ingest/place-failures.ts';
import { type PriceOf, priceTasks } from './metrics/price-tasks.ts';
import type { Build } from './model/build.ts';
import type { HistoryStore, LoadedHistory } from './model/history.ts';
import type { MachineSample } from './model/machine.ts';
import type { Problem } from './model/problem.ts';
import type { Report } from './model/report.ts';
import { measureRun } from './points/measure-run.ts';
import { readSettings, type Settings } from './read-settings.ts';
import { codeOwnersPaths } from './settings/code-owners.ts';
import { limitHistory } from './settings/history-limits.ts';
import type { Options } from './settings/options.ts';
import type { Delivered } from './settings/outputs.ts';
import { matchPattern } from './settings/regression-rules.ts';
import { secretValues } from './settings/secret-values.ts';
import { type Measured, measureSides } from './trial/measure-sides.ts';
import { describeLastPair } from './words/describe-comparison.ts';
import { describeEarlier } from './words/describe-earlier.ts';
import {
  describeOtherSeries,
  describeUnsaved,
  describeUnstored,
  unconfirmable,
} from './words/describe-elsewhere.ts';
import { describeLimited } from './words/describe-limited.ts';
import { canRecur, describeRepeated } from './words/describe-repeated.ts';
import { describeSharing } from './words/describe-sharing.ts';
import { omitRepeated } from './words/omit-repeated.ts';

export type ExitCode = 0 | 1 | 2;

/** Runs once. @returns the exit code: 0 passed, 1 check failed, 2 wrong options or input. */
export async function run(host: Host): Promise<ExitCode> {
  const settings = await readSettings(host);
  if (settings === 'off') return 0;
  const { options, config } = settings;
  for (const problem of settings.problems) host.notify(problem);
  if (settings.problems.some((problem) => problem.level === 'error')) {
    await host.finish(null, { ...nothingDelivered, notices: settings.problems }, options);
    return 2;
  }

  if (host.compares(options)) return await compare(host, settings);
  const { surroundings, store, input: given, problems } = await gather(host, settings);
  if (given === null) return await endWithoutBuild(host, options, surroundings, problems);
  const { input, report: found } = judge(given);
  for (const problem of [...input.loaded.problems, ...input.problems])
    if (problem.level !== 'info') host.notify(found.verdict === 'fail' ? problem : setLevel(problem, 'warn'));
  const isMeasured = (task: string): boolean => config.metricTasks.some((name) => matchPattern(name, task));
  const build = { ...input.build, amounts: measureRun(input.build, found, { isMeasured }) };
  const saved = await save(options, surroundings, store, { ...build, opened: listOpened(found.changes) });
  const isFirst = isSaved(options, surroundings) && input.loaded.status === 'missing';
  const hasSuspect = found.changes.some(({ verdict }) => verdict === 'suspect');
  const unsaved = [
    ...(isFirst ? [describeUnsaved(build.name, saved.problems)] : []),
    ...(hasSuspect ? [unconfirmable] : []),
  ];
  const isToldMore = !saved.saved && unsaved.length > 0;
  const judged = isToldMore ? { ...input, problems: [...unsaved, ...input.problems] } : input;
  const report = isToldMore ? analyze(judged) : found;
  await deliverAll(
    host,
    options,
    surroundings,
    {
      report,
      build,
      stored: { loaded: input.loaded, saved: saved.saved, reload: () => store.load() },
      judged: { input: judged, source: settings.source },
    },
    countStored(input.loaded, build, saved.saved),
    saved.problems,
  );
  return report.verdict === 'fail' ? 1 : 0;
}

interface Gathered {
  readonly surroundings: Surroundings;
  readonly store: HistoryStore;
  /** Null: no build was found to judge; see `problems`. */
  readonly input: AnalysisInput | null;
  readonly problems: readonly Problem[];
}

/** The judged build, its baseline, and the rules. */
async function gather(host: Host, settings: Settings): Promise<Gathered> {
  const { options, config } = settings;
  const { ifNoEventsFound } = options;
  const found = await host.findSources(options);
  const surroundings = await host.observe(options, found.sources);
  const name = nameOwnSeries(host, options, surroundings.defaultName);
  const store = await host.openStore(options, surroundings, name);
  const loaded = await load(store);

  const read = await ingest(host, settings, surroundings, name, found);
  // A job that failed or was cancelled may lack a log for a good reason.
  const isRefused = found.problems.length > 0 && !hasEndedEarly(surroundings) && ifNoEventsFound === 'error';
  if (read.build === null || isRefused) return { surroundings, store, input: null, problems: read.problems };
  const build = keepContext(read.build, loaded.history.builds);
  const baselineBranch = options.baselineBranch || surroundings.baselineBranch;
  const isStored = isSaved(options, surroundings);
  const problems = [
    ...settings.notes,
    ...(surroundings.notes ?? []),
    ...(isStored || loaded.status !== 'missing' ? [] : [describeUnstored(name, options.saveHistory)]),
    ...describeOtherSeries(build, loaded.others),
    ...describeSharing(build, loaded.history.builds),
    ...describeEarlier(build, loaded.history.builds),
    ...describeRepeated(read.build, loaded.history.builds),
    ...describeLimited(build, loaded, baselineBranch, limitHistory(options)),
    ...read.problems.map((problem) => lowerLevelOfMissing(problem, ifNoEventsFound)),
  ];

  const ownersOf = await readOwners(host, build, loaded);
  const input = { ownersOf, build, loaded, config, options, baselineBranch, problems };
  return { surroundings, store, input, problems };
}

/** Rows are read while they are judged: if some cannot be read, the others are judged. */
function judge(given: AnalysisInput): { readonly input: AnalysisInput; readonly report: Report } {
  const judgeOnce = (loaded: LoadedHistory): ReturnType<typeof judge> => {
    const input = leaveOutZeros({ ...given, loaded });
    return { input, report: analyze(input) };
  };
  try {
    return judgeOnce(given.loaded);
  } catch (error) {
    const rest = given.loaded.withoutUnreadable?.() ?? null;
    if (rest === null) throw error;
    const status = rest.history.builds.length > 0 ? given.loaded.status : 'corrupt';
    const problems = [...given.loaded.problems, ...rest.problems];
    return judgeOnce({ ...given.loaded, status, history: rest.history, problems });
  }
}

/** From CODEOWNERS; without the file, or without failures, no owners are determined. */
async function readOwners(host: Host, build: Build, { history }: LoadedHistory): Promise<OwnersOfTask> {
  const hasFailed = build.result !== 'success' || history.builds.some(({ failedTasks }) => failedTasks > 0);
  for (const path of hasFailed ? codeOwnersPaths : []) {
    const text = await host.readText(path).catch(() => null);
    if (text !== null) return findOwners(text, (await host.listFiles()) ?? []);
  }
  return () => [];
}

/** The head's run of median duration. */
function findTypicalHead(pairs: Measured['pairs']): Build {
  const heads = pairs.map(({ head }) => head).sort((a, b) => (a.durationMs ?? 0) - (b.durationMs ?? 0));
  return heads[heads.length >> 1] as Build;
}

/** Measures two sides alternately and reports a run of the head compared with those of the base; nothing is stored. */
async function compare(host: Host, settings: Settings): Promise<ExitCode> {
  const { options, config } = settings;
  const surroundings = await host.observe(options, []);
  const name = nameOwnSeries(host, options, surroundings.defaultName);
  const read = readOptionsOf(host, settings, surroundings, name);
  const measured = await measureSides({
    options,
    folder: host.folder,
    rules: config.regressions,
    judges: 'all',
    read,
    notify: host.notify,
    onPair: (so) => host.notify(describeLastPair(so)),
  });
  if ('problems' in measured) {
    for (const problem of measured.problems) host.notify(problem);
    await host.finish(null, { ...nothingDelivered, notices: measured.problems }, options);
    return 2;
  }
  const { comparison, pairs } = measured;
  const nowMs = surroundings.nowMs ?? 0;
  const builds = pairs.map(({ base }) =>
    toStoredBuild({ ...base, context: { ...base.context, pullRequest: null } }, nowMs),
  );
  const build = { ...findTypicalHead(pairs), id: surroundings.buildId };
  const report = analyzeComparison(
    {
      build,
      loaded: { status: 'found', history: { builds, series: [] }, problems: [] },
      config,
      options,
      baselineBranch: null,
      problems: [],
    },
    comparison,
  );
  await deliverAll(host, options, surroundings, { report, build, stored: null, judged: null }, 0, []);
  return report.verdict === 'fail' ? 1 : 0;
}

async function ingest(
  host: Host,
  settings: Settings,
  surroundings: Surroundings,
  name: string,
  found: Awaited<ReturnType<Host['findSources']>>,
): Promise<{ build: Build | null; problems: readonly Problem[] }> {
  if (found.sources.length === 0) return { build: null, problems: found.problems };
  const read = await readBuild(found.sources, readOptionsOf(host, settings, surroundings, name));
  const { machine, jobStatus } = surroundings;
  const priced = read.build && addPrices(read.build, settings);
  const build = priced && markStatus(addMachine(priced, machine), jobStatus);
  const tracked = build?.tasks.some(({ failure }) => failure?.file) ? await host.listFiles() : null;
  const placed = build && placeFailures(build, tracked);
  // A pattern without a match may mean missing work.
  const whole = placed && found.problems.length > 0 ? { ...placed, complete: false } : placed;
  return { build: whole && addCommit(whole), problems: [...found.problems, ...read.problems] };
}

function readOptionsOf(
  { env }: Host,
  { options, config }: Settings,
  surroundings: Surroundings,
  name: string,
): ReadOptions {
  return {
    name,
    format: options.format,
    id: surroundings.buildId,
    context: surroundings.context,
    limits: config.limits,
    jobStartMs: surroundings.jobStartMs,
    nowMs: surroundings.nowMs,
    privacy: {
      failureMessages: options.failureMessages === 'on',
      masks: listMasks(secretValues(env)),
    },
  };
}

/** Costs from the price list of the configuration. */
function addPrices(build: Build, { config: { prices } }: Settings): Build {
  if (prices === null) return build;
  const names = [...prices.models];
  const priceOf: PriceOf = (model) => names.find(([name]) => matchPattern(name, model))?.[1] ?? null;
  return priceTasks(build, priceOf, prices.date);
}

/** The same logs of another commit are another build. */
function addCommit(build: Build): Build {
  const { commit } = build.context;
  return commit !== null && canRecur(build) ? { ...build, id: `${build.id}-${commit}` } : build;
}

/** The status of the job may be missing in the log. */
function markStatus(build: Build, status: Surroundings['jobStatus']): Build {
  if (status === 'failure' && build.result === 'unknown') return { ...build, result: 'failure' };
  if (status !== 'cancelled') return build;
  const problem: Problem = {
    level: 'warning',
    code: 'job-cancelled',
    where: 'job',
    what: 'The job was cancelled: work that had not started is missing from the logs.',
    fix: 'Re-run the job to compare its speed.',
  };
  return { ...build, complete: false, problems: [...build.problems, problem] };
}

/** Samples of the monitor are added to those in the log. */
function addMachine(build: Build, samples: readonly MachineSample[]): Build {
  const machine = [...build.machine, ...samples].sort((a, b) => a.timeMs - b.timeMs);
  return { ...build, machine };
}

/**
 * Nothing to judge. An outage of GitHub is not the build's fault, and neither is a job that ended before it wrote a
 * log; for absent or unreadable logs `if-no-events-found` decides; an invalid log is wrong input.
 */
async function endWithoutBuild(
  host: Host,
  options: Options,
  surroundings: Surroundings,
  problems: readonly Problem[],
): Promise<ExitCode> {
  const outage = problems.some((problem) => problem.code === 'jobs-unreachable');
  const absent = problems.every((problem) => problem.level !== 'error' || problem.code === 'no-events');
  const isMissing = problems.some((problem) => problem.code === 'no-events');
  const isEarly = absent && isMissing && hasEndedEarly(surroundings);
  const policy = outage ? 'warn' : isEarly ? 'ignore' : absent ? options.ifNoEventsFound : 'error';
  const softened = absent ? problems.map((problem) => setLevel(problem, policy)) : problems;
  const notices = isEarly ? [describeEarlyEnd(surroundings), ...softened] : softened;
  for (const problem of notices) host.notify(problem);
  await host.finish(null, { ...nothingDelivered, notices }, options);
  return policy === 'error' ? 2 : 0;
}

function hasEndedEarly({ jobStatus }: Surroundings): boolean {
  return jobStatus === 'failure' || jobStatus === 'cancelled';
}

function describeEarlyEnd({ jobStatus }: Surroundings): Problem {
  const how = jobStatus === 'failure' ? 'failed' : 'was cancelled';
  const what = `The job ${how} before a log was written: there is nothing to check.`;
  return { level: 'info', code: 'job-ended-early', where: 'job', what, fix: '' };
}

/** If other logs were found, a missing one makes the build incomplete, which is not an error. */
function lowerLevelOfMissing(problem: Problem, policy: Options['ifNoEventsFound']): Problem {
  return problem.code === 'no-events' ? setLevel(problem, policy === 'ignore' ? 'ignore' : 'warn') : problem;
}

const policyLevels = { error: 'error', warn: 'warning', ignore: 'info' } as const;

function setLevel(problem: Problem, policy: Options['ifNoEventsFound']): Problem {
  return problem.level === 'info' ? problem : { ...problem, level: policyLevels[policy] };
}

export const nothingDelivered: Delivered = {
  report: '',
  artifactUrl: '',
  commentUrl: '',
  historyBuilds: 0,
  notices: [],
};

/** A fault of this machine, such as a full disk, never fails a build. */
async function load(store: HistoryStore): Promise<LoadedHistory> {
  try {
    return await store.load();
  } catch (error) {
    const problem = describeFault('history-unreadable', 'history', 'The history was not read', error);
    return { status: 'unreachable', history: { builds: [], series: [] }, problems: [problem] };
  }
}

function isSaved({ saveHistory }: Options, { savingHelps }: Surroundings): boolean {
  return saveHistory === 'always' || (saveHistory === 'auto' && savingHelps);
}

async function save(
  options: Options,
  surroundings: Surroundings,
  store: HistoryStore,
  build: Build,
): Promise<Awaited<ReturnType<HistoryStore['append']>>> {
  if (!isSaved(options, surroundings)) return { saved: false, problems: [] };
  try {
    return await store.append(build);
  } catch (error) {
    const lost = 'This build was not added to the history';
    return { saved: false, problems: [describeFault('history-unwritable', 'history', lost, error)] };
  }
}

/** Builds in the store after this run, re-runs counted once. */
function countStored(loaded: LoadedHistory, build: Build, saved: boolean): number {
  const own = saved ? [{ id: build.id, runId: build.context.runId }] : [];
  return countRuns([...loaded.history.builds, ...own]);
}

/** Internal failures never fail a build, not even our own bugs. */
async function attempt(
  delivery: Delivery,
  ...handed: Parameters<Delivery['deliver']>
): Promise<DeliveryOutcome> {
  try {
    return await delivery.deliver(...handed);
  } catch (error) {
    const problem = describeFault('delivery-failed', delivery.name, 'Delivery failed', error);
    const what = `${problem.what} The verdict and the history are not affected.`;
    return { notices: [{ ...problem, what }] };
  }
}

function describeFault(code: string, where: string, lost: string, error: unknown): Problem {
  const fault = error as NodeJS.ErrnoException;
  const what = `${lost}: ${fault.message.replace(/\.?$/, '')}.`;
  return { level: 'warning', code, where, what, fix: adviseOn(fault) };
}

/** The error of a missing package contains the install command. */
function adviseOn({ code, syscall }: Pick<NodeJS.ErrnoException, 'code' | 'syscall'>): string {
  if (code === 'MODULE_NOT_FOUND') return '';
  return syscall === undefined
    ? 'Please report this as a bug.'
    : 'Check that the path exists, can be written, and has free space.';
}

async function deliverAll(
  host: Host,
  options: Options,
  surroundings: Surroundings,
  {
    report,
    build,
    stored,
    judged,
  }: {
    readonly report: Report;
    readonly build: Build;
    readonly stored: StoredState | null;
    readonly judged: ReportBasis | null;
  },
  historyBuilds: number,
  problems: readonly Problem[],
): Promise<void> {
  let delivered: Delivered = { ...nothingDelivered, historyBuilds, notices: problems };
  for (const entry of await host.deliveries(options, surroundings)) {
    const before = delivered;
    const together = [entry].flat().map((each) => attempt(each, report, before, build, stored, judged));
    for (const { notices, facts } of await Promise.all(together)) {
      const news = omitRepeated(notices, delivered.notices);
      delivered = { ...delivered, ...facts, notices: [...delivered.notices, ...news] };
    }
  }
  for (const problem of delivered.notices) host.notify(problem);
  await host.finish(report, delivered, options);
}
