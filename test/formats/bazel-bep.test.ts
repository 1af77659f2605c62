import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';

const started = { id: { started: {} }, started: { startTimeMillis: '1767225600000', command: 'test' } };
const finished = (exitCode: object, rest: object = {}): object => ({
  id: { buildFinished: {} },
  finished: { finishTimeMillis: '1767225604500', exitCode, ...rest },
});
const ok = finished({ name: 'SUCCESS' }, { overallSuccess: true });
const last = { id: { buildToolLogs: {} }, lastMessage: true, buildToolLogs: {} };
const idOf = (label: string, configuration = 'c1'): object => ({
  label,
  configuration: { id: configuration },
});
const target = (label: string, payload: object, children: object[] = []): object => ({
  id: { targetCompleted: idOf(label) },
  children,
  ...payload,
});
const testId = (label: string, rest: object = {}): { testResult: object } => ({
  testResult: { ...idOf(label), run: 1, shard: 1, attempt: 1, ...rest },
});
const test = (label: string, testResult: object, rest: object = {}): object => ({
  id: testId(label, rest),
  testResult: {
    status: 'PASSED',
    testAttemptStartMillisEpoch: '1767225601000',
    testAttemptDurationMillis: '250',
    ...testResult,
  },
});
const built = { completed: { success: true } };

const fixture = (file: string): string =>
  readFileSync(new URL(`fixtures/bazel-bep/${file}`, import.meta.url), 'utf8');
const testsOf = ({ tasks }: Build) =>
  tasks
    .filter(({ kind }) => kind === 'test')
    .map(({ name, attempt, result, cache }) => `${name} ${attempt} ${result} ${cache}`)
    .sort();

describe('bazel-bep', () => {
  it('reads events that another program wrote with spaces', async () => {
    const events = [started, target('//a:t', built), test('//a:t', {}), ok, last];
    const spaced = events.map((event) => JSON.stringify(event, null, 1).replaceAll(/\n */g, ' ')).join('\n');
    const build = await buildOf(spaced);
    expect(build).toMatchObject({ complete: true, result: 'success' });
    expect(build.tasks).toEqual((await buildOf(lines(...events))).tasks);
  });

  it.each(['cold.json', 'cached.json', 'interrupted.json', 'cdash-bazel_BEP.json'])(
    'reads %s with sorted keys, over several lines and as an array',
    async (file) => {
      const text = fixture(file);
      const events = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
      const sorted = events.map((event) =>
        Object.fromEntries(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1))),
      );
      const pretty = (each: object): string => `${JSON.stringify(each, null, 2)}\n`;
      const { tasks, metrics, ...facts } = await buildOf(text);
      const texts = [
        lines(...sorted),
        ...[events, sorted].map((all) => all.map(pretty).join('')),
        pretty(events),
        JSON.stringify(sorted),
      ];
      for (const other of texts) expect(await buildOf(other)).toEqual({ tasks, metrics, ...facts });
    },
  );

  it('reads what Bazel wrote of passing, failing, flaky, sharded and unbuilt tests', async () => {
    const cold = await buildOf(fixture('cold.json'));
    expect(cold).toMatchObject({ result: 'failure', complete: true, problems: [], durationMs: 1976 });
    expect(testsOf(cold)).toEqual([
      '//:bad_test 1 failure miss',
      '//:flaky_test 1 failure miss',
      '//:flaky_test 2 success miss',
      '//:ok_test 1 success miss',
      '//:shard_test (shard 1) 1 success miss',
      '//:shard_test (shard 2) 1 success miss',
      '//:shard_test (shard 3) 1 success miss',
    ]);
    const targets = cold.tasks.filter(({ kind, result }) => kind === 'target' && result === 'failure');
    expect(targets.map(({ name }) => name)).toEqual(['//:dep_test', '//:broken']);
    const cached = await buildOf(fixture('cached.json'));
    expect(testsOf(cached)).toEqual([
      '//:bad_test 1 failure miss',
      '//:flaky_test 1 success hit',
      '//:ok_test 1 success hit',
      '//:shard_test (shard 1) 1 success hit',
      '//:shard_test (shard 2) 1 success hit',
      '//:shard_test (shard 3) 1 success hit',
    ]);
  });

  it('reads an interrupted build, and one that stopped at its first failure', async () => {
    const interrupted = await buildOf(fixture('interrupted.json'));
    expect(interrupted).toMatchObject({ result: 'cancellation', complete: false });
    expect(interrupted.tasks.find(({ result }) => result === 'cancellation')?.name).toBe('//:gen');
    const stopped = await buildOf(fixture('stopped.json'));
    expect(stopped).toMatchObject({ result: 'failure', complete: true });
    expect(
      stopped.tasks.filter(({ result }) => result === 'skip').map(({ name, kind }) => [name, kind]),
    ).toEqual([
      ['//:dep_test', 'target'],
      ['//:gen', 'target'],
      ['//:bad_test', 'test'],
    ]);
  });

  it('reads targets and tests of a whole build', async () => {
    const build = await buildOf(
      lines(started, target('//a:lib', built), target('//a:test', built), test('//a:test', {}), ok, last),
    );
    expect(build).toMatchObject({
      formats: ['bazel-bep'],
      startTimeMs: 1_767_225_600_000,
      durationMs: 4500,
      result: 'success',
      complete: true,
      problems: [],
    });
    expect(build.tasks.map(({ name, kind, durationMs, cache }) => [name, kind, durationMs, cache])).toEqual([
      ['//a:lib', 'target', null, 'unknown'],
      ['//a:test', 'target', null, 'unknown'],
      ['//a:test', 'test', 250, 'miss'],
    ]);
  });

  it('reads the newer fields for times where the older are gone', async () => {
    const times = {
      testAttemptStart: '2026-01-01T00:00:02.500Z',
      testAttemptDuration: '1.5s',
      testAttemptDurationMillis: undefined,
      testAttemptStartMillisEpoch: undefined,
    };
    const head = {
      id: { started: {} },
      started: { startTime: '2026-01-01T00:00:01Z' },
    };
    const end = {
      id: { buildFinished: {} },
      finished: { finishTime: '2026-01-01T00:00:09Z', overallSuccess: true },
    };
    const build = await buildOf(lines(head, test('//a', times), end, last));
    expect(build).toMatchObject({ durationMs: 8000, result: 'success' });
    expect(build.tasks[0]).toMatchObject({ startTimeMs: 1_767_225_602_500, durationMs: 1500 });
  });

  it('takes an absent success for a failure, and names its cause', async () => {
    const build = await buildOf(
      lines(
        started,
        target('//a:b', {
          completed: { failureDetail: { message: 'sh -c secret', spawn: { code: 'NON_ZERO_EXIT' } } },
        }),
        { id: { actionCompleted: { ...idOf('//a:c') } }, action: { type: 'CppCompile', exitCode: 1 } },
        target('//a:c', { completed: {} }),
        finished({ name: 'BUILD_FAILURE', code: 1 }),
        last,
      ),
    );
    expect(build).toMatchObject({ result: 'failure', complete: true });
    expect(build.tasks.map(({ result, errorType }) => [result, errorType])).toEqual([
      ['failure', 'NON_ZERO_EXIT'],
      ['failure', 'CppCompile'],
    ]);
    expect(JSON.stringify(build)).not.toContain('secret');
  });

  it('treats the times of cached tests as those of their first run', async () => {
    const build = await buildOf(
      lines(
        started,
        test('//a', { cachedLocally: true }),
        test('//b', {
          executionInfo: { cachedRemotely: true },
          testAttemptDurationMillis: undefined,
          testAttemptDuration: '3s',
        }),
        ok,
        last,
      ),
    );
    expect(
      build.tasks.map(({ cache, durationMs, startTimeMs, savedMs }) => [
        cache,
        durationMs,
        startTimeMs,
        savedMs,
      ]),
    ).toEqual([
      ['hit', null, null, 250],
      ['hit', null, null, 3000],
    ]);
    expect(build.startTimeMs).toBe(1_767_225_600_000);
  });

  it('distinguishes shards, runs and attempts', async () => {
    const children = [testId('//a'), testId('//a', { shard: 2 })];
    const build = await buildOf(
      lines(
        started,
        target('//a', built, children),
        test('//a', { status: 'FAILED' }),
        test('//a', {}, { attempt: 2 }),
        test('//a', {}, { shard: 2 }),
        test('//b', { status: 'TIMEOUT' }, { run: 2 }),
        finished({ name: 'TESTS_FAILED', code: 3 }),
        last,
      ),
    );
    expect(
      build.tasks
        .filter(({ kind }) => kind === 'test')
        .map(({ name, attempt, result }) => [name, attempt, result]),
    ).toEqual([
      ['//a (shard 1)', 1, 'failure'],
      ['//a (shard 1)', 2, 'success'],
      ['//a (shard 2)', 1, 'success'],
      ['//b (run 2)', 1, 'timeout'],
    ]);
  });

  it('counts an attempt once if Bazel reports it again as not built', async () => {
    const id = testId('//:a');
    const again = { id, testResult: { status: 'FAILED_TO_BUILD', executionInfo: {} } };
    const events = [started, test('//:a', { status: 'FAILED' }), again, finished({ code: 3 }), last];
    const { tasks } = await buildOf(lines(...events));
    expect(tasks).toMatchObject([{ name: '//:a', attempt: 1, result: 'failure', durationMs: 250 }]);
  });

  it('uses a summary only for a test without an attempt', async () => {
    const summary = (label: string, overallStatus: string): object => ({
      id: { testSummary: idOf(label) },
      testSummary: { overallStatus },
    });
    const build = await buildOf(
      lines(started, test('//a', {}), summary('//a', 'PASSED'), summary('//b', 'FAILED_TO_BUILD'), ok, last),
    );
    expect(build.tasks.map(({ name, result }) => [name, result])).toEqual([
      ['//a', 'success'],
      ['//b', 'error'],
    ]);
  });

  it.each([
    ['SKIPPED', 'skip', true],
    ['INCOMPLETE', 'skip', true],
    ['ANALYSIS_FAILURE', 'failure', true],
    ['USER_INTERRUPTED', 'cancellation', false],
    ['OUT_OF_MEMORY', 'error', true],
    [undefined, 'skip', true],
  ])('reads work given up for %s', async (reason, result, complete) => {
    const aborted = { aborted: { reason, description: 'secret' } };
    const configured = { id: { targetConfigured: { label: '//b' } }, ...aborted };
    const again = { id: { targetConfigured: { label: '//a' } }, ...aborted };
    const build = await buildOf(lines(started, configured, again, target('//a', aborted), ok, last));
    expect(build.tasks.map((task) => [task.name, task.result])).toEqual([
      ['//a', result],
      ['//b', result],
    ]);
    expect(build.complete).toBe(complete);
    expect(JSON.stringify(build)).not.toContain('secret');
  });

  it.each([
    [{ exitCode: { name: 'SUCCESS' }, overallSuccess: true }, 'success', true],
    [{ overallSuccess: true }, 'success', true],
    [{}, 'failure', true],
    [{ exitCode: { name: 'PARSING_FAILURE', code: 1 } }, 'failure', true],
    [{ exitCode: { name: 'COMMAND_LINE_ERROR', code: 2 } }, 'error', true],
    [{ exitCode: { name: 'NO_TESTS_FOUND', code: 4 } }, 'failure', true],
    [{ exitCode: { name: 'INTERRUPTED', code: 8 } }, 'cancellation', false],
    [{ exitCode: { name: 'REMOTE_ERROR', code: 34 } }, 'error', true],
  ])('judges the end %j', async (end, result, complete) => {
    const event = { id: { buildFinished: {} }, finished: { finishTimeMillis: '1767225604500', ...end } };
    expect(await buildOf(lines(started, target('//a', built), event, last))).toMatchObject({
      result,
      complete,
    });
  });

  it.each([
    ['without its end', lines(started, target('//a', built))],
    ['without its last message', lines(started, target('//a', built), ok)],
    [
      'with an end that was given up',
      lines(started, target('//a', built), { id: { buildFinished: {} }, aborted: {} }, last),
    ],
  ])('calls a build %s incomplete', async (_, log) => {
    const build = await buildOf(log);
    expect(build.complete).toBe(false);
    expect(codesOf(build)).toContain('unfinished');
  });

  it('never reads a killed build as a success', async () => {
    expect(await buildOf(lines(started, target('//a', built)))).toMatchObject({
      result: 'unknown',
      durationMs: null,
    });
  });

  it('detects a cut at any position', async () => {
    const log = lines(started, target('//a', built), {
      id: { progress: {} },
      progress: { stderr: 'x'.repeat(500) },
    });
    expect(codesOf(await buildOf(log.slice(0, -20)))).toContain('truncated');
    expect(codesOf(await buildOf(lines(started, target('//a', built), ok).slice(0, -20)))).toContain(
      'truncated',
    );
    const logs = [{ name: 'elapsed time', contents: 'x'.repeat(200) }];
    const tools = { ...last, buildToolLogs: { log: logs } };
    const whole = lines(started, target('//a', built), ok, tools).trimEnd();
    expect(await buildOf(whole)).toMatchObject({ complete: true, problems: [] });
    for (const left of [1, 2, 3, 4, 50, 200])
      expect(codesOf(await buildOf(whole.slice(0, -left)))).toContain('truncated');
  });

  it.each([64, 7, 1])('finds the last message among skipped events, in chunks of %i bytes', async (size) => {
    const tail = {
      id: { progress: { opaqueCount: 7 } },
      progress: { stdout: 'x'.repeat(300) },
      lastMessage: true,
    };
    const fake = { id: { progress: {} }, progress: { stdout: ',"lastMessage":true}' } };
    for (const [end, complete] of [
      [tail, true],
      [last, true],
      [fake, false],
    ] as const) {
      const { build } = await readAll([sourceOf(lines(started, target('//a', built), ok, end), 'x', size)]);
      expect(build?.complete).toBe(complete);
    }
  });

  it('skips events of any size, and marks a build without a large target as incomplete', async () => {
    const big = 'y'.repeat(3000);
    const limits = { recordBytes: 2000 };
    const output = { id: { namedSet: { id: '0' } }, namedSetOfFiles: { files: [{ name: big }] } };
    const whole = await readAll([sourceOf(lines(started, output, target('//a', built), ok, last))], {
      limits,
    });
    expect(whole.build).toMatchObject({ complete: true, problems: [] });
    const large = target('//b', { completed: { success: true, importantOutput: [{ name: big }] } });
    const cut = await readAll([sourceOf(lines(started, target('//a', built), large, ok, last))], { limits });
    expect(cut.build).toMatchObject({ complete: false });
  });

  it("reads Bazel's measurements as metrics", async () => {
    const buildMetrics = {
      actionSummary: {
        actionsExecuted: '28',
        runnerCount: [
          { name: 'total', count: 9 },
          { name: 'remote cache hit', count: 7 },
        ],
        actionCacheStatistics: { hits: 3, misses: 2 },
      },
      memoryMetrics: { peakPostGcHeapSize: '1048576' },
      timingMetrics: { wallTimeInMs: '8046', criticalPathTime: '1.5s' },
    };
    const build = await buildOf(lines(ok, { id: { buildMetrics: {} }, buildMetrics }, last));
    expect(build.durationMs).toBe(8046);
    expect(build.metrics.map(({ name, value, unit, better }) => [name, value, unit, better])).toEqual([
      ['bazel.actions.executed', 28, '1', 'lower'],
      ['bazel.heap.peak_after_gc', 1_048_576, 'By', 'lower'],
      ['bazel.time.wall', 8046, 'ms', 'lower'],
      ['bazel.time.critical_path', 1500, 'ms', 'lower'],
      ['bazel.action_cache.hits', 3, '1', 'higher'],
      ['bazel.action_cache.misses', 2, '1', 'lower'],
      ['bazel.runner.total', 9, '1', 'lower'],
      ['bazel.runner.remote_cache_hit', 7, '1', 'higher'],
    ]);
  });

  it('shows actions that have times as spans, without roots and configurations', async () => {
    const action = {
      id: {
        actionCompleted: {
          primaryOutput: '/home/x/execroot/_main/bazel-out/k8-fastbuild/bin/a/b.o',
          label: '//a',
        },
      },
      action: {
        success: true,
        type: 'CppCompile',
        startTime: '2026-01-01T00:00:01Z',
        endTime: '2026-01-01T00:00:01.5Z',
      },
    };
    const build = await buildOf(lines(started, action, target('//a', built), ok, last));
    expect(build.spans).toMatchObject([{ name: 'CppCompile a/b.o', durationMs: 500, result: 'success' }]);
  });

  it('sums up targets and tests above the limit', async () => {
    const many = ['a', 'b', 'c'].flatMap((name) => [target(`//${name}`, built), test(`//${name}`, {})]);
    const { build } = await readAll([sourceOf(lines(started, ...many, ok, last))], { limits: { tasks: 2 } });
    expect(build?.tasks.map(({ name, durationMs }) => [name, durationMs])).toEqual([
      ['all target', null],
      ['all test', 750],
    ]);
    expect(build?.complete).toBe(false);
  });

  it('reads the last of several builds', async () => {
    const build = await buildOf(
      lines(started, target('//a', built), ok, last, started, target('//b', built), ok, last),
    );
    expect(build.tasks.map(({ name }) => name)).toEqual(['//b']);
    expect(codesOf(build)).toEqual(['older-builds']);
  });

  it('treats invalid numbers as unknown', async () => {
    const odd = { testAttemptDurationMillis: '-5', testAttemptStartMillisEpoch: 'soon' };
    const build = await buildOf(lines(started, test('//a', odd, { attempt: 'x' }), ok, last));
    expect(build.tasks[0]).toMatchObject({ attempt: 1, durationMs: null, startTimeMs: null });
  });

  it('is recognised by one event alone, and not by an id', async () => {
    const whole = await inspectSource(sourceOf(JSON.stringify(started)), 'auto');
    expect(whole).toMatchObject({ format: 'bazel-bep', complete: false });
    const other = await inspectSource(sourceOf(lines({ id: { a: {} }, b: 1 }, { id: { a: {} } })), 'auto');
    expect(other.format).toBeNull();
  });
});
