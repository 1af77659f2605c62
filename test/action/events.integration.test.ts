/** What a team sees over days: pushes, pull requests, and every other event that starts a run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { EventName } from '../services/runner.ts';
import { tempFolder } from '../temp-folder.ts';
import { commandsIn, makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const critical = readFileSync(new URL('../fixtures/critical.ndjson', import.meta.url), 'utf8');
const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'));
const isReport = new Ajv({ strict: false }).compile(schema);

describe('pushes', () => {
  it('build a history from nothing, learn, and then judge', async () => {
    const seen: string[] = [];
    for (let i = 0; i < 13; i++) {
      const { outputs, exitCode } = await (i === 0 ? github.runBundle({}) : github.run({}));
      expect(exitCode).toBe(0);
      seen.push(`${outputs['baseline-status']} ${outputs['baseline-builds']} ${outputs['history-builds']}`);
    }
    expect(seen.slice(0, 3)).toEqual(['missing 0 1', 'learning 1 2', 'learning 2 3']);
    expect(seen.slice(-2)).toEqual(['learning 11 12', 'ready 12 13']);
    const slow = await github.runBundle({ log: makeLog(30_000) });
    expect(slow.outputs).toMatchObject({
      verdict: 'warn',
      suspects: '2',
      regressions: '0',
      'warning-alerts': '2',
    });
    expect(slow.summary).toContain('compared with 13 builds'.replace('c', 'C').slice(1));
  });

  it('write every output, a valid report, a summary and artifacts that open in the browser', async () => {
    const { outputs, summary, stdout } = await github.runBundle({});
    expect(Object.values(outputs).filter((value) => value === undefined)).toEqual([]);
    expect(Object.keys(outputs)).toHaveLength(23);
    const report = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'));
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect(summary).toMatch(/^## /);
    expect(github.results.artifacts.map((a) => [a.name.replace(/-[0-9a-f]{8}/, ''), a.mimeType])).toEqual(
      expect.arrayContaining([
        ['build-telemetry-ci-test.html', 'text/html'],
        ['build-telemetry-ci-test.json', 'application/json'],
        ['build-telemetry-ci-test-csv', 'application/zip'],
        ['build-telemetry-history-ci-test', 'application/zip'],
      ]),
    );
    expect(outputs['artifact-url']).toMatch(/\/actions\/runs\/\d+\/artifacts\/\d+$/);
    expect(commandsIn(stdout)).toEqual([]);
  });

  it('fail on a critical alert, after the history was saved', async () => {
    await github.past(1);
    const failed = await github.runBundle({ log: critical });
    expect(failed.exitCode).toBe(1);
    expect(failed.outputs).toMatchObject({ verdict: 'fail', 'critical-alerts': '1', 'history-builds': '2' });
    expect(commandsIn(failed.stdout)).toEqual([
      expect.stringMatching(/^::error title=Build Telemetry::1 security violation/),
    ]);
    expect((await github.run({})).outputs['history-builds']).toBe('3');
  });

  it('do not judge a cancelled job or use it as a baseline, and take the result of a failed job from its log', async () => {
    await github.past(2);
    const cancelled = await github.run({ inputs: { 'job-status': 'cancelled' } });
    expect(cancelled.exitCode).toBe(0);
    const report = JSON.parse(readFileSync(cancelled.outputs['report'] ?? '', 'utf8'));
    expect(report.build.complete).toBe(false);
    expect(report.problems.map((problem: { code: string }) => problem.code)).toContain('job-cancelled');
    expect(cancelled.summary).toMatch(/log&nbsp;incomplete[\s\S]*The job was cancelled/);
    const failed = await github.run({ inputs: { 'job-status': 'failure' } });
    expect(failed.outputs).toMatchObject({ 'baseline-builds': '2', 'history-builds': '4' });
    const { build } = JSON.parse(readFileSync(failed.outputs['report'] ?? '', 'utf8'));
    expect(build).toMatchObject({ complete: true, result: 'success' });
  });

  it('count a re-run once', async () => {
    await github.past(2);
    const first = await github.run({ runId: '5000' });
    const again = await github.run({ runId: '5000', attempt: 2 });
    expect([first.outputs['history-builds'], again.outputs['history-builds']]).toEqual(['3', '3']);
    expect((await github.run({})).outputs).toMatchObject({ 'baseline-builds': '3', 'history-builds': '4' });
  });

  it('keep the series of a matrix separate', async () => {
    for (const node of [20, 22]) await github.run({ matrix: { node } });
    const { outputs } = await github.run({ matrix: { node: 20 } });
    expect(outputs['history-builds']).toBe('2');
  });
});

describe('pull requests', () => {
  const pull = { event: 'pull_request', branch: 'topic', pullRequest: 7 } as const;

  it('are compared with the base branch, reported in one comment, and confirm each other', async () => {
    await github.past(24);
    const slow = async () => await github.run({ ...pull, log: makeLog(15_500) });
    const first = await slow();
    expect(first.outputs).toMatchObject({ verdict: 'warn', 'baseline-builds': '24', suspects: '2' });
    expect(github.rest.comments).toHaveLength(1);
    expect(github.rest.comments[0]?.body).toContain('Re-run the job');
    expect(first.outputs['comment-url']).toContain('/pull/7#issuecomment-');
    const second = await slow();
    expect(second.outputs).toMatchObject({ verdict: 'fail', regressions: '2', 'critical-alerts': '1' });
    expect(second.exitCode).toBe(1);
    // Its builds are not part of the builds that the default branch is compared with.
    expect((await github.run({})).outputs['baseline-builds']).toBe('24');
    const fixed = await github.run(pull);
    expect(fixed.outputs).toMatchObject({ verdict: 'pass', suspects: '0' });
    expect(github.rest.comments).toHaveLength(1);
    expect(github.rest.comments[0]?.body).toMatch(/Resolved/i);
  });

  it('write no comment without findings', async () => {
    await github.past(1);
    const { outputs } = await github.run(pull);
    expect(outputs['comment-url']).toBe('');
    expect(github.rest.comments).toEqual([]);
    await github.run({ ...pull, inputs: { comment: 'always' } });
    expect(github.rest.comments).toHaveLength(1);
  });

  it('of a fork pass with a full summary although commenting is denied', async () => {
    await github.past(13);
    const { exitCode, summary, stdout, outputs } = await github.run({
      event: 'fork',
      token: 'read-token',
      log: makeLog(14_000),
    });
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'warn', 'baseline-status': 'ready', 'comment-url': '' });
    expect(summary).toContain('### What to do');
    // The token of a fork's run never gets that permission.
    expect(summary).not.toContain('pull-requests: write');
    expect(commandsIn(stdout).filter((line) => line.startsWith('::error'))).toEqual([]);
  });
});

describe('other events', () => {
  it.each([
    ['schedule', '14'],
    ['workflow_dispatch', '14'],
    ['tag', '13'],
    ['merge_group', '13'],
  ] as const)('%s is judged by the default branch', async (event: EventName, stored) => {
    await github.past(13);
    const { exitCode, outputs, summary } = await github.run({
      event,
      ...(event === 'tag' ? { branch: 'v1.2.3' } : {}),
    });
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({
      'baseline-status': 'ready',
      'baseline-builds': '13',
      'history-builds': stored,
    });
    expect(summary).toMatch(/^## ✅/);
  });
});

describe('without an events input', () => {
  const work = (name: string, seconds: number) => ({
    name,
    status: 'completed',
    conclusion: 'success',
    number: 1,
    started_at: '2026-11-01T10:00:10Z',
    completed_at: new Date(Date.UTC(2026, 10, 1, 10, 0, 10 + seconds)).toISOString(),
  });

  it('the jobs and steps of the run are read, except the running job itself', async () => {
    github.rest.jobs.set('7001/1', [
      {
        id: 1,
        run_id: 7001,
        ...work('build', 42),
        created_at: '2026-11-01T10:00:00Z',
        steps: [work('make', 40)],
      },
      {
        id: 2,
        run_id: 7001,
        name: 'test',
        status: 'in_progress',
        conclusion: null,
        started_at: '2026-11-01T10:00:10Z',
        completed_at: null,
        created_at: '2026-11-01T10:00:00Z',
        steps: [],
      },
    ]);
    const { exitCode, outputs } = await github.run({ runId: '7001', inputs: { events: '' } });
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({
      tasks: '2',
      complete: 'true',
      'build-result': 'success',
      'duration-ms': '42000',
    });
  });

  it.each([
    ['bare-token', {}, 2, 'actions: read'],
    ['bare-token', { 'if-no-events-found': 'warn' }, 0, 'actions: read'],
    ['default-token', {}, 0, 'nothing was checked'],
  ])('with a %s and %o it ends with %i', async (token, inputs, exitCode, text) => {
    if (token === 'default-token') github.rest.faults.set('GET jobs', 503);
    const outcome = await github.run({ token, inputs: { events: '', ...inputs } });
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.summary).toContain(text);
  });
});

describe('settings', () => {
  it('switch off everything that can be switched off', async () => {
    const off = {
      summary: 'false',
      annotations: 'false',
      comment: 'never',
      artifacts: 'none',
      'fail-on': 'never',
    };
    const pull = { event: 'pull_request', inputs: off, log: critical } as const;
    const { exitCode, summary, stdout } = await github.run(pull);
    expect({ exitCode, summary }).toEqual({ exitCode: 0, summary: '' });
    expect(commandsIn(stdout)).toEqual([]);
    expect([github.rest.comments, github.results.artifacts]).toEqual([[], []]);
  });

  it('keep the history in a folder', async () => {
    const { outputs, readFile, requests } = await github.run({ inputs: { history: 'kept' } });
    expect(outputs['history-builds']).toBe('1');
    expect(await readFile('.build-telemetry-history')).toBeNull();
    expect(requests.results.filter((call) => call.includes('Cache'))).toEqual([]);
  });

  it('warn of a folder that a GitHub-hosted runner deletes', async () => {
    const env = { RUNNER_ENVIRONMENT: 'github-hosted' };
    const history = join(tempFolder('history'), 'kept');
    const first = await github.run({ env, inputs: { history } });
    expect(commandsIn(first.stdout)).toEqual([
      expect.stringMatching(
        /^::warning::input `history`: There is no history in .*kept, and a GitHub-hosted/,
      ),
    ]);
    // Another step has restored it.
    expect(commandsIn((await github.run({ env, inputs: { history } })).stdout)).toEqual([]);
  });

  it('come from the configuration file, below inputs', async () => {
    const files = {
      '.github/build-telemetry.yml': 'fail-on: never\nthresholds:\n  tasks: { above: 1, level: critical }\n',
    };
    const { exitCode, outputs } = await github.run({ files });
    expect([exitCode, outputs['critical-alerts']]).toEqual([0, '1']);
    expect((await github.run({ files, inputs: { 'fail-on': 'error' } })).exitCode).toBe(1);
  });

  it('stop the step before it does anything', async () => {
    const { exitCode, stdout, requests } = await github.run({ env: { BUILD_TELEMETRY_ENABLED: '0' } });
    expect({ exitCode, requests }).toEqual({ exitCode: 0, requests: { results: [], rest: [] } });
    expect(commandsIn(stdout)).toEqual([expect.stringContaining('Telemetry is switched off')]);
  });
});
