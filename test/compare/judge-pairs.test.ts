/** When a comparison is clear, what is reported then, and how often that is wrong. */
import { describe, expect, it } from 'vitest';
import { collectPairs, type RunPair } from '../../src/compare/collect-pairs.ts';
import { judgePairs } from '../../src/compare/judge-pairs.ts';
import { measurePairs } from '../../src/compare/measure-pairs.ts';
import type { Build } from '../../src/model/build.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { makeBuild, makeTask } from '../make.ts';

/** Noise of a few percent, the same in every run of the tests. */
const noiseAt = (index: number): number => 1 + 0.04 * Math.sin(index * 12.9898 + 4.1414 * index ** 2);

function runOf(ms: number, tasks: Readonly<Record<string, number>> = {}): Build {
  return makeBuild({
    durationMs: ms,
    tasks: Object.entries(tasks).map(([name, durationMs], at) =>
      makeTask({ id: `t${at}`, name, durationMs }),
    ),
  });
}

/** Two sides with a factor on the head of the build and of each task. */
async function measure(
  factor: number,
  tasks: Readonly<Record<string, number>> = {},
  maxPairs = 30,
  judges: 'build' | 'all' = 'all',
): Promise<{ comparison: Comparison; order: string[] }> {
  let run = 0;
  const order: string[] = [];
  const { comparison } = await measurePairs({
    base: 'old',
    head: 'new',
    maxPairs,
    rules: [],
    judges,
    onPair: () => {},
    run: async (side) => {
      order.push(side);
      const of = (by: number): number => (side === 'head' ? by : 1) * noiseAt(run++);
      return runOf(
        1000 * of(factor),
        Object.fromEntries(Object.entries(tasks).map(([name, by]) => [name, 100 * of(by)])),
      );
    },
  });
  return { comparison, order };
}

describe('measurePairs', () => {
  it('changes the side that runs first from pair to pair', async () => {
    const { order } = await measure(1.5);
    expect(order.slice(0, 8)).toEqual(['base', 'head', 'head', 'base', 'base', 'head', 'head', 'base']);
  });

  it('stops after few pairs if one side is clearly slower, and reports by how much', async () => {
    const { comparison } = await measure(1.5);
    const [build] = comparison.series;
    expect(comparison).toMatchObject({ clear: true, pairs: 8 });
    expect(build).toMatchObject({ standing: 'worse', worseIn: 8 });
    expect(build!.p).toBeLessThanOrEqual(0.01);
    expect(build!.interval![0]).toBeLessThan(0.5);
    expect(build!.interval![1]).toBeGreaterThan(0.5);
  });

  it('finds a faster head, and that two equal sides are the same', async () => {
    expect((await measure(0.6)).comparison.series[0]!.standing).toBe('better');
    const { comparison } = await measure(1);
    expect(comparison.series[0]!.standing).toBe('same');
    expect(comparison.clear).toBe(true);
  });

  it('reports that it is not clear when the pairs run out', async () => {
    const { comparison } = await measure(1.5, {}, 5);
    expect(comparison).toMatchObject({ clear: false, pairs: 5 });
    expect(comparison.series[0]).toMatchObject({ standing: 'unclear', interval: null });
  });

  it('finds the one task of many that got slower, and continues because of it', async () => {
    const names = Array.from({ length: 19 }, (_, at) => [`task ${at}`, 1] as const);
    const { comparison } = await measure(1.3, { ...Object.fromEntries(names), slow: 1.4 });
    const worse = comparison.series.filter(({ standing }) => standing === 'worse');
    expect(worse.map(({ series }) => series.task)).toEqual([null, 'slow']);
    expect(comparison.pairs).toBeGreaterThan(8);
  });

  it('does not wait for tasks if the build alone is judged', async () => {
    const names = Array.from({ length: 19 }, (_, at) => [`task ${at}`, 1] as const);
    const { comparison } = await measure(1.3, { ...Object.fromEntries(names), slow: 1.4 }, 30, 'build');
    expect(comparison.series[0]).toMatchObject({ standing: 'worse' });
    expect(comparison).toMatchObject({ clear: true, pairs: 8 });
  });
});

describe('collectPairs', () => {
  it('pairs tasks of both sides, leaves cached and failed work out, and supports metrics where more is better', () => {
    const metric = (value: number) => ({
      name: 'throughput',
      value,
      unit: '1/s',
      better: 'higher' as const,
      samples: null,
    });
    const pair = (hit: boolean, value: number): RunPair => ({
      base: { ...runOf(1000, { compile: 100, gone: 5 }), metrics: [metric(10)] },
      head: {
        ...makeBuild({
          durationMs: 1000,
          tasks: [
            makeTask({ id: 'a', name: 'compile', durationMs: 100, cache: hit ? 'hit' : 'miss' }),
            makeTask({ id: 'b', name: 'gone', durationMs: 5, result: 'failure' }),
          ],
        }),
        metrics: [metric(value)],
      },
    });
    const series = collectPairs([pair(false, 5), pair(true, 5), ...Array(10).fill(pair(true, 5))]);
    expect(series.map(({ key, base }) => [key.task, base.length])).toEqual([
      [null, 12],
      ['compile', 1],
      ['throughput', 12],
    ]);
    const [, , throughput] = judgePairs(series, []).series;
    expect(throughput).toMatchObject({ standing: 'worse', ratio: -0.5, from: 10, to: 5, worseIn: 12 });
  });
});
