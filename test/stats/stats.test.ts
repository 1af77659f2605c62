import fc from 'fast-check';
import { median, medianAbsoluteDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.ts';
import { hodgesLehmann } from '../../src/stats/hodges-lehmann.ts';
import { mannWhitneyGreater } from '../../src/stats/mann-whitney.ts';
import { upperTail } from '../../src/stats/rank-counts.ts';
import { robustSd } from '../../src/stats/robust-sd.ts';
import { madOfSorted, medianOfSorted, selectMedian } from '../../src/stats/sorted.ts';

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const some = (min: number, max: number): fc.Arbitrary<number[]> =>
  fc.array(finite, { minLength: min, maxLength: max });

describe('median and MAD of sorted values', () => {
  it('agree with simple-statistics', () => {
    fc.assert(
      fc.property(some(1, 60), (values) => {
        const sorted = ascending(values);
        expect(medianOfSorted(sorted)).toBeCloseTo(median(values), 6);
        expect(madOfSorted(sorted)).toBeCloseTo(medianAbsoluteDeviation(values), 6);
      }),
    );
  });
});

describe('selectMedian', () => {
  it('is the median of the sorted values', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 130 }), (values) => {
        const sorted = Float64Array.from(values).sort();
        expect(selectMedian(Float64Array.from(values)) + 0).toBe(medianOfSorted(sorted) + 0);
      }),
    );
  });
});

describe('robustSd', () => {
  it('scales with the values and does not depend on their level', () => {
    fc.assert(
      fc.property(some(5, 40), (values) => {
        const sd = robustSd(ascending(values));
        expect(robustSd(ascending(values.map((value) => 2 * value + 7)))).toBeCloseTo(2 * sd, 4);
      }),
    );
  });

  it('does not shrink if half of the values are equal', () => {
    expect(robustSd([1, 1, 1, 1, 1, 2, 3, 4])).toBeGreaterThan(1);
  });
});

describe('mannWhitneyGreater', () => {
  const fresh = [10.5, 11.2, 12.9];
  const baseline = ascending([9.1, 9.8, 10.1, 10.2, 10.4, 9.7, 9.9, 10.0, 10.6, 9.5, 10.3, 9.6]);

  it('gives the value of scipy.stats.mannwhitneyu(method="exact") without ties', () => {
    expect(mannWhitneyGreater(fresh, baseline)).toBeCloseTo(0.004395604395604396, 12);
  });

  it('gives the value of scipy.stats.permutation_test over all permutations with ties', () => {
    const tied = ascending([3, 3, 3, 3, 2, 3, 3, 3, 4, 3, 3, 3]);
    expect(mannWhitneyGreater([3, 4, 4], tied)).toBeCloseTo(0.07472527472527472, 12);
  });

  it('uses ranks alone, in any order', () => {
    fc.assert(
      fc.property(some(1, 6), some(2, 20), (a, b) => {
        const p = mannWhitneyGreater(a, ascending(b));
        expect(mannWhitneyGreater([...a].reverse(), ascending(b))).toBeCloseTo(p, 10);
        const grow = (value: number): number => Math.fround(value) * 4;
        const a4 = a.map(Math.fround);
        const b4 = b.map(Math.fround);
        expect(mannWhitneyGreater(a4.map(grow), ascending(b4.map(grow)))).toBeCloseTo(
          mannWhitneyGreater(a4, ascending(b4)),
          10,
        );
      }),
    );
  });

  it('needs two groups', () => {
    expect(() => mannWhitneyGreater([], [1])).toThrow('two groups');
  });
});

describe('upperTail', () => {
  it('counts every order once', () => {
    expect(upperTail(3, 12)[0]).toBe(1);
    // One of C(15, 3) = 455 orders puts all three on top.
    expect(upperTail(3, 12)[36]).toBeCloseTo(1 / 455, 12);
    expect(upperTail(10, 80)[800]).toBeCloseTo(1 / 5_720_645_481_903, 20);
  });
});

describe('hodgesLehmann', () => {
  it('finds an added shift, and an interval around it', () => {
    const base = Array.from({ length: 30 }, (_, i) => 100 + ((i * 7) % 11) / 10);
    const moved = [3, 6, 9, 1, 4].map((i) => 100 + ((i * 7) % 11) / 10 + 5);
    const { shift, interval } = hodgesLehmann(moved, base, 0.95);
    expect(shift).toBeGreaterThan(4.4);
    expect(shift).toBeLessThan(5.6);
    expect(interval?.[0]).toBeLessThan(shift);
    expect(interval?.[1]).toBeGreaterThan(shift);
  });

  it('gives no interval if there is none', () => {
    expect(hodgesLehmann([5], [1, 2, 3], 0.95)).toEqual({ shift: 3, interval: null });
  });
});

describe('benjaminiHochberg', () => {
  it('accepts what scipy.stats.false_discovery_control puts at or below the rate', () => {
    const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
    expect(benjaminiHochberg(p, 0.1)).toBe(0.06);
    expect(benjaminiHochberg(p, 0.05)).toBe(0.008);
    expect(benjaminiHochberg([0.9, 0.8], 0.1)).toBe(0);
  });
});
