/** Decides which of many sequential tests to accept: controls the false discovery rate. */

/**
 * The evidence from which on a test is accepted, so that at most `rate` of the accepted are expected to be
 * false, whatever the dependence between the tests; Infinity when none is.
 * Source: Wang and Ramdas, "False discovery rate control with e-values" (2022), the e-BH procedure.
 */
export function eBenjaminiHochberg(evidence: readonly number[], rate: number): number {
  const sorted = [...evidence].sort((a, b) => b - a);
  for (let k = sorted.length; k > 0; k--) {
    const least = sorted[k - 1] as number;
    if (least >= sorted.length / (rate * k)) return least;
  }
  return Number.POSITIVE_INFINITY;
}
