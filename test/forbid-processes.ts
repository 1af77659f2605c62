/** Prevents unit tests from starting a process: the error names where such a test belongs. */
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

function refuse(): never {
  throw new Error('A unit test may not start a process. Name the file `*.integration.test.ts`.');
}

// Every asynchronous way to start one ends in this method.
Object.assign(childProcess.ChildProcess.prototype, { spawn: refuse });
for (const name of ['spawnSync', 'execSync', 'execFileSync'] as const) childProcess[name] = refuse;
syncBuiltinESMExports();
