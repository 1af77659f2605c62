/** Exact one-sided Mann-Whitney test of a few new values against many old ones. */
import { upperTail } from './rank-counts.ts';
import { mergeSorted, sortStretch } from './sorted.ts';

/**
 * Probability that `fresh` ranks at least this high if all values have the same distribution. Exact, with
 * ties by midranks (the permutation distribution).
 * @param baseline ascending
 * @throws for an empty group
 * Source: scipy.stats.mannwhitneyu(fresh, baseline, alternative='greater', method='exact') without ties;
 * scipy.stats.permutation_test on the rank sum with ties.
 */
export function mannWhitneyGreater(fresh: ArrayLike<number>, baseline: ArrayLike<number>): number {
  const k = fresh.length;
  const n = baseline.length;
  if (k === 0 || n === 0) throw new Error('The Mann-Whitney test needs two groups.');
  const own = sortStretch(fresh, 0, k);
  let u2 = 0;
  for (let i = 0; i < k; i++) u2 += winsTwice(own[i] as number, baseline);
  if (!hasTies(own, baseline)) return upperTail(k, n)[u2 / 2] as number;
  return tiedTail(own, baseline, u2);
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

/** How many of the ascending values are at most `value`. */
export function upperBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of two ascending lists. */
function hasTies(fresh: Float64Array, baseline: ArrayLike<number>): boolean {
  if (repeats(fresh) || repeats(baseline)) return true;
  return fresh.some((value) => baseline[lowerBound(baseline, value)] === value);
}

function repeats(sorted: ArrayLike<number>): boolean {
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) return true;
  return false;
}

/**
 * Counts the ways to draw k of all values with doubled ranks that sum to at least the observed sum, tie by
 * tie from the highest down. Each way is tracked by its deficit, the distance below the k highest ranks, and
 * dropped when the deficit must exceed the observed one: small probabilities need few steps.
 */
function tiedTail(fresh: Float64Array, baseline: ArrayLike<number>, u2: number): number {
  const k = fresh.length;
  const all = new Float64Array(k + baseline.length);
  all.set(baseline);
  mergeSorted(all, baseline.length, fresh);
  const best = rankHighest(all, k);
  // Rank sums include the order among the fresh values; U does not.
  const most = best.reduce((sum, rank2) => sum + rank2, 0) - u2 - k * (k + 1);
  // `ways[j]` counts the ways that have drawn j values, by deficit.
  const ways = Array.from({ length: k + 1 }, () => new Float64Array(most + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (let end = all.length; end > 0; ) {
    const start = startOfTie(all, end);
    const rank2 = start + end + 1;
    // Even the last draw alone would exceed the observed deficit.
    if ((best[k - 1] as number) - rank2 > most) break;
    drawFrom(end - start, rank2, ways, best);
    end = start;
  }
  const above = (ways[k] as Float64Array).reduce((sum, count) => sum + count, 0);
  return Math.min(1, above / choose(all.length, k));
}

/** Index of the first value that equals the one before `end`. */
function startOfTie(sorted: Float64Array, end: number): number {
  let start = end - 1;
  while (start > 0 && sorted[start - 1] === sorted[end - 1]) start--;
  return start;
}

/** Twice the midranks of the k highest values. */
function rankHighest(sorted: Float64Array, k: number): number[] {
  const best: number[] = [];
  for (let end = sorted.length; best.length < k; ) {
    const start = startOfTie(sorted, end);
    for (let i = start; i < end && best.length < k; i++) best.push(start + end + 1);
    end = start;
  }
  return best;
}

/** Adds the ways that draw one or more of a tie of `size` values. */
function drawFrom(size: number, rank2: number, ways: readonly Float64Array[], best: readonly number[]): void {
  const k = best.length;
  // The least deficit of the draws after the first j + c: the remaining values rank no higher.
  let short = 0;
  // In descending order of draws, so that no value is drawn twice.
  for (let j = k - 1; j >= 0; j--) {
    const from = ways[j] as Float64Array;
    let deficit = 0;
    short += Math.max(0, (best[j] as number) - rank2);
    let later = short;
    for (let c = 1; c <= Math.min(size, k - j); c++) {
      const lack = (best[j + c - 1] as number) - rank2;
      // There are not that many values of this rank.
      if (lack < 0) break;
      deficit += lack;
      later -= lack;
      const to = ways[j + c] as Float64Array;
      const factor = choose(size, c);
      const end = from.length - deficit - later;
      for (let d = 0; d < end; d++)
        to[d + deficit] = (to[d + deficit] as number) + (from[d] as number) * factor;
    }
  }
}

/** The number of ways to draw k of n. */
export function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}
