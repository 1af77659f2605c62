/** Which series of a build are followed, and which values count. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Task } from '../../src/model/task.ts';
import { runs } from '../property-runs.ts';
import {
  changeOf,
  type DetectedBuild,
  judgeInTurn,
  judgeOne,
  listChanges,
  noisy,
  type Step,
  stepOf,
} from './judge-in-turn.ts';

type Row = Partial<Task> & { readonly name: string };
const total = noisy(80, 60_000, 0.01, 9);
/** Builds that differ only in their tasks. */
const builds = (
  tasksAt: (i: number) => readonly Row[],
  count = 43,
  step: (i: number) => Step = () => ({}),
): Build[] =>
  Array.from({ length: count }, (_, i) => stepOf(i, total[i] as number, { tasks: tasksAt(i), ...step(i) }));
const last = (all: readonly Build[]): DetectedBuild => judgeOne(all.slice(0, -1), all.at(-1) as Build);
const changesOf = (all: readonly Build[]): string[] => listChanges(last(all).changes);
const usual = noisy(80, 2_000);
const at = (i: number): number => usual[i] as number;

describe('the time of a task', () => {
  it('of a cache hit does not count as a fast build', () => {
    const hits = builds((i) => [
      { name: 'compile', durationMs: i >= 38 ? 5 : at(i), cache: i >= 38 ? 'hit' : 'miss' },
    ]);
    expect(last(hits).changes.filter(({ series }) => series.measure === 'duration')).toEqual([]);
    // Nor do cache hits in the past make a slow build appear as a miss.
    const mixed = builds((i) => [
      { name: 'compile', durationMs: i % 3 === 0 ? at(i) : 4, cache: i % 3 === 0 ? 'miss' : 'hit' },
    ]);
    expect(last(mixed).changes.filter(({ series }) => series.measure === 'duration')).toEqual([]);
  });

  it('of a failed, skipped or cancelled run counts nowhere', () => {
    for (const result of ['failure', 'error', 'timeout', 'skip', 'cancellation'] as const) {
      const odd = builds((i) => [
        {
          name: 'compile',
          durationMs: i % 2 === 1 ? 90_000 : at(i),
          result: i % 2 === 1 ? result : 'success',
        },
      ]);
      const found = last(odd);
      const compile = found.taskBaseline('task', 'compile');
      expect(compile?.builds).toBe(21);
      expect(compile?.medianMs).toBeCloseTo(2_000, -2.5);
    }
  });

  it('is that of the last attempt, and the median of repeats', () => {
    const retried = builds((i) => [
      { name: 'compile', durationMs: 60_000, result: 'failure' },
      { name: 'compile', durationMs: at(i), attempt: 2 },
    ]);
    expect(last(retried).taskBaseline('task', 'compile')?.medianMs).toBeCloseTo(2_000, -2.5);
    const repeated = builds((i) => [
      { name: 'compile', durationMs: at(i) },
      { name: 'compile', durationMs: at(i) * 9 },
      { name: 'compile', durationMs: at(i) * 0.1 },
    ]);
    expect(last(repeated).taskBaseline('task', 'compile')?.medianMs).toBeCloseTo(2_000, -2.5);
  });

  it('that is unknown is not zero', () => {
    const gaps = builds((i) => [{ name: 'compile', durationMs: i % 2 === 1 ? null : at(i) }]);
    expect(last(gaps).taskBaseline('task', 'compile')?.builds).toBe(21);
    const unknown = last(builds((i) => [{ name: 'compile', durationMs: i === 42 ? null : at(i) }]));
    expect(unknown.testing.series).toBe(1);
  });

  it('is judged by the builds in which it ran, however far apart they are', () => {
    const seldom = builds(
      (i) => (i % 3 === 0 ? [{ name: 'deploy', durationMs: i >= 72 ? 3_000 : at(i) }] : []),
      79,
    );
    expect(last(seldom).changes.map(({ verdict }) => verdict)).toEqual(['confirmed']);
    expect(changeOf(last(seldom), 'deploy').sparkBuilds.slice(-3)).toEqual(['b72', 'b75', 'b78']);
  });

  it('of a new, removed or renamed task is not judged', () => {
    const renamed = builds((i) => [
      { name: i < 42 ? 'compile' : 'compile all', durationMs: i < 42 ? at(i) : 9_000 },
    ]);
    expect(changesOf(renamed)).toEqual([]);
    expect(last(renamed).testing).toMatchObject({ series: 1, learning: 0 });
    const gone = builds((i) => (i < 42 ? [{ name: 'compile', durationMs: at(i) }] : []));
    expect(changesOf(gone)).toEqual([]);
  });

  it('of one name but another kind is another task', () => {
    const kinds = builds((i) => [
      { name: 'login', kind: i < 40 ? 'test' : 'task', durationMs: i < 40 ? at(i) : 9_000 },
    ]);
    expect(changesOf(kinds)).toEqual([]);
  });

  it('must rise by a tenth of a second, of a job or step by three', () => {
    const rise = (kind: string, from: number, to: number): string[] =>
      changesOf(
        builds((i) => [
          { name: 'x', kind, durationMs: i < 38 ? from * ((usual[i] as number) / 2_000) : to },
          { name: 'y', kind: 'task', durationMs: 1 },
        ]),
      ).filter((each) => each.includes(' x '));
    expect(rise('task', 150, 240)).toEqual([]);
    expect(rise('task', 150, 260)).toEqual(['confirmed new x duration']);
    expect(rise('step', 5_000, 7_900)).toEqual([]);
    expect(rise('step', 5_000, 8_300)).toEqual(['confirmed new x duration']);
  });

  it('that is repeatedly zero is not a regression; neither is the first millisecond', () => {
    expect(changesOf(builds(() => [{ name: 'noop', durationMs: 0 }]))).toEqual([]);
    expect(changesOf(builds((i) => [{ name: 'noop', durationMs: i < 38 ? 0 : 1 }]))).toEqual([]);
    const found = last(builds((i) => [{ name: 'noop', durationMs: i < 38 ? 0 : 5_000 }]));
    expect(changeOf(found, 'noop')).toMatchObject({ verdict: 'confirmed', from: 0, to: 5_000, band: [0, 0] });
  });

  it('that was always the same is not suspected for a tiny change', () => {
    expect(changesOf(builds((i) => [{ name: 'sleep', durationMs: i < 42 ? 2_000 : 2_180 }]))).toEqual([]);
    expect(changesOf(builds((i) => [{ name: 'sleep', durationMs: i < 42 ? 2_000 : 2_300 }]))).toEqual([
      'suspect new sleep duration',
    ]);
  });

  it('may be huge', () => {
    const huge = last(builds((i) => [{ name: 'x', durationMs: i < 40 ? at(i) * 1e9 : at(i) * 3e9 }]));
    const change = changeOf(huge, 'x');
    expect(change.verdict).toBe('confirmed');
    expect(change.ratio).toBeCloseTo(2, 0);
  });

  it('has no baseline while it is one value only', () => {
    const [first, second] = builds((i) => [{ name: 'x', durationMs: at(i) }], 2) as [Build, Build];
    const found = judgeOne([first], second);
    expect(found).toMatchObject({ status: 'learning', changes: [], testing: { series: 0, learning: 2 } });
    expect(found.taskBaseline('task', 'x')).toEqual({ medianMs: null, bandMs: null, builds: 0 });
  });
});

describe('cost, tokens and hits', () => {
  const tokens = (input: number): Task['tokens'] => ({ input, output: 0, cacheRead: 0, cacheCreation: 0 });

  it('that rise from zero are reported with their values', () => {
    const expensive = last(
      builds((i) => [
        {
          name: 'review',
          kind: 'agent',
          durationMs: at(i),
          costUsd: i < 42 ? 0 : 0.4,
          tokens: tokens(i < 42 ? 0 : 900),
        },
      ]),
    );
    expect(changeOf(expensive, 'build', 'cost')).toMatchObject({
      verdict: 'confirmed',
      from: 0,
      to: 0.4,
      deterministic: true,
    });
    expect(changeOf(expensive, 'review', 'tokens')).toMatchObject({ verdict: 'confirmed', from: 0, to: 900 });
    for (const change of expensive.changes) expect(Number.isFinite(change.ratio)).toBe(true);
  });

  it('must rise by a cent', () => {
    const cost = (to: number): string[] =>
      changesOf(builds((i) => [{ name: 'review', durationMs: at(i), costUsd: i < 42 ? 0.02 : to }]));
    expect(cost(0.029)).toEqual([]);
    expect(cost(0.031)).toEqual(['confirmed new build cost', 'confirmed new review cost']);
  });

  it('count at exactly +5 % if nothing ever varied', () => {
    const count = (to: number): string[] =>
      changesOf(builds((i) => [{ name: 'review', durationMs: at(i), tokens: tokens(i < 42 ? 1_000 : to) }]));
    expect(count(1_049)).toEqual([]);
    expect(count(1_050)).toEqual(['confirmed new build tokens', 'confirmed new review tokens']);
  });

  it('of the cache fall by points, and immediately if everything was a hit before', () => {
    const rate = (hits: number): DetectedBuild =>
      last(
        builds((i) =>
          Array.from({ length: 20 }, (_, t) => ({
            name: `t${t}`,
            durationMs: 10,
            cache: t < (i < 42 ? 20 : hits) ? ('hit' as const) : ('miss' as const),
          })),
        ),
      );
    expect(listChanges(rate(20).changes)).toEqual([]);
    expect(changeOf(rate(12), 'build', 'cache_hit_rate')).toMatchObject({
      from: 1,
      to: 0.6,
      ratio: -0.4,
      level: 'warning',
      spark: [...Array(29).fill(1), 0.6],
    });
  });
});

describe('a measurement', () => {
  const metric = (value: number, change: Partial<Metric> = {}): Metric => ({
    name: 'requests per second',
    value,
    unit: '1/s',
    better: 'higher',
    samples: null,
    ...change,
  });
  const measured = (metricsAt: (i: number) => readonly Metric[]): DetectedBuild =>
    last(
      builds(
        () => [],
        43,
        (i) => ({ metrics: metricsAt(i) }),
      ),
    );

  it('where more is better is worse when it falls', () => {
    const slower = measured((i) => [metric(i < 40 ? at(i) : 0.7 * at(i))]);
    const change = changeOf(slower, 'requests per second', 'value');
    expect(change.verdict).toBe('confirmed');
    expect(change.ratio).toBeCloseTo(-0.3, 1);
    const faster = measured((i) => [metric(i < 40 ? at(i) : 1.5 * at(i))]);
    expect(listChanges(faster.changes)).toEqual(['improvement new requests per second value']);
  });

  it('in another unit starts again', () => {
    const changed = measured((i) => [
      metric(i < 42 ? 100 : 100_000, { unit: i < 42 ? 'KiBy' : 'By', better: 'lower' }),
    ]);
    expect(changed.changes).toEqual([]);
  });

  it('that rises from none to one is a change', () => {
    const allocations = measured((i) => [metric(i < 42 ? 0 : 1, { unit: '1', better: 'lower' })]);
    expect(changeOf(allocations, 'requests per second', 'value')).toMatchObject({
      from: 0,
      to: 1,
      verdict: 'confirmed',
    });
  });

  it('below zero has no ratio, and is not judged', () => {
    const signed = measured((i) => [metric(i < 40 ? -5 - (i % 3) : 7, { unit: 'Cel', better: 'lower' })]);
    expect(signed.changes).toEqual([]);
    const negative = measured((i) => [metric(i < 42 ? 5 + (i % 3) : -7, { unit: 'Cel', better: 'lower' })]);
    expect(negative.changes).toEqual([]);
  });

  it('is another series than a task of its name', () => {
    const all = builds(
      (i) => [{ name: 'size', durationMs: at(i) }],
      43,
      (i) => ({ metrics: [metric(i < 42 ? 1_000 : 1_200, { name: 'size', unit: 'By', better: 'lower' })] }),
    );
    expect(changesOf(all)).toEqual(['confirmed new size value']);
  });
});

describe('with any numbers', () => {
  it('nothing is thrown, and every number of a change is finite', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 1, 1e-9, 1e15, 50, 51),
      fc.double({ min: 0, max: 1e7, noNaN: true }),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { minLength: 14, maxLength: 40 }), (rows) => {
        const all = rows.map(([build, task, cost], i) =>
          stepOf(i, build ?? 0, {
            durationMs: build,
            tasks: [{ name: 'x', durationMs: task, costUsd: cost }],
            metrics: [{ name: 'm', value: task ?? 0, unit: '1', better: 'higher', samples: null }],
          }),
        );
        const found = judgeInTurn(all.slice(0, -3), all.slice(-3)).flatMap(({ changes }) => changes);
        for (const { from, to, ratio, noise, detectable, band, spark, interval } of found)
          for (const number of [from, to, ratio, noise, detectable, ...band, ...spark, ...(interval ?? [])])
            expect(Number.isFinite(number)).toBe(true);
      }),
      { numRuns: runs(15) },
    );
  });

  it('the order of the tasks in the log changes nothing', () => {
    const rows = (i: number): Row[] =>
      ['a', 'b', 'c', 'd'].map((name, t) => ({
        name,
        durationMs: at(i) * (t + 1) * (i >= 40 && t === 1 ? 1.5 : 1),
      }));
    const there = last(builds(rows));
    const back = last(builds((i) => rows(i).reverse()));
    expect(back.changes.map((change) => ({ ...change, causes: [] }))).toEqual(
      there.changes.map((change) => ({ ...change, causes: [] })),
    );
  });
});
