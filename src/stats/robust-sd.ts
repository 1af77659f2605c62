/** A measure of spread that outliers cannot shrink, for judging one new value. */
import { quantileSorted } from 'simple-statistics';
import { madOfSorted, medianOfSorted } from './sorted.ts';

/**
 * Robust standard deviation of ascending values: the largest of the scaled MAD, the scaled interquartile
 * range and the upper half-spread (84th percentile − median), so that a skewed or bimodal series is not
 * mistaken for a quiet one. Its quartiles are interpolated: it estimates a spread and is never shown as a
 * percentile (see `quantileOfSorted`), and with plain ranks it would change in steps.
 */
export function robustSd(sorted: ArrayLike<number>): number {
  // It reads by index: copying would take longer than everything else.
  const values = sorted as number[];
  const iqr = quantileSorted(values, 0.75) - quantileSorted(values, 0.25);
  const upper = quantileSorted(values, 0.8413) - medianOfSorted(sorted);
  return Math.max(1.4826 * madOfSorted(sorted), iqr / 1.349, upper);
}
