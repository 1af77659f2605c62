/** Each way to start a process fails in a unit test. */
import { exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each(
  Object.entries({
    exec: () => exec('node --version'),
    execFile: () => execFile(process.execPath, ['--version']),
    execFileSync: () => execFileSync(process.execPath, ['--version']),
    execSync: () => execSync('node --version'),
    fork: () => fork('script.js'),
    spawn: () => spawn(process.execPath, ['--version']),
    spawnSync: () => spawnSync(process.execPath, ['--version']),
  }),
)('%s', (_, start) => {
  expect(start).toThrow('*.integration.test.ts');
});
