/**
 * PromQL for a counter's increase, including its first sample: a series begins with the first regression or cost that
 * it counts, and `increase` treats that as its starting value.
 */

/** @param window with 30 days before it, in which a series that is not new had a sample */
export function countGrown(metric: string, matchers: string, window: string, by: string): string {
  const selector = matchers === '' ? metric : `${metric}{${matchers}}`;
  const isNew = `last_over_time(${selector}[${window}]) unless last_over_time(${selector}[30d] offset ${window})`;
  const grown = `increase(${selector}[${window}])`;
  return `sum by (${by}) ((${isNew}) or ${grown})`;
}
