/** Rules of test tools' own reports that no short log of theirs shows. */
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, sourceOf } from '../source-of.ts';

const jest = (more: object, assertions: readonly object[] = []): string =>
  JSON.stringify({
    numTotalTestSuites: 1,
    numTotalTests: assertions.length,
    startTime: 1_700_000_000_000,
    success: true,
    testResults: [
      {
        name: '/home/runner/work/a/a/x.test.js',
        status: 'passed',
        endTime: 1_700_000_001_000,
        assertionResults: assertions,
      },
    ],
    ...more,
  });
const passed = { ancestorTitles: [], title: 'adds', status: 'passed', duration: 3, failureMessages: [] };

describe('jest', () => {
  it('is a failure if the run failed outside of its tests', async () => {
    const build = await buildOf(jest({ success: false }, [passed]));
    expect(build.result).toBe('failure');
    expect(codesOf(build)).toEqual(['unlisted-failure']);
  });

  it('has no duration if no test ran', async () => {
    // Vitest then writes the start of the run as the end of each file.
    const skipped = { ...passed, status: 'skipped', duration: undefined };
    const file = { name: '/r/x.test.js', status: 'passed', startTime: 1.7e12, endTime: 1.7e12 };
    const testResults = [{ ...file, assertionResults: [skipped] }];
    const none = jest({ startTime: 1.7e12, testResults });
    expect(await buildOf(none)).toMatchObject({ result: 'skip', durationMs: null });
    expect((await buildOf(none, jest({ startTime: 1.7e12 + 1 }, [passed]))).durationMs).toBe(1000);
  });

  it("reads Vitest's benchmarks", async () => {
    const tasks = [{ name: 'ok', latency: { mean: 0.3, p50: 0.25 } }];
    const test = { ...passed, ancestorTitles: ['m'], benchmarks: [{ name: 'm > adds', tasks }] };
    const { metrics } = await buildOf(jest({}, [test]));
    expect(metrics).toMatchObject([{ name: 'x.test.js › m › adds › ok', value: 0.25, unit: 'ms' }]);
  });

  it('is incomplete when it was interrupted, or lists fewer tests than it counts', async () => {
    expect(await buildOf(jest({ wasInterrupted: true }, [passed]))).toMatchObject({ complete: false });
    expect(await buildOf(jest({ numTotalTests: 2 }, [passed]))).toMatchObject({ complete: false });
  });

  it('reads what a reporter gets from Jest and writes', async () => {
    const testResults = [
      {
        testFilePath: '/repo/a.test.js',
        perfStats: { start: 1.7e12, end: 1.7e12 + 900 },
        testResults: [passed],
      },
      {
        testFilePath: '/repo/b.test.js',
        testExecError: { message: 'x' },
        failureMessage: 'x',
        testResults: [],
      },
    ];
    const { tasks, startTimeMs, durationMs } = await buildOf(jest({ startTime: 1.7e12, testResults }, []));
    expect([startTimeMs, durationMs]).toEqual([1.7e12, 900]);
    expect(tasks.map(({ kind, result, durationMs }) => [kind, result, durationMs])).toEqual([
      ['test', 'success', 3],
      ['suite', 'failure', null],
    ]);
  });

  it("creates attempts from Jest's retries", async () => {
    const flaky = { ...passed, invocations: 3, retryReasons: ['Error: one', 'Error: two'] };
    const { tasks } = await buildOf(jest({}, [flaky]));
    expect(tasks.map(({ attempt, result, failure }) => [attempt, result, failure?.message ?? null])).toEqual([
      [1, 'failure', 'Error: one'],
      [2, 'failure', 'Error: two'],
      [3, 'success', null],
    ]);
  });

  it('does not read an unknown status as a success', async () => {
    const { tasks } = await buildOf(jest({}, [{ ...passed, status: 'exploded' }]));
    expect(tasks[0]?.result).toBe('unknown');
  });
});

describe('cucumber', () => {
  it('distinguishes the examples of an outline by their steps', async () => {
    const example = (count: number) => ({
      ...{ keyword: 'Scenario Outline', type: 'scenario', name: 'eating', line: count },
      steps: [`there are ${count} cucumbers`, 'I eat'].map((name) => ({
        name,
        result: { status: 'passed' },
      })),
    });
    const feature = (counts: readonly number[]): string =>
      JSON.stringify([{ keyword: 'Feature', uri: 'a.feature', elements: counts.map(example) }]);
    const named = [
      'a.feature › eating [there are 12 cucumbers]',
      'a.feature › eating [there are 20 cucumbers]',
    ];
    for (const counts of [
      [12, 20],
      [20, 12],
    ])
      expect((await buildOf(feature(counts))).tasks.map(({ name }) => name).sort()).toEqual(named);
  });

  const step = (status: string) => ({
    keyword: 'Given ',
    name: 'a cart',
    line: 3,
    result: { status, duration: 2e6 },
  });
  const scenario = (line: number, ...statuses: readonly string[]) => ({
    keyword: 'Scenario',
    type: 'scenario',
    name: 'adds',
    line,
    steps: statuses.map(step),
  });
  const feature = (...elements: readonly object[]): string =>
    JSON.stringify([{ keyword: 'Feature', uri: 'a.feature', name: 'Cart', elements }]);

  it('reads the same line again as another attempt, and another line as another scenario', async () => {
    const { tasks } = await buildOf(
      feature(scenario(2, 'failed'), scenario(2, 'passed'), scenario(9, 'passed')),
    );
    expect(tasks.map(({ name, attempt, result }) => [name, attempt, result])).toEqual([
      ['a.feature › adds', 1, 'failure'],
      ['a.feature › adds', 2, 'success'],
      ['a.feature › adds #2', 1, 'success'],
    ]);
  });

  it('counts the steps of a separately listed background', async () => {
    const background = { keyword: 'Background', type: 'background', steps: [step('failed')] };
    const { tasks } = await buildOf(feature(background, scenario(5, 'skipped', 'skipped')));
    expect(tasks[0]).toMatchObject({ result: 'failure', durationMs: 6 });
  });

  it('fails for undefined, ambiguous or pending steps, and for no unknown word', async () => {
    for (const status of ['undefined', 'ambiguous', 'pending']) {
      const { tasks } = await buildOf(feature(scenario(2, 'passed', status)));
      expect(tasks[0]).toMatchObject({ result: 'failure', errorType: status });
    }
    expect((await buildOf(feature(scenario(2, 'passed', 'odd')))).tasks[0]?.result).toBe('unknown');
  });
});

describe('mocha', () => {
  it('claims a run of no tests, which is not a success', async () => {
    const log = {
      stats: { tests: 0, failures: 0, duration: 0 },
      tests: [],
      pending: [],
      failures: [],
      passes: [],
    };
    const { format, result, tasks } = await inspectSource(sourceOf(JSON.stringify(log)), 'auto');
    expect([format, result, tasks]).toEqual(['mocha', 'unknown', 0]);
  });

  it('is incomplete if started tests did not end', async () => {
    const test = { title: 'adds', fullTitle: 'cart adds', file: null, err: {}, currentRetry: 0 };
    const log = {
      stats: { tests: 2, failures: 0 },
      tests: [test, test],
      pending: [],
      failures: [],
      passes: [test],
    };
    const build = await buildOf(JSON.stringify(log));
    expect(build).toMatchObject({ complete: false });
    expect(codesOf(build)).toEqual(['unlisted-tests']);
  });
});

describe('playwright', () => {
  it('reads a test without a run as skipped if it is marked so, and as not run otherwise', async () => {
    const test = (expectedStatus: string): object => ({
      expectedStatus,
      projectName: 'p',
      results: [],
      status: 'skipped',
    });
    const report = (statuses: readonly string[]): string =>
      JSON.stringify({
        config: { rootDir: '/tests', forbidOnly: false, projects: [] },
        suites: [
          {
            title: 'a.spec.ts',
            specs: statuses.map((status, i) => ({ title: `t${i}`, tests: [test(status)] })),
          },
        ],
        errors: [],
      });
    const skipped = await buildOf(report(['skipped']));
    expect([skipped.complete, skipped.tasks.map((task) => task.result)]).toEqual([true, ['skip']]);
    const stopped = await buildOf(report(['skipped', 'passed']));
    expect([stopped.complete, stopped.tasks.map((task) => task.result)]).toEqual([
      false,
      ['skip', 'unknown'],
    ]);
  });
});
