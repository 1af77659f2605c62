import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMoved, removeRunnerEffect } from '../../src/detect/judge/runner-effect.ts';
import { madOfSorted } from '../../src/stats/sorted.ts';
import { noisy } from './judge-in-turn.ts';

const madOf = (values: Float64Array): number => madOfSorted(values.slice().sort());

describe('removeRunnerEffect', () => {
  const alternate = Array.from({ length: 60 }, (_, i) => i % 2);
  const logs = Float64Array.from(noisy(60, 10), (value, i) => Math.log(value) + 0.3 * (i % 2));

  it('subtracts the effect of a slower class of runners', () => {
    const cleaned = removeRunnerEffect(logs, alternate)?.slice() as Float64Array;
    expect(madOf(cleaned.slice(20))).toBeLessThan(0.4 * madOf(logs.slice(20)));
    // A step of the work itself remains.
    const stepped = logs.map((value, i) => value + (i >= 50 ? 0.2 : 0));
    const after = removeRunnerEffect(stepped, alternate) as Float64Array;
    expect(madOf(after.slice(50))).toBeLessThan(0.05);
    const rise = (after[52] as number) - (cleaned[52] as number);
    expect(rise).toBeGreaterThan(0.12);
  });

  it('has no effect if all builds ran on one class, known or not', () => {
    expect(removeRunnerEffect(logs, new Int32Array(60))).toBeNull();
    expect(removeRunnerEffect(logs, new Int32Array(60).fill(-1))).toBeNull();
    expect(removeRunnerEffect(new Float64Array(0), [])).toBeNull();
  });

  it('has no effect if the builds before the tested ones ran on one class', () => {
    const runners = new Int32Array(60).fill(1, 57);
    expect(removeRunnerEffect(logs, runners, 50)).toBeNull();
  });

  it('ignores a class with fewer than four builds, and builds on unknown runners', () => {
    const runners = alternate.map((_, i) => (i < 56 ? 0 : 1));
    const cleaned = removeRunnerEffect(logs, runners) as Float64Array;
    expect(Array.from(cleaned.slice(56))).toEqual(Array.from(logs.slice(56)));
    const unknown = alternate.map((each) => (each === 0 ? -1 : 1));
    const half = removeRunnerEffect(logs, unknown) as Float64Array;
    for (let i = 0; i < 60; i += 2) expect(half[i]).toBe(logs[i]);
  });

  it('corrects the first values of a class as soon as its effect is known', () => {
    const runners = alternate.map((_, i) => (i === 20 || i >= 56 ? 1 : 0));
    const slow = logs.map((_, i) => (runners[i] === 1 ? 1 : 0));
    const cleaned = removeRunnerEffect(slow, runners) as Float64Array;
    expect(new Set(cleaned)).toEqual(new Set([0]));
  });

  it('corrects all but the first values of a class from earlier values', () => {
    const series = fc.array(
      fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: -1, max: 3 })),
      {
        minLength: 2,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(series, fc.nat(59), (rows, cut) => {
        const values = Float64Array.from(rows, ([value]) => value);
        const runners = rows.map(([, runner]) => runner);
        const all = removeRunnerEffect(values, runners)?.slice() ?? values;
        const end = Math.min(cut, rows.length);
        const early = removeRunnerEffect(values.slice(0, end), runners.slice(0, end)) ?? values.slice(0, end);
        for (let i = 0; i < end; i++) {
          // Four builds to learn the class, after four to learn the series.
          const isFirst = runners.slice(0, i).filter((runner) => runner === runners[i]).length < 8;
          if (!isFirst) expect(all[i]).toBe(early[i]);
        }
      }),
    );
  });
});

describe('hasMoved', () => {
  const older = Array<number>(20).fill(0);
  const moved = (newest: readonly number[], before: readonly number[] = older): boolean => {
    const runners = [...before, ...newest];
    // As slow on the second class as the newest values are.
    const logs = Float64Array.from(runners, (runner, i) => (runner === 1 || i >= before.length ? 1 : 0));
    return hasMoved(logs, runners, 0, before.length);
  };

  it('requires most of the newest builds on a class that the older ones hardly had', () => {
    expect(moved([1, 1, 1])).toBe(true);
    expect(moved([1, 1, 0])).toBe(true);
    expect(moved([1, 0, 0])).toBe(false);
    expect(moved([1, 0])).toBe(false);
    expect(moved([0, 0, 0])).toBe(false);
  });

  it('returns false if the class was usual before, or is not known', () => {
    const mixed = older.map((_, i) => (i % 3 === 0 ? 1 : 0));
    expect(moved([1, 1, 1], mixed)).toBe(false);
    expect(moved([-1, -1, -1])).toBe(false);
    // Each build on a runner of its own: runners explain nothing.
    expect(
      moved(
        [90, 91, 92],
        older.map((_, i) => i),
      ),
    ).toBe(false);
  });
});
