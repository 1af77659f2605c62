/** The stretch of past builds that still describes today: level-aware, so that an old step is not in it. */
import { madOfSorted, medianOfSorted } from '../stats/sorted.ts';

const block = 6;
/** Values that a baseline needs, and the most it uses. */
export const minBaseline = 12;
export const maxBaseline = 80;
/** Two blocks in a row that are off by more than this many robust standard deviations end the baseline. */
const tolerance = 1.5;
/** Noise below half a percent is not taken for a level. */
const minSd = 0.005;

/**
 * Grows backwards from `end` in blocks of 6 up to 80 values.
 * @param values logarithms, oldest first
 * @returns ascending values; fewer than 12 mean that there is no baseline yet.
 */
export function growBaseline(values: ArrayLike<number>, end: number): Float64Array {
  const sorted = new Float64Array(maxBaseline);
  let size = 0;
  let from = end;
  let pending = end;
  while (pending > 0 && end - pending < maxBaseline) {
    const start = Math.max(0, pending - block, end - maxBaseline);
    const settled = size >= minBaseline;
    if (!settled || isNear(values, start, pending, sorted, size)) {
      size = insertAll(sorted, size, values, start, from);
      from = start;
    } else if (from > pending) {
      break;
    }
    pending = start;
  }
  return sorted.subarray(0, size);
}

function isNear(
  values: ArrayLike<number>,
  start: number,
  end: number,
  sorted: Float64Array,
  size: number,
): boolean {
  const sd = Math.max(minSd, 1.4826 * madOfSorted(sorted, size));
  const middle = medianOfSorted(sortedCopy(values, start, end));
  return Math.abs(middle - medianOfSorted(sorted, size)) <= tolerance * sd;
}

function sortedCopy(values: ArrayLike<number>, start: number, end: number): Float64Array {
  const copy = new Float64Array(end - start);
  for (let i = start; i < end; i++) copy[i - start] = values[i] as number;
  return copy.sort();
}

/** Insertion keeps the array sorted as it grows, which is cheaper than sorting it for every block. */
function insertAll(
  sorted: Float64Array,
  size: number,
  values: ArrayLike<number>,
  start: number,
  end: number,
): number {
  let count = size;
  for (let i = start; i < end; i++) {
    const value = values[i] as number;
    let at = count;
    while (at > 0 && (sorted[at - 1] as number) > value) {
      sorted[at] = sorted[at - 1] as number;
      at -= 1;
    }
    sorted[at] = value;
    count += 1;
  }
  return count;
}
