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

/** Walks the groups of equal values, counting the ways to draw j of them with each doubled rank sum. */
function tiedTail(fresh: readonly number[], baseline: ArrayLike<number>, u2: number): number {
  const k = fresh.length;
  const all = [...fresh, ...Array.from(baseline)].sort((a, b) => a - b);
  const top = 2 * k * all.length;
  let ways: Float64Array[] = Array.from({ length: k + 1 }, () => new Float64Array(top + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (let start = 0; start < all.length; ) {
    let end = start + 1;
    while (end < all.length && all[end] === all[start]) end++;
    ways = addGroup(ways, end - start, start + end + 1);
    start = end;
  }
  // Rank sums count the fresh values among themselves; U does not.
  const limit = u2 + k * (k + 1);
  const drawn = ways[k] as Float64Array;
  let above = 0;
  let total = 0;
  for (let sum = 0; sum <= top; sum++) {
    total += drawn[sum] as number;
    if (sum >= limit) above += drawn[sum] as number;
  }
  return above / total;
}

/** @param rank2 twice the midrank of the group's values */
function addGroup(ways: readonly Float64Array[], size: number, rank2: number): Float64Array[] {
  return ways.map((_, j) => {
    const next = new Float64Array((ways[0] as Float64Array).length);
    for (let c = 0; c <= Math.min(j, size); c++) {
      const from = ways[j - c] as Float64Array;
      const factor = choose(size, c);
      for (let sum = 0; sum + c * rank2 < next.length; sum++) {
        const count = from[sum] as number;
        if (count > 0) next[sum + c * rank2] = (next[sum + c * rank2] as number) + count * factor;
      }
    }
    return next;
  });
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}
