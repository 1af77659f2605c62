/** What a pull request's comment says after runs that judge nothing, or that end after the run of a newer commit. */
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../services/runner.ts';
import { makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const failing = { '.github/build-telemetry.yml': 'thresholds:\n  tasks: { above: 1, level: critical }\n' };
const quiet = { artifacts: 'none', annotations: 'false', 'gate-config': 'head' };
const [older, newer] = ['b'.repeat(40), 'c'.repeat(40)];

/** A run of the pull request for one commit. */
const pull = (commit: string, more: Partial<Scenario> & { log?: string } = {}) => {
  const repo = { full_name: 'octo-org/octo-repo' };
  const sides = { head: { ref: 'topic', sha: commit, repo }, base: { ref: 'main', sha: 'a'.repeat(40) } };
  return {
    ...{ event: 'pull_request' as const, pullRequest: 7, payload: { pull_request: { number: 7, ...sides } } },
    ...more,
    inputs: { ...quiet, ...more.inputs },
  };
};

/** The pull request has this commit now. */
const pushed = (sha: string): void => {
  const head = { ref: 'topic', sha, repository: 'octo-org/octo-repo' };
  github.rest.pulls.splice(0, 1, {
    number: 7,
    state: 'open',
    head,
    base: { ref: 'main', sha: 'a'.repeat(40) },
  });
};

const comments = (): string[] => github.rest.comments.map(({ body }) => body);

describe('a run that judges nothing', () => {
  const failed = { 'job-status': 'failure', events: 'absent.xml' };
  it.each<[string, Partial<Scenario> & { log?: string }, number, RegExp]>([
    ['a job that failed early', { inputs: failed }, 0, /The job failed before a log was written/],
    [
      'a cancelled job',
      { inputs: { ...failed, 'job-status': 'cancelled' } },
      0,
      /The job was cancelled before/,
    ],
    ['no log', { inputs: { events: 'absent.xml' } }, 2, /No file matches/],
    [
      'no log, which is fine',
      { inputs: { events: 'absent.xml', 'if-no-events-found': 'ignore' } },
      0,
      /No file matches/,
    ],
    ['a log that is not one', { log: 'hello' }, 2, /format is not recognised/],
    ['a wrong input', { inputs: { 'fail-on': 'crit' } }, 2, /`crit` is not a valid value/],
    ['a wrong configuration', { files: { '.github/build-telemetry.yml': 'fail_on: error' } }, 2, /fail_on/],
    [
      'a command to compare that fails',
      { inputs: { 'compare-head': 'exit 7', 'compare-base': 'true', name: 'ci/test' } },
      2,
      /exit|status|code/i,
    ],
  ])('replaces the result of the commit before: %s', async (_, more, exitCode, reason) => {
    await github.run(pull(older, { files: failing }));
    expect(comments()).toEqual([expect.stringMatching(/❌[\s\S]*Result for commit b{40}\.\n$/)]);
    const outcome = await github.run(pull(newer, more));
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.summary).toMatch(/nothing was checked/);
    const [body = '', ...others] = comments();
    expect(others).toEqual([]);
    expect(body.replaceAll('\\', '')).toMatch(reason);
    expect(body).toMatch(/^ℹ️ `ci\/test`: Nothing was checked\. \[Run\]/m);
    expect(body).toMatch(/Result for commit c{40}\.\n$/);
    expect(body).not.toMatch(/❌ Check failed/);
    await github.run(pull(newer, { log: makeLog() }));
    expect(comments()[0]).not.toMatch(/Nothing was checked/);
  });

  it('adds nothing to the comment of the same run where no log is fine, but tells of a job that failed', async () => {
    await github.run(pull(newer, { runId: '9000', files: failing }));
    const before = comments();
    const second = { runId: '9000', job: 'e2e' };
    const events = 'absent.xml';
    await github.run(pull(newer, { ...second, inputs: { events, 'if-no-events-found': 'ignore' } }));
    expect(comments()).toEqual(before);
    await github.run(pull(newer, { ...second, inputs: failed }));
    expect(comments()[0]).toMatch(/2 jobs: 1 failed, 1 incomplete[\s\S]*ci\/e2e/);
  });

  it('creates no comment, and the bundle replaces one', async () => {
    await github.run(pull(older, { inputs: failed }));
    expect(comments()).toEqual([]);
    await github.run(pull(older, { files: failing }));
    await github.runBundle(pull(newer, { inputs: failed }));
    expect(comments()).toEqual([expect.stringMatching(/Nothing was checked/)]);
  });

  it('leaves the comment alone with `comment: never`, and fails no job without the permission', async () => {
    await github.run(pull(older, { files: failing }));
    const before = comments();
    await github.run(pull(newer, { inputs: { ...failed, comment: 'never' } }));
    const denied = await github.run(pull(newer, { inputs: failed, token: 'read-token' }));
    expect(denied.exitCode).toBe(0);
    expect(denied.stdout).toMatch(/::warning::pull request comment: .*pull-requests: write/);
    expect(comments()).toEqual(before);
  });
});

describe('a run of an older commit that ends last', () => {
  it('creates no comment after a newer commit without findings', async () => {
    pushed(newer);
    await github.run(pull(newer, { runId: '9002' }));
    const { exitCode, stdout, summary } = await github.run(pull(older, { runId: '9001', files: failing }));
    expect([exitCode, comments()]).toEqual([1, []]);
    expect(stdout).toMatch(/^pull request comment: The pull request has a newer commit/m);
    expect(summary).toMatch(/newer commit/);
  });

  it('changes no comment of a newer commit, also when it is run again', async () => {
    pushed(newer);
    await github.run(pull(newer, { runId: '9002', files: failing }));
    const before = comments();
    await github.run(pull(older, { runId: '9001', files: failing }));
    await github.run(pull(older, { runId: '9001', attempt: 2 }));
    expect(comments()).toEqual(before);
  });
});
