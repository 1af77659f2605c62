import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GitHubApi } from '../../src/github/api.ts';
import { connectApi } from '../../src/github/connect-api.ts';
import { listJobs } from '../../src/github/jobs.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';

let rest: RestService;

beforeAll(async () => {
  rest = await startRestService();
});
afterAll(() => rest.close());
afterEach(() => expect(rest.violations).toEqual([]));
beforeEach(() => {
  rest.reset();
  rest.identities.set('default-token', { author: actionsBot, permissions: ['actions: read'] });
  rest.identities.set('bare-token', { author: actionsBot, permissions: [] });
});

function connect(token = 'default-token', deadlineMs = 1_000_000): Promise<GitHubApi> {
  return connectApi({ token, apiUrl: rest.url, owner: 'octo-org', repo: 'octo-repo', deadlineMs });
}

describe('listJobs', () => {
  it('reads every page of one attempt', async () => {
    const jobs = Array.from({ length: 230 }, (_, id) => ({ id, name: `job ${id}` }));
    rest.jobs.set('1001/2', jobs);
    const outcome = await listJobs(await connect(), '1001', 2);
    expect(outcome).toEqual({ jobs, problems: [] });
    expect(rest.violations).toEqual([]);
  });

  it('names the permission when it is missing', async () => {
    const { jobs, problems } = await listJobs(await connect('bare-token'), '1001', 1);
    expect(jobs).toEqual([]);
    expect(problems).toMatchObject([{ code: 'jobs-denied', level: 'warning' }]);
    expect(problems[0]?.fix).toBe('Grant it in the workflow: `permissions: actions: read`.');
  });

  it('tries again during a short outage', async () => {
    rest.jobs.set('1001/1', [{ id: 1 }]);
    rest.faults.set('GET jobs', 503, { times: 2 });
    expect((await listJobs(await connect(), '1001', 1)).jobs).toHaveLength(1);
  });

  it.each([
    [403, 'jobs-denied'],
    [404, 'jobs-missing'],
    [409, 'jobs-rejected'],
    [422, 'jobs-rejected'],
    [429, 'jobs-unreachable'],
    [500, 'jobs-unreachable'],
    [503, 'jobs-unreachable'],
    ['refused', 'jobs-unreachable'],
    ['blackhole', 'jobs-unreachable'],
    ['truncated', 'jobs-unreachable'],
  ] as const)('answers %s: %s', async (fault, code) => {
    rest.jobs.set('1001/1', [{ id: 1 }]);
    rest.faults.set('GET jobs', fault);
    const { jobs, problems } = await listJobs(await connect('default-token', 1500), '1001', 1);
    expect(jobs).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it.each([
    ['a page', 'text/html', 'the answer is not from GitHub'],
    ['another form', 'application/json', 'the answer has no list'],
  ])('answers with %s of a proxy: jobs-unreachable', async (_, type, reason) => {
    rest.faults.set('GET jobs', { status: 200, headers: { 'content-type': type } });
    const { problems } = await listJobs(await connect('default-token', 1500), '1001', 1);
    expect(problems).toMatchObject([{ code: 'jobs-unreachable' }]);
    expect(problems[0]?.what).toContain(`The call failed: ${reason}.`);
  });

  it('waits as long as the service asks, and gives up immediately if that is longer than the deadline', async () => {
    const inSeconds = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);
    const used = { 'x-ratelimit-remaining': '0' };
    rest.jobs.set('1001/1', [{ id: 1 }]);
    for (const refuse of [
      () => ({ status: 429, headers: { 'retry-after': '1' } }),
      () => ({ status: 403, headers: { ...used, 'x-ratelimit-reset': inSeconds(2) } }),
    ]) {
      // The reset is a second or more after this moment, however long the connection takes.
      const startMs = performance.now();
      rest.faults.set('GET jobs', refuse(), { times: 1 });
      expect((await listJobs(await connect(), '1001', 1)).jobs).toHaveLength(1);
      expect(performance.now() - startMs).toBeGreaterThan(990);
    }
    for (const headers of [{ 'retry-after': '60' }, { ...used, 'x-ratelimit-reset': inSeconds(60) }]) {
      rest.calls.length = 0;
      rest.faults.set('GET jobs', { status: 403, headers });
      const { problems } = await listJobs(await connect('default-token', 30_000), '1001', 1);
      expect(problems).toMatchObject([
        { code: 'jobs-unreachable', what: expect.stringMatching(/asks to wait (60|59) s/) },
      ]);
      expect(rest.calls).toHaveLength(1);
    }
  });
});
