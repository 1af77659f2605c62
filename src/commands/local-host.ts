/** The host of the command line: files, a history folder, and a terminal. */

import { arch, cpus, platform } from 'node:os';
import { resolve } from 'node:path';
import type { Delivery, Host, Surroundings } from '../host.ts';
import type { Source } from '../ingest/source.ts';
import { expandHome } from '../io/expand-home.ts';
import { findSources, hashSources, readTextFile } from '../io/files.ts';
import { fitEngine } from '../io/fit-engine.ts';
import { findRepository } from '../io/repository.ts';
import { listOwnFiles } from '../io/tracked-files.ts';
import { isStandardOutput, writeOutput } from '../io/write-output.ts';
import type { HistoryStore } from '../model/history.ts';
import { localContext } from '../model/local-context.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { readMonitor } from '../recorder/monitor-log.ts';
import { renderJson } from '../render/json.ts';
import { reportFiles } from '../render/report-files.ts';
import { renderSummary } from '../render/summary.ts';
import { renderTerminal } from '../render/terminal/check-report.ts';
import { limitHistory } from '../settings/history-limits.ts';
import { isAddress } from '../settings/object-place.ts';
import type { Options } from '../settings/options.ts';
import { folderStore } from '../stores/folder-store.ts';
import { openStore } from '../stores/open-store.ts';
import type { Arguments, Flag } from './command.ts';
import { deliverMetricsLocally, deliverTraceLocally } from './deliver-locally.ts';
import { defaultHistory } from './find-history.ts';
import { findOverwritten } from './find-overwritten.ts';
import { rememberStore } from './last-history.ts';
import { startProgress } from './progress.ts';
import { type Screen, wantsColor } from './terminal.ts';

/** Flags of `check` that are not options of the action. */
export const localFlags: readonly Flag[] = [
  ...reportFiles.map(({ flag, description }) => ({ name: flag, value: 'FILE', description })),
  {
    name: 'otlp',
    value: 'FILE',
    description: 'Write the build as an OpenTelemetry trace (OTLP/JSON).',
  },
  { name: 'prometheus', value: 'FILE', description: 'Write the metrics of all builds for Prometheus.' },
  { name: 'summary', value: 'FILE', description: 'Write the summary as Markdown.' },
  { name: 'json', description: 'Print the JSON report instead of the table.' },
  {
    name: 'build-id',
    value: 'ID',
    description:
      'Unique id of this build; by default a hash of its logs, and of the commit if they contain no times.',
  },
  { name: 'branch', value: 'NAME', description: 'Branch that was built.' },
  {
    name: 'commit',
    value: 'SHA',
    description:
      'Hash of the commit that was built; without it no change has a commit, and no test is flaky.',
  },
  { name: 'pull-request', value: 'N', description: 'Pull request that was built.' },
];

/** A viewer refuses an empty file without a reason; only profiles can be empty. */
function describeEmpty(flag: string): Problem {
  return {
    level: 'warning',
    code: 'empty-report',
    where: `--${flag}`,
    what: 'The file is empty: the logs contain no work to show in it.',
    fix: 'A profile needs tasks with durations; `--chrome-trace` also needs start times.',
  };
}

/** Null: none, as CI services set the variable of its number to nothing or to `false` for other builds. */
function findPullRequest({ flags }: Arguments): number | null {
  const text = flags['pull-request'] ?? '';
  return text === '' || text === 'false' ? null : /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

/** A build of a wrong number would be compared with, or stored as, what it is not. */
export function refusePullRequest(read: Arguments): Problem[] {
  const number = findPullRequest(read);
  if (number === null || number > 0) return [];
  const what = `\`${read.flags['pull-request']}\` is not the number of a pull request.`;
  const fix = 'Write `--pull-request 12`; for other builds leave it empty, or out.';
  return [{ level: 'error', code: 'invalid-flag', where: '--pull-request', what, fix }];
}

/** A hash, or the number of a revision. With one name for all builds, each test that failed once would be flaky. */
const revision = /^(?:[0-9a-f]{7,64}|r?\d+)$/i;

const movingCommit: Problem = {
  level: 'warning',
  code: 'invalid-flag',
  where: '--commit',
  what: 'This is not the hash of a commit: the build is stored without a commit.',
  fix: 'Write `--commit "$(git rev-parse HEAD)"`.',
};

function readCommit(read: Arguments): string | null {
  const commit = read.flags['commit'] ?? '';
  return revision.test(commit) ? commit : null;
}

/**
 * A host for arguments of `check` and `compare`. `notify` prints problems.
 * @param given the options that the arguments set
 */
export function openLocalHost(
  read: Arguments,
  notify: (problem: Problem) => void,
  { compares, given }: { readonly compares: boolean; readonly given: Readonly<Record<string, string>> },
): Host {
  const folder = process.cwd();
  if (read.flags['commit'] && readCommit(read) === null) notify(movingCommit);
  const progress = startProgress(process.stderr);
  const pathOf = (flag: string): string | null => {
    const path = read.flags[flag];
    return path === undefined ? null : placeOf(path, folder);
  };
  // If a file flag writes to standard output, nothing else does.
  const screen = fileFlags.some((flag) => isStandardOutput(read.flags[flag] ?? ''))
    ? process.stderr
    : process.stdout;
  return {
    env: process.env,
    folder,
    compares: () => compares,
    given: { where: 'cli', texts: given },
    readText: async (path) => await readTextFile(resolve(folder, expandHome(path))),
    listFiles: () => listOwnFiles(folder),
    findSources: async (options) => {
      const found = await findLogs(options, folder);
      const names = found.sources.map(({ name }) => name);
      const overwritten = findOverwritten(read, fileFlags, [...names, options.config]);
      if (overwritten.length > 0) return { sources: [], problems: overwritten };
      fitEngine(found.sources);
      return { ...found, sources: found.sources.map(progress.follow) };
    },
    observe: async (_options, sources) => await observe(read, sources),
    openStore: async (options, _surroundings, name) => await openHistory(options, name, folder),
    deliveries: async (_options, { nowMs }) => [
      ...listFileDeliveries(read.flags, folder),
      // A receiver that does not answer costs its time once.
      [
        deliverTraceLocally(pathOf('otlp'), nowMs ?? 0),
        deliverMetricsLocally(pathOf('prometheus'), nowMs ?? 0),
      ],
    ],
    notify: (problem) => {
      progress.end();
      notify(problem);
    },
    finish: async (report, _delivered) => {
      progress.end();
      if (report) screen.write(read.flags['json'] ? renderJson(report) : printReport(report, screen));
    },
  };
}

function printReport(report: Report, screen: Screen): string {
  return renderTerminal(report, { width: screen.columns || 100, color: wantsColor(screen, process.env) });
}

/** The flags of `check` and `compare` that write a file. */
export const fileFlags = [...reportFiles.map(({ flag }) => flag), 'otlp', 'prometheus', 'summary'];

function placeOf(path: string, folder: string): string {
  return isStandardOutput(path) ? path : resolve(folder, path);
}

/** One delivery per file flag. */
function listFileDeliveries(flags: Arguments['flags'], folder: string): Delivery[] {
  const files = [...reportFiles, { flag: 'summary', render: renderSummary }];
  return files.map(({ flag, render }) => ({
    name: `--${flag}`,
    deliver: async (report, delivered) => {
      const path = flags[flag];
      const facts = flag === 'report' ? { facts: { report: path ?? '' } } : {};
      if (path === undefined) return { notices: [], ...facts };
      const text = render(report, delivered.notices);
      await writeOutput(path, text, folder);
      return { notices: text === '' ? [describeEmpty(flag)] : [], ...facts };
    },
  }));
}

async function openHistory(options: Options, series: string, folder: string): Promise<HistoryStore> {
  // Only object storage is shared by repositories, and calling Git costs a process.
  const isShared = isAddress(options.history);
  const store = openStore({
    location: options.history,
    base: folder,
    limits: { series, ...limitHistory(options), now: Date.now() },
    repository: (isShared ? await findRepository(process.env, folder) : null) ?? 'local',
    env: process.env,
    openCache: (limits) => folderStore(resolve(folder, defaultHistory), limits),
  });
  const place = options.history === 'cache' ? defaultHistory : expandHome(options.history);
  const baselineBranch = options.baselineBranch || null;
  return rememberStore(store, { folder: place, series, baselineBranch }, folder);
}

async function findLogs(options: Options, folder: string): ReturnType<Host['findSources']> {
  if (options.events.length > 0) return await findSources(options.events, folder, 'pipes');
  const what = 'Missing argument: an event log.';
  const fix = 'Name files or globs: `build-telemetry check reports/*.xml`.';
  return { sources: [], problems: [{ level: 'error', code: 'no-events', where: 'check', what, fix }] };
}

async function observe(read: Arguments, sources: readonly Source[]): Promise<Surroundings> {
  return {
    buildId: read.flags['build-id'] || `local-${await hashSources(sources)}`,
    defaultName: 'local',
    baselineBranch: null,
    savingHelps: true,
    jobStatus: null,
    jobStartMs: null,
    nowMs: Date.now(),
    machine: readMonitor(process.env),
    context: {
      ...localContext,
      branch: read.flags['branch'] || null,
      commit: readCommit(read),
      pullRequest: findPullRequest(read),
      runnerOs: platform(),
      runnerArch: arch(),
      cpuModel: cpus()[0]?.model ?? null,
    },
  };
}
