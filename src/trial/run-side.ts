/** One run of one side: the command, and the build from its logs, or its own time. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ReadOptions, readBuild } from '../formats/read-build.ts';
import type { Source } from '../ingest/source.ts';
import { findSources } from '../io/files.ts';
import { runShell, type ShellOutcome } from '../io/run-shell.ts';
import { hasMeaningfulTime } from '../metrics/final-tasks.ts';
import type { Build } from '../model/build.ts';
import { emptyBuild } from '../model/empty-build.ts';
import type { Metric } from '../model/metric.ts';
import type { Problem } from '../model/problem.ts';
import { readChildrenCpuMs } from '../recorder/proc.ts';

/** Ends a comparison, with the reason. */
export class TrialError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems[0]?.what ?? 'stopped');
    this.problems = problems;
  }
}

export interface SideRun {
  readonly command: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  /** Paths and globs of the logs that the command writes; empty: its own recording, or its time alone. */
  readonly events: readonly string[];
  /** A separate folder for this run. */
  readonly scratch: string;
  /** `base, run 3`, for messages. */
  readonly label: string;
  readonly read: ReadOptions;
}

/** @throws TrialError if the command fails or its log cannot be used */
export async function runSide(run: SideRun): Promise<Build> {
  const recorded = join(run.scratch, `${run.read.id}.ndjson`);
  const before = await stampFiles(run);
  const cpuBefore = readChildrenCpuMs();
  const outcome = await runCommand(run, { ...run.env, BUILD_TELEMETRY_LOG: recorded });
  const cpu = measureCpu(cpuBefore, readChildrenCpuMs());
  const sources = run.events.length > 0 ? await findFresh(run, before) : await findRecorded(recorded);
  if (sources.length === 0) return buildOfTime(run, outcome, cpu);
  const { build, problems } = await readBuild(sources, { ...run.read, jobStartMs: null });
  const isUsable = build?.complete === true && !build.degraded && hasMeaningfulTime(build.result);
  if (build === null || !isUsable) throw new TrialError(describeUnusable(run, build, problems));
  return {
    ...build,
    startTimeMs: outcome.startTimeMs,
    durationMs: build.durationMs ?? outcome.durationMs,
    result: 'success',
    metrics: [...build.metrics, ...cpu],
  };
}

/** Less affected by a busy machine than the wall-clock time. */
function measureCpu(before: number | null, after: number | null): Metric[] {
  if (before === null || after === null) return [];
  return [{ name: 'CPU time', value: after - before, unit: 'ms', better: 'lower', samples: null }];
}

/** Runs a command that must succeed. @throws TrialError */
export async function runCommand(
  { command, folder, stop, label }: Pick<SideRun, 'command' | 'folder' | 'stop' | 'label'>,
  env: NodeJS.ProcessEnv,
): Promise<ShellOutcome> {
  const outcome = await runShell(command, { folder, env, stop });
  if (stop.aborted) throw new TrialError([]);
  if (outcome.exitCode === 0) return outcome;
  const how =
    outcome.exitCode === null
      ? `was ended by ${outcome.signal}`
      : `failed with exit code ${outcome.exitCode}`;
  const tail = outcome.tail === '' ? '' : ` It printed:\n${outcome.tail}`;
  const fix = 'Only successful runs are compared: fix the command, and run it alone first.';
  const what = `\`${command}\` ${how}.${tail}`;
  throw new TrialError([{ level: 'error', code: 'run-failed', where: label, what, fix }]);
}

type Stamps = ReadonlyMap<string, string>;

/** The properties that show whether a file was written again. */
async function stampFiles({ events, folder }: SideRun): Promise<Stamps> {
  const { sources } = await findSources(events, folder);
  return new Map(
    await Promise.all(sources.map(async ({ name }) => [name, await stampOf(folder, name)] as const)),
  );
}

async function stampOf(folder: string, name: string): Promise<string> {
  const { mtimeNs, size, ino } = await stat(resolve(folder, name), { bigint: true });
  return `${mtimeNs} ${size} ${ino}`;
}

/** An existing log that was not written again reports another run. */
async function findFresh(run: SideRun, before: Stamps): Promise<Source[]> {
  const { sources, problems } = await findSources(run.events, run.folder);
  if (problems.length > 0)
    throw new TrialError(problems.map((each) => ({ ...each, where: `${run.label}: ${each.where}` })));
  const stamps = await Promise.all(sources.map(({ name }) => stampOf(run.folder, name)));
  const fresh = sources.filter(({ name }, at) => before.get(name) !== stamps[at]);
  if (fresh.length > 0) return fresh;
  const what = `The command did not write ${sources.map(({ name }) => `\`${name}\``).join(', ')}: the file is from before this run.`;
  const fix = 'Let the command write its log each time; a build tool may have found nothing to do.';
  throw new TrialError([{ level: 'error', code: 'stale-log', where: run.label, what, fix }]);
}

/** The log of `exec` and `emit` in the command; none if it uses neither. */
async function findRecorded(path: string): Promise<readonly Source[]> {
  const found = await stat(path).catch(() => null);
  return found === null || found.size === 0 ? [] : (await findSources([path], '/')).sources;
}

function buildOfTime(
  { read }: SideRun,
  { startTimeMs, durationMs }: ShellOutcome,
  metrics: readonly Metric[],
): Build {
  const { id, name, context } = read;
  return { ...emptyBuild, id, name, startTimeMs, durationMs, metrics, context };
}

function describeUnusable({ label }: SideRun, build: Build | null, problems: readonly Problem[]): Problem[] {
  if (build === null) return problems.map((each) => ({ ...each, where: `${label}: ${each.where}` }));
  const why = build.complete && !build.degraded ? `has the result ${build.result}` : 'is not complete';
  const what = `The log of this run ${why}.`;
  const fix = 'Only complete, successful runs are compared: let the command fail when its build does.';
  return [{ level: 'error', code: 'run-failed', where: label, what, fix }];
}
