/** Percentiles, by the single rule of the product. */

/**
 * Quantile of ascending values by nearest rank: the value at rank ⌊p·n⌋, counted from 0, or the last one. So
 * it is always a measured value: of ten values p50 is the sixth and p95 the tenth.
 *
 * Every percentile in the output follows this rule: summary, comment, report, page, command line, library and
 * the queries of docs/querying-history.md. A median (baselines, benchmarks) is the mean of the two middle
 * values: `medianOfSorted`.
 * @param p from 0 to 1
 * @returns null for no values
 * @throws RangeError when `p` is not from 0 to 1
 * Source: BuildRunner's test results (20 values from 500 by 50: p95 is 1450); ClickHouse's `quantileExact`
 * counts so too.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile lies between 0 and 1, not at ${p}.`);
  if (sorted.length === 0) return null;
  // 0.29 · 100 is 28.999999999999996 in binary.
  const rank = Math.floor(p * sorted.length + 1e-9);
  return sorted[Math.min(sorted.length - 1, rank)] as number;
}
