/** The comment for a fork's run, from what it uploaded, by a workflow that `workflow_run` starts. */
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectApi } from '../../src/github/connect-api.ts';
import { readReports } from '../../src/github/uploaded-reports.ts';
import { repositoryRoot } from '../services/launch-child.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';
import { type ResultsService, startResultsService } from '../services/results-service.ts';
import {
  actionSource,
  type RunOutcome,
  removeWorkspaces,
  runStep,
  type Scenario,
} from '../services/runner.ts';
import { commandsIn, makeLog } from './use-github.ts';

let results: ResultsService;
let rest: RestService;
/** The commit of GitHub's example of the event. */
const sha = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';
const base = { ref: 'main', sha: 'c'.repeat(40) };

beforeAll(async () => {
  results = await startResultsService();
  const branchOf = () => ({ branch: 'topic', fork: true });
  rest = await startRestService(() => results.entries, { results, branchOf });
});
afterAll(async () => {
  await removeWorkspaces();
  await Promise.all([rest.close(), results.close()]);
});
beforeEach(() => {
  results.reset();
  rest.reset();
  rest.identities.set('read-token', { author: actionsBot, permissions: ['actions: read'] });
  rest.identities.set('default-token', {
    author: actionsBot,
    permissions: ['actions: read', 'pull-requests: write'],
  });
  const head = { ref: 'topic', sha, repository: 'stranger/octo-repo' };
  rest.pulls.push({ number: 9, state: 'open', head, base });
});

/** The fork's own run. */
async function build(runId: string, more: Partial<Scenario> = {}): Promise<RunOutcome> {
  const outcome = await runStep(
    { results, rest },
    {
      ...{ event: 'fork', runId, pullRequest: 9, branch: 'topic', token: 'read-token', ...more },
      inputs: { events: 'log.ndjson', ...more.inputs },
      files: { 'log.ndjson': makeLog(), ...more.files },
    },
    actionSource,
  );
  expect(rest.violations).toEqual([]);
  return outcome;
}

/** The workflow that comments, started by the end of a run. */
async function comment(
  runId: string,
  more: Partial<Scenario> = {},
  script = 'dist/comment/index.js',
): Promise<RunOutcome> {
  const workflow_run = {
    ...{ id: Number(runId), event: 'pull_request', head_branch: 'topic', head_sha: sha, run_attempt: 1 },
    ...{ path: '.github/workflows/ci.yml', pull_requests: [] },
    head_repository: { full_name: 'stranger/octo-repo' },
  };
  const scenario: Scenario = {
    event: 'workflow_dispatch',
    runId: '90001',
    payload: { workflow_run },
    ...more,
    inputs: { comment: '', ...more.inputs },
    env: { GITHUB_EVENT_NAME: 'workflow_run', ...more.env },
  };
  const outcome = await runStep({ results, rest }, scenario, join(repositoryRoot, script));
  expect(rest.violations).toEqual([]);
  return outcome;
}

const failing = { '.github/build-telemetry.yml': 'thresholds:\n  tasks: { above: 1, level: critical }\n' };

it('is written once on the pull request that GitHub names, and resolved when the next push is clean', async () => {
  const red = await build('5001', { files: failing, inputs: { 'gate-config': 'head' } });
  expect(red.exitCode).toBe(1);
  expect(red.summary).not.toContain('pull-requests: write');
  expect(red.summary).toContain('docs/fork-pull-requests.md');
  expect(rest.comments).toEqual([]);
  const { exitCode, outputs, stdout } = await comment('5001');
  expect([exitCode, commandsIn(stdout)]).toEqual([0, []]);
  expect(outputs['comment-url']).toContain('/pull/9#issuecomment-');
  expect(rest.comments.map(({ issue }) => issue)).toEqual([9]);
  expect(rest.comments[0]?.body).toContain('/actions/runs/5001');
  // It was cancelled before its report was uploaded, say.
  await comment('5002');
  expect(rest.comments[0]?.body).toMatch(
    /Nothing was checked\..*5002[\s\S]*The run uploaded no report\.[\s\S]*Result for/,
  );
  await build('5003', { files: failing, inputs: { 'gate-config': 'head' } });
  await comment('5003');
  await build('5004');
  await comment('5004');
  expect(rest.comments).toHaveLength(1);
  expect(rest.comments[0]?.body).toMatch(/Resolved/);
});

it('is written with blanks around inputs and without a place for the output', async () => {
  await build('5010', { inputs: { comment: 'never' } });
  const inputs = { comment: ' always\n', confirm: ' ', 'artifact-name': 'build-telemetry\n' };
  const { exitCode, stdout } = await comment('5010', { inputs, env: { GITHUB_OUTPUT: '/dev/full' } });
  expect([exitCode, commandsIn(stdout)]).toEqual([
    0,
    [expect.stringMatching(/^::warning::The output was not written: ENOSPC/)],
  ]);
  expect(rest.comments).toHaveLength(1);
});

it('skips files that are not reports, with a warning', async () => {
  await build('5003', { inputs: { comment: 'never' } });
  const report = results.artifacts.find(({ name }) => name.endsWith('.json'));
  for (const text of ['no JSON', '{}', JSON.stringify({ headline: '@everyone', verdict: 'pass' })]) {
    await results.writeBlob(report?.blob ?? '', Buffer.from(text));
    const { exitCode, stdout } = await comment('5003');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/::warning::artifact build-telemetry.*Not a Build Telemetry report/);
  }
  expect(rest.comments).toEqual([]);
});

/** The report of another job, or an artifact that imitates one. */
function upload(runId: string, name: string, blob: string, sizeBytes = 1): void {
  const facts = { mimeType: null, expiresAt: null, digest: null, finalized: true };
  results.artifacts.push({ ...facts, id: 900 + results.artifacts.length, name, runId, blob, sizeBytes });
}

it('writes all jobs of a run with one call, whatever else the run uploaded', async () => {
  await build('5008', { inputs: { comment: 'never' } });
  const blob = results.artifacts.find(({ name }) => name.endsWith('.json'))?.blob ?? '';
  const zip = results.artifacts.find(({ name }) => name.endsWith('-csv'))?.blob ?? '';
  for (let job = 0; job < 20; job++) upload('5008', `build-telemetry-job-${job}.json`, blob);
  for (let part = 0; part < 20; part++) upload('5008', `build-telemetry-zip-${part}.json`, zip);
  rest.calls.length = 0;
  const { stdout } = await comment('5008', { inputs: { comment: 'always' } }, 'src/comment-action.ts');
  expect(rest.calls.filter(({ call }) => /^(POST|PATCH) comments/.test(call))).toHaveLength(1);
  expect(rest.comments[0]?.body).toContain('21 jobs');
  expect(commandsIn(stdout)).toEqual([
    expect.stringMatching(
      /^::warning::artifacts build-telemetry-zip-0.json, .* and 15 more: Not a .* not JSON\.$/,
    ),
  ]);
});

it('reads no more than its limits for each report and for all together', async () => {
  await build('5009', { inputs: { comment: 'never' } });
  const { blob = '', sizeBytes: bytes = 0 } =
    results.artifacts.find(({ name }) => name.endsWith('.json')) ?? {};
  const long = `${(await results.readBlob(blob)).toString()}${' '.repeat(bytes)}`;
  await results.writeBlob('long', Buffer.from(long));
  results.artifacts.length = 0;
  upload('5009', 'build-telemetry-claims-much.json', blob, 2 * bytes);
  upload('5009', 'build-telemetry-claims-little.json', 'long');
  for (let job = 0; job < 9; job++) upload('5009', `build-telemetry-${job}.json`, blob);
  const target = { owner: 'octo-org', repo: 'octo-repo', apiUrl: rest.url, token: 'default-token' };
  const api = await connectApi({ ...target, deadlineMs: 60_000 });
  const limits = { reports: 10, bytes: 1.5 * bytes, bytesOfRun: 8.5 * bytes };
  const { reports, problems } = await readReports(api, 5009, 'build-telemetry', limits);
  expect(reports.length).toBeGreaterThan(0);
  expect(reports.length).toBeLessThanOrEqual(6);
  expect(problems.map(({ what }) => what)).toEqual([
    expect.stringMatching(/^Not read: a report has .* at most\.$/),
    expect.stringMatching(/^Not read: the reports of a run have .* at most together\.$/),
    'Not read: a run has 10 reports at most.',
  ]);
});

it('uses no text, links or pull request number from the report', async () => {
  await build('5004', { inputs: { comment: 'never' } });
  const stored = results.artifacts.find(({ name }) => name.endsWith('.json'));
  const report = JSON.parse((await results.readBlob(stored?.blob ?? '')).toString());
  const forged = { ...report, headline: 'APPROVED by security', name: '<img src=x>', nextSteps: [] };
  forged.build.context.pullRequest = 1;
  await results.writeBlob(stored?.blob ?? '', Buffer.from(JSON.stringify(forged)));
  await comment('5004', { inputs: { comment: 'always' } });
  expect(rest.comments.map(({ issue }) => issue)).toEqual([9]);
  expect(rest.comments[0]?.body).not.toContain('APPROVED');
  expect(rest.comments[0]?.body.replaceAll(/`[^`]*`/g, '')).not.toContain('<img');
});

it('warns if there is no pull request, no report, or no run', async () => {
  rest.pulls.length = 0;
  expect((await comment('5005')).stdout).toContain('::notice::No pull request');
  rest.pulls.push({
    number: 9,
    state: 'open',
    head: { ref: 'topic', sha, repository: 'stranger/octo-repo' },
    base,
  });
  expect((await comment('5006')).stdout).toContain('::notice::That run uploaded no report');
  const wrong = await comment('5007', { payload: {} });
  expect([wrong.exitCode, wrong.stdout]).toEqual([2, expect.stringContaining('`workflow_run` triggers')]);
});
