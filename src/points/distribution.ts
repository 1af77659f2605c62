/** Values counted by bucket: adding one value, and merging two distributions. */
import type { Distribution } from '../model/metric-point.ts';

export function emptyDistribution(bounds: readonly number[]): Distribution {
  return { count: 0, sum: 0, bounds, counts: new Array<number>(bounds.length + 1).fill(0) };
}

/** A bucket includes its upper bound, as in Prometheus. */
export function addValue({ count, sum, bounds, counts }: Distribution, value: number): Distribution {
  const next = counts.slice();
  let bucket = 0;
  while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket += 1;
  next[bucket] = (next[bucket] as number) + 1;
  return { count: count + 1, sum: sum + value, bounds, counts: next };
}

/**
 * The sum of both. If the bounds differ, for example after an update of this program, the common bounds
 * remain: their counts stay exact.
 */
export function addDistributions(a: Distribution, b: Distribution): Distribution {
  const isSame = a.bounds.length === b.bounds.length && a.bounds.every((bound, at) => bound === b.bounds[at]);
  const bounds = isSame ? a.bounds : a.bounds.filter((bound) => b.bounds.includes(bound));
  const [left, right] = isSame ? [a.counts, b.counts] : [recount(a, bounds), recount(b, bounds)];
  return {
    count: a.count + b.count,
    sum: a.sum + b.sum,
    bounds,
    counts: left.map((count, at) => count + (right[at] as number)),
  };
}

function recount({ bounds: own, counts }: Distribution, bounds: readonly number[]): number[] {
  const next = new Array<number>(bounds.length + 1).fill(0);
  for (const [at, count] of counts.entries()) {
    const bound = own[at] ?? Number.POSITIVE_INFINITY;
    const place = bounds.findIndex((each) => bound <= each);
    const bucket = place < 0 ? bounds.length : place;
    next[bucket] = (next[bucket] as number) + count;
  }
  return next;
}
