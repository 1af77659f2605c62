/** Decides which of many tests to accept: controls the false discovery rate. */

/**
 * Benjamini-Hochberg: the largest accepted p, chosen so that at most `rate` of the accepted are expected to
 * be false; 0 when none is. Source: R's p.adjust(p, "BH").
 */
export function benjaminiHochberg(p: readonly number[], rate: number): number {
  const sorted = [...p].sort((a, b) => a - b);
  for (let i = sorted.length; i > 0; i--) {
    const value = sorted[i - 1] as number;
    if (value <= (rate * i) / sorted.length) return value;
  }
  return 0;
}
