/** The stretch of past builds that describes the current level: it does not contain older levels. */
import { minBaseline } from '../../model/baseline.ts';
import { openSlab } from '../../stats/slab.ts';
import { madOfSorted, medianOfSorted, mergeSorted, sortBriefly } from '../../stats/sorted.ts';

const block = 6;
/** Maximum number of values. */
export const maxBaseline = 80;
/** Two consecutive blocks that differ by more than this many robust standard deviations end the baseline. */
const tolerance = 1.5;
/** Noise below half a percent does not make a level. */
const minSd = 0.005;

/**
 * Grows backwards from `end` in blocks of 6 up to 80 values.
 * @param values logarithms, oldest first
 * @returns ascending values; fewer than 12 mean that there is no baseline yet.
 */
export function growBaseline(values: ArrayLike<number>, end: number): Float64Array {
  let size = 0;
  let from = end;
  let pending = end;
  while (pending > 0 && end - pending < maxBaseline) {
    const start = Math.max(0, pending - block, end - maxBaseline);
    const added = sortBriefly(values, start, pending);
    if (size < minBaseline || isNear(added, sorted, size)) {
      // Together with the previous block, if that alone was different.
      const all = from > pending ? sortBriefly(values, start, from) : added;
      mergeSorted(sorted, size, all);
      size += all.length;
      from = start;
    } else if (from > pending) {
      break;
    }
    pending = start;
  }
  const baseline = take(size);
  for (let i = 0; i < size; i++) baseline[i] = sorted[i] as number;
  return baseline;
}

const sorted = new Float64Array(maxBaseline);
const take = openSlab();

function isNear(added: Float64Array, sorted: Float64Array, size: number): boolean {
  const center = medianOfSorted(sorted, size);
  const distance = Math.abs(medianOfSorted(added) - center);
  // At least half of the values are that far out, and therefore the median deviation too, which is slower to
  // compute.
  const quarter = size >> 2;
  const low = center - (sorted[quarter] as number);
  const high = (sorted[size - 1 - quarter] as number) - center;
  const isWithin = isInside(distance, low) && isInside(distance, high);
  return isWithin || isInside(distance, madOfSorted(sorted, size));
}

function isInside(distance: number, deviation: number): boolean {
  return distance <= tolerance * minSd || distance <= tolerance * (1.4826 * deviation);
}
