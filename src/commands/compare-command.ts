/** `build-telemetry compare`: two commands, or one in two commits, measured alternately on this machine. */
import { fitEngine } from '../io/fit-engine.ts';
import { run } from '../main.ts';
import { configPath, type OptionSpec, optionSpecs } from '../settings/options.ts';
import { describeOption, valueName } from './check-command.ts';
import { type Arguments, type Command, type Flag, printProblem, readArguments } from './command.ts';
import { findOverwritten } from './find-overwritten.ts';
import { fileFlags, localFlags, openLocalHost, refusePullRequest } from './local-host.ts';

const prefix = 'compare-';
/** Options of `check` that apply without a history. */
const shared = ['events', 'format', 'name', 'config', 'fail-on', 'failure-messages'];

/** Flag of each option that the command knows. */
const flagOf = new Map(
  (optionSpecs as readonly OptionSpec[])
    .filter(({ name, where }) => shared.includes(name) || where.includes('compare'))
    .map((spec) => [spec, spec.name.startsWith(prefix) ? spec.name.slice(prefix.length) : spec.name]),
);

const descriptions: Readonly<Record<string, string>> = {
  events:
    'Logs that each run writes: a path or glob, relative to the folder of the run. By default the duration of the command, and what `exec` and `emit` record in it.',
  name: 'The name in the report; `local (compare)` by default.',
};

const valueNames: Readonly<Record<string, string>> = { 'base-ref': 'REF', events: 'GLOB' };

export const compareCommand: Command = {
  name: 'compare',
  operands: "--head 'COMMAND' (--base 'COMMAND' | --base-ref REF) [OPTIONS]",
  summary:
    'Measure two commands, or one command in two commits, alternately on this machine. Needs no history.',
  flags: [
    ...[...flagOf].map(
      ([spec, name]): Flag => ({
        name,
        value:
          valueNames[name] ??
          (spec.name.startsWith(prefix) && spec.kind.type === 'text' ? 'COMMAND' : valueName(spec)),
        description: descriptions[name] ?? describeOption(spec),
      }),
    ),
    ...localFlags,
  ],
  run: async (args) => {
    const read = readArguments(args, compareCommand.flags);
    const [stray] = read.operands;
    if (stray !== undefined) read.problems.push(refuseOperand(stray));
    read.problems.push(...refusePullRequest(read));
    read.problems.push(...findOverwritten(read, fileFlags, [read.flags['config'] ?? configPath]));
    for (const problem of read.problems) printProblem(problem);
    if (read.problems.length > 0) return 2;
    fitEngine();
    return await run(openLocalHost(read, printProblem, { compares: true, given: givenOptions(read) }));
  },
};

function givenOptions({ flags }: Arguments): Record<string, string> {
  return Object.fromEntries(
    [...flagOf].flatMap(([{ name }, flag]) => (flags[flag] === undefined ? [] : [[name, flags[flag]]])),
  );
}

function refuseOperand(operand: string): Arguments['problems'][number] {
  return {
    level: 'error',
    code: 'unexpected-argument',
    where: operand,
    what: 'Unexpected argument.',
    fix: "Put each command in quotes: `--head 'make test'`.",
  };
}
