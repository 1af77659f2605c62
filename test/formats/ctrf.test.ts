/** Reports in the Common Test Report Format, with and without what its specification requires. */
import { describe, expect, it } from 'vitest';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

interface Parts {
  readonly tests: readonly object[];
  readonly summary?: object;
  readonly head?: object;
}

function report({ tests, summary = {}, head = {} }: Parts): string {
  const counts = { tests: tests.length, passed: tests.length, failed: 0, pending: 0, skipped: 0, other: 0 };
  const all = { ...counts, start: 1_722_511_783_500, stop: 1_722_511_793_500, ...summary };
  return JSON.stringify({ ...head, results: { tool: { name: 'jest' }, summary: all, tests } }, null, 2);
}

const passed = (name: string, more: object = {}) => ({ name, status: 'passed', duration: 20, ...more });

describe('ctrf', () => {
  it.each([
    ['seconds', 1000, 0.001],
    ['microseconds', 0.001, 1000],
  ])('in %s uses its timestamps', async (_unit, _factor, scale) => {
    const test = (name: string, ms: number): object => ({
      name,
      status: 'passed',
      duration: ms * scale,
      start: 1_772_359_200_000,
      stop: 1_772_359_200_000 + ms,
    });
    const results = { tool: { name: 'x' }, summary: {}, tests: [test('a', 1500), test('b', 300)] };
    const build = await buildOf(JSON.stringify({ reportFormat: 'CTRF', results }));
    expect(build.tasks.map(({ durationMs }) => Math.round(durationMs ?? 0))).toEqual([1500, 300]);
    expect(codesOf(build)).toEqual(['odd-unit']);
  });

  it('reads tests and the run, with reportFormat and without', async () => {
    for (const head of [{}, { reportFormat: 'CTRF', specVersion: '1.0.0' }]) {
      const build = await buildOf(report({ head, tests: [passed('adds', { suite: 'a.test.ts > sums' })] }));
      expect(build).toMatchObject({ result: 'success', complete: true, durationMs: 10_000 });
      expect(build.startTimeMs).toBe(1_722_511_783_500);
      expect(build.tasks).toHaveLength(1);
      expect(build.tasks[0]).toMatchObject({ name: 'a.test.ts › sums › adds', kind: 'test', durationMs: 20 });
    }
  });

  it('maps every status', async () => {
    const statuses = ['passed', 'failed', 'skipped', 'pending', 'other', 'strange'];
    const build = await buildOf(
      report({ tests: statuses.map((status) => ({ name: status, status, duration: 0 })) }),
    );
    expect(build.tasks.map((task) => [task.result, task.durationMs])).toEqual([
      ...[
        ['success', 0],
        ['failure', 0],
        ['skip', null],
        ['skip', null],
        ['unknown', 0],
        ['unknown', 0],
      ],
    ]);
    expect(build.result).toBe('failure');
  });

  it('takes rows of data in converted JUnit XML for tests of their own', async () => {
    const rows = [{ ...passed('pays'), status: 'failed' }, passed('pays')];
    const converted = report({ tests: rows, summary: { failed: 1 } }).replace('"jest"', '"junit-to-ctrf"');
    expect(await buildOf(converted)).toMatchObject({ result: 'failure', tasks: [{}, { name: 'pays #2' }] });
  });

  it('is incomplete if a test has a start and no end', async () => {
    const open = { start: 1_722_511_783_500, stop: 0, duration: -1_722_511_783_500 };
    const build = await buildOf(report({ tests: [passed('whole'), passed('open', open)] }));
    expect(build).toMatchObject({ complete: false });
    expect(build.tasks[1]).toMatchObject({ name: 'open', result: 'unknown', durationMs: null });
    expect(codesOf(build)).toEqual(['unfinished-task']);
  });

  it('creates attempts from retries, with or without the last one in the list', async () => {
    const failed = { status: 'failed', duration: 5 };
    const build = await buildOf(
      report({
        tests: [
          passed('listed', {
            retries: 2,
            retryAttempts: [failed, failed, { status: 'passed', duration: 7 }],
          }),
          passed('unlisted', { retries: 1, retryAttempts: [failed] }),
          passed('uncounted', { retryAttempts: [failed, { status: 'passed', duration: 7 }] }),
          passed('counted only', { retries: 2, flaky: true }),
          passed('flaky only', { flaky: true }),
          passed('steady', { retries: 0, flaky: false }),
        ],
      }),
    );
    expect(
      build.tasks.map((task) => `${task.name} ${task.attempt} ${task.result} ${task.durationMs}`),
    ).toEqual([
      'listed 1 failure 5',
      'listed 2 failure 5',
      'listed 3 success 20',
      'unlisted 1 failure 5',
      'unlisted 2 success 20',
      'uncounted 1 failure 5',
      'uncounted 2 success 20',
      'counted only 3 success 20',
      'flaky only 2 success 20',
      'steady 1 success 20',
    ]);
  });

  it('names a test by suite or relative file and browser, and distinguishes equal names', async () => {
    const build = await buildOf(
      report({
        tests: [
          passed('a', { suite: ['Shop', 'Cart'], filePath: 'x.ts' }),
          passed('a', { filePath: 'x.ts', browser: 'chromium 120.0.1' }),
          passed('a', { filePath: '/home/runner/work/x.ts' }),
          passed('a', { filePath: 'C:\\work\\x.ts' }),
        ],
      }),
    );
    expect(build.tasks.map((task) => task.name)).toEqual([
      'Shop › Cart › a',
      'x.ts › a [chromium]',
      'a (work/x.ts)',
      'a',
    ]);
  });

  it('does not repeat a path in a name', async () => {
    const build = await buildOf(report({ tests: [passed('outer > adds', { suite: 'outer > adds' })] }));
    expect(build.tasks[0]?.name).toBe('outer › adds');
  });

  it('is incomplete if it lists fewer tests than its summary counts', async () => {
    const build = await buildOf(report({ tests: [passed('a')], summary: { tests: 3 } }));
    expect(build.complete).toBe(false);
    expect(codesOf(build)).toContain('unlisted-tests');
  });

  it('is a failure if its summary counts failures that are not listed', async () => {
    const failed = { name: 'b', status: 'failed', duration: 1 };
    for (const tests of [[passed('a')], [passed('a'), failed]]) {
      const build = await buildOf(report({ tests, summary: { failed: 2 } }));
      expect(build.result).toBe('failure');
      expect(codesOf(build)).toContain('unlisted-failure');
    }
  });

  it('has no duration for a run with a time of 0', async () => {
    const build = await buildOf(report({ tests: [passed('a')], summary: { start: 0, stop: 0 } }));
    expect(build).toMatchObject({ startTimeMs: null, durationMs: null });
    const twice = await buildOf(report({ tests: [passed('a')], summary: { stop: 1_722_511_783_500 } }));
    expect(twice.durationMs).toBeNull();
  });

  it('keeps the tests of a cut report, and reads one of any size', async () => {
    const text = report({ tests: Array.from({ length: 300 }, (_, i) => passed(`t${i}`)) });
    const cut = await buildOf(text.slice(0, text.length - 200));
    expect(cut.complete).toBe(false);
    expect(cut.tasks.length).toBeGreaterThan(290);
    // Tests are records of their own: the limit of a record does not limit the report.
    const { build } = await readAll([sourceOf(text)], { limits: { recordBytes: 2000 } });
    expect(build?.tasks).toHaveLength(300);
    expect(build?.complete).toBe(true);
  });

  it('keeps no messages, traces or output', async () => {
    const secret = { message: 's3cret', trace: 's3cret', stdout: ['s3cret'], steps: [{ name: 's3cret' }] };
    expect(JSON.stringify(await buildOf(report({ tests: [passed('a', secret)] })))).not.toContain('s3cret');
  });

  it('does not claim JSON about it', async () => {
    const schema = { $schema: 'x', properties: { results: { properties: { tool: {}, tests: [] } } } };
    const { problems } = await readAll([sourceOf(JSON.stringify(schema))]);
    expect(problems[0]?.code).toBe('unknown-format');
  });
});
