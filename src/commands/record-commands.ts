/** Commands that record a build from a shell: `emit` and `exec`. */
import type { Problem } from '../model/problem.ts';
import { emitFlags, runEmit } from '../recorder/emit.ts';
import { runExec } from '../recorder/exec.ts';
import { type Command, type Flag, printProblem, readArguments } from './command.ts';

export const emitCommand: Command = {
  name: 'emit',
  operands: 'TYPE [OPTIONS]',
  summary: 'Append one event (task_completed, build_started, …) or a metric to the event log.',
  flags: emitFlags,
  run: async (args) => {
    const { operands, flags, problems } = readArguments(args, emitFlags);
    if (operands.length > 1)
      problems.push(tooMany(operands[1] as string, 'Write `build-telemetry emit TYPE --name NAME`.'));
    const found = problems.length > 0 ? problems : runEmit(operands[0], flags);
    for (const problem of found) printProblem(problem);
    return found.some((problem) => problem.level === 'error') ? 2 : 0;
  },
};

const execFlags: readonly Flag[] = [
  { name: 'name', value: 'TEXT', description: 'Name of the task; by default the name of the command.' },
  { name: 'kind', value: 'WORD', description: 'Kind of work; `command` by default.' },
  { name: 'log', value: 'FILE', description: 'The log; .build-telemetry/events.ndjson by default.' },
  { name: 'sample', description: 'Also sample CPU, memory, disk and network of the machine.' },
];

export const execCommand: Command = {
  name: 'exec',
  operands: '[OPTIONS] -- COMMAND [ARGUMENT...]',
  summary: 'Run a command, pass its output, signals and exit code through, and record it as a task.',
  flags: execFlags,
  run: async (args) => {
    const at = args.indexOf('--');
    const own = at < 0 ? args : args.slice(0, at);
    const { operands, flags, problems } = readArguments(own, execFlags);
    const command = at < 0 ? operands : args.slice(at + 1);
    if (!command[0]) {
      const fix = 'Write `build-telemetry exec -- make api`.';
      problems.push({
        level: 'error',
        code: 'no-command',
        where: 'exec',
        what: 'Missing argument: the command to run.',
        fix,
      });
    } else if (at >= 0 && operands.length > 0)
      problems.push(tooMany(operands[0] as string, 'Put flags before `--` and the command after it.'));
    const isOfCommand = at < 0 && operands.length > 0;
    const fix = 'Put the command after `--`: `build-telemetry exec -- make -j4`.';
    for (const problem of problems) printProblem(isOfCommand ? { ...problem, fix } : problem);
    if (problems.length > 0) return 2;
    const outcome = await runExec({
      command,
      ...(flags['name'] === undefined ? {} : { name: flags['name'] }),
      ...(flags['kind'] === undefined ? {} : { kind: flags['kind'] }),
      ...(flags['log'] === undefined ? {} : { path: flags['log'] }),
      sample: flags['sample'] !== undefined,
    });
    for (const problem of outcome.problems) printProblem(problem);
    return outcome.exitCode;
  },
};

function tooMany(operand: string, fix: string): Problem {
  return {
    level: 'error',
    code: 'unexpected-argument',
    where: operand,
    what: 'Unexpected argument.',
    fix,
  };
}
