/**
 * The level of the sequential test under repeated looks, its power, and its interval: simulated with a fixed seed.
 */
import { describe, expect, it } from 'vitest';
import { eBenjaminiHochberg } from '../../src/stats/e-benjamini-hochberg.ts';
import { signFlipInterval, signFlipTest } from '../../src/stats/sign-flip.ts';
import { walshMedian } from '../../src/stats/walsh-median.ts';

/** mulberry32. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = makeRandom(20_261_128);
const normal = (): number => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
const noises = {
  normal,
  'a tenth six times as wide': () => normal() * (random() < 0.1 ? 6 : 1),
  'without a mean': () => normal() / normal(),
  'rounded to ties': () => Math.round(normal()),
};

function rejections(noise: () => number, shift: number, pairs: number, rounds: number): number {
  let rejected = 0;
  for (let round = 0; round < rounds; round++) {
    const differences = Array.from({ length: pairs }, () => shift + noise());
    if (signFlipTest(differences).above.most >= 100) rejected++;
  }
  return rejected / rounds;
}

describe('signFlipTest', () => {
  it.each(Object.entries(noises))(
    'calls unchanged code slower at most once in 100 runs of 40 pairs, checked after each: %s',
    (_, noise) => expect(rejections(noise, 0, 40, 4000)).toBeLessThanOrEqual(0.01),
  );

  it('finds a shift of one standard deviation within 30 pairs, and of three within 12', () => {
    expect(rejections(normal, 1, 30, 400)).toBeGreaterThan(0.9);
    expect(rejections(normal, 3, 12, 400)).toBeGreaterThan(0.95);
  });

  it('needs eight pairs at least, and survives one outlier', () => {
    const seven = [3.1, 2.9, 3, 3.2, 3.1, 2.8, 3];
    expect(signFlipTest(seven).above.most).toBeLessThan(100);
    expect(signFlipTest([...seven, 3.1]).above.most).toBeGreaterThan(100);
    const long = [...seven, -50, ...seven, ...seven];
    expect(signFlipTest(long).above.most).toBeGreaterThan(100);
  });

  it('is the same on both sides, and undecided for equal values', () => {
    const values = [1, -2, 0.5, 3, 4, -1];
    const { above, below } = signFlipTest(values.map((value) => -value));
    expect(signFlipTest(values)).toEqual({ above: below, below: above });
    expect(signFlipTest([0, 0, 0]).above).toEqual({ most: 1, now: 1 });
  });

  it('has an expected gain of zero on any pair, as a bet on a fair coin', () => {
    const past = [0.4, -0.3, 0.1, 0.7];
    for (const size of [0.01, 0.5, 9]) {
      const after = [size, -size].map((last) => signFlipTest([...past, last]).above.now);
      expect((after[0]! + after[1]!) / 2).toBeCloseTo(signFlipTest(past).above.now, 12);
    }
  });
});

describe('signFlipInterval', () => {
  it('contains the shift in at least 95% of runs, at a width that shrinks with the pairs', () => {
    const widths = [10, 40].map((pairs) => {
      let [held, width] = [0, 0];
      for (let round = 0; round < 150; round++) {
        const interval = signFlipInterval(
          Array.from({ length: pairs }, () => 5 + normal()),
          0.95,
        ) as readonly [number, number];
        if (interval[0] <= 5 && 5 <= interval[1]) held++;
        width += interval[1] - interval[0];
      }
      expect(held / 150).toBeGreaterThan(0.95);
      return width / 150;
    });
    expect(widths[0]).toBeLessThan(3);
    expect(widths[1]).toBeLessThan(widths[0]! / 2);
  });

  it('is absent for five pairs, and is a point for equal values', () => {
    expect(signFlipInterval([1, 2, 3, 4, 5], 0.95)).toBeNull();
    const [low, high] = signFlipInterval(Array(12).fill(0), 0.95) as readonly [number, number];
    expect(Math.max(Math.abs(low), Math.abs(high))).toBeLessThan(1e-9);
  });
});

describe('walshMedian', () => {
  it('is the median of the 15 means of five values', () => {
    expect(walshMedian([1.1, 2.2, 0.4, 3.9, -0.5])).toBeCloseTo(1.3, 12);
  });
});

describe('eBenjaminiHochberg', () => {
  it('accepts the k greatest if the k-th reaches n / (rate · k)', () => {
    expect(eBenjaminiHochberg([300, 1, 150, 2], 0.01)).toBe(Number.POSITIVE_INFINITY);
    expect(eBenjaminiHochberg([300, 1, 150, 2], 0.02)).toBe(150);
    expect(eBenjaminiHochberg([], 0.01)).toBe(Number.POSITIVE_INFINITY);
  });

  it('accepts a false one at most once in 100 of 20 unchanged tasks that move together', () => {
    let wrong = 0;
    for (let round = 0; round < 500; round++) {
      const shared = Array.from({ length: 20 }, normal);
      const evidence = Array.from(
        { length: 20 },
        () => signFlipTest(shared.map((value) => value + normal())).above.now,
      );
      if (eBenjaminiHochberg(evidence, 0.01) < Number.POSITIVE_INFINITY) wrong++;
    }
    expect(wrong / 500).toBeLessThanOrEqual(0.01);
  });
});
