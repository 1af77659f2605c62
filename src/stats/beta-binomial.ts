/** Counts of failures with a rate that varies from day to day: more spread than independent trials have. */
import { gammaln } from 'simple-statistics';

/**
 * Probability of `k` or more of `n` under a beta-binomial distribution.
 * @param mean expected share, in (0, 1)
 * @param overdispersion variance over that of a binomial, in (1, n)
 * Source: scipy.stats.betabinom.sf(k - 1, n, a, b) with rho = (overdispersion - 1) / (n - 1), a = mean (1 - rho) / rho.
 */
export function betaBinomialTail(k: number, n: number, mean: number, overdispersion: number): number {
  const rho = (overdispersion - 1) / (n - 1);
  const a = (mean * (1 - rho)) / rho;
  const b = ((1 - mean) * (1 - rho)) / rho;
  const logBeta = (x: number, y: number): number => gammaln(x) + gammaln(y) - gammaln(x + y);
  let tail = 0;
  for (let i = Math.max(0, k); i <= n; i++) {
    const ways = gammaln(n + 1) - gammaln(i + 1) - gammaln(n - i + 1);
    tail += Math.exp(ways + logBeta(i + a, n - i + b) - logBeta(a, b));
  }
  return Math.min(1, tail);
}
