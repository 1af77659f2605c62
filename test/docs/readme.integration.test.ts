/** The commands of the README, from top to bottom in one repository, as a reader types them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/settings/config.ts';
import { runCli } from '../commands/run-cli.ts';
import { tempFolder } from '../temp-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');

/** The words of each command in a text, as bash reads them in a folder. */
function readCommands(text: string, folder: string): string[][] {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const shim = join(folder, 'bin/build-telemetry');
  writeFileSync(
    shim,
    '#!/bin/sh\n{ for word; do printf "%s\\0" "$word"; done; printf "\\n"; } >> "$CALLS"\n',
  );
  chmodSync(shim, 0o755);
  const { status, stderr } = spawnSync('bash', ['--norc', '-ec', text], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, CALLS: join(folder, 'calls') },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n');
  return calls.map((line) => line.split('\0').slice(0, -1));
}

it('every command works in the documented order', async () => {
  const folder = tempFolder('readme');
  mkdirSync(join(folder, 'reports'));
  writeFileSync(
    join(folder, 'reports/junit.xml'),
    '<testsuite name="e2e" time="2"><testcase name="login" time="1.5"/><testcase name="logout" time="0.5"/></testsuite>',
  );
  writeFileSync(join(folder, 'Makefile'), 'api:\n\t@true\n');
  const commands = readCommands(/```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '', folder);
  expect(commands.map(([name]) => name)).toEqual([
    ...[
      'init',
      'check',
      'history',
      'explain',
      'explain',
      'tune',
      'summary',
      'export',
      'site',
      'emit',
      'exec',
    ],
  ]);
  for (const command of commands) {
    const { status, stdout, stderr } = await runCli(command, { cwd: folder });
    expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
    if (command[0] === 'explain') expect(stdout).toContain('login');
    if (command[0] === 'export') expect(JSON.parse(stdout).sessions).toHaveLength(1);
    if (command[0] === 'tune') expect(stdout).toContain('the 1 build of unit');
  }
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<html');
});

it('the configuration is read without a problem', () => {
  const text = /```yaml\n(# \.github\/build-telemetry\.yml\n[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  expect(text).toContain('regressions:');
  expect(readConfig(text, 'build-telemetry.yml').problems).toEqual([]);
});

it('is short', () => {
  expect(readme.split('\n').length).toBeLessThan(120);
});
