/** Sets the threshold of another tool's rule so that it raises as many false alarms as ours. */
import type { Row } from './histories.ts';
import type { Rule } from './rule.ts';
import { rateFalseAlarms } from './score.ts';

const steps = 10;

/**
 * The least strict threshold found that raises at most `wanted` false alarms in 1,000; null when even the strictest
 * raises more. Searched by halving, on a logarithmic scale where both ends are positive.
 */
export function equalize(rule: Rule, wanted: number, stationary: readonly Row[]): number | null {
  if (rule.search === null) return null;
  let [lax, strict] = rule.search;
  if (rateFalseAlarms(rule, strict, stationary) > wanted) return null;
  if (rateFalseAlarms(rule, lax, stationary) <= wanted) return lax;
  for (let i = 0; i < steps; i++) {
    const middle = lax > 0 && strict > 0 ? Math.sqrt(lax * strict) : (lax + strict) / 2;
    if (rateFalseAlarms(rule, middle, stationary) > wanted) lax = middle;
    else strict = middle;
  }
  return strict;
}
