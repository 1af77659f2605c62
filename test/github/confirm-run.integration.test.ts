/** A second run of a pull request starts automatically: which calls are made, and when none is. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Confirmation, confirmRun } from '../../src/github/confirm-run.ts';
import { connectApi } from '../../src/github/connect-api.ts';
import type { Change } from '../../src/model/change.ts';
import type { Report } from '../../src/model/report.ts';
import { unconfirmable } from '../../src/words/describe-elsewhere.ts';
import { makeContext } from '../make.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';

let rest: RestService;

beforeAll(async () => {
  rest = await startRestService();
});
afterAll(() => rest.close());
afterEach(() => expect(rest.violations).toEqual([]));
beforeEach(() => {
  rest.reset();
  const author = actionsBot;
  rest.identities.set('default-token', { author, permissions: ['actions: read', 'actions: write'] });
  rest.identities.set('read-only', { author, permissions: ['actions: read'] });
  rest.identities.set('bare', { author, permissions: [] });
  rest.jobs.set('1001/1', [
    { id: 11, name: 'test (linux)' },
    { id: 12, name: 'build' },
  ]);
});

const suspect = { verdict: 'suspect', state: 'new', level: 'warning' } as Change;

/** As much of a report as is read. */
function report(job: string, change: Partial<Change> = {}, runAttempt = 1): Report {
  const changes = [{ ...suspect, ...change }];
  return { build: { context: makeContext({ job, runAttempt }) }, changes, problems: [] } as unknown as Report;
}

async function confirm(
  reports: readonly Report[],
  { token = 'default-token', attempt = 1, maxRuns = 2 } = {},
): Promise<Confirmation> {
  const { url: apiUrl } = rest;
  const api = await connectApi({
    token,
    apiUrl,
    owner: 'octo-org',
    repo: 'octo-repo',
    deadlineMs: 1_000_000,
  });
  return confirmRun(api, { id: 1001, attempt }, reports, maxRuns);
}

const reruns = (): string[] => rest.calls.flatMap(({ call, url }) => (call === 'POST rerun' ? [url] : []));
const jobUrl = (id: number): string => `/repos/octo-org/octo-repo/actions/jobs/${id}/rerun`;
const runUrl = '/repos/octo-org/octo-repo/actions/runs/1001/rerun';

describe('a suspect', () => {
  it('has its job rerun, once, and the comment states it', async () => {
    const { notice, problems } = await confirm([report('build'), report('test', { level: null })]);
    expect(reruns()).toEqual([jobUrl(12)]);
    expect([notice?.what, problems]).toEqual(['Confirming: run 2 of 2.', []]);
  });

  it('is confirmed by no more runs than the maximum', async () => {
    rest.jobs.set('1001/2', [{ id: 22, name: 'build' }]);
    const again = [report('build', {}, 2)];
    expect(await confirm(again, { attempt: 2 })).toEqual({ notice: null, problems: [] });
    expect(reruns()).toEqual([]);
    const { notice } = await confirm(again, { attempt: 2, maxRuns: 3 });
    expect(notice?.what).toBe('Confirming: run 3 of 3.');
    expect(reruns()).toEqual([jobUrl(22)]);
  });

  it('of an earlier attempt, of a build that is not stored, or without a suspect, requests nothing', async () => {
    const unstored: Report = { ...report('build'), problems: [unconfirmable] };
    const others = [report('build', { verdict: 'confirmed' }), report('build', {}, 2), unstored];
    expect(await confirm(others)).toEqual({ notice: null, problems: [] });
    expect(rest.calls).toEqual([]);
  });

  it('is found by the key of its job, with the values of a matrix', async () => {
    await confirm([report('test')]);
    expect(reruns()).toEqual([jobUrl(11)]);
  });

  it.each([
    ['several jobs', ['build', 'test']],
    ['a job of another name', ['unit']],
  ])('of %s has the whole run repeated', async (_, jobs) => {
    await confirm(jobs.map((job) => report(job)));
    expect(reruns()).toEqual([runUrl]);
  });
});

describe('GitHub', () => {
  it.each([
    ['read-only', 'confirm-denied', '`permissions: actions: write`'],
    ['bare', 'jobs-denied', '`permissions: actions: read`'],
  ])('refuses the token %s: the permission is named', async (token, code, fix) => {
    const { notice, problems } = await confirm([report('build')], { token });
    expect(notice).toBeNull();
    expect(problems).toMatchObject([{ level: 'warning', code }]);
    expect(problems[0]?.fix).toContain(fix);
  });

  it('without an answer is called once: the job might run twice', async () => {
    rest.faults.set('POST rerun', 503);
    const { notice, problems } = await confirm([report('build')]);
    expect([notice, problems.map(({ code }) => code)]).toEqual([null, ['confirm-unreachable']]);
    expect(reruns()).toHaveLength(1);
  });

  it('without the run has nothing to repeat', async () => {
    rest.jobs.clear();
    const { notice, problems } = await confirm([report('build')]);
    expect([notice, problems.map(({ code }) => code)]).toEqual([null, ['jobs-missing']]);
  });
});
