import { describe, expect, it } from 'vitest';
import { type AnalysisInput, analyze } from '../../src/analyze.ts';
import type { StoredBuild } from '../../src/model/history.ts';
import type { Problem } from '../../src/model/problem.ts';
import { readConfig } from '../../src/settings/config.ts';
import { standingOf } from '../../src/words/standing.ts';
import { makeBuild, makeHistory, makeTask } from '../make.ts';

const entry = (test: string, expires = '2099-01-31') =>
  `quarantine:\n  - test: "${test}"\n    reason: the sandbox times out\n    owner: "@ann"\n    expires: ${expires}\n`;

/** One test of two fails. */
function judge(
  yaml: string,
  failOnTests: 'new' | 'any' | 'never' = 'any',
  change: (input: AnalysisInput) => AnalysisInput = (input) => input,
) {
  const { config, problems } = readConfig(yaml, 'bt.yml');
  expect(problems).toEqual([]);
  const input: AnalysisInput = {
    build: makeBuild({
      result: 'failure',
      tasks: [
        makeTask({ id: 'a', name: 'checkout › pays', kind: 'test', result: 'failure' }),
        makeTask({ id: 'b', name: 'checkout › shows', kind: 'test' }),
      ],
    }),
    loaded: { status: 'found', history: makeHistory(Array.from({ length: 20 }, () => 10_000)), problems: [] },
    config,
    options: { failOn: 'warning', failOnTests, gateOn: 'confirmed', onMissingBaseline: 'pass' },
    baselineBranch: 'main',
    problems: [],
    ownersOf: () => ['@octo/pay'],
  };
  return analyze(change(input));
}

describe('fail-on-tests', () => {
  it('fails the check for a failed test, whatever the level of fail-on', () => {
    const { verdict, headline, alerts } = judge('');
    expect(verdict).toBe('fail');
    expect(headline).toMatch(/^Check failed: 1 test failed, new/);
    expect(alerts.find(({ id }) => id === 'build-failed')).toMatchObject({
      level: 'critical',
      source: 'tests',
    });
  });

  describe('of tests that failed and are not listed', () => {
    const unlisted: Problem = {
      ...{ level: 'warning', code: 'unlisted-failure', where: 'a.xml', fix: '' },
      what: 'The suite `a` reports a failure outside its test cases.',
    };
    const crash = (
      failOnTests: 'new' | 'any' | 'never',
      last: Partial<StoredBuild> = {},
      yaml = '',
      failed = false,
    ) =>
      judge(yaml, failOnTests, (input) => {
        const { builds, series } = input.loaded.history;
        const before = builds.map((build, i) => (i === 19 ? { ...build, ...last } : build));
        const tasks = failed ? input.build.tasks : input.build.tasks.slice(1);
        return {
          ...input,
          build: { ...input.build, tasks, problems: [unlisted] },
          loaded: { ...input.loaded, history: { builds: before, series } },
          options: { ...input.options, failOn: 'critical' },
        };
      });

    it('fails the check', () => {
      for (const failOnTests of ['any', 'new'] as const) {
        const { verdict, headline } = crash(failOnTests);
        expect([verdict, headline]).toEqual(['fail', 'Check failed: the build ended with failure']);
      }
      expect(crash('never').verdict).toBe('warn');
    });

    it('passes with `new` if the newest build before ended so, too', () => {
      expect(crash('new', { result: 'failure' }).verdict).toBe('warn');
      expect(crash('any', { result: 'failure' }).verdict).toBe('fail');
      expect(crash('new', { result: 'failure', failedTasks: 1 }).verdict).toBe('fail');
    });

    it('fails it also beside a quarantined test', () => {
      expect(crash('any', {}, entry('checkout › pays'), true).verdict).toBe('fail');
      expect(judge(entry('checkout › pays')).verdict).toBe('pass');
    });
  });

  it('leaves it to the test step by default', () => {
    const { alerts } = judge('thresholds: {}', 'never');
    expect(alerts.find(({ source }) => source === 'tests')?.level).toBe('warning');
  });
});

describe('a quarantined test', () => {
  it('is listed with its owner, and fails no check', () => {
    const report = judge(entry('checkout › pays'));
    expect(report.verdict).toBe('pass');
    expect(report.headline).toBe('1 quarantined test failed; no metric was compared');
    // The other test is new, and the time of a failed build is not compared.
    expect(standingOf(report)).toBe('unjudged');
    expect(report.failures).toMatchObject([
      {
        owners: ['@octo/pay'],
        quarantine: { reason: 'the sandbox times out', owner: '@ann', expires: '2099-01-31' },
      },
    ]);
    expect(report.thresholds.filter(({ fired }) => fired)).toEqual([]);
    expect(report.alerts).toMatchObject([{ level: 'info', message: '1 quarantined test failed' }]);
  });

  it('is matched by wildcards, and no other is', () => {
    expect(judge(entry('checkout › p*')).verdict).toBe('pass');
    expect(judge(entry('login *')).verdict).toBe('fail');
  });

  it('counts again once the entry has expired, with a warning', () => {
    const report = judge(entry('checkout › pays', '2020-01-31'));
    expect(report.verdict).toBe('fail');
    expect(report.problems.map(({ code }) => code)).toEqual(['quarantine-expired']);
  });
});
