/** Faults of the runner's machine: a full disk, missing folders, a broken event. The verdict alone fails a step. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { commandsIn, makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const critical = readFileSync(new URL('../fixtures/critical.ndjson', import.meta.url), 'utf8');

function fileWith(name: string, text: string): string {
  const path = join(tempFolder('machine'), name);
  writeFileSync(path, text);
  return path;
}

/** In this process no file can grow, as on a full disk. */
function fullDisk(): Record<string, string | undefined> {
  const limit = fileWith(
    'limit.mjs',
    `import { execFileSync } from 'node:child_process';
process.on('SIGXFSZ', () => {});
execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=0']);`,
  );
  return { NODE_OPTIONS: `--import ${limit}`, NODE_COMPILE_CACHE: undefined };
}

it.each([
  ['a push that passes', 'push', {}, makeLog, 0],
  ['a push that fails', 'push', {}, () => critical, 1],
  ['a pull request', 'pull_request', { comment: 'always', artifacts: 'html,recording' }, makeLog, 0],
  ['a history in a folder', 'push', { history: 'kept' }, makeLog, 0],
] as const)('a full disk does not change the verdict of %s', async (_, event, inputs, log, exitCode) => {
  await github.past(2);
  const entries = [...github.results.entries];
  const outcome = await github.runBundle({ event, inputs, log: log(), env: fullDisk() });
  expect(outcome.exitCode).toBe(exitCode);
  expect(outcome.stdout).not.toMatch(/crashed|a bug/);
  expect(outcome.stdout).toMatch(/::warning::.*The history (was not read|cannot be written): EFBIG/);
  expect(outcome.stdout).toMatch(/::warning::outputs: The outputs of the step were not written/);
  if (event === 'pull_request') expect(github.rest.comments).toHaveLength(1);
  expect(github.results.entries).toEqual(entries);
});

it.each([
  ['no space for outputs', { GITHUB_OUTPUT: '/dev/full' }, /outputs: .*ENOSPC/],
  ['no file for outputs', { GITHUB_OUTPUT: '/dev/null/output' }, /outputs: .*\/dev\/null\/output/],
  ['a file as temporary folder', { RUNNER_TEMP: '/dev/null' }, /history: The history was not read: ENOTDIR/],
  ['a server address that is none', { GITHUB_SERVER_URL: 'github' }, /history: The history was not read/],
])('%s is a warning', async (_, env, warning) => {
  await github.past(1);
  const { exitCode, stdout } = await github.runBundle({ env });
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(warning)]);
  expect(stdout).not.toMatch(/crashed/);
  expect(Number((await github.run({})).outputs['history-builds'])).toBeGreaterThan(1);
});

it.each([
  ['has blanks, quotes and brackets in its path', () => tempFolder('wörk späce "[a] {b} 😀')],
  ['is read-only', () => '/proc'],
])('the history is stored from a workspace that %s', async (_, workspace) => {
  await github.past(2);
  const env = { GITHUB_WORKSPACE: workspace() };
  const inputs = { artifacts: 'none', events: fileWith('log.ndjson', makeLog()) };
  const { stdout, outputs } = await github.runBundle({ env, inputs });
  expect([commandsIn(stdout), outputs['history-builds']]).toEqual([[], '3']);
  expect((await github.run({})).outputs['baseline-builds']).toBe('3');
});

it.each(['blackhole', 'dribbling'] as const)(
  'a pull request is compared although the list of entries does not arrive: %s',
  async (fault) => {
    await github.past(2);
    github.rest.faults.set('GET caches', fault);
    const { outputs, summary } = await github.run({ event: 'pull_request', inputs: { artifacts: 'none' } });
    expect(outputs['baseline-builds']).toBe('2');
    expect(summary).toContain('cannot be distinguished from what its base branch saved');
  },
);

it.each([
  ['empty', ''],
  ['cut', '{"ref": "refs/heads/ma'],
  ['too deep', '['.repeat(200_000)],
])('an event that is %s is a warning, and stores nothing for main', async (_, text) => {
  await github.past(2);
  const env = { GITHUB_EVENT_PATH: fileWith('event.json', text) };
  for (const event of ['push', 'pull_request'] as const) {
    const { exitCode, stdout, summary } = await github.runBundle({ event, env });
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^Regression detection starts/m)]);
    expect(summary).toContain('The event of this run could not be read');
  }
  expect(github.rest.comments).toEqual([]);
});
