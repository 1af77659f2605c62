/** Each statistic compared with scipy 1.17 for the same numbers; the call is noted next to its values. */
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.ts';
import { betaBinomialTail } from '../../src/stats/beta-binomial.ts';
import { hodgesLehmann } from '../../src/stats/hodges-lehmann.ts';
import { mannWhitneyGreater } from '../../src/stats/mann-whitney.ts';
import { upperTail } from '../../src/stats/rank-counts.ts';
import { robustSd } from '../../src/stats/robust-sd.ts';
import { madOfSorted, medianOfSorted } from '../../src/stats/sorted.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

const twelve = ascending([9.1, 9.8, 10.1, 10.2, 10.4, 9.7, 9.9, 10.0, 10.6, 9.5, 10.3, 9.6]);
const thirty = ascending(
  Array.from({ length: 31 }, (_, i) => Number((100 + ((i * 7) % 31) * 0.37).toFixed(2))),
);
const eighty = ascending(
  Array.from({ length: 80 }, (_, i) => Number((50 + ((i * 37) % 83) * 0.11).toFixed(3))),
);
const skewed = ascending([10.1, 9.7, 10.4, 9.9, 12.3, 10.0, 10.2, 9.8, 10.6, 15.2]);

describe('scipy.stats.mannwhitneyu(fresh, baseline, alternative="greater", method="exact").pvalue', () => {
  it.each([
    { fresh: [10.5, 11.2, 12.9], baseline: twelve, p: 0.004395604395604396 },
    { fresh: [9.0, 9.05, 9.08], baseline: twelve, p: 1 },
    { fresh: [11], baseline: twelve, p: 0.07692307692307693 },
    { fresh: [10.05], baseline: twelve, p: 0.46153846153846156 },
    { fresh: [10.45, 10.15, 9.65, 12], baseline: twelve, p: 0.13076923076923078 },
    { fresh: [109.9, 110.5, 111.3, 104.1, 108.4], baseline: thirty, p: 0.02074314574314574 },
    {
      fresh: [59.905, 58.105, 57.705, 60.2, 58.805, 59.055, 51.055, 57.255, 58.355, 61],
      baseline: eighty,
      p: 5.4477134090177886e-5,
    },
  ])('mannWhitneyGreater($fresh, $baseline.length values) = $p', ({ fresh, baseline, p }) => {
    expect(mannWhitneyGreater(fresh, baseline)).toBeCloseTo(p, 14);
  });
});

describe('scipy.stats.permutation_test((fresh, baseline), sum of rankdata, n_resamples=inf, alternative="greater")', () => {
  const constant = Array<number>(12).fill(3);
  const squares = ascending(Array.from({ length: 80 }, (_, i) => (i * i) % 9));
  it.each([
    { fresh: [3, 4, 4], baseline: [2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4], p: 0.07472527472527472 },
    { fresh: [2, 2, 2], baseline: [2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4], p: 1 },
    { fresh: [3, 3, 3], baseline: constant, p: 1 },
    { fresh: [1], baseline: [1, 1, 2], p: 1 },
    { fresh: [2, 1], baseline: [1, 1, 1, 2, 2], p: 0.7142857142857143 },
    { fresh: [5, 5, 5, 5], baseline: [1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5], p: 0.008241758241758242 },
    // Too many orders for scipy: the same sum counted in Python's whole numbers.
    { fresh: [8, 8, 7, 9, 7, 7, 4, 9, 8, 1], baseline: squares, p: 7.083098249696268e-6 },
  ])('mannWhitneyGreater($fresh, $baseline) = $p', ({ fresh, baseline, p }) => {
    expect(mannWhitneyGreater(fresh, baseline)).toBeCloseTo(p, 14);
  });
});

describe('scipy.stats.mannwhitneyu’s distribution of U', () => {
  it('is that of all C(5, 2) = 10 orders of two and three values', () => {
    // U takes the values 0 to 6 in 1, 1, 2, 2, 2, 1, 1 of them.
    const orders = [10, 9, 8, 6, 4, 2, 1];
    expect(Array.from(upperTail(2, 3), (share) => Number((10 * share).toFixed(9)))).toEqual(orders);
  });
});

describe('scipy.stats.betabinom.sf(k - 1, n, a, b), rho = (overdispersion - 1) / (n - 1), a = mean (1 - rho) / rho', () => {
  it.each([
    [4, 20, 0.02, 1.05, 0.0010393814540835544],
    [5, 20, 0.02, 1.05, 9.817672474288219e-5],
    [4, 20, 2.5 / 101, 1.05, 0.002038296921102134],
    [5, 20, 2.5 / 101, 1.5, 0.0034104839328067404],
    [20, 20, 0.5, 3, 0.001683135129389557],
    [1, 20, 0.1, 5.6, 0.4978704408236013],
    [10, 20, 0.3, 2, 0.12255151702048939],
    [0, 20, 0.3, 2, 1],
    [20, 20, 0.01, 19, 0.008247023651417051],
  ])('betaBinomialTail(%d, %d, %d, %d) = %d', (k, n, mean, overdispersion, p) => {
    expect(betaBinomialTail(k, n, mean, overdispersion) / p).toBeCloseTo(1, 8);
  });
});

describe('scipy.stats.binomtest(count, n).proportion_ci(0.95, method="wilson")', () => {
  it.each([
    [0, 20, 0, 0.16112515805281935],
    [20, 20, 0.8388748419471808, 1],
    [4, 20, 0.08065766257979806, 0.4160174322518936],
    [1, 1, 0.20654931437723745, 1],
    [98, 100, 0.9299882092714561, 0.9944980324498377],
    [1, 1000, 0.00017654637062607809, 0.0056425585979579355],
  ])('wilsonInterval(%d, %d) = [%d, %d]', (count, n, low, high) => {
    const [from, to] = wilsonInterval(count, n);
    expect(from).toBeCloseTo(low, 12);
    expect(to).toBeCloseTo(high, 12);
  });
});

describe('scipy.stats.false_discovery_control(p) <= rate', () => {
  it.each([
    // Adjusted: 0.01 0.04 0.084 0.084 0.084 0.1 0.1057 0.216 0.216 0.216.
    { p: [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216], rate: 0.1, limit: 0.06 },
    { p: [0.01, 0.01, 0.01, 0.01, 0.01], rate: 0.01, limit: 0.01 },
    // Adjusted: 0.0003 0.6 0.6.
    { p: [0.6, 0.0001, 0.5], rate: 0.1, limit: 0.0001 },
    { p: [0.05], rate: 0.05, limit: 0.05 },
    { p: [0.051], rate: 0.05, limit: 0 },
    // Adjusted: 0.25 0.0667 0.0667 0.9 0.0667.
    { p: [0.2, 0.03, 0.04, 0.9, 0.02], rate: 0.07, limit: 0.04 },
    { p: [1, 1, 1], rate: 0.1, limit: 0 },
    { p: [], rate: 0.1, limit: 0 },
  ])('benjaminiHochberg($p, $rate) = $limit', ({ p, rate, limit }) => {
    expect(benjaminiHochberg(p, rate)).toBe(limit);
  });
});

describe('R’s wilcox.test(fresh, baseline, conf.int = TRUE): numpy’s sorted differences, cut by the exact U of scipy', () => {
  it.each([
    { fresh: [10.5, 11.2, 12.9], baseline: twelve, shift: 1.35, interval: [0.4, 3.1] },
    {
      fresh: [109.9, 110.5, 111.3, 104.1, 108.4],
      baseline: thirty,
      shift: 3.24,
      interval: [0.14, 6.94],
    },
    { fresh: [1.1, 2.2, 0.3, 4.4], baseline: [0.5, 0.9, 1.5, 2.6, 3.1], shift: 0, interval: [-2.3, 3.5] },
  ])(
    'hodgesLehmann($fresh, $baseline.length values) = $shift, $interval',
    ({ fresh, baseline, shift, interval }) => {
      const found = hodgesLehmann(fresh, baseline, 0.95);
      expect(found.shift).toBeCloseTo(shift, 10);
      expect(found.interval?.[0]).toBeCloseTo(interval[0] as number, 10);
      expect(found.interval?.[1]).toBeCloseTo(interval[1] as number, 10);
    },
  );
});

describe('numpy.median, scipy.stats.median_abs_deviation', () => {
  it.each([
    [[1, 2, 3, 4, 100], 3, 1],
    [[1, 1, 1, 1, 1, 2, 3, 4], 1, 0],
    [[5], 5, 0],
    [[1, 2], 1.5, 0.5],
    [[3, 3, 3, 3], 3, 0],
    [skewed, 10.15, 0.3],
  ])('of %j are %d and %d', (values, middle, mad) => {
    expect(medianOfSorted(values)).toBeCloseTo(middle, 12);
    expect(madOfSorted(values)).toBeCloseTo(mad, 12);
  });

  it('read a part of what is given, and need one value', () => {
    expect(medianOfSorted([1, 2, 9], 2)).toBe(1.5);
    expect(madOfSorted([1, 2, 9], 2)).toBe(0.5);
    expect(() => medianOfSorted([])).toThrow('at least one value');
    expect(() => madOfSorted([1], 0)).toThrow('at least one value');
  });
});

describe('the largest of 1.4826 MAD, (q75 - q25) / 1.349 and q84.13 - median, by numpy.quantile', () => {
  it.each([
    // 0.4448, 0.4633, 1.4219: the upper half-spread.
    [skewed, 1.421890000000003],
    // 0, 0.9266, 1.8891.
    [[1, 1, 1, 1, 1, 2, 3, 4], 1.8891],
    [[4, 4, 4], 0],
    [[4], 0],
  ])('of %j is %d', (values, sd) => {
    expect(robustSd(values)).toBeCloseTo(sd, 12);
  });
});
