/** The shift between two groups, with a distribution-free interval. */
import { upperTail } from './rank-counts.ts';

/**
 * Hodges-Lehmann shift: the median of all pairwise differences, and the interval that the rank test does
 * not reject at `confidence`; null when the groups are too small for one.
 * Source: R's wilcox.test(fresh, baseline, conf.int = TRUE, exact = TRUE).
 */
export function hodgesLehmann(
  fresh: readonly number[],
  baseline: readonly number[],
  confidence: number,
): { readonly shift: number; readonly interval: readonly [number, number] | null } {
  const differences = new Float64Array(fresh.length * baseline.length);
  let index = 0;
  for (const a of fresh) for (const b of baseline) differences[index++] = a - b;
  differences.sort();
  const middle = differences.length >> 1;
  const odd = differences.length % 2 === 1;
  const upper = differences[middle] as number;
  const shift = odd ? upper : ((differences[middle - 1] as number) + upper) / 2;
  const cut = cutOff(fresh.length, baseline.length, (1 - confidence) / 2);
  if (cut === 0) return { shift, interval: null };
  const interval = [differences[cut - 1], differences[differences.length - cut]] as [number, number];
  return { shift, interval };
}

/** How many extreme differences may be omitted on each side. */
function cutOff(k: number, n: number, alpha: number): number {
  const tail = upperTail(k, n);
  let cut = 0;
  while (cut < tail.length && (tail[tail.length - 1 - cut] as number) <= alpha) cut++;
  return cut;
}
