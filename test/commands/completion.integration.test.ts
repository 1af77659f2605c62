/** Shell completion, tested in the shells themselves. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

let folder = '';
beforeAll(() => {
  folder = tempFolder('completion');
  // Replaces the installed program, which completion asks for the names of series.
  mkdirSync(join(folder, 'bin'));
  writeFileSync(
    join(folder, 'bin/build-telemetry'),
    "#!/bin/sh\nprintf 'build\\ne2e › login works\\nlint\\n'\n",
  );
  chmodSync(join(folder, 'bin/build-telemetry'), 0o755);
});

const write = async (shell: string): Promise<string> =>
  (await runCli(['completion', shell], { cwd: folder })).stdout;

const hasShell = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** What bash offers for a command line whose last word is being typed. */
async function complete(...words: string[]): Promise<string[]> {
  const line = words.map((word) => `'${word}'`).join(' ');
  const script = `${await write('bash')}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _build_telemetry; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${folder}/bin:${process.env['PATH']}`, LC_ALL: 'C.UTF-8' },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((word) => word !== '');
}

describe.runIf(hasShell('bash'))('bash', () => {
  it.each([
    [['hist'], ['history']],
    [['history', 'ver'], ['verify']],
    [['check', '--fail-on-'], ['--fail-on-tests']],
    [['check', '--fail-on', 'cr'], ['critical']],
    [['summary', '-p', 'mo'], ['month']],
    [
      ['export', '--format', ''],
      ['csv', 'json'],
    ],
    [['completion', 'f'], ['fish']],
    [['explain', 'li'], ['lint']],
  ])('completes %j', async (words, wanted) => {
    expect(await complete('build-telemetry', ...words)).toEqual(wanted);
  });

  it('offers every command, and names of series quoted', async () => {
    const offered = await complete('build-telemetry', '');
    expect(offered).toEqual([...commands.map(({ name }) => name), '--help', '--version']);
    expect(await complete('build-telemetry', 'explain', 'e2e')).toEqual([
      expect.stringMatching(/^(e2e\\ |\$')/),
    ]);
  });
});

describe.each(['zsh', 'fish'])('%s', (shell) => {
  it('names every command and flag', async () => {
    const text = await write(shell);
    for (const { name, flags } of commands) {
      expect(text).toContain(name);
      for (const flag of flags)
        expect(text).toContain(shell === 'fish' ? `-l ${flag.name} ` : `--${flag.name} `);
    }
  });

  it.runIf(hasShell(shell))('is read without an error', async () => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: await write(shell), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

it('lists the supported shells', async () => {
  const { status, stderr } = await runCli(['completion', 'fishy'], { cwd: folder });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('Did you mean `fish`?') });
});
