/** Percentiles as BuildRunner counts them, so that its figures come out the same. */

/**
 * The value at rank ⌊p·n⌋ of ascending values, counted from 0: one that was really measured.
 * null for no values. Source: BuildRunner's test results (10 values: P50 is the 6th, P95 the 10th).
 */
export function percentileSorted(sorted: ArrayLike<number>, p: number): number | null {
  if (sorted.length === 0) return null;
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] as number;
}
