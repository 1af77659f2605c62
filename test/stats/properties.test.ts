/** What must hold for each statistic for any numbers: shift, scale, permutation, order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.ts';
import { betaBinomialTail } from '../../src/stats/beta-binomial.ts';
import { hodgesLehmann } from '../../src/stats/hodges-lehmann.ts';
import { mannWhitneyGreater } from '../../src/stats/mann-whitney.ts';
import { upperTail } from '../../src/stats/rank-counts.ts';
import { robustSd } from '../../src/stats/robust-sd.ts';
import { madOfSorted, medianOfSorted } from '../../src/stats/sorted.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import { runs } from '../property-runs.ts';

// Whole numbers in a small range: ties are frequent, and shifting or scaling by whole numbers causes no rounding.
const whole = fc.integer({ min: -40, max: 40 });
const group = (min: number, max: number): fc.Arbitrary<number[]> =>
  fc.array(whole, { minLength: min, maxLength: max });
const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const shuffled = (values: readonly number[]): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length });

/** U ≥ observed over all ways to choose which values are fresh. */
function countByHand(fresh: readonly number[], baseline: readonly number[]): number {
  const all = [...fresh, ...baseline];
  const winsOf = (chosen: readonly boolean[]): number => {
    let twice = 0;
    all.forEach((a, i) => {
      for (const [j, b] of all.entries()) if (chosen[i] && !chosen[j]) twice += a > b ? 2 : a === b ? 1 : 0;
    });
    return twice;
  };
  const observed = winsOf(all.map((_, i) => i < fresh.length));
  let ways = 0;
  let above = 0;
  for (let bits = 0; bits < 1 << all.length; bits++) {
    const chosen = all.map((_, i) => ((bits >> i) & 1) === 1);
    if (chosen.filter(Boolean).length !== fresh.length) continue;
    ways += 1;
    if (winsOf(chosen) >= observed) above += 1;
  }
  return above / ways;
}

describe('mannWhitneyGreater', () => {
  it('is the share of all regroupings that rank as high, including ties', () => {
    const few = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(few, few, (fresh, baseline) => {
        const p = mannWhitneyGreater(fresh, ascending(baseline));
        expect(p).toBeCloseTo(countByHand(fresh, baseline), 12);
      }),
    );
  });

  it('does not depend on shift, scale or order', () => {
    const groups = fc.tuple(group(1, 10), group(1, 80));
    const moved = fc.tuple(groups, fc.integer({ min: 1, max: 9 }), whole);
    fc.assert(
      fc.property(
        moved.chain(([[a, b], by, to]) => fc.tuple(fc.constant({ a, b, by, to }), shuffled(a))),
        ([{ a, b, by, to }, mixed]) => {
          const p = mannWhitneyGreater(a, ascending(b));
          const move = (value: number): number => by * value + to;
          expect(mannWhitneyGreater(mixed.map(move), ascending(b.map(move)))).toBe(p);
        },
      ),
    );
  });

  it('falls as fresh values rise, and stays in (0, 1]', () => {
    fc.assert(
      fc.property(group(1, 10), group(1, 80), fc.nat(30), (a, b, by) => {
        const baseline = ascending(b);
        const p = mannWhitneyGreater(a, baseline);
        const raised = mannWhitneyGreater(
          a.map((value) => value + by),
          baseline,
        );
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        // Raising values can break ties, which changes the distribution too: it must not increase certainty in the
        // other direction.
        if (by === 0) expect(raised).toBe(p);
        if (Math.min(...a) + by > (baseline.at(-1) as number)) expect(raised).toBeLessThanOrEqual(p + 1e-12);
      }),
    );
  });

  it('is most significant if all fresh values are above: one of all choices', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 80 }), (k, n) => {
        const baseline = Array.from({ length: n }, (_, i) => i);
        const fresh = Array.from({ length: k }, (_, i) => 1000 + i);
        let choices = 1;
        for (let i = 1; i <= k; i++) choices = (choices * (n + i)) / i;
        expect(mannWhitneyGreater(fresh, baseline) * choices).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('upperTail', () => {
  it('falls from 1 and is symmetric: P(U ≥ u) + P(U ≥ kn − u + 1) = 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 80 }), (k, n) => {
        const tail = upperTail(k, n);
        expect(tail).toHaveLength(k * n + 1);
        expect(tail[0]).toBe(1);
        for (let u = 1; u <= k * n; u++) {
          expect(tail[u]).toBeLessThan(tail[u - 1] as number);
          expect((tail[u] as number) + (tail[k * n - u + 1] as number)).toBeCloseTo(1, 10);
        }
      }),
      { numRuns: runs(10) },
    );
  });
});

describe('median, MAD and the robust standard deviation', () => {
  it('move with shift and scale', () => {
    fc.assert(
      fc.property(group(1, 60), fc.integer({ min: 1, max: 9 }), whole, (values, by, to) => {
        const sorted = ascending(values);
        const moved = sorted.map((value) => by * value + to);
        expect(medianOfSorted(moved)).toBe(by * medianOfSorted(sorted) + to);
        expect(madOfSorted(moved)).toBe(by * madOfSorted(sorted));
        expect(robustSd(moved)).toBeCloseTo(by * robustSd(sorted), 8);
      }),
    );
  });

  it('stay within the rest with one outlier in five values', () => {
    fc.assert(
      fc.property(group(4, 40), fc.integer({ min: 41, max: 1e9 }), (values, wild) => {
        const middle = medianOfSorted(ascending([...values, wild]));
        expect(middle).toBeLessThanOrEqual(Math.max(...values));
        expect(madOfSorted(ascending([...values, wild]))).toBeLessThanOrEqual(80);
      }),
    );
  });

  it('are 0 of values that are all equal, and never negative', () => {
    fc.assert(
      fc.property(group(1, 40), whole, fc.integer({ min: 1, max: 30 }), (values, value, count) => {
        const equal = Array<number>(count).fill(value);
        expect([madOfSorted(equal), robustSd(equal)]).toEqual([0, 0]);
        expect(robustSd(ascending(values))).toBeGreaterThanOrEqual(1.4826 * madOfSorted(ascending(values)));
      }),
    );
  });
});

describe('hodgesLehmann', () => {
  const groups = fc.tuple(group(1, 10), group(3, 40));

  it('moves with a shift of the fresh group and with the scale of both', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 1, max: 9 }), whole, ([a, b], by, to) => {
        const before = hodgesLehmann(a, b, 0.95);
        const after = hodgesLehmann(
          a.map((value) => by * value + to),
          b.map((value) => by * value),
          0.95,
        );
        expect(after.shift).toBe(by * before.shift + to);
        expect(after.interval).toEqual(before.interval?.map((end) => by * end + to) ?? null);
      }),
    );
  });

  it('changes its sign when the groups are swapped, and the interval contains the shift', () => {
    fc.assert(
      fc.property(groups, ([a, b]) => {
        const there = hodgesLehmann(a, b, 0.95);
        const back = hodgesLehmann(b, a, 0.95);
        expect(back.shift).toBeCloseTo(-there.shift, 12);
        if (there.interval === null) return;
        expect(there.interval[0]).toBeLessThanOrEqual(there.shift);
        expect(there.interval[1]).toBeGreaterThanOrEqual(there.shift);
        const wide = hodgesLehmann(a, b, 0.99).interval;
        if (wide) expect(wide[1] - wide[0]).toBeGreaterThanOrEqual(there.interval[1] - there.interval[0]);
      }),
    );
  });
});

describe('benjaminiHochberg', () => {
  const tests = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
  const rates = fc.double({ min: 0.001, max: 0.5, noNaN: true });

  it('does not depend on the order, and accepts more at a higher rate', () => {
    fc.assert(
      fc.property(tests, rates, rates, (p, one, other) => {
        const [low, high] = ascending([one, other]) as [number, number];
        expect(benjaminiHochberg([...p].reverse(), low)).toBe(benjaminiHochberg(p, low));
        expect(benjaminiHochberg(p, high)).toBeGreaterThanOrEqual(benjaminiHochberg(p, low));
      }),
    );
  });

  it('never accepts above the rate, and always what Bonferroni accepts', () => {
    fc.assert(
      fc.property(tests, rates, (p, rate) => {
        const limit = benjaminiHochberg(p, rate);
        expect(limit).toBeLessThanOrEqual(rate);
        for (const each of p) if (each <= rate / p.length) expect(each).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('betaBinomialTail', () => {
  const shares = fc.double({ min: 0.005, max: 0.995, noNaN: true });
  const spreads = fc.double({ min: 1.05, max: 18, noNaN: true });

  it('falls with the count and rises with the mean', () => {
    fc.assert(
      fc.property(shares, shares, spreads, (one, other, spread) => {
        const [low, high] = ascending([one, other]) as [number, number];
        expect(betaBinomialTail(0, 20, low, spread)).toBeCloseTo(1, 9);
        for (let k = 1; k <= 20; k++) {
          const p = betaBinomialTail(k, 20, low, spread);
          expect(p).toBeLessThanOrEqual(betaBinomialTail(k - 1, 20, low, spread) + 1e-9);
          expect(p).toBeLessThanOrEqual(betaBinomialTail(k, 20, high, spread) + 1e-9);
        }
      }),
    );
  });

  it('has the given mean, and mirrors with it', () => {
    fc.assert(
      fc.property(shares, spreads, fc.integer({ min: 1, max: 20 }), (mean, spread, k) => {
        let sum = 0;
        for (let i = 1; i <= 20; i++) sum += betaBinomialTail(i, 20, mean, spread);
        expect(sum).toBeCloseTo(20 * mean, 6);
        const others = 1 - betaBinomialTail(21 - k, 20, 1 - mean, spread);
        expect(betaBinomialTail(k, 20, mean, spread)).toBeCloseTo(others, 7);
      }),
    );
  });
});

describe('wilsonInterval', () => {
  it('contains the share, narrows with more trials, and mirrors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (n, some) => {
        const count = some % (n + 1);
        const [low, high] = wilsonInterval(count, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(count / n + 1e-12);
        expect(high).toBeGreaterThanOrEqual(count / n - 1e-12);
        const [down, up] = wilsonInterval(n - count, n);
        expect(1 - up).toBeCloseTo(low, 12);
        expect(1 - down).toBeCloseTo(high, 12);
        const [narrowLow, narrowHigh] = wilsonInterval(4 * count, 4 * n);
        expect(narrowHigh - narrowLow).toBeLessThan(high - low);
      }),
    );
  });
});
