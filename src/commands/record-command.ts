/** `build-telemetry record`: runs a command and stores the inputs of its build and its report. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { BuildRecorder } from '../capture/build-recorder.ts';
import { listSources, listWritten, mostFiles, readTree } from '../capture/watch-tree.ts';
import { findSources } from '../io/files.ts';
import { run } from '../main.ts';
import { listSome, plural } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { runExec } from '../recorder/exec.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { isInside } from '../recording/recording-shape.ts';
import { type Arguments, type Command, type Flag, printProblem, readArguments } from './command.ts';
import { historyFlags } from './find-history.ts';
import { openLocalHost } from './local-host.ts';
import { recordHost } from './record-host.ts';

const flags: readonly Flag[] = [
  {
    name: 'events',
    value: 'GLOB',
    repeats: true,
    description:
      'Event logs that the command writes; by default its duration, and what `exec` and `emit` record.',
  },
  {
    name: 'input',
    value: 'GLOB',
    repeats: true,
    description: 'Files that it reads; by default those that Git does not ignore.',
  },
  {
    name: 'output',
    value: 'GLOB',
    repeats: true,
    description: 'Files that it writes; by default those that are new or changed afterwards.',
  },
  ...historyFlags,
];

export const recordCommand: Command = {
  name: 'record',
  operands: '[OPTIONS] -- COMMAND [ARGUMENT...]',
  summary: 'Run a command and record its inputs, outputs, environment and report, for `replay` and `diff`.',
  flags,
  run: async (args) => {
    const at = args.indexOf('--');
    const read = readArguments(at < 0 ? args : args.slice(0, at), flags);
    const command = at < 0 ? [] : args.slice(at + 1);
    const [stray] = read.operands;
    if (stray !== undefined) read.problems.push(missingCommand(stray, 'Unexpected argument.'));
    else if (!command[0])
      read.problems.push(missingCommand('record', 'Missing argument: the command to run.'));
    for (const problem of read.problems) printProblem(problem);
    if (read.problems.length > 0) return 2;
    if (!readRecordSettings().enabled) return (await runExec({ command })).exitCode;
    const scratch = await makeScratch();
    if (scratch === null) return (await runExec({ command })).exitCode;
    try {
      return await recordBuild(read, command, join(scratch, 'events.ndjson'));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

/** null if that fails: the command runs anyway. */
async function makeScratch(): Promise<string | null> {
  try {
    return await mkdtemp(join(tmpdir(), 'build-telemetry-record-'));
  } catch (error) {
    const what = `The build is not recorded: ${(error as Error).message}.`;
    const fix = 'Set TMPDIR to a folder that is writable and has free space.';
    printProblem({ level: 'warning', code: 'not-recorded', where: tmpdir(), what, fix });
    return null;
  }
}

/** @param log the file in which the command and its children record themselves */
async function recordBuild(read: Arguments, command: readonly string[], log: string): Promise<number> {
  const folder = process.cwd();
  const before = readTree(folder);
  const sources = (await expand(read, 'input')) ?? (await listSources(folder)) ?? [...before.keys()];
  const recorder = new BuildRecorder({ folder });
  recorder.startRecording(command, sources);
  for (const path of sources) recorder.recordInput(path);
  const { exitCode, problems } = await runExec({ command, path: log });
  for (const problem of problems) printProblem(problem);
  const after = readTree(folder);
  if (after.size >= mostFiles) printProblem(describeCut(folder));
  const written = listWritten(before, after);
  for (const path of (await expand(read, 'output')) ?? written) recorder.recordOutput(path);
  if (read.flags['input'] === undefined && written.length > 0) {
    const tracked = new Set(await listSources(folder, 'tracked'));
    for (const path of written) if (!tracked.has(path)) recorder.forgetInput(path);
  }
  const own = listValues(read, 'events');
  const isDone = own.length > 0 && (await judge(read, recorder, exitCode, own));
  if (!isDone) await judge(read, recorder, exitCode, [log]);
  return exitCode;
}

/** @returns whether the logs could be read */
async function judge(
  read: Arguments,
  recorder: BuildRecorder,
  exitCode: number,
  events: readonly string[],
): Promise<boolean> {
  const { history, name } = read.flags;
  const given = {
    events: events.join('\n'),
    'save-history': 'never',
    ...(history === undefined ? {} : { history }),
    ...(name === undefined ? {} : { name }),
  };
  let isJudged = false;
  const host = openLocalHost({ ...read, flags: {} }, printProblem, { compares: false, given });
  const recorded = recordHost(host, {
    recorder,
    exitCode,
  });
  // A shell expects the command's own output.
  const finish = async (report: Report | null): Promise<void> => {
    isJudged = report !== null;
  };
  await run({ ...recorded, finish });
  return isJudged;
}

function listValues({ flags: given }: Arguments, name: string): string[] {
  return given[name]?.split('\n') ?? [];
}

/** null without the flag. */
async function expand(read: Arguments, name: 'input' | 'output'): Promise<string[] | null> {
  const patterns = listValues(read, name);
  if (patterns.length === 0) return null;
  const { sources, problems } = await findSources(patterns, process.cwd());
  for (const problem of problems)
    printProblem({
      ...problem,
      level: 'warning',
      where: `--${name} ${problem.where}`,
      what: 'No file matches.',
    });
  const paths = sources.map((source) => relative('', resolve(source.name)).replaceAll('\\', '/'));
  const outside = paths.filter((path) => !isInside(path));
  if (outside.length > 0) printProblem(describeOutside(name, outside));
  return paths.filter(isInside);
}

function describeOutside(flag: string, paths: readonly string[]): Arguments['problems'][number] {
  const what = `Files outside of this folder are not recorded: ${listSome(paths, 3)}.`;
  const fix = 'Run the command in a folder that contains all of them.';
  return { level: 'warning', code: 'outside', where: `--${flag}`, what, fix };
}

function describeCut(folder: string): Arguments['problems'][number] {
  const what = `There are more than ${plural(mostFiles, 'file')}: the others were not watched.`;
  return {
    level: 'warning',
    code: 'too-many-files',
    where: folder,
    what,
    fix: 'Name the outputs with --output GLOB.',
  };
}

function missingCommand(where: string, what: string): Arguments['problems'][number] {
  return {
    level: 'error',
    code: 'no-command',
    where,
    what,
    fix: 'Write `build-telemetry record -- make api`.',
  };
}
