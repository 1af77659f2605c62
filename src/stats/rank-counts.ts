/** The number of orders of two groups for each value of the Mann-Whitney statistic, without ties. */

const cache = new Map<number, Float64Array>();

/**
 * Upper tail counts of U for groups of `k` and `n` values: element u is the share of all orders with
 * U ≥ u, from 0 to k·n. Kept between calls.
 * Source: generating function of Mann and Whitney (1947), the Gaussian binomial coefficient.
 */
export function upperTail(k: number, n: number): Float64Array {
  const key = k * 4096 + n;
  const known = cache.get(key);
  if (known) return known;
  const tail = accumulate(countOrders(k, n));
  cache.set(key, tail);
  return tail;
}

function countOrders(k: number, n: number): Float64Array {
  const top = k * n;
  const counts = new Float64Array(top + 1);
  counts[0] = 1;
  for (let i = 1; i <= k; i++) {
    // × (1 − q^(n+i)), then ÷ (1 − q^i).
    for (let u = top; u >= n + i; u--) counts[u] = at(counts, u) - at(counts, u - n - i);
    for (let u = i; u <= top; u++) counts[u] = at(counts, u) + at(counts, u - i);
  }
  return counts;
}

function accumulate(counts: Float64Array): Float64Array {
  const tail = new Float64Array(counts.length);
  let sum = 0;
  for (let u = counts.length - 1; u >= 0; u--) {
    sum += at(counts, u);
    tail[u] = sum;
  }
  return tail.map((value) => value / sum);
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
