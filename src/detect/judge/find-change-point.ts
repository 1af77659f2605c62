/** Since when: the split of the newest builds that separates slow from fast best. */
const reach = 15;
const around = 30;

/**
 * The index of the first value of the new level, among the last 15: the split with the largest standardised
 * rank statistic over the newest values.
 * @param values oldest first
 * @param direction 1: the new level is higher
 * Source: Pettitt (1979), standardised as for Mann-Whitney.
 */
export function findChangePoint(values: readonly number[], direction: 1 | -1): number {
  const start = Math.max(0, values.length - reach - around);
  const ranks = rank(values.slice(start).map((value) => direction * value));
  const n = ranks.length;
  let best = values.length - 1;
  let bestScore = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let k = 1; k <= Math.min(reach, n - 1); k++) {
    sum += ranks[n - k] as number;
    const expected = (k * (n + 1)) / 2;
    const score = (sum - expected) / Math.sqrt((k * (n - k) * (n + 1)) / 12);
    if (score > bestScore) {
      bestScore = score;
      best = values.length - k;
    }
  }
  return best;
}

function rank(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end++;
    for (let i = start; i < end; i++) ranks[order[i] as number] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}
