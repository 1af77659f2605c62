/** The chance of a scan among thousands of series: what a noise that is estimated from few values can be trusted with. */
import { confirmP, type Scan } from './judge-series.ts';

/** Up to this number of values in the baseline a p below `confirmP` needs a correction; with more, only a smaller one. */
const few = 20;

/**
 * How often unchanged work reaches the p of a scan. A very small p relies on the tail of a noise that is known only from
 * the baseline: of normal, skewed and two-humped noise, 0.00001 occurs 2 times as often with 80 values, 6 times with 25,
 * 12 to 35 times with 15. Whether p is within `confirmP` is not changed; the limit among thousands of series needs it.
 */
export function chanceOf({ p, baseline }: Pick<Scan, 'p' | 'baseline'>): number {
  const share = Math.min(1, few / baseline.length);
  const trusted = confirmP * share * share;
  const power = 1 - 2 / Math.sqrt(baseline.length);
  return p >= trusted ? p : trusted * Math.exp(power * Math.log(p / trusted));
}
