/** Twenty runs that vary event, fork, base, matrix, attempt and permissions, one after the other in one repository. */
import { expect, it } from 'vitest';
import type { Scenario } from '../services/runner.ts';
import { makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const sha = 'b'.repeat(40);
const failing = { '.github/build-telemetry.yml': 'thresholds:\n  tasks: { above: 1, level: critical }\n' };
const pull = { event: 'pull_request', branch: 'topic' } as const;
const run = (more: object): Record<string, unknown> => ({
  workflow_run: {
    ...{ id: 5, event: 'push', head_branch: 'main', head_sha: sha, pull_requests: [] },
    head_repository: { full_name: 'octo-org/octo-repo' },
    ...more,
  },
});
const on = (name: string, payload: object = {}): Partial<Scenario> => ({
  ...{ event: 'workflow_dispatch', env: { GITHUB_EVENT_NAME: name } },
  payload: payload as Record<string, unknown>,
});

interface Varied extends Partial<Scenario> {
  /** Whether it is a build of main. */
  readonly isMain?: true;
  /** Pull request whose comment must say that it failed. */
  readonly comments?: number;
}

const runs: Readonly<Record<string, Varied>> = {
  'a push': { isMain: true },
  'a push to another branch': { branch: 'feature' },
  'a push to a branch that is called like a ref': { branch: 'refs/heads/main' },
  'a schedule': { event: 'schedule', isMain: true },
  'a dispatch on another branch': { event: 'workflow_dispatch', branch: 'feature' },
  'a tag called main': { event: 'tag', branch: 'main' },
  'a merge queue': { event: 'merge_group' },
  'a pull request': { ...pull, pullRequest: 21, comments: 21 },
  'a pull request from main into a release': {
    ...{ ...pull, branch: 'main', baseBranch: 'release/1.x' },
    ...{ pullRequest: 22, comments: 22 },
  },
  'a fork with a token that may only read': { event: 'fork', branch: 'main', token: 'read-token' },
  'a fork without any permission': { event: 'fork', branch: 'main', token: 'bare-token' },
  'a pull request without a token': { ...pull, token: '' },
  'the second attempt of a pull request': { ...pull, attempt: 2, pullRequest: 23, comments: 23 },
  'a leg of a matrix': { ...pull, matrix: { os: 'linux', node: 24 }, pullRequest: 24, comments: 24 },
  "a fork's run that ended": on(
    'workflow_run',
    run({ head_repository: { full_name: 'stranger/octo-repo' } }),
  ),
  "a pull request's run that ended": on('workflow_run', run({ event: 'pull_request' })),
  "main's run that ended": { ...on('workflow_run', run({})), isMain: true },
  'a command in a comment, handed on': on('repository_dispatch', { client_payload: { ref: 'topic' } }),
  'a release': on('release', { release: { tag_name: 'v1' } }),
  'an event of next year': on('an_event_of_next_year'),
};

it('store no wrong branch and hide no failure', async () => {
  const quiet = { artifacts: 'none', annotations: 'false', summary: 'false', 'gate-config': 'head' };
  const baseline = async (): Promise<number> =>
    Number((await github.run({ inputs: quiet })).outputs['baseline-builds']);
  let builds = await baseline();
  expect(builds).toBe(0);
  for (const [name, { isMain, comments, ...scenario }] of Object.entries(runs)) {
    const log = makeLog();
    const inputs = { ...quiet, ...(scenario.matrix ? { name: 'ci/test' } : {}) };
    const { exitCode } = await github.run({ ...scenario, inputs, log, files: failing });
    expect(`${name}: exit code ${exitCode}`).toBe(`${name}: exit code 1`);
    const comment = github.rest.comments.find(({ issue }) => issue === comments)?.body ?? '';
    expect(`${name}: ${/Check failed|1 failed/i.test(comment)}`).toBe(`${name}: ${comments !== undefined}`);
    // The build before this one was a push to main.
    builds += 1 + Number(isMain ?? false);
    expect(`${name}: ${await baseline()}`).toBe(`${name}: ${builds}`);
  }
  expect(Object.keys(runs)).toHaveLength(20);
});

it('judge no build that may be incomplete', async () => {
  const parts: readonly Partial<Scenario>[] = [
    { inputs: { 'job-status': 'cancelled' } },
    { inputs: { events: 'log.ndjson\nreports/*.xml', 'if-no-events-found': 'warn' } },
    { jobStart: new Date() },
  ];
  for (const { inputs, ...part } of parts) {
    const scenario = { ...part, inputs: { artifacts: 'none', ...inputs } };
    expect((await github.run(scenario)).outputs['complete']).toBe('false');
  }
  expect((await github.run({ inputs: { artifacts: 'none' } })).outputs['baseline-builds']).toBe('0');
});

it('advise no re-run whose result could not be added to this one', async () => {
  await github.past(14);
  const advise = async (scenario: Partial<Scenario>): Promise<string | undefined> => {
    const { summary, exitCode } = await github.run({
      ...{ log: makeLog(16_000), ...scenario },
      inputs: { artifacts: 'none', comment: 'never', ...scenario.inputs },
    });
    expect(exitCode).toBe(0);
    return /Re-run the job|A re-run cannot confirm them/.exec(summary)?.[0];
  };
  const cannot = 'A re-run cannot confirm them';
  expect(await advise({ ...pull, pullRequest: 31 })).toBe('Re-run the job');
  expect(await advise({ ...pull, pullRequest: 32, inputs: { 'save-history': 'never' } })).toBe(cannot);
  expect(await advise({ event: 'merge_group' })).toBe(cannot);
  expect(await advise({ event: 'tag', branch: 'v1' })).toBe(cannot);
  github.results.faults.set('CreateCacheEntry', 403);
  expect(await advise({ ...pull, pullRequest: 33 })).toBe(cannot);
  github.results.faults.clear();
});

it('advise a merge queue of another branch, which cannot read the caches of its base', async () => {
  const inputs = { artifacts: 'none' };
  const queue = { event: 'merge_group', baseBranch: 'release/1.x', inputs } as const;
  await github.run({ inputs, branch: 'release/1.x' });
  const advice = /cannot read[\s\S]*keep the history in a folder or object storage/;
  expect((await github.run(queue)).summary.split('### This build')[0]).toMatch(advice);
  await github.run({ inputs });
  expect((await github.run(queue)).summary.split('### This build')[0]).toMatch(advice);
  const misspelt = await github.run({ inputs: { ...inputs, 'baseline-branch': 'mian' } });
  expect(misspelt.summary).toContain('mian has no builds yet, main has 1 build');
});

it('compare a pull request with its target branch, and list other branches if that has no builds', async () => {
  const inputs = { artifacts: 'none' };
  for (let build = 0; build < 3; build++) await github.run({ inputs });
  const backport = { ...pull, baseBranch: 'release/1.x', inputs: { ...inputs, comment: 'always' } };
  const { summary } = await github.run(backport);
  expect(summary.replaceAll('\\', '')).toMatch(
    /^## .*No baseline: release\/1\.x has no builds yet, main has 3 builds/,
  );
  expect(summary).toContain('baseline-branch: main');
  await github.run({ inputs, branch: 'release/1.x' });
  const next = await github.run({ ...backport, pullRequest: 8 });
  expect(next.outputs['baseline-builds']).toBe('1');
});
