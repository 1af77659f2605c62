/**
 * Which branch a run's build belongs to: for every event, nothing is stored for a branch that the run does not build.
 */
import { expect, it } from 'vitest';
import type { Scenario } from '../services/runner.ts';
import { commandsIn, makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const sha = 'b'.repeat(40);
const inputs = { artifacts: 'none' };

async function push(times: number): Promise<void> {
  for (let run = 0; run < times; run++) await github.run({ inputs });
}

/** A run on the default branch that another event started. */
function on(event: string, payload: Record<string, unknown>): Partial<Scenario> {
  return { event: 'workflow_dispatch', env: { GITHUB_EVENT_NAME: event }, payload };
}

const ended = (more: Record<string, unknown>): Record<string, unknown> => ({
  workflow_run: {
    ...{ id: 5, event: 'pull_request', head_branch: 'main', head_sha: sha, pull_requests: [] },
    head_repository: { full_name: 'octo-org/octo-repo' },
    ...more,
  },
});
const fork = { head_repository: { full_name: 'stranger/octo-repo' } };

it.each<[string, Partial<Scenario>]>([
  ["a fork's pull request, seen by workflow_run", on('workflow_run', ended(fork))],
  ["a fork's push, seen by workflow_run", on('workflow_run', ended({ ...fork, event: 'push' }))],
  ['a comment on a pull request', on('issue_comment', { issue: { number: 7, pull_request: {} } })],
  ['a check of another commit', on('check_run', { check_run: { head_sha: sha, pull_requests: [] } })],
  ['a deployment', on('deployment_status', { deployment: { sha, ref: 'main' } })],
  ['a star', on('watch', { action: 'started' })],
  [
    'a pull request from a branch called main, with its target',
    { ...{ event: 'fork', branch: 'main' }, env: { GITHUB_EVENT_NAME: 'pull_request_target' } },
  ],
])('%s is judged, and is not a build of main', async (_, scenario) => {
  await push(2);
  const { exitCode, outputs } = await github.run({ ...scenario, inputs, log: makeLog(60_000) });
  expect([exitCode, outputs['baseline-builds']]).toEqual([0, '2']);
  expect((await github.run({ inputs })).outputs['baseline-builds']).toBe('2');
});

it('a push that ended, seen by workflow_run, is a build of its branch', async () => {
  await push(1);
  const scenario = on('workflow_run', ended({ event: 'push' }));
  await github.run({ ...scenario, inputs });
  expect((await github.run({ inputs })).outputs['baseline-builds']).toBe('2');
});

it("finds a fork's pull request by its head, and writes its comment", async () => {
  await push(1);
  const head = { ref: 'topic', sha, repository: 'stranger/octo-repo' };
  const base = { ref: 'main', sha: 'c'.repeat(40) };
  github.rest.pulls.push(
    { number: 8, state: 'closed', head: { ...head, sha: 'd'.repeat(40) }, base },
    { number: 9, state: 'open', head, base },
  );
  const scenario = on('workflow_run', ended({ ...fork, head_branch: 'topic' }));
  await github.run({ ...scenario, inputs: { ...inputs, comment: 'always' } });
  expect(github.rest.comments.map(({ issue }) => issue)).toEqual([9]);
});

it('keeps both sections of two calls of one reusable workflow, in any order', async () => {
  const failing = { '.github/build-telemetry.yml': 'thresholds:\n  tasks: { above: 1, level: critical }\n' };
  const call = (checkRun: string, files = {}) =>
    github.run({
      event: 'pull_request',
      runId: '7000',
      inputs: { 'check-run-id': checkRun, comment: 'always', 'gate-config': 'head' },
      files,
    });
  const first = await call('11', failing);
  const second = await call('12');
  expect([first.exitCode, second.exitCode]).toEqual([1, 0]);
  const [comment, ...others] = github.rest.comments;
  expect(others).toEqual([]);
  expect(comment?.body).toContain('2 jobs: 1 failed');
  expect(comment?.body).not.toMatch(/Resolved/);
  expect(second.stdout).toMatch(/::warning::.*Give each its own `name`/);
  // Nothing was stolen: entries and artifacts of both are still there.
  expect(github.results.entries).toHaveLength(2);
  expect(github.results.artifacts.filter(({ name }) => name.endsWith('.html'))).toHaveLength(2);
  const printed = [first, second].flatMap(({ stdout }) => commandsIn(stdout)).join('\n');
  expect(printed).not.toMatch(/409|was not/);
});

const workflow = (file: string, action = '__octo-org_build-telemetry') => ({
  GITHUB_ACTION: action,
  GITHUB_WORKFLOW_REF: `octo-org/octo-repo/.github/workflows/${file}@refs/heads/main`,
});
const call = (caller: string) => ({
  ...workflow('ci.yml'),
  ACTIONS_ORCHESTRATION_ID: `89c72d20-71e7-4948-8eb8-0d8f0e417443.${caller}.test.__default`,
});

it('distinguishes the steps of one job, and files with one name', async () => {
  const step = (file: string, action?: string) =>
    github.run({
      event: 'pull_request',
      runId: '7100',
      inputs: { ...inputs, comment: 'always' },
      env: workflow(file, action),
    });
  await step('ci.yml');
  await step('ci.yml', '__octo-org_build-telemetry_2');
  expect(github.rest.comments).toHaveLength(1);
  expect(github.rest.comments[0]?.body).toMatch(/ci\/test<\/code>[\s\S]*ci\/test #2<\/code>/);
  await step('b.yml');
  expect(github.rest.comments).toHaveLength(2);
});

it.each([
  ['two workflow files with one `name:`', workflow('ci.yml'), workflow('nightly.yml')],
  ['two steps with an id', workflow('ci.yml', 'unit'), workflow('ci.yml', 'e2e')],
  ['two steps without one', workflow('ci.yml'), workflow('ci.yml', '__octo-org_build-telemetry_2')],
  ['two calls of one reusable workflow', call('linux'), call('windows')],
])('%s have separate histories', async (_, first, second) => {
  for (const runId of ['7201', '7202']) {
    const both = [];
    for (const env of [first, second]) both.push(await github.run({ runId, inputs, env }));
    expect(both.map(({ outputs }) => outputs['baseline-builds'])).toEqual(
      Array(2).fill(runId.at(-1) === '1' ? '0' : '1'),
    );
    expect(both.flatMap(({ stdout }) => commandsIn(stdout))).toEqual([]);
  }
});

it('warns if nothing distinguishes two jobs, and neither confirms the other', async () => {
  await github.past(24);
  const job = (checkRun: string) =>
    github.run({
      ...{ event: 'pull_request', branch: 'topic', runId: '7300', log: makeLog(15_500) },
      inputs: { ...inputs, 'check-run-id': checkRun },
    });
  const [first, second] = [await job('11'), await job('12')];
  for (const { outputs } of [first, second])
    expect(outputs).toMatchObject({
      verdict: 'warn',
      'baseline-builds': '24',
      suspects: '2',
      regressions: '0',
    });
  const warnings = [first, second].map(
    ({ stdout }) => stdout.match(/::warning::.*Give each its own `name`/g)?.length ?? 0,
  );
  expect(warnings).toEqual([0, 1]);
});

it('ignores builds of main that a pull request saved', async () => {
  await push(2);
  // Builds of main, packed as main packs them.
  for (let run = 0; run < 3; run++) await github.run({ inputs, branch: 'main', log: makeLog(90_000) });
  for (const entry of github.results.entries.slice(2))
    github.results.entries[github.results.entries.indexOf(entry)] = { ...entry, ref: 'refs/pull/7/merge' };
  const { outputs } = await github.run({ event: 'pull_request', pullRequest: 7, inputs });
  expect(outputs['baseline-builds']).toBe('2');
  // Its own builds are stored, and are available at its next push.
  const next = await github.run({ event: 'pull_request', pullRequest: 7, inputs });
  expect(next.outputs['history-builds']).toBe('4');
});
