/** `emit` and `exec` as the command line wires them, for examples that call `build-telemetry`. */
import { readArguments } from '../../../src/commands/command.ts';
import { emitFlags, runEmit, runExec } from '../../../src/record/index.ts';

const [command, ...rest] = process.argv.slice(2);
if (command === 'emit') {
  const { operands, flags } = readArguments(rest, emitFlags);
  const problems = runEmit(operands[0], flags);
  for (const problem of problems) process.stderr.write(`${problem.what}\n`);
  process.exitCode = problems.length > 0 ? 2 : 0;
} else {
  const { operands, flags } = readArguments(rest, [{ name: 'name', value: 'TEXT', description: '' }]);
  const name = flags['name'];
  const { exitCode } = await runExec({ command: operands, ...(name === undefined ? {} : { name }) });
  process.exitCode = exitCode;
}
