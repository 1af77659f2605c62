/** The median of the newest values as they come, without sorting them anew for each. */
import { medianOfSorted } from '../../stats/sorted.ts';

export interface SlidingMedian {
  /** Adds a value; beyond the width the oldest goes. */
  readonly push: (value: number) => void;
  readonly size: () => number;
  /** @throws without a value. */
  readonly median: () => number;
  /** Forgets all values. */
  readonly clear: () => void;
}

/** @param width most values that count */
export function slideMedian(width: number): SlidingMedian {
  const sorted = new Float64Array(width);
  const arrived = new Float64Array(width);
  let size = 0;
  let next = 0;
  const remove = (value: number): void => {
    const at = sorted.indexOf(value);
    sorted.copyWithin(at, at + 1, size);
    size -= 1;
  };
  return {
    push: (value) => {
      if (size === width) remove(arrived[next] as number);
      arrived[next] = value;
      next = (next + 1) % width;
      let at = size;
      while (at > 0 && (sorted[at - 1] as number) > value) {
        sorted[at] = sorted[at - 1] as number;
        at -= 1;
      }
      sorted[at] = value;
      size += 1;
    },
    size: () => size,
    median: () => medianOfSorted(sorted, size),
    clear: () => {
      size = 0;
      next = 0;
    },
  };
}
