/**
 * One run, the same for the action and the command line: options → history → ingest → analyse → save →
 * deliver → exit code. Everything that touches the world goes through the `Host`.
 */
import { analyze, analyzeComparison } from './analyze.ts';
import { listOpened } from './detect/conclude/conclude-series.ts';
import { type ReadOptions, readBuild } from './formats/read-build.ts';
import { countRuns } from './history/count-runs.ts';
import { toStoredBuild } from './history/stored-build.ts';
import { listMasks } from './ingest/mask-secrets.ts';
import { type OwnersOfTask, ownTasks } from './ingest/own-tasks.ts';
import { placeFailures } from './ingest/place-failures.ts';
import type { Source } from './ingest/source.ts';
import type { Build, BuildContext } from './model/build.ts';
import type { HistoryStore, LoadedHistory } from './model/history.ts';
import type { MachineSample } from './model/machine.ts';
import type { Problem } from './model/problem.ts';
import type { Report } from './model/report.ts';
import { codeOwnersPaths } from './settings/code-owners.ts';
import { type Config, readConfig } from './settings/config.ts';
import { type Options, type OptionTexts, optionSpecs } from './settings/options.ts';
import type { Delivered } from './settings/outputs.ts';
import { readEnvironment } from './settings/read-environment.ts';
import { readOptions } from './settings/read-option-texts.ts';
import { secretValues } from './settings/secret-values.ts';
import { measureSides } from './trial/measure-sides.ts';
import { describeLastPair } from './words/describe-comparison.ts';

/** What the surroundings say about the build that is judged. */
export interface Surroundings {
  readonly context: BuildContext;
  /** The same for the same build, whoever asks. */
  readonly buildId: string;
  /** The series when the user names none. */
  readonly defaultName: string;
  /** Branch to compare with when the user names none; null compares with all builds of the series. */
  readonly baselineBranch: string | null;
  /** False where nobody could read what is saved: tags and merge queues. */
  readonly savingHelps: boolean;
  /** How the job stands: `cancelled` work never ran, whatever the logs say; null when not known. */
  readonly jobStatus: 'success' | 'failure' | 'cancelled' | null;
  /** When the job began, epoch milliseconds: logs that some tools leave from an earlier build end before it. */
  readonly jobStartMs: number | null;
  /** When the logs are read, epoch milliseconds. */
  readonly nowMs: number | null;
  /** What a monitor of the machine saw while the build ran; empty without one. */
  readonly machine: readonly MachineSample[];
}

interface DeliveryOutcome {
  readonly notices: readonly Problem[];
  readonly facts?: Partial<Omit<Delivered, 'notices'>>;
}

/** One way to hand a report over. It never throws for a fault of the service. */
export interface Delivery {
  readonly name: string;
  /** @param delivered what earlier deliveries brought, with their notices */
  readonly deliver: (report: Report, delivered: Delivered) => Promise<DeliveryOutcome>;
}

/** The outside of a run: GitHub Actions, or a shell. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where files are looked for and commands run. */
  readonly folder: string;
  /** Whether to measure two commands instead of judging logs by the history. */
  readonly compares: (options: Options) => boolean;
  /** The texts that the user gave this run, by option name. */
  readonly given: OptionTexts;
  /** A text file of the workspace; null when it is absent. @throws when it is there and cannot be read. */
  readonly readText: (path: string) => Promise<string | null>;
  /** Paths of the files that the repository tracks; null when they are not known. */
  readonly listFiles: () => Promise<readonly string[] | null>;
  readonly findSources: (options: Options) => Promise<{
    readonly sources: readonly Source[];
    readonly problems: readonly Problem[];
  }>;
  readonly observe: (options: Options, sources: readonly Source[]) => Promise<Surroundings>;
  readonly openStore: (options: Options, surroundings: Surroundings, name: string) => Promise<HistoryStore>;
  /** In the order in which they run. */
  readonly deliveries: (options: Options, surroundings: Surroundings) => readonly Delivery[];
  readonly tell: (problem: Problem) => void;
  /** Called last, whatever the verdict: `report` is null when there was nothing to judge. */
  readonly finish: (report: Report | null, delivered: Delivered) => Promise<void>;
}

export type ExitCode = 0 | 1 | 2;

/** Runs once. @returns the exit code: 0 passed, 1 check failed, 2 wrong options or input. */
export async function run(host: Host): Promise<ExitCode> {
  const settings = await readSettings(host);
  if (settings === 'off') return 0;
  const { options, config } = settings;
  for (const problem of settings.problems) host.tell(problem);
  if (settings.problems.some((problem) => problem.level === 'error')) return 2;

  if (host.compares(options)) return await compare(host, settings);
  const found = await host.findSources(options);
  const surroundings = await host.observe(options, found.sources);
  const name = options.name || surroundings.defaultName;
  const store = await host.openStore(options, surroundings, name);
  const loaded = await store.load();

  const read = await ingest(host, settings, surroundings, name, found);
  if (read.build === null) return await endWithoutBuild(host, options, read.problems);

  const ownersOf = await readOwners(host, read.build, loaded);
  const report = analyze({
    ownersOf,
    build: read.build,
    loaded,
    config,
    options,
    baselineBranch: options.baselineBranch || surroundings.baselineBranch,
    problems: read.problems,
  });
  for (const problem of [...loaded.problems, ...read.problems])
    if (problem.level !== 'info') host.tell(problem);
  const saved = await save(options, surroundings, store, {
    ...read.build,
    opened: listOpened(report.changes),
  });
  await deliverAll(
    host,
    options,
    surroundings,
    report,
    countStored(loaded, read.build, saved.saved),
    saved.problems,
  );
  return report.verdict === 'fail' ? 1 : 0;
}

/** By CODEOWNERS; without the file, or where nothing failed, nobody is asked for. */
async function readOwners(host: Host, build: Build, { history }: LoadedHistory): Promise<OwnersOfTask> {
  const hasFailed = build.result !== 'success' || history.builds.some(({ failedTasks }) => failedTasks > 0);
  for (const path of hasFailed ? codeOwnersPaths : []) {
    const text = await host.readText(path).catch(() => null);
    if (text !== null) return ownTasks(text, (await host.listFiles()) ?? []);
  }
  return () => [];
}

/** Measures two sides in turns and reports a run of the head beside those of the base; nothing is stored. */
async function compare(host: Host, settings: Settings): Promise<ExitCode> {
  const { options, config } = settings;
  const surroundings = await host.observe(options, []);
  const name = options.name || `${surroundings.defaultName} (compare)`;
  const read = readOptionsOf(host, settings, surroundings, name);
  const measured = await measureSides({
    options,
    folder: host.folder,
    rules: config.regressions,
    read,
    tell: host.tell,
    onPair: (so) => host.tell(describeLastPair(so)),
  });
  if ('problems' in measured) {
    for (const problem of measured.problems) host.tell(problem);
    await host.finish(null, { ...nothingDelivered, notices: measured.problems });
    return 2;
  }
  const { comparison, pairs } = measured;
  const nowMs = surroundings.nowMs ?? 0;
  const builds = pairs.map(({ base }) =>
    toStoredBuild({ ...base, context: { ...base.context, pullRequest: null } }, nowMs),
  );
  const typical = [...pairs].sort((a, b) => (a.head.durationMs ?? 0) - (b.head.durationMs ?? 0));
  const { head } = typical[typical.length >> 1] as (typeof pairs)[number];
  const report = analyzeComparison(
    {
      build: { ...head, id: surroundings.buildId },
      loaded: { status: 'found', history: { builds, series: [] }, problems: [] },
      config,
      options,
      baselineBranch: null,
      problems: [],
    },
    comparison,
  );
  await deliverAll(host, options, surroundings, report, 0, []);
  return report.verdict === 'fail' ? 1 : 0;
}

type Settings = { options: Options; config: Config; problems: readonly Problem[] };

/** Flag or input first, then the environment, then the configuration file. */
async function readSettings(host: Host): Promise<Settings | 'off'> {
  const environment = readEnvironment(host.env);
  if (environment.offBy !== null) {
    host.tell({
      level: 'warning',
      code: 'switched-off',
      where: environment.offBy,
      what: 'Telemetry is switched off: this build is neither checked nor stored.',
      fix: 'Unset the variable to switch it on.',
    });
    return 'off';
  }
  const given = withoutDefaults(host.given);
  const { config: path } = readOptions([given, environment.source]).options;
  const file = await readConfigFile(host, path, given.texts['config'] !== undefined);
  const { options, problems } = readOptions([given, environment.source, file.options]);
  return { options, config: file.config, problems: [...file.problems, ...problems] };
}

/** The runner fills in defaults; an input at its default gives way to the file. */
function withoutDefaults(given: OptionTexts): OptionTexts {
  const defaults = new Map<string, string>(optionSpecs.map((spec) => [spec.name, spec.default]));
  const texts = Object.entries(given.texts).filter(([name, text]) => defaults.get(name) !== text);
  return { where: given.where, texts: Object.fromEntries(texts) };
}

async function readConfigFile(
  host: Host,
  path: string,
  asked: boolean,
): Promise<ReturnType<typeof readConfig>> {
  const fault = (what: string): ReturnType<typeof readConfig> => ({
    ...readConfig('', path),
    problems: [
      { level: 'error', code: 'config-file', where: path, what, fix: 'Correct the option `config`.' },
    ],
  });
  try {
    const text = await host.readText(path);
    if (text === null && asked) return fault('There is no such configuration file.');
    return readConfig(text ?? '', path);
  } catch (error) {
    return fault(`It cannot be read: ${(error as Error).message}`);
  }
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
  const build = read.build && markStatus(addMachine(read.build, machine), jobStatus);
  const tracked = build?.tasks.some(({ failure }) => failure?.file) ? await host.listFiles() : null;
  return { build: build && placeFailures(build, tracked), problems: [...found.problems, ...read.problems] };
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

/** The job knows what a log may not say. */
function markStatus(build: Build, status: Surroundings['jobStatus']): Build {
  if (status === 'failure' && build.result === 'unknown') return { ...build, result: 'failure' };
  if (status !== 'cancelled') return build;
  const problem: Problem = {
    level: 'warning',
    code: 'job-cancelled',
    where: 'job',
    what: 'The job was cancelled: the logs may lack work that did not come to run.',
    fix: 'Run the job again to have its speed judged.',
  };
  return { ...build, complete: false, problems: [...build.problems, problem] };
}

/** What was sampled beside the build joins what its own log holds. */
function addMachine(build: Build, beside: readonly MachineSample[]): Build {
  const machine = [...build.machine, ...beside].sort((a, b) => a.timeMs - b.timeMs);
  return { ...build, machine };
}

/**
 * Nothing to judge. An outage of GitHub is not the build's fault; for logs that are absent, or may not be
 * read, `if-no-events-found` decides; a log that cannot be understood is wrong input.
 */
async function endWithoutBuild(
  host: Host,
  options: Options,
  problems: readonly Problem[],
): Promise<ExitCode> {
  const outage = problems.some((problem) => problem.code === 'jobs-unreachable');
  const absent = problems.every((problem) => problem.level !== 'error' || problem.code === 'no-events');
  const policy = outage ? 'warn' : absent ? options.ifNoEventsFound : 'error';
  const level = policy === 'error' ? 'error' : policy === 'warn' ? 'warning' : 'info';
  const told = problems.map((problem) =>
    problem.level === 'info' || !absent ? problem : { ...problem, level: level as Problem['level'] },
  );
  for (const problem of told) host.tell(problem);
  await host.finish(null, { ...nothingDelivered, notices: told });
  return policy === 'error' ? 2 : 0;
}

const nothingDelivered: Delivered = {
  report: '',
  artifactUrl: '',
  commentUrl: '',
  historyBuilds: 0,
  notices: [],
};

async function save(
  options: Options,
  surroundings: Surroundings,
  store: HistoryStore,
  build: Build,
): Promise<Awaited<ReturnType<HistoryStore['append']>>> {
  const wanted =
    options.saveHistory === 'always' || (options.saveHistory === 'auto' && surroundings.savingHelps);
  return wanted ? await store.append(build) : { saved: false, problems: [] };
}

/** Builds in the store after this run, re-runs counted once. */
function countStored(loaded: LoadedHistory, build: Build, saved: boolean): number {
  const own = saved ? [{ id: build.id, runId: build.context.runId }] : [];
  return countRuns([...loaded.history.builds, ...own]);
}

/** Plumbing never turns a build red, not even by a fault of ours. */
async function attempt(delivery: Delivery, report: Report, delivered: Delivered): Promise<DeliveryOutcome> {
  try {
    return await delivery.deliver(report, delivered);
  } catch (error) {
    const what = `It failed: ${(error as Error).message}`;
    const fix = 'The verdict and the history are not affected; please report this as a bug.';
    return { notices: [{ level: 'warning', code: 'delivery-failed', where: delivery.name, what, fix }] };
  }
}

async function deliverAll(
  host: Host,
  options: Options,
  surroundings: Surroundings,
  report: Report,
  historyBuilds: number,
  problems: readonly Problem[],
): Promise<void> {
  let delivered: Delivered = { ...nothingDelivered, historyBuilds, notices: problems };
  for (const delivery of host.deliveries(options, surroundings)) {
    const { notices, facts } = await attempt(delivery, report, delivered);
    delivered = { ...delivered, ...facts, notices: [...delivered.notices, ...notices] };
  }
  for (const problem of delivered.notices) host.tell(problem);
  await host.finish(report, delivered);
}
