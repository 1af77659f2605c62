/** `build-telemetry check`: the action's run with a local host. */
import { BuildRecorder } from '../capture/build-recorder.ts';
import type { Host } from '../host.ts';
import { run } from '../main.ts';
import { type OptionSpec, optionNames, optionSpecs } from '../settings/options.ts';
import { type Arguments, type Command, type Flag, printProblem, readArguments } from './command.ts';
import { findWrongEndings } from './file-ending.ts';
import { localFlags, openLocalHost, refusePullRequest } from './local-host.ts';
import { recordHost } from './record-host.ts';

const optionFlags: readonly Flag[] = (optionSpecs as readonly OptionSpec[])
  .filter((spec) => spec.where.includes('cli') && spec.name !== 'events')
  .map((spec) => ({
    name: spec.name,
    value: valueName(spec),
    ...(spec.kind.type === 'choice' ? { values: spec.kind.values } : {}),
    description: describeOption(spec),
  }));

const recordFlag: Flag = {
  name: 'record',
  description: 'Save the inputs of the report in .build-telemetry/recordings, for `replay` and `diff`.',
};

export const checkCommand: Command = {
  name: 'check',
  operands: '[FILE|GLOB...] [OPTIONS]',
  summary: 'Compare a build with the history by its event logs, check thresholds, and add it to the history.',
  flags: [...optionFlags, ...localFlags, recordFlag],
  run: async (args) => {
    const read = readArguments(args, checkCommand.flags);
    const problems = [...read.problems, ...findWrongEndings(read), ...refusePullRequest(read)];
    for (const problem of problems) printProblem(problem);
    if (problems.length > 0) return 2;
    const host = openLocalHost(read, printProblem, { compares: false, given: givenOptions(read) });
    return await run(read.flags['record'] ? recordCheck(host, args) : host);
  },
};

function recordCheck(host: Host, args: readonly string[]): Host {
  const recorder = new BuildRecorder();
  recorder.startRecording(['build-telemetry', 'check', ...args]);
  return recordHost(host, {
    recorder,
    exitCode: null,
  });
}

function givenOptions({ flags, operands }: Arguments): Record<string, string> {
  const known = optionNames('cli');
  const texts = Object.fromEntries(Object.entries(flags).filter(([name]) => known.includes(name)));
  return operands.length > 0 ? { ...texts, events: operands.join('\n') } : texts;
}

/** The placeholder of an option's value in the help. */
export function valueName(spec: OptionSpec): string {
  if (spec.kind.type === 'choice') return spec.kind.values.join('|');
  if (spec.name === 'config') return 'FILE';
  return spec.kind.type === 'integer' ? 'N' : spec.name === 'history' ? 'DIR' : 'TEXT';
}

/** An option's description in the help. */
export function describeOption(spec: OptionSpec): string {
  if (spec.name === 'history')
    return 'Folder of the history, or s3://bucket/prefix; .build-telemetry/history by default.';
  if (spec.name === 'name') return 'The series that this build belongs to; `local` by default.';
  if (spec.name === 'baseline-branch')
    return 'Compare with builds of this branch only; all builds by default.';
  return spec.default === '' ? spec.description : `${spec.description} Default: ${spec.default}.`;
}
