/** Exact one-sided Mann-Whitney test of a few new values against many old ones. */
import { upperTail } from './rank-counts.ts';

/**
 * Probability, were all values of one kind, that `fresh` ranks at least as high as it does.
 * Exact, with ties by midranks (the permutation distribution).
 * @param baseline ascending
 * @throws for an empty group
 * Source: scipy.stats.mannwhitneyu(fresh, baseline, alternative='greater', method='exact') without ties;
 * scipy.stats.permutation_test on the rank sum with ties.
 */
export function mannWhitneyGreater(fresh: readonly number[], baseline: ArrayLike<number>): number {
  const k = fresh.length;
  const n = baseline.length;
  if (k === 0 || n === 0) throw new Error('The Mann-Whitney test needs two groups.');
  const u2 = fresh.reduce((sum, value) => sum + winsTwice(value, baseline), 0);
  if (!hasTies(fresh, baseline)) return upperTail(k, n)[u2 / 2] as number;
  return tiedTail(fresh, baseline, u2);
}

/** Twice the number of baseline values below `value`, ties counting half. */
function winsTwice(value: number, baseline: ArrayLike<number>): number {
  return lowerBound(baseline, value) + upperBound(baseline, value);
}

function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upperBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function hasTies(fresh: readonly number[], baseline: ArrayLike<number>): boolean {
  for (let i = 1; i < baseline.length; i++) if (baseline[i] === baseline[i - 1]) return true;
  const seen = new Set(fresh);
  if (seen.size < fresh.length) return true;
  return fresh.some((value) => baseline[lowerBound(baseline, value)] === value);
}

/** A run of equal values: how many they are, and twice their midrank. */
interface Tie {
  readonly size: number;
  readonly rank2: number;
}

/**
 * Counts the ways to draw k of all values whose doubled ranks sum to at least what was observed, from the highest
 * ranks down. A way is followed by its deficit, how far it lies below the k highest ranks, and dropped where that
 * passes the observed one: small probabilities are found in few steps.
 */
function tiedTail(fresh: readonly number[], baseline: ArrayLike<number>, u2: number): number {
  const k = fresh.length;
  const ties = rankTies([...fresh, ...Array.from(baseline)].sort((a, b) => b - a));
  const best = ties
    .flatMap(({ size, rank2 }) => new Array<number>(Math.min(size, k)).fill(rank2))
    .slice(0, k);
  // Rank sums count the fresh values among themselves; U does not.
  const most = best.reduce((sum, rank2) => sum + rank2, 0) - u2 - k * (k + 1);
  const ways = Array.from({ length: k + 1 }, () => new Float64Array(most + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (const tie of ties) {
    // What is drawn from here on is no higher than this: the first draw alone must fit.
    if (
      best.every(
        (rank2, j) => rank2 - tie.rank2 > most || (ways[j] as Float64Array).every((count) => count === 0),
      )
    )
      break;
    drawFrom(tie, ways, best);
  }
  const above = (ways[k] as Float64Array).reduce((sum, count) => sum + count, 0);
  return Math.min(1, above / choose(k + baseline.length, k));
}

/** @param descending all values */
function rankTies(descending: readonly number[]): Tie[] {
  const ties: Tie[] = [];
  for (let start = 0; start < descending.length; ) {
    let end = start + 1;
    while (end < descending.length && descending[end] === descending[start]) end++;
    ties.push({ size: end - start, rank2: 2 * descending.length - start - end + 1 });
    start = end;
  }
  return ties;
}

/** Adds the ways that draw one or more of a tie; `ways[j]` counts those that have drawn j, by deficit. */
function drawFrom({ size, rank2 }: Tie, ways: readonly Float64Array[], best: readonly number[]): void {
  const k = best.length;
  // From many drawn to few, so that no value is drawn twice.
  for (let j = k - 1; j >= 0; j--) {
    const from = ways[j] as Float64Array;
    let deficit = 0;
    for (let c = 1; c <= Math.min(size, k - j); c++) {
      deficit += (best[j + c - 1] as number) - rank2;
      if (deficit >= from.length) break;
      const to = ways[j + c] as Float64Array;
      const factor = choose(size, c);
      for (let d = 0; d + deficit < from.length; d++) {
        const count = from[d] as number;
        if (count > 0) to[d + deficit] = (to[d + deficit] as number) + count * factor;
      }
    }
  }
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}
