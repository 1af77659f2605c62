import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type ContextDefaults, readContext, traceparentOfJob } from '../../src/github/context.ts';
import type { Variables } from '../../src/model/variables.ts';
import { entryKey, readKey, seriesKeyPrefix } from '../../src/stores/cache/cache-keys.ts';
import { type Scenario, scenarioEnvironment } from '../services/runner.ts';

const defaults: ContextDefaults = {
  name: '',
  matrix: 'null',
  checkRunId: '',
  jobStatus: 'success',
  cpuModel: 'EPYC',
};

function read(scenario: Partial<Scenario>, more: Partial<ContextDefaults> = {}, env: Variables = {}) {
  const full: Scenario = { event: 'push', runId: '42', ...scenario };
  const given = scenarioEnvironment(
    { results: { url: 'http://r', calls: [] }, rest: { url: 'http://a', calls: [] } },
    full,
  );
  return readContext({ ...given.env, ...env }, given.payload, { ...defaults, ...more });
}

describe('readContext', () => {
  it('reads a push', () => {
    const context = read({});
    expect(context).toMatchObject({
      owner: 'octo-org',
      repo: 'octo-repo',
      ref: 'refs/heads/main',
      defaultBranch: 'main',
      baseBranch: null,
      pullRequest: null,
      isFork: false,
      isTrunk: true,
      readableRefs: ['refs/heads/main'],
      seriesName: 'ci/test',
    });
    expect(context.build).toMatchObject({
      branch: 'main',
      event: 'push',
      runId: '42',
      runAttempt: 1,
      cpuModel: 'EPYC',
    });
  });

  it('names the image of a hosted runner', () => {
    const image = { ImageOS: 'ubuntu24', ImageVersion: '20260105.1.0' };
    expect(read({}, {}, image).build.runnerImage).toBe('ubuntu24/20260105.1.0');
    expect(read({}).build.runnerImage).toBeNull();
  });

  it('takes the head commit of a pull request, not the merge commit', () => {
    const context = read({
      event: 'pull_request',
      branch: 'feature',
      pullRequest: 9,
      baseBranch: 'release/1',
    });
    expect(context.headSha).toMatch(/^[0-9a-f]{40}$/);
    expect(context.headSha).not.toBe('a'.repeat(40));
    expect(context.build).toMatchObject({ branch: 'feature', pullRequest: 9, commit: context.headSha });
    expect(context).toMatchObject({
      baseBranch: 'release/1',
      isFork: false,
      isReadOnly: false,
      isTrunk: false,
    });
    expect(context.readableRefs).toEqual(['refs/pull/9/merge', 'refs/heads/release/1', 'refs/heads/main']);
  });

  it("does not read a fork's branch as ours", () => {
    const context = read({ event: 'fork', branch: 'main' });
    expect(context).toMatchObject({ isFork: true, isReadOnly: true });
    expect(context.build.branch).toBe('stranger:main');
  });

  it('recognises that Dependabot is read-only', () => {
    expect(read({ event: 'pull_request' }, {}, { GITHUB_ACTOR: 'dependabot[bot]' }).isReadOnly).toBe(true);
  });

  it('reads tags, merge queues, schedules and dispatches', () => {
    expect(read({ event: 'tag', branch: 'v1' })).toMatchObject({
      isTag: true,
      isTrunk: false,
      build: { branch: null },
    });
    const queued = read({ event: 'merge_group', baseBranch: 'main', pullRequest: 3 });
    expect(queued).toMatchObject({ baseBranch: 'main', isTrunk: false, pullRequest: null });
    expect(queued.ref).toContain('gh-readonly-queue/main/pr-3');
    expect(read({ event: 'schedule' })).toMatchObject({
      event: 'schedule',
      isTrunk: true,
      pullRequest: null,
    });
    expect(read({ event: 'workflow_dispatch', branch: 'x' }).readableRefs).toEqual([
      'refs/heads/x',
      'refs/heads/main',
    ]);
  });

  it('names a series after workflow, job and matrix values', () => {
    const matrix = JSON.stringify({ os: 'ubuntu', node: 20, flags: ['a'] });
    expect(read({}, { matrix }).seriesName).toBe('ci/test (ubuntu, 20, ["a"])');
    expect(read({}, { matrix, name: 'mine' }).seriesName).toBe('mine');
    expect(read({}, { matrix: 'nonsense' }).seriesName).toBe('ci/test');
  });

  it('distinguishes jobs that would share a history', () => {
    const file = (name: string) => ({
      GITHUB_WORKFLOW_REF: `octo-org/octo-repo/.github/workflows/${name}@refs/heads/main`,
    });
    const step = (GITHUB_ACTION: string) => ({ GITHUB_ACTION });
    const call = (path: string) => ({
      ACTIONS_ORCHESTRATION_ID: `89c72d20-71e7-4948-8eb8-0d8f0e417443.${path}`,
    });
    const named = (env: Variables): string => read({}, {}, env).seriesName;
    const names = {
      'ci/test': {},
      'ci (b.yml)/test': file('b.yml'),
      'ci (ci.yaml)/test': file('ci.yaml'),
      'ci (CI.yml)/test': file('CI.yml'),
      'Build & test (b.yml)/test': { ...file('b.yml'), GITHUB_WORKFLOW: 'Build & test' },
      'Build & test/test': { ...file('build-test.yml'), GITHUB_WORKFLOW: 'Build & test' },
      // Without a `name:` in it.
      'c/test': { ...file('c.yml'), GITHUB_WORKFLOW: '.github/workflows/c.yml' },
      'ci/test #2': step('__octo-org_build-telemetry_2'),
      'ci/test #unit': step('unit'),
      'ci/test #1.2': step('__self.__octo-org_build-telemetry_2'),
      'ci/test #2.1': step('__self_2.__octo-org_build-telemetry'),
      'ci/unit / test': call('unit.test.__default'),
      'ci/e2e / test': call('e2e.test.__default'),
      'ci/e2e / linux / test': call('e2e.linux.test.1'),
    };
    expect(Object.values(names).map(named)).toEqual(Object.keys(names));
    // The same as before where there is no further information: the file of that name, a step of act, an id of
    // another form.
    for (const env of [
      file('ci.yml'),
      step('0'),
      step('__self.__x'),
      call('test.__default'),
      call('e2e'),
      call('e2e.other.1'),
    ])
      expect(named(env)).toBe('ci/test');
  });

  it('gives every run, attempt, job and step a unique build id', () => {
    const matrix = (n: number) => ({ matrix: JSON.stringify({ n }), name: 'same' });
    const ids = [
      read({}),
      read({ runId: '43' }),
      read({ attempt: 2 }),
      read({}, matrix(1)),
      read({}, matrix(2)),
      read({}, {}, { GITHUB_ACTION: '__second' }),
    ].map(({ buildId }) => buildId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^gh-4[23]-[12]-[0-9a-f]{8}$/);
  });

  it('survives an empty environment', () => {
    const context = readContext({}, null, { ...defaults, matrix: '' });
    expect(context).toMatchObject({
      owner: '',
      event: '',
      headSha: null,
      seriesName: 'build',
      readableRefs: [],
    });
  });
});

describe('cache keys', () => {
  it('carry the build id and stay within the limits of the service', () => {
    const context = read({}, { name: `${'long, '.repeat(200)}名前` });
    const key = entryKey(context, 'all');
    expect(key.length).toBeLessThanOrEqual(512);
    expect(key).not.toContain(',');
    expect(readKey(key)).toEqual({
      prefix: seriesKeyPrefix(context.seriesName),
      kind: 'all',
      buildId: context.buildId,
    });
    expect(readKey('node-modules-1')).toBeNull();
  });

  it('keep series with the same letters separate', () => {
    expect(entryKey(read({}, { name: 'a b' }), 'all')).not.toBe(entryKey(read({}, { name: 'a/b' }), 'all'));
  });

  it('are documented with the prefix they have', async () => {
    const text = await readFile(new URL('../../docs/decisions/cache-entries.md', import.meta.url), 'utf8');
    const key = entryKey(read({}, { name: 'ci/test' }), 'all');
    expect(text).toContain(key.replace(/-[0-9a-f]{8}-all-.*/, '-<hash>-all-'));
  });
});

it('a job has the same place in the trace of its run as in a later export', () => {
  const env = { GITHUB_RUN_ID: '9182736455', GITHUB_RUN_ATTEMPT: '1', GITHUB_JOB: 'build' };
  const trace = '35997421c3acbe40480c8d0eeeb48953';
  expect(traceparentOfJob({ ...env, 'INPUT_CHECK-RUN-ID': '7001' })).toBe(`00-${trace}-c1ff1739b096dd1a-01`);
  // Without the id of the job: by its name and the values of its matrix.
  const matrix = { INPUT_MATRIX: '{"node":20}' };
  expect(traceparentOfJob({ ...env, ...matrix })).toBe(`00-${trace}-18e911ebf1df6eaa-01`);
  expect(read({}, { matrix: '{"node":20}' }).jobName).toMatch(/ \(20\)$/);
});
