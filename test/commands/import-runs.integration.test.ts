/**
 * `history import --github-runs` with GitHub's interface on the loopback, each request checked against its
 * description.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { readBuild } from '../../src/formats/read-build.ts';
import { noLimits } from '../../src/history/segment.ts';
import { localContext } from '../../src/model/local-context.ts';
import { findHistories } from '../../src/stores/find-histories.ts';
import { folderStore } from '../../src/stores/folder-store.ts';
import { fixtureNowMs, makePastRuns } from '../github/past-runs-fixture.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';
import { tempFolder } from '../temp-folder.ts';
import { type CliOutcome, runCli } from './run-cli.ts';

let rest: RestService;
/** The folder into which one test imported everything, for the tests after it. */
let whole = '';
const runCount = 130;
const past = makePastRuns(runCount);
const done = [...past.runs.values()].filter(({ conclusion }) => conclusion !== 'skipped');

beforeAll(async () => {
  rest = await startRestService();
});
afterAll(() => rest.close());
afterEach(() => {
  vi.useRealTimers();
  expect(rest.violations).toEqual([]);
});
beforeEach(() => {
  vi.useFakeTimers({ now: fixtureNowMs, toFake: ['Date'] });
  rest.reset();
  rest.identities.set('token', { author: actionsBot, permissions: ['actions: read'] });
  rest.identities.set('bare', { author: actionsBot, permissions: [] });
  for (const [id, run] of past.runs) rest.runs.set(id, run);
  for (const [id, jobs] of past.jobs) rest.jobs.set(id, jobs);
});

async function importRuns(cwd: string, args: readonly string[] = [], token = 'token'): Promise<CliOutcome> {
  const env = { GITHUB_API_URL: rest.url, ...(token === '' ? {} : { GITHUB_TOKEN: token }) };
  return await runCli(['history', 'import', '--github-runs', 'octo-org/octo-repo', ...args], { cwd, env });
}

/** Every value of every series by the build's run, in its stored form. */
async function readStored(folder: string): Promise<Map<string, unknown[]>> {
  const found = await findHistories(join(folder, '.build-telemetry/history'));
  return new Map(
    found.map(({ series, history }) => {
      const builds = history.builds.map(({ runId, durationMs, result, startTimeMs }) => [
        runId,
        durationMs,
        result,
        startTimeMs,
      ]);
      const tasks = [...history.series].map(({ name, kind, build, durationMs, result }) => [
        ...[name, kind],
        Array.from(build, (at, row) => [history.builds[at]!.runId, durationMs[row], result[row]]),
      ]);
      return [series, [...builds, ...tasks]];
    }),
  );
}

async function ingestOneByOne(folder: string): Promise<void> {
  for (const run of done) {
    const id = String(run['id']);
    const path = join(folder, `${id}.json`);
    const jobs = past.jobs.get(`${id}/${run['run_attempt']}`)!;
    writeFileSync(path, JSON.stringify({ total_count: jobs.length, jobs }));
    const name = String(run['name']);
    const { build } = await readBuild(
      [
        {
          name: path,
          open: async function* () {
            yield Buffer.from(JSON.stringify({ total_count: jobs.length, jobs }));
          },
        },
      ],
      { name, format: 'auto', id: `one-${id}`, context: { ...localContext, runId: id } },
    );
    const root = join(folder, '.build-telemetry/history');
    await folderStore(root, { ...noLimits, series: name, now: 0 }).append(build!);
  }
}

it('gives the same series as those runs ingested one by one: 130 runs of 5 workflows', async () => {
  const [imported, one] = [tempFolder('runs'), tempFolder('runs-one')];
  whole = imported;
  const { status, stdout, stderr } = await importRuns(imported);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: `octo-org/octo-repo: ${done.length} builds added, 0 already known, ${runCount - done.length} runs without work, of 5 workflows\n`,
  });
  // A line is added to a log now and then.
  expect(stderr).toBe(`Reading runs: 100 of ${done.length}\n`);
  await ingestOneByOne(one);
  const stored = await readStored(imported);
  expect([...stored.keys()]).toEqual(['CI', 'CodeQL', 'Docs', 'Nightly', 'Release']);
  expect(stored).toEqual(await readStored(one));
});

it('reads a run and its jobs as GitHub answered them, recorded from a public repository', async () => {
  const load = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(new URL(`../formats/fixtures/${file}`, import.meta.url), 'utf8'));
  const run = load('refused/github-actions-biome-pr-title-failed-run.json');
  const { jobs } = load('github-jobs/biome-pr-title-failed-jobs.json') as { jobs: Record<string, unknown>[] };
  const id = String(run['id']);
  rest.runs.clear();
  rest.runs.set(id, run);
  rest.jobs.set(`${id}/1`, jobs);
  vi.setSystemTime(Date.parse('2026-02-01T00:00:00Z'));
  const folder = tempFolder('runs-recorded');
  expect((await importRuns(folder)).stdout).toContain('1 build added');
  const [found] = await findHistories(join(folder, '.build-telemetry/history'));
  const [job] = jobs as { created_at: string; steps: { started_at: string }[] }[];
  expect(found?.series).toBe(run['name']);
  expect(found?.history.builds).toMatchObject([
    {
      ...{ runId: id, result: 'failure', event: 'pull_request_target', complete: true },
      // A runner has taken the job when its first step begins.
      queueMs: Date.parse(job!.steps[0]!.started_at) - Date.parse(job!.created_at),
    },
  ]);
  expect([...found!.history.series].map(({ kind }) => kind)).toContain('step');
});

it('after a stop by the rate limit, it requests nothing twice and stores nothing twice', async () => {
  const folder = tempFolder('runs-stopped');
  const reset = String(fixtureNowMs / 1000 + 3000);
  const refusal = { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset } };
  rest.faults.set('GET jobs', refusal, { after: 60 });
  const first = await importRuns(folder, ['--json']);
  expect(first.status).toBe(2);
  expect(first.stderr).toContain("GitHub's rate limit is used up until 2026-11-20 12:50 UTC");
  expect(first.stderr).toContain('Run the same command again: it continues where it stopped.');
  const [{ added }] = JSON.parse(first.stdout).imported;
  expect(added).toBe(60);
  rest.faults.clear();
  rest.calls.length = 0;
  const second = await importRuns(folder, ['--json']);
  expect(second.status).toBe(0);
  expect(JSON.parse(second.stdout).imported).toMatchObject([{ added: done.length - added, known: added }]);
  expect(rest.calls.filter(({ call }) => call === 'GET jobs')).toHaveLength(done.length - added);
  expect(await readStored(folder)).toEqual(await readStored(whole));
  expect(JSON.parse((await importRuns(folder, ['--json'])).stdout).imported).toMatchObject([
    { added: 0, known: done.length },
  ]);
});

it('distinguishes pull requests from the baseline, and a fork’s branch from ours', async () => {
  const found = await findHistories(join(whole, '.build-telemetry/history'));
  const builds = found.find(({ series }) => series === 'CI')!.history.builds;
  const pulls = builds.filter(({ event }) => event === 'pull_request');
  expect(pulls.length).toBeGreaterThan(15);
  for (const { branch, pullRequest } of pulls)
    expect(pullRequest === null ? branch?.startsWith('stranger:topic-') : pullRequest > 40).toBe(true);
  expect(builds.filter(({ event }) => event === 'push').every(({ branch }) => branch === 'main')).toBe(true);
});

it('reads more runs than one query lists, only the last days, and into one series', async () => {
  const folder = tempFolder('runs-many');
  rest.runs.clear();
  for (let n = 0; n < 1234; n++) {
    const created_at = new Date(fixtureNowMs - n * 60_000).toISOString().replace('.000Z', 'Z');
    const run = { ...done[0], id: 1000 + n, conclusion: 'skipped', created_at };
    rest.runs.set(String(1000 + n), run);
  }
  const { stdout } = await importRuns(folder, ['--json']);
  expect(JSON.parse(stdout).imported).toMatchObject([{ added: 0, empty: 1234 }]);
  rest.runs.clear();
  for (const [id, run] of past.runs) rest.runs.set(id, run);
  const few = await importRuns(folder, ['--days', '3', '--name', 'all', '--json']);
  expect(few.status).toBe(0);
  const [{ added }] = JSON.parse(few.stdout).imported;
  expect(added).toBeGreaterThan(5);
  expect(added).toBeLessThan(12);
  expect((await findHistories(join(folder, '.build-telemetry/history'))).map(({ series }) => series)).toEqual(
    ['all'],
  );
});

it.each([
  ['bare', [], /octo-org\/octo-repo: Not all past runs could be read\. .*403.*permissions: actions: read/],
  ['', [], /--github-runs: There is no token\. Write `export GITHUB_TOKEN=\$\(gh auth token\)`/],
  ['token', ['another/one'], /Only one repository can be read at a time/],
  ['token', ['--days', 'x'], /--days: `x` is not a number above 0/],
])('with token `%s` and %s it reports the fault', async (token, args, message) => {
  const { status, stderr } = await importRuns(tempFolder('runs-wrong'), args, token);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

it('asks for the repository', async () => {
  const cwd = tempFolder('runs-whose');
  mkdirSync(join(cwd, 'x'));
  const { status, stderr } = await runCli(['history', 'import', '--github-runs'], {
    cwd,
    env: { GITHUB_TOKEN: 'token' },
  });
  expect(status).toBe(2);
  expect(stderr).toContain('Write `--github-runs OWNER/REPO`.');
});
