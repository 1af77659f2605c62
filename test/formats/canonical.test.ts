import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeNdjson } from '../../src/formats/read-build.ts';
import { cleanName } from '../../src/ingest/clean-text.ts';
import { hasFailed } from '../../src/metrics/final-tasks.ts';
import type { Build } from '../../src/model/build.ts';
import type { Event } from '../../src/model/event.ts';
import type { Failure } from '../../src/model/failure.ts';
import type { MachineSample } from '../../src/model/machine.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { LogSpan, Result, Task } from '../../src/model/task.ts';
import { buildOf, codesOf, lines, logContext } from '../source-of.ts';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((s) => cleanName(s, 100) || 'x');
const id = fc.uuid();
const number = fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true }).map((n) => n + 0);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
/** Also to the microsecond, as in traces. */
const time = fc
  .tuple(fc.integer({ min: 1_700_000_000_000, max: 1_700_010_000_000 }), fc.constantFrom(0, 0.25, 0.001))
  .map(([ms, rest]) => ms + rest);
const result = fc.constantFrom<Result>(
  'success',
  'failure',
  'error',
  'timeout',
  'cancellation',
  'skip',
  'unknown',
);
const count = fc.integer({ min: 0, max: 1e6 });

const failure: fc.Arbitrary<Failure> = fc.record({
  message: fc.constantFrom('expected 1, got 2', 'AssertionError: no\n  + 1\n  - 2', 'a.ts:3: odd'),
  file: fc.constantFrom('src/a.ts', 'lib/b.py'),
  line: maybe(fc.integer({ min: 1, max: 1e6 })),
});

const plainTask: fc.Arbitrary<Task> = fc.record({
  id,
  parentId: maybe(id),
  name: text,
  kind: text,
  attempt: fc.integer({ min: 1, max: 255 }),
  startTimeMs: maybe(time),
  durationMs: maybe(number),
  result,
  cache: fc.constantFrom('hit', 'miss', 'bypass', 'unknown'),
  savedMs: maybe(number),
  errorType: maybe(text),
  failure: maybe(failure),
  cpuMs: maybe(number),
  memoryBytes: maybe(number),
  model: maybe(text),
  tokens: maybe(fc.record({ input: count, output: count, cacheRead: count, cacheCreation: count })),
  costUsd: maybe(number),
});
/** Only failures have a message. */
const task = plainTask.map((any): Task => (hasFailed(any) ? any : { ...any, failure: null }));
const event: fc.Arbitrary<Event> = fc.record({
  id,
  type: fc.constantFrom('SECURITY_VIOLATION', 'RATE_LIMIT_HIT', 'BUILD_STARTED', 'OWN_TYPE'),
  severity: fc.constantFrom('info', 'warning', 'error', 'critical'),
  timeMs: maybe(time),
  taskId: maybe(id),
  message: maybe(text),
  attributes: fc.dictionary(
    fc.constantFrom('error.type', 'file.path', 'value'),
    fc.oneof(text, number, fc.boolean()),
  ),
});
const metric: fc.Arbitrary<Metric> = fc.record({
  name: text,
  value: number,
  unit: fc.constantFrom('ms', 'By', '1'),
  better: fc.constantFrom('lower', 'higher'),
  samples: maybe(fc.array(number, { minLength: 1 })),
});
const span: fc.Arbitrary<LogSpan> = fc.record({
  id,
  parentId: maybe(id),
  name: text,
  startTimeMs: maybe(time),
  durationMs: maybe(number),
  result,
});
const rate = maybe(fc.integer({ min: 0, max: 1e9 }));
const sample: fc.Arbitrary<MachineSample> = fc.record({
  timeMs: time.map(Math.floor),
  cpuRatio: maybe(fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000)),
  memoryUsedBytes: fc.integer({ min: 0, max: 1e9 }),
  memoryTotalBytes: fc.integer({ min: 1e9, max: 2e9 }),
  diskReadBytesPerSecond: rate,
  diskWriteBytesPerSecond: rate,
  networkReceivedBytesPerSecond: rate,
  networkSentBytesPerSecond: rate,
  processes: rate,
  load: rate,
});
const build: fc.Arbitrary<Build> = fc.record({
  id: fc.constant('b1'),
  name: fc.constant('ci'),
  startTimeMs: time,
  durationMs: number,
  result,
  complete: fc.boolean(),
  degraded: fc.constant(false),
  formats: fc.constant(['build-telemetry']),
  tasks: fc.uniqueArray(task, { minLength: 1, maxLength: 8, selector: (t) => t.id }),
  events: fc.array(event, { maxLength: 5 }),
  metrics: fc.array(metric, { maxLength: 3 }),
  spans: fc.array(span, { maxLength: 3 }),
  machine: fc.array(sample, { maxLength: 3 }),
  problems: fc.constant([]),
  context: fc.constant(logContext),
});

const of = (type: string, rest: object): object => ({ v: 1, type, ...rest });

describe('the canonical log', () => {
  it('returns the build that was written', async () => {
    await fc.assert(
      fc.asyncProperty(build, async (written) => {
        const read = await buildOf(writeNdjson(written));
        // Attributes come back as plain objects, whatever they were created from.
        expect(read).toEqual(JSON.parse(JSON.stringify(written)));
        expect(writeNdjson(read)).toBe(writeNdjson(written));
      }),
    );
  });

  it('is incomplete after each of its lines except the last', async () => {
    const log = lines(
      of('build', { result: 'success', records: 3 }),
      ...['a', 'b', 'c'].map((name) => of('task', { name, result: 'success' })),
    ).trim();
    const cuts = log.split('\n').map((_, place, all) => all.slice(0, place + 1).join('\n'));
    // The build alone is a build without tasks.
    const builds = await Promise.all(cuts.slice(1).map((cut) => buildOf(`${cut}\n`)));
    expect(builds.map(({ complete }) => complete)).toEqual([false, false, true]);
    expect(builds[0]?.problems).toMatchObject([
      { code: 'truncated', what: 'It has 1 of the 3 records that it should have.' },
    ]);
  });

  it('reads by allow-list', async () => {
    const secret = {
      command: 'SECRET',
      env: { A: 'SECRET' },
      prompt: 'SECRET',
      attributes: { 'process.command': 'SECRET' },
    };
    const read = await buildOf(
      lines(of('build', secret), of('task', { name: 't', ...secret }), of('event', { name: 'X', ...secret })),
    );
    expect(JSON.stringify(read)).not.toContain('SECRET');
  });

  it('reads the newest of several builds in one file', async () => {
    const one = (id: string, day: number): object[] => [
      of('task', {
        build_id: id,
        name: `task of ${id}`,
        start_time: `2026-01-0${day}T00:00:00Z`,
        duration_ms: 5,
      }),
      of('build', {
        build_id: id,
        start_time: `2026-01-0${day}T00:00:00Z`,
        duration_ms: day,
        result: 'success',
      }),
    ];
    const read = await buildOf(lines(...one('a', 1), ...one('c', 3), ...one('b', 2)));
    expect(read.tasks.map((each) => each.name)).toEqual(['task of c']);
    expect(read.durationMs).toBe(3);
    expect(codesOf(read)).toEqual(['older-builds']);
    expect(read.problems[0]?.what).toBe('The file holds 3 builds: only the newest one is read.');
  });

  it('treats a start without an end as an interrupted build', async () => {
    const started = of('event', {
      name: 'TASK_STARTED',
      task_id: 't1',
      task_name: 'compile',
      time: '2026-01-01T00:00:00Z',
    });
    const read = await buildOf(lines(of('event', { name: 'BUILD_STARTED' }), started));
    expect(read).toMatchObject({ complete: false, result: 'unknown' });
    expect(read.tasks).toMatchObject([{ name: 'compile', result: 'unknown', durationMs: null }]);
    const ended = await buildOf(
      lines(started, of('task', { task_id: 't1', name: 'compile', result: 'success' })),
    );
    expect(ended).toMatchObject({ complete: true, result: 'success' });
    expect(ended.tasks.length).toBe(1);
  });

  it('spans its tasks if no record contains the duration', async () => {
    const at = (second: number, ms: number): object =>
      of('task', {
        name: `t${second}`,
        start_time: `2026-01-01T00:00:0${second}Z`,
        duration_ms: ms,
        result: 'success',
      });
    expect(await buildOf(lines(at(1, 2000), at(3, 4000)))).toMatchObject({
      durationMs: 6000,
      result: 'success',
    });
    expect(
      (await buildOf(lines(at(1, 2000), of('task', { name: 'x', duration_ms: 5 })))).durationMs,
    ).toBeNull();
  });

  it('shows the message of `emit`, unless the failure has its own', async () => {
    const failed = { result: 'failure', error_message: 'no space left' };
    const read = await buildOf(
      lines(
        of('task', { name: 'a', ...failed }),
        of('task', { name: 'b', ...failed, failure: { message: 'disk full' } }),
        of('task', { name: 'c', ...failed, result: 'success' }),
      ),
    );
    expect(read.tasks.map(({ failure }) => failure?.message ?? null)).toEqual([
      'no space left',
      'disk full',
      null,
    ]);
  });

  it('gives each task a unique id', async () => {
    const read = await buildOf(
      lines(...['a', 'a', 'a'].map((task_id) => of('task', { task_id, name: 'n' }))),
    );
    expect(new Set(read.tasks.map((each) => each.id)).size).toBe(3);
  });
});
