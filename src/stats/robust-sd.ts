/** Spread of values that outliers cannot shrink: for judging one new value. */
import { quantileSorted } from 'simple-statistics';
import { madOfSorted, medianOfSorted } from './sorted.ts';

/**
 * Robust standard deviation of ascending values: the largest of the scaled MAD, the scaled interquartile
 * range and the upper half-spread (84th percentile − median), so that a skewed or two-humped series is not
 * taken for a quiet one. Its quartiles are interpolated: it estimates a spread that no one reads as a percentile
 * (those are `quantileOfSorted`), and ranks alone would move it in steps.
 */
export function robustSd(sorted: ArrayLike<number>): number {
  // It reads by index alone: a copy takes longer than all the rest.
  const values = sorted as number[];
  const iqr = quantileSorted(values, 0.75) - quantileSorted(values, 0.25);
  const upper = quantileSorted(values, 0.8413) - medianOfSorted(sorted);
  return Math.max(1.4826 * madOfSorted(sorted), iqr / 1.349, upper);
}
