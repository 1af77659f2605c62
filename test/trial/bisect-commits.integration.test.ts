/** `build-telemetry bisect` in a real repository: the slow commit, one that cannot be measured, and continuing. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.ts';
import { gitIn } from '../services/git.ts';
import { tempFolder } from '../temp-folder.ts';

const args = ['--events', 'log.xml', '--warmup', '0', '--', 'sh build.sh'];

/**
 * One commit per value; null: one with a failing command. In slow commits a test looks worse, but is never clear:
 * `compare` would run more pairs for it.
 * @returns the folder and the commits
 */
function makeHistory(times: readonly (number | null)[]): { cwd: string; commits: string[] } {
  const cwd = tempFolder('bisect');
  gitIn(cwd)('init', '--quiet', '--initial-branch=main');
  const commits = times.map((ms, at) => {
    const body =
      ms === null
        ? 'exit 1'
        : `run=0
           [ -f runs ] && read -r run < runs
           run=$((run + 1))
           echo $run > runs
           unsteady=0.1
           [ ${ms} -gt 1200 ] && [ $((run % 7)) -ne 0 ] && unsteady=0.13
           echo "<testsuite time='${ms / 1000}'><testcase name='a' time='${ms / 1000}'/><testcase name='b' time='$unsteady'/></testsuite>" > log.xml`;
    writeFileSync(join(cwd, 'build.sh'), `# ${at}\n${body}\n`);
    gitIn(cwd)('add', '.');
    gitIn(cwd)('commit', '--quiet', `--message=${at}`);
    return gitIn(cwd)('rev-parse', 'HEAD');
  });
  return { cwd, commits };
}

describe('bisect', () => {
  it('names the commit that does not exist, and one that is compared with itself', async () => {
    const { cwd } = makeHistory([1000, 1010]);
    const bisect = (good: string, ...rest: string[]) => runCli(['bisect', '--good', good, ...rest], { cwd });
    const unknown = await bisect('nope', ...args);
    expect([unknown.status, unknown.stderr]).toEqual([
      ...[2, expect.stringMatching(/^error: nope: This commit cannot be checked out: /)],
    ]);
    const same = await bisect('main', ...args);
    expect([same.status, same.stderr]).toEqual([
      2,
      expect.stringContaining('main and HEAD are the same commit.'),
    ]);
    const failing = await bisect('HEAD~1', '--warmup', '0', '--', 'exit 3');
    expect([failing.status, failing.stderr]).toEqual([
      2,
      expect.stringContaining('failed with exit code 3.'),
    ]);
  });

  it('finds the slow commit with the evidence of each step, and continues after a stop', async () => {
    const { cwd, commits } = makeHistory([1000, 1010, 1000, 1500, 1490, 1500]);
    const run = (): ReturnType<typeof runCli> => runCli(['bisect', '--good', commits[0]!, ...args], { cwd });
    const first = await run();
    expect(first.stdout).toContain(`${commits[3]!.slice(0, 7)} is the first slow commit.`);
    expect(first.stdout).toMatch(/bad {3}\+50%, 9 pairs/);
    expect(first.status).toBe(0);
    expect(first.stderr).toContain(commits[3]!.slice(0, 7));
    expect(gitIn(cwd)('worktree', 'list').split('\n')).toHaveLength(1);
    expect(gitIn(cwd)('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main');

    const path = join(cwd, '.build-telemetry/bisect.json');
    const state = JSON.parse(readFileSync(path, 'utf8'));
    const lost = state.steps.pop();
    writeFileSync(path, JSON.stringify(state));
    const second = await run();
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
    expect(second.stderr).toContain(lost.commit.slice(0, 7));
  });

  it('compares each commit with the good one, however that is named', async () => {
    const { cwd, commits } = makeHistory([1500, 1000, 1000, 1500, 1500]);
    const names = ['--good', 'HEAD~2', '--bad', 'HEAD~1'];
    const { stdout } = await runCli(['bisect', ...names, ...args], { cwd });
    expect(stdout).toContain(`${commits[3]!.slice(0, 7)} is the first slow commit.`);
    const { stdout: longer } = await runCli(['bisect', '--good', 'HEAD~3', ...args], { cwd });
    expect(longer).toContain(`${commits[3]!.slice(0, 7)} is the first slow commit.`);
    expect(longer).not.toContain('could not be measured');
  });

  it('lists the remaining commits if those between cannot be measured', async () => {
    const { cwd, commits } = makeHistory([1000, null, 1500]);
    const search = ['bisect', '--good', commits[0]!];
    const { stdout, status } = await runCli([...search, ...args], { cwd });
    expect(status).toBe(0);
    for (const commit of commits.slice(1)) expect(stdout).toContain(commit.slice(0, 7));
    expect(stdout).toContain('not all of them could be measured');
    expect(stdout).toMatch(
      /skip {2}could not be measured: head, run 1: `sh build.sh` failed with exit code 1\./,
    );
    const json = JSON.parse((await runCli([...search, '--json', ...args], { cwd })).stdout);
    expect(json).toMatchObject({
      culprits: expect.arrayContaining(commits.slice(1)),
      steps: [
        { commit: commits[2], verdict: 'bad', reason: null },
        { commit: commits[1], verdict: 'skip', ratio: null, reason: expect.stringContaining('exit code 1') },
      ],
    });
  });

  it('refuses to search if the bad commit is not slower, and unknown commits', async () => {
    const { cwd, commits } = makeHistory([1000, 1000]);
    const same = await runCli(['bisect', '--good', commits[0]!, ...args], { cwd });
    expect(same).toMatchObject({ status: 2, stdout: '' });
    expect(same.stderr).toContain('It is not clearly slower');
    const unknown = await runCli(['bisect', '--good', 'HEAD~1', '--bad', 'nowhere', ...args], { cwd });
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
    expect((await runCli(['bisect', '--', 'make'], { cwd })).stderr).toContain(
      'Missing argument: --good REF.',
    );
    expect(existsSync(join(cwd, 'log.xml'))).toBe(false);
  });
});
