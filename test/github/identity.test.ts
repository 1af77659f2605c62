/** Which branch a run's build belongs to, for every payload that GitHub publishes, and for false ones. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { readSubject } from '../../src/github/identity.ts';

type Json = Record<string, unknown>;
const examples = createRequire(import.meta.url)('@octokit/webhooks-examples/api.github.com/index.json') as {
  name: string;
  examples: Json[];
}[];
const repository = { id: 1, full_name: 'octo-org/octo-repo', default_branch: 'main' };
const env = {
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: 'a'.repeat(40),
};
const read = (event: string, payload: Json) =>
  readSubject({ ...env, GITHUB_EVENT_NAME: event }, { repository, ...payload });
const ownRefEvents = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'create'];
const sha = 'b'.repeat(40);

describe.each(examples)('the payloads of $name', ({ name, examples: payloads }) => {
  it("never make a build of the workflow's branch, unless they build that branch", () => {
    for (const payload of payloads) {
      const given = payload['repository'] as Json | undefined;
      const own = { ...env, GITHUB_REPOSITORY: String(given?.['full_name'] ?? 'octo-org/octo-repo') };
      const subject = readSubject({ ...own, GITHUB_EVENT_NAME: name }, payload);
      if (ownRefEvents.includes(name)) {
        expect(subject).toMatchObject({ branch: 'main', isOwnRef: true, commit: env.GITHUB_SHA });
        continue;
      }
      const run = payload['workflow_run'] as Json | undefined;
      if (!ownRefEvents.includes(String(run?.['event']))) expect(subject.isOwnRef).toBe(false);
      if (!subject.isOwnRef && subject.pullRequest === null && !name.startsWith('merge_group'))
        expect(subject.branch).toSatisfy((branch: string | null) => branch === null || branch.includes(':'));
      if ('pull_request' in payload)
        expect(subject.pullRequest).toBe((payload['pull_request'] as Json)['number']);
      for (const commit of [subject.commit, subject.baseCommit])
        expect(commit).toSatisfy((value: string | null) => value === null || /^[0-9a-f]{40}$/.test(value));
    }
  });
});

describe('workflow_run', () => {
  const run = (more: Json): Json => ({
    workflow_run: {
      ...{ id: 5, event: 'push', head_branch: 'main', head_sha: sha, pull_requests: [] },
      head_repository: { full_name: 'octo-org/octo-repo' },
      ...more,
    },
  });
  const stranger = { head_repository: { full_name: 'stranger/octo-repo' } };
  const pull = (id: number) => ({
    number: 7,
    head: { ref: 'topic', sha, repo: { id: 1 } },
    base: { ref: 'release/1.x', sha: 'c'.repeat(40), repo: { id } },
  });

  it('belongs to the finished run, on the pushed branch', () => {
    expect(read('workflow_run', run({}))).toMatchObject({ branch: 'main', commit: sha, isOwnRef: true });
  });

  it.each([
    ['a pull request of a fork, from a branch named as ours', { ...stranger, event: 'pull_request' }],
    ['a push in a fork', stranger],
    ['a pull request from the default branch', { event: 'pull_request' }],
    ['a run that itself spoke of another commit', { event: 'workflow_run' }],
    ['a comment', { event: 'issue_comment' }],
    ['a deleted fork', { head_repository: null, event: 'pull_request' }],
  ])('is not a build of the default branch after %s', (_, more) => {
    const subject = read('workflow_run', run(more));
    expect(subject.isOwnRef).toBe(false);
    expect(subject.branch).not.toBe('main');
    expect(subject).toMatchObject({ commit: sha, pullRequest: null });
    expect(subject.search).toMatchObject({ commit: sha });
  });

  it('uses the pull request into this repository that contains the commit', () => {
    const both = {
      event: 'pull_request',
      head_branch: 'topic',
      pull_requests: [
        { ...pull(2), number: 9 },
        { ...pull(1), number: 8, head: { sha: 'd'.repeat(40) } },
        pull(1),
      ],
    };
    expect(read('workflow_run', run(both))).toMatchObject({
      ...{ pullRequest: 7, branch: 'topic', baseBranch: 'release/1.x', isFork: false, search: null },
    });
  });
});

it.each([
  ['issue_comment', { issue: { number: 3, pull_request: {} } }, { pullRequest: 3, search: { number: 3 } }],
  ['issue_comment', { issue: { number: 3 } }, { pullRequest: null, search: null }],
  ['deployment_status', { deployment: { sha, ref: 'main' } }, { commit: sha, pullRequest: null }],
  ['status', { state: 'success', sha, branches: [{ name: 'main' }] }, { commit: sha }],
  [
    'check_run',
    { check_run: { head_sha: sha, check_suite: { head_branch: 'main' }, pull_requests: [] } },
    { commit: sha },
  ],
  ['repository_dispatch', { client_payload: { pull_request: { number: 4 } } }, { pullRequest: 4 }],
  ['repository_dispatch', { client_payload: { ref: 'topic' } }, { pullRequest: null }],
  ['watch', { action: 'started' }, { pullRequest: null }],
  ['an_event_of_next_year', {}, { pullRequest: null }],
])('%s is not a build of main', (event, payload, expected) => {
  expect(read(event, payload)).toMatchObject({ branch: null, isOwnRef: false, ...expected });
});
