/** `build-telemetry check`: the action's run with a local host. */
import { boundMemory } from '../io/bound-memory.ts';
import { run } from '../main.ts';
import { type OptionSpec, optionSpecs } from '../settings/options.ts';
import { type Command, type Flag, readArguments, tellProblem } from './command.ts';
import { localFlags, openLocalHost } from './local-host.ts';

const optionFlags: readonly Flag[] = (optionSpecs as readonly OptionSpec[])
  .filter((spec) => spec.where.includes('cli') && spec.name !== 'events')
  .map((spec) => ({ name: spec.name, value: valueName(spec), description: describe(spec) }));

export const checkCommand: Command = {
  name: 'check',
  operands: '[FILE|GLOB...] [OPTIONS]',
  summary: 'Judge a build by its event logs against the history, and add it to the history.',
  flags: [...optionFlags, ...localFlags],
  run: async (args) => {
    const read = readArguments(args, checkCommand.flags);
    for (const problem of read.problems) tellProblem(problem);
    if (read.problems.length > 0) return 2;
    boundMemory();
    return await run(openLocalHost(read, tellProblem));
  },
};

function valueName(spec: OptionSpec): string {
  if (spec.kind.type === 'choice') return spec.kind.values.join('|');
  return spec.kind.type === 'integer' ? 'N' : spec.name === 'history' ? 'DIR' : 'TEXT';
}

function describe(spec: OptionSpec): string {
  if (spec.name === 'history') return 'Folder of the history; .build-telemetry/history by default.';
  if (spec.name === 'name') return 'The series that this build belongs to; `local` by default.';
  if (spec.name === 'baseline-branch')
    return 'Compare with builds of this branch only; all builds by default.';
  return spec.default === '' ? spec.description : `${spec.description} Default: ${spec.default}.`;
}
