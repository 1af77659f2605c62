/**
 * Runs that look like builds of main or of a pull request but may not be: events, checkouts, tags, missing services.
 */
import { expect, it } from 'vitest';
import { gitFolder } from '../services/git-folder.ts';
import type { Scenario } from '../services/runner.ts';
import { makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const sha = 'b'.repeat(40);
const failing = { '.github/build-telemetry.yml': 'thresholds:\n  tasks: { above: 1, level: critical }\n' };
const quiet = { artifacts: 'none', annotations: 'false', summary: 'false', 'gate-config': 'head' };
const main = { ref: 'main', sha: 'c'.repeat(40) };
const head = { ref: 'topic', sha, repository: 'stranger/octo-repo' };
const pull = { event: 'pull_request', branch: 'topic' } as const;

const on = (name: string, payload: object = {}, more: Partial<Scenario> = {}): Partial<Scenario> => ({
  ...{ event: 'workflow_dispatch', payload: payload as Record<string, unknown> },
  ...more,
  env: { GITHUB_EVENT_NAME: name, ...more.env },
});
const ended = (more: object): object => ({
  workflow_run: {
    ...{ id: 5, event: 'push', head_branch: 'main', head_sha: sha, pull_requests: [] },
    head_repository: { full_name: 'octo-org/octo-repo' },
    ...more,
  },
});
const checkout = (...then: string[][]): Pick<Scenario, 'files' | 'env'> => {
  const { files, sha } = gitFolder(undefined, (git) => {
    for (const args of then) git(...args);
  });
  return { files, env: { GITHUB_SHA: sha } };
};
const commit = ['commit', '--quiet', '--allow-empty', '-m', 'next'];
const amend = ['commit', '--quiet', '--amend', '-m', 'another'];

interface Odd extends Partial<Scenario> {
  /** Whether it is stored as a build of main. */
  readonly isMain?: true;
  /** Pull request whose comment must say that it failed. */
  readonly comments?: number;
  /** What REST and the services know or refuse, for this run only. */
  readonly given?: () => void;
}

const opened = (number: number, more: object = {}) =>
  github.rest.pulls.push({ number, state: 'open', head, base: main, ...more });

const runs: Readonly<Record<string, Odd>> = {
  'a suite of checks': on('check_suite', { check_suite: { head_sha: sha, head_branch: 'main' } }),
  'a check of main': on('check_run', { check_run: { head_sha: sha, check_suite: { head_branch: 'main' } } }),
  'a branch that was deleted': on('delete', { ref: 'topic', ref_type: 'branch' }),
  'a branch that was created': on('create', { ref: 'topic', ref_type: 'branch' }, { branch: 'topic' }),
  'a tag that was created': on('create', { ref: 'main', ref_type: 'tag' }, { event: 'tag', branch: 'main' }),
  'a release': on('release', { release: { tag_name: 'v1' } }, { event: 'tag', branch: 'v1' }),
  'a status of a deployment': on('deployment_status', { deployment: { sha, ref: 'main' } }),
  'a dispatch with a pull request': {
    ...on('repository_dispatch', { client_payload: { pull_request: { number: 31 } } }),
    ...{ comments: 31, given: () => opened(31) },
  },
  'a comment on a pull request': {
    ...on('issue_comment', { issue: { number: 32, pull_request: {} } }),
    ...{ comments: 32, given: () => opened(32) },
  },
  "a fork's pull request with its target": {
    ...on('pull_request_target', {}, { event: 'fork', branch: 'main', pullRequest: 33 }),
    comments: 33,
  },
  "a fork's run whose pull requests GitHub does not list": {
    ...on(
      'workflow_run',
      ended({
        event: 'pull_request',
        head_branch: 'topic',
        head_repository: { full_name: 'stranger/octo-repo' },
      }),
    ),
    ...{ comments: 34, given: () => opened(34) },
  },
  'the run of a tag called main': {
    ...on('workflow_run', ended({})),
    given: () => github.rest.tags.add('main'),
  },
  "main's run, where there are other tags": {
    ...on('workflow_run', ended({})),
    ...{ isMain: true, given: () => github.rest.tags.add('v1') },
  },
  'a schedule that checks out a release branch': {
    ...{ event: 'schedule', ...checkout(['switch', '--quiet', '--orphan', 'release/1.x'], commit) },
  },
  'a dispatch that checks out a tag': {
    ...{ event: 'workflow_dispatch', ...checkout(amend, ['checkout', '--quiet', '--detach']) },
  },
  'a schedule on a newer main': { event: 'schedule', ...checkout(amend), isMain: true },
  'a push that is checked out by its commit': {
    ...{ ...checkout(['checkout', '--quiet', '--detach']), isMain: true },
  },
  'a push that commits before it builds': {
    ...{ ...checkout(['switch', '--quiet', '-c', 'bump'], commit), isMain: true },
  },
  'a push that checks out another repository': {
    ...checkout(
      ['remote', 'set-url', 'origin', 'https://github.com/octo-org/other'],
      ['switch', '--quiet', '--orphan', 'dev'],
      commit,
    ),
    isMain: true,
  },
  'the failed jobs of a pull request again': {
    ...pull,
    attempt: 3,
    runId: '9001',
    pullRequest: 35,
    comments: 35,
  },
  'a pull request whose base is gone': {
    ...{ ...pull, baseBranch: 'gone', baseCommit: 'e'.repeat(40), pullRequest: 36, comments: 36 },
    given: () => github.rest.faults.set('GET contents', 404),
  },
  'a push that may not save': { given: () => github.results.faults.set('CreateCacheEntry', 403) },
  'a push whose token may do nothing': { token: 'bare-token', isMain: true },
};

it('store no wrong branch, hide no failure and comment on nothing else', async () => {
  const baseline = async (): Promise<number> =>
    Number((await github.run({ inputs: quiet })).outputs['baseline-builds']);
  let builds = await baseline();
  for (const [name, { isMain, comments, given, ...scenario }] of Object.entries(runs)) {
    github.rest.pulls.length = 0;
    for (const forget of [github.rest.faults, github.results.faults, github.rest.tags]) forget.clear();
    given?.();
    const before = github.rest.comments.length;
    const files = { ...scenario.files, ...failing };
    const { exitCode, stdout } = await github.run({ ...scenario, inputs: quiet, log: makeLog(), files });
    expect(`${name}: exit code ${exitCode}\n${exitCode === 1 ? '' : stdout}`).toBe(`${name}: exit code 1\n`);
    const added = github.rest.comments.slice(before);
    expect([name, added.map(({ issue }) => issue)]).toEqual([name, comments === undefined ? [] : [comments]]);
    for (const { body } of added) expect(body).toMatch(/Check failed|1 failed/i);
    for (const faults of [github.rest.faults, github.results.faults]) faults.clear();
    // The build before this one was a push to main.
    builds += 1 + Number(isMain ?? false);
    expect(`${name}: ${await baseline()}`).toBe(`${name}: ${builds}`);
  }
});

it('recognise another checked-out branch in a container, where the workspace belongs to another user', async () => {
  const { files, env } = checkout(
    ['switch', '--quiet', '--orphan', 'release/1.x'],
    commit,
  ) as Required<Scenario>;
  // Git's own switch for its tests.
  const foreign = { ...env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GIT_CONFIG_COUNT: undefined };
  for (const run of [github.run, github.runBundle]) {
    const { stdout } = await run({ event: 'schedule', files, env: foreign, inputs: quiet });
    expect(stdout).toContain('but release/1.x is checked out');
  }
});

it('report another checked-out branch, and how to keep its history', async () => {
  const { files, env } = checkout(
    ['switch', '--quiet', '--orphan', 'release/1.x'],
    commit,
  ) as Required<Scenario>;
  const { exitCode, stdout, summary } = await github.run({
    event: 'schedule',
    files,
    env,
    inputs: { artifacts: 'none' },
  });
  expect(exitCode).toBe(0);
  const text = /The run is for main at `?\w{7}`?, but release\/1\.x is checked out: this build is not stored/;
  expect(stdout).toMatch(text);
  expect(summary.replaceAll('\\', '')).toMatch(text);
  expect(stdout).toContain('gh workflow run --ref release/1.x');
});
