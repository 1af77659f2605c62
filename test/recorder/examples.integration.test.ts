import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { buildOf } from '../source-of.ts';
import { freshFolder } from './fresh-folder.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
const script = (name: string): string => fileURLToPath(new URL(`scripts/${name}`, import.meta.url));

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  path = '',
): { status: number | null; stdout: string } {
  const env = { ...process.env, PATH: `${path}${delimiter}${process.env['PATH']}` };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env });
  expect(stderr).toBe('');
  return { status, stdout };
}

function runExample(name: string, cwd: string, ...args: string[]): string {
  const loader = `--import=${pathToFileURL(script('resolve-package.ts'))}`;
  const { status, stdout } = run(process.execPath, [loader, join(examples, name), ...args], cwd);
  expect(status).toBe(0);
  return stdout;
}

const readLog = (cwd: string): Promise<Build> =>
  buildOf(readFileSync(join(cwd, '.build-telemetry/events.ndjson')));

describe('the examples', () => {
  it('are all run here', () => {
    const own = readFileSync(fileURLToPath(import.meta.url), 'utf8');
    // The command for agents is tested with the commands that it names.
    const others = ['README.md', 'agents'];
    for (const name of readdirSync(examples)) if (!others.includes(name)) expect(own).toContain(`'${name}'`);
  });

  it('a Node.js build', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, 'src'));
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(cwd, 'src', name), name.repeat(1000));
    expect(runExample('node-build.mjs', cwd, 'src', 'out')).toContain(
      'This build: 3 built, 0 from the cache, 0 failed',
    );
    const second = runExample('node-build.mjs', cwd, 'src', 'out');
    expect(second).toContain('This build: 2 built, 1 from the cache, 0 failed');
    expect(second).toContain('Total Tasks: 6');
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['a.txt.gz', 'b.txt.gz', 'manifest.txt']);
    expect(existsSync(join(cwd, '.build-telemetry/performance.ndjson'))).toBe(true);
    const build = await readLog(cwd);
    expect(build).toMatchObject({ result: 'success', complete: true });
    expect(build.tasks.map((task) => [task.name, task.cache]).sort()).toEqual([
      ['compress', 'miss'],
      ['manifest', 'hit'],
      ['read', 'miss'],
    ]);
  });

  it.skipIf(process.platform === 'win32')('a shell build', async () => {
    const cwd = freshFolder();
    const bin = join(cwd, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'build-telemetry'), `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
    chmodSync(join(bin, 'build-telemetry'), 0o755);
    expect(run('sh', [join(examples, 'shell-build.sh'), 'out'], cwd, bin).status).toBe(0);
    const build = await readLog(cwd);
    expect(build).toMatchObject({ result: 'success', complete: true });
    expect(build.tasks.map((task) => task.name).sort()).toEqual(['checksum', 'compress', 'generate']);
    expect(build.metrics).toMatchObject([{ name: 'compressed_size', unit: 'By' }]);
    // The queries on the examples page that come afterwards.
    expect(run(process.execPath, [cli, 'summary'], cwd).stdout).toMatch(/Total Tasks: 3\n {2}Successful: 3/);
    const checked = run(process.execPath, [cli, 'check', '.build-telemetry/events.ndjson'], cwd);
    expect(checked).toMatchObject({ status: 0, stdout: expect.stringMatching(/^INFO {2}No baseline yet/) });
    expect(run(process.execPath, [cli, 'recent'], cwd).stdout).toContain('Recent 1 Builds:');
  });

  it.skipIf(process.platform === 'win32')('stops a shell build at the step that fails', async () => {
    const cwd = freshFolder();
    const failed = spawnSync('sh', ['-c', `exec "${process.execPath}" "${cli}" exec -- sh -c 'exit 3'`], {
      cwd,
    });
    expect(failed.status).toBe(3);
    expect((await readLog(cwd)).tasks).toMatchObject([{ result: 'failure' }]);
  });

  it('an agent’s task loop', async () => {
    const cwd = freshFolder();
    const stdout = runExample('agent-loop.mjs', cwd);
    expect(stdout.match(/falling back to sonnet/g)).toHaveLength(2);
    expect(stdout).toContain('Total Tasks: 10');
    expect(stdout).toContain('haiku: 8 tasks (80.0%)');
    expect(stdout).toContain('Total Cost: $0.0336');
    expect(stdout).toContain('ALERT [WARNING] Error rate above 10%');
    expect(stdout).toContain('ParseError: 2 times, such as "The answer does not parse."');
    const build = await readLog(cwd);
    expect(build.tasks).toHaveLength(10);
    expect(build.tasks.filter((task) => task.model === 'sonnet').map((task) => task.tokens?.input)).toEqual([
      4000, 4000,
    ]);
  });
});
