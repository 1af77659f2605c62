/** The Wilson confidence interval of a share. */

/**
 * Wilson's interval of a share at 95%.
 * Source: statsmodels.stats.proportion.proportion_confint(count, n, 0.05, "wilson").
 */
export function wilsonInterval(count: number, n: number): [number, number] {
  const z = 1.959963984540054;
  const share = count / n;
  const center = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, center - half), Math.min(1, center + half)];
}
