/** `build-telemetry compare` with real commands, a real repository, and possible problems with them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { runCli } from '../commands/run-cli.ts';
import { gitIn } from '../services/git.ts';
import { tempFolder } from '../temp-folder.ts';

/** Writes a JUnit log of the given number of milliseconds, with a last digit that changes, and counts its runs. */
const script = `
const fs = require('node:fs');
const count = Number(fs.existsSync('count') ? fs.readFileSync('count', 'utf8') : 0) + 1;
fs.writeFileSync('count', String(count));
const time = (ms) => ((Number(ms) + ((count * 7) % 5)) / 1000).toFixed(3);
const [api, web] = fs.readFileSync('times', 'utf8').trim().split(' ');
fs.writeFileSync('log.xml', '<testsuite name="s" tests="2" time="' + time(Number(api) + Number(web)) + '">' +
  '<testcase classname="s" name="api" time="' + time(api) + '"/>' +
  '<testcase classname="s" name="web" time="' + time(web) + '"/></testsuite>');
`;
const node = JSON.stringify(process.execPath);
const command = `${node} test.cjs`;

/** A commit with an api of 400 ms in 1 s, and a working tree in which it takes `apiMs`. */
function makeRepository(apiMs: number): string {
  const folder = tempFolder('compare');
  gitIn(folder)('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(folder, 'test.cjs'), script);
  writeFileSync(join(folder, 'times'), '400 600');
  writeFileSync(join(folder, '.gitignore'), 'log.xml\ncount\nreport.json\n');
  gitIn(folder)('add', '.');
  gitIn(folder)('commit', '--quiet', '--message=base');
  writeFileSync(join(folder, 'times'), `${apiMs} 600`);
  return folder;
}

async function compare(cwd: string, ...args: string[]): ReturnType<typeof runCli> {
  return await runCli(['compare', ...args], { cwd });
}

/** A process that ended without being waited for counts as ended. */
function isRunning(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}

describe('compare', () => {
  it('finds the slower task of a working tree against a commit, fails the check, and leaves no worktree', async () => {
    const cwd = makeRepository(1400);
    const args = ['--base-ref', 'main', '--head', command, '--events', 'log.xml', '--report', 'report.json'];
    const { status, stdout, stderr } = await compare(cwd, ...args);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^FAIL {2}Check failed: build 99\.[5-9]% slower \(1 s → 2 s\), 1 test regressed/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /Compared the working tree with main in \d+ pairs of alternating runs on this machine\./,
    );
    expect(stderr).toContain('The head is the working tree, with 1 changed or untracked file.');
    const report: Report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
    const slower = report.changes.filter(({ verdict }) => verdict === 'confirmed');
    expect(slower.map(({ series }) => series.task)).toEqual([null, 's › api']);
    expect(report.comparison).toMatchObject({ base: 'main', maxPairs: 30, clear: true });
    expect(gitIn(cwd)('worktree', 'list').split('\n')).toHaveLength(1);
    expect(gitIn(cwd)('status', '--porcelain')).toBe('M times');
    expect(existsSync(join(cwd, '.build-telemetry'))).toBe(false);
  });

  it('reports equal commits as the same, by the log and not by the time of the process', async () => {
    const cwd = makeRepository(400);
    const { status, stdout } = await compare(
      cwd,
      '--base-ref',
      'HEAD',
      '--head',
      command,
      '--events',
      '*.xml',
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^PASS {2}No slowdown: build 0% after \d+ pairs/);
  });

  it('runs in the same folder below the top of the repository', async () => {
    const cwd = makeRepository(400);
    mkdirSync(join(cwd, 'sub'));
    writeFileSync(join(cwd, 'sub', 'here'), '');
    gitIn(cwd)('add', '.');
    gitIn(cwd)('commit', '--quiet', '--message=sub');
    const { stderr, status } = await compare(
      join(cwd, 'sub'),
      '--base-ref',
      'main',
      '--head',
      `${node} -e "process.exit(require('node:fs').existsSync('here') ? 0 : 1)"`,
      '--runs',
      '1',
      '--warmup',
      '0',
    );
    expect(stderr).toContain('Pair 1 of at most 1');
    expect(status).toBe(0);
  });

  it('is not a pass if the pairs are undecided', async () => {
    const { status, stdout } = await compare(
      makeRepository(1400),
      ...['--base-ref', 'main', '--head', command, '--events', 'log.xml', '--runs', '3'],
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^WARN {2}Not clear after 3 pairs: build \+99\.\d%/);
  });

  it('runs the setup once per side and the preparation before each run', async () => {
    const cwd = makeRepository(400);
    const note = (word: string): string =>
      `${node} -e "require('node:fs').appendFileSync(process.env.NOTES, '${word} ')"`;
    const notes = join(cwd, 'report.json');
    await runCli(
      [
        ...['compare', '--base', note('base'), '--head', note('head'), '--setup', note('setup')],
        ...['--prepare', note('prepare'), '--warmup', '0', '--runs', '2'],
      ],
      { cwd, env: { NOTES: notes } },
    );
    expect(readFileSync(notes, 'utf8').trim()).toBe(
      'setup setup prepare base prepare head prepare head prepare base',
    );
  });

  it('reads what the command records itself, run by run', async () => {
    const cwd = makeRepository(400);
    const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
    const build = `${node} ${JSON.stringify(cli)} exec --name lint -- ${node} -e 0`;
    const args = [
      '--base',
      build,
      '--head',
      build,
      '--runs',
      '1',
      '--warmup',
      '0',
      '--report',
      'report.json',
    ];
    await compare(cwd, ...args);
    const report: Report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
    expect(report.comparison?.series.map(({ series }) => series.task)).toContain('lint');
  });
});

describe('compare refuses', () => {
  const refused = async (cwd: string, ...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await compare(cwd, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    return stderr;
  };

  it('a comparison with nothing, and stray words', async () => {
    const cwd = tempFolder('compare');
    expect(await refused(cwd, '--head', 'true')).toContain('Missing: what the head is compared with.');
    expect(await refused(cwd, '--base', 'true')).toContain('Missing: the command of the head.');
    expect(await refused(cwd, '--head', 'make', 'test')).toContain('test: Unexpected argument.');
    expect(await refused(cwd, '--head', 'a', '--base', 'b', '--runs', '0')).toContain('--runs: `0`');
    expect(await refused(cwd, '--head', 'a', '--base', 'b', '--format', 'jnit')).toContain(
      'There is no format `jnit`. Did you mean `junit`?',
    );
  });

  it('a command that fails, with the end of its output', async () => {
    const cwd = tempFolder('compare');
    const failing = `${node} -e "console.error('no such target'); process.exit(3)"`;
    const message = await refused(cwd, '--base', `${node} -e 0`, '--head', failing);
    expect(message).toContain('failed with exit code 3');
    expect(message).toContain('no such target');
  });

  it('a missing log, and one from before the run', async () => {
    const cwd = tempFolder('compare');
    const sides = ['--base', `${node} -e 0`, '--head', `${node} -e 0`, '--events', '*.xml'];
    expect(await refused(cwd, ...sides)).toContain('base, run 1: *.xml: No file matches.');
    writeFileSync(join(cwd, 'old.xml'), '<testsuite><testcase name="a" time="1"/></testsuite>');
    expect(await refused(cwd, ...sides)).toContain('The command did not write `old.xml`');
  });

  it('a base that is not in the repository, or a folder without one', async () => {
    const cwd = makeRepository(400);
    const message = await refused(cwd, '--head', command, '--base-ref', 'no-such-branch');
    expect(message).toContain('no-such-branch: This commit cannot be checked out');
    expect(await refused(tempFolder('compare'), '--head', 'true', '--base-ref', 'main')).toContain(
      'not a git repository',
    );
    expect(await refused(cwd, '--head', command, '--base-ref=--all')).toContain('does not begin with a dash');
  });

  it("to continue after Ctrl-C: it stops the command's processes, and removes the worktree", async () => {
    const cwd = makeRepository(400);
    const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
    const started = join(cwd, 'report.json');
    const endless = `${node} -e "require('node:fs').writeFileSync('${started}', String(process.pid)); setInterval(() => {}, 1000)" && true`;
    const child = spawn(process.execPath, [cli, 'compare', '--base-ref', 'main', '--head', endless], {
      cwd,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    while (!existsSync(started) || readFileSync(started, 'utf8') === '')
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    expect((await ended)[1]).toBe('SIGINT');
    expect(isRunning(readFileSync(started, 'utf8'))).toBe(false);
    expect(gitIn(cwd)('worktree', 'list').split('\n')).toHaveLength(1);
  });
});
