/** Sorting of a few values, and order statistics of sorted values. */

/**
 * The values of [start, end), ascending. By insertion sort: for up to a hundred values it is faster than
 * `sort`.
 */
export function sortStretch(values: ArrayLike<number>, start: number, end: number): Float64Array {
  const sorted = new Float64Array(end - start);
  sortInto(sorted, values, start, end);
  return sorted;
}

/**
 * Bound, as Maglev compiles a plain function into its callers, whose code TurboFan then never makes faster: only loops of
 * the compiled function itself count.
 */
const sortInto = insertInto.bind(null);

function insertInto(sorted: Float64Array, values: ArrayLike<number>, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    const value = values[i] as number;
    let at = i - start;
    while (at > 0 && (sorted[at - 1] as number) > value) {
      sorted[at] = sorted[at - 1] as number;
      at -= 1;
    }
    sorted[at] = value;
  }
}

const scratch = new Float64Array(128);
const scratchOf: Float64Array[] = Array.from({ length: 129 }, (_, length) => scratch.subarray(0, length));

/** The same without a copy for each call, for up to 128 values: the result is valid until the next call. */
export function sortBriefly(values: ArrayLike<number>, start: number, end: number): Float64Array {
  const sorted = scratchOf[end - start] ?? new Float64Array(end - start);
  sortInto(sorted, values, start, end);
  return sorted;
}

/** Median of the values of [start, end). @throws for none. */
export function medianOfStretch(values: ArrayLike<number>, start: number, end: number): number {
  return medianOfSorted(sortBriefly(values, start, end));
}

/**
 * Median of the first values, which may be reordered: sorting a hundred values takes several times as long.
 * @throws for none.
 * Source: Hoare's quickselect (1961).
 */
export function selectMedian(values: Float64Array, length: number = values.length): number {
  const middle = length >> 1;
  putRank(values, length, middle);
  if (length % 2 === 0) putRank(values, length, middle - 1);
  return medianOfSorted(values, length);
}

/** Moves the value of that rank, counted from 0, to its place in sorted order. */
function putRank(values: Float64Array, length: number, rank: number): void {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const swapped = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = swapped;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}

/** Merges ascending values into the first `size` values (ascending too) of an array with enough space. */
export function mergeSorted(into: Float64Array, size: number, added: ArrayLike<number>): void {
  let left = size - 1;
  for (let right = added.length - 1; right >= 0; right--) {
    const value = added[right] as number;
    for (; left >= 0 && (into[left] as number) > value; left--) into[left + right + 1] = into[left] as number;
    into[left + right + 1] = value;
  }
}

/** Median of ascending values. @throws for none. */
export function medianOfSorted(sorted: ArrayLike<number>, length: number = sorted.length): number {
  if (length === 0) throw new Error('The median needs at least one value.');
  const middle = length >> 1;
  const upper = sorted[middle] as number;
  return length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/**
 * Median absolute deviation of ascending values from their median. Not scaled: × 1.4826 estimates a normal standard
 * deviation. More than half of the values are nearest to the median, a stretch whose start is found by bisection.
 */
export function madOfSorted(sorted: ArrayLike<number>, length: number = sorted.length): number {
  const center = medianOfSorted(sorted, length);
  const nearest = (length >> 1) + 1;
  let start = 0;
  let last = length - nearest;
  while (start < last) {
    const middle = (start + last) >> 1;
    if (center - (sorted[middle] as number) > (sorted[middle + nearest] as number) - center)
      start = middle + 1;
    else last = middle;
  }
  const end = start + nearest - 1;
  const down = center - (sorted[start] as number);
  const up = (sorted[end] as number) - center;
  if (length % 2 === 1) return Math.max(down, up);
  // With the farthest one but one.
  if (down > up) {
    const next = center - (sorted[start + 1] as number);
    return (down + Math.max(next, up)) / 2;
  }
  const next = (sorted[end - 1] as number) - center;
  return (up + Math.max(next, down)) / 2;
}
