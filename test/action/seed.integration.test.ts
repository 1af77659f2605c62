/** `seed: true`: the first run of a newcomer is compared with past runs of the same workflow. */
import { expect, it } from 'vitest';
import { fixtureNowMs, makePastRuns } from '../github/past-runs-fixture.ts';
import { useGitHub } from './use-github.ts';

const github = useGitHub();
const past = makePastRuns();
const config = { '.github/build-telemetry.yml': 'seed: true\n' };
const env = { GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/ci.yml@refs/heads/main' };
const inputs = { artifacts: 'none', events: '', 'check-run-id': '5' };

/** The jobs of a CI run at the time of our step: lint is finished, and so are the tests of our own job. */
function jobsNow(): Record<string, unknown>[] {
  // The newest run is about now.
  const [lint, own] = past.jobs.get(newestOfCi())!;
  const steps = (own!['steps'] as Record<string, unknown>[]).filter(({ name }) => name !== 'Complete job');
  const step = {
    name: 'Run build-telemetry/build-telemetry@v1',
    status: 'in_progress',
    conclusion: null,
    number: 9,
  };
  return [
    lint!,
    { ...own, id: 5, status: 'in_progress', conclusion: null, completed_at: null, steps: [...steps, step] },
  ];
}

function newestOfCi(): string {
  const runs = [...past.runs.values()].filter(
    ({ name, event, conclusion }) => name === 'CI' && event === 'push' && conclusion === 'success',
  );
  const { id, run_attempt } = runs.at(-1)!;
  return `${id}/${run_attempt}`;
}

function addPast(): void {
  // The service filters by time; the fixture ends in the past.
  const shiftMs = Date.now() - fixtureNowMs;
  for (const [id, run] of past.runs) {
    const created_at = new Date(Date.parse(String(run['created_at'])) + shiftMs)
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
    github.rest.runs.set(id, { ...run, created_at });
  }
  for (const [id, jobs] of past.jobs) github.rest.jobs.set(id, jobs);
}

it('gives the first run a baseline, stores it, and does not request it again', async () => {
  addPast();
  github.rest.jobs.set('7001/1', jobsNow());
  const first = await github.run({ runId: '7001', inputs, files: config, env });
  expect(first.exitCode).toBe(0);
  expect(first.outputs['baseline-status']).toBe('ready');
  expect(Number(first.outputs['baseline-builds'])).toBeGreaterThan(30);
  expect(first.summary).toMatch(
    /The history was empty: this build is compared with \d+ past runs of ci\\?\.yml/,
  );
  expect(github.rest.calls.filter(({ call }) => call === 'GET jobs').length).toBeLessThanOrEqual(64);
  github.rest.calls.length = 0;
  github.rest.jobs.set('7002/1', jobsNow());
  const second = await github.run({ runId: '7002', inputs, files: config, env });
  expect(Number(second.outputs['baseline-builds'])).toBe(Number(first.outputs['baseline-builds']) + 1);
  expect(github.rest.calls.filter(({ call }) => call === 'GET runs')).toEqual([]);
});

it('reads past runs only up to this step, for a valid comparison', async () => {
  addPast();
  github.rest.jobs.set('7003/1', jobsNow());
  const { stdout } = await github.run({ runId: '7003', inputs, files: config, env });
  // A step of this job and the build became slower in the past; nothing is reported about a job that is still
  // running.
  expect(stdout).toContain('test (ubuntu-latest) / Run npm test 40%25 slower (2m 20s →');
  expect(stdout).toMatch(/Build 40%25 slower \(2m 53s → 4m 16s, median of 10 builds: 4m 3s\)/);
  expect(stdout).not.toContain('windows');
});

it.each([
  ['without the key', {}, { ...inputs }, 'missing'],
  ['with logs of its own', config, { ...inputs, events: 'log.ndjson' }, 'missing'],
])('seeds nothing %s', async (_, files, own, status) => {
  addPast();
  github.rest.jobs.set('7004/1', jobsNow());
  const { outputs } = await github.run({ runId: '7004', inputs: own, files, env });
  expect(outputs['baseline-status']).toBe(status);
  expect(github.rest.calls.filter(({ call }) => call === 'GET runs')).toEqual([]);
});

it('continues without a baseline if runs may not be listed, or none exists', async () => {
  github.rest.jobs.set('7005/1', jobsNow());
  const none = await github.run({ runId: '7005', inputs, files: config, env });
  expect([none.exitCode, none.outputs['baseline-status']]).toEqual([0, 'missing']);
  addPast();
  github.rest.faults.set('GET runs', 503);
  github.rest.jobs.set('7006/1', jobsNow());
  const down = await github.run({
    runId: '7006',
    inputs: { ...inputs, name: 'other' },
    files: config,
    env,
  });
  expect([down.exitCode, down.outputs['baseline-status']]).toEqual([0, 'missing']);
  expect(down.stdout).toContain('Past runs could not be read, so there is no baseline from them.');
});
