/** Runs a command through `runExec`: `exec-once LOG NAME COMMAND…`, as the command line does. */
import { runExec } from '../../../src/recorder/exec.ts';

const [path = '', name = '', ...command] = process.argv.slice(2);
const { exitCode, problems } = await runExec({ command, path, ...(name === '' ? {} : { name }) });
for (const problem of problems) process.stderr.write(`${problem.level}: ${problem.what}\n`);
process.exitCode = exitCode;
