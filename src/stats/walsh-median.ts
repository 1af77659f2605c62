/** The shift between paired values. */

import { medianOfSorted } from './sorted.ts';

/**
 * Hodges-Lehmann estimate of one sample: the median of the means of all pairs of values, including each value
 * with itself.
 * Source: R's wilcox.test(x, conf.int = TRUE)$estimate.
 * @throws for none
 */
export function walshMedian(values: readonly number[]): number {
  const means: number[] = [];
  for (const [index, a] of values.entries()) for (const b of values.slice(index)) means.push((a + b) / 2);
  return medianOfSorted(means.sort((a, b) => a - b));
}
