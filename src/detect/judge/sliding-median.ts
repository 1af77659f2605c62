/** The median of the newest values, updated without sorting again for each. */
import { medianOfSorted } from '../../stats/sorted.ts';

/** A class, because closures would pass each number as an object. */
export class SlidingMedian {
  readonly #sorted: Float64Array;
  readonly #arrived: Float64Array;
  #size = 0;
  #next = 0;

  /** @param width maximum number of values */
  constructor(width: number) {
    this.#sorted = new Float64Array(width);
    this.#arrived = new Float64Array(width);
  }

  /** Adds a value; beyond the width the oldest is removed. */
  push(value: number): void {
    const sorted = this.#sorted;
    const arrived = this.#arrived;
    const width = sorted.length;
    // The position for the new value: at the end, or that of the oldest.
    let at = this.#size === width ? this.#find(arrived[this.#next] as number) : this.#size++;
    arrived[this.#next] = value;
    this.#next = this.#next + 1 === width ? 0 : this.#next + 1;
    while (at > 0 && (sorted[at - 1] as number) > value) {
      sorted[at] = sorted[at - 1] as number;
      at -= 1;
    }
    while (at + 1 < this.#size && (sorted[at + 1] as number) < value) {
      sorted[at] = sorted[at + 1] as number;
      at += 1;
    }
    sorted[at] = value;
  }

  get size(): number {
    return this.#size;
  }

  /** @throws without a value. */
  median(): number {
    return medianOfSorted(this.#sorted, this.#size);
  }

  /** Removes all values. */
  clear(): void {
    this.#size = 0;
    this.#next = 0;
  }

  /** The position of an existing value. */
  #find(value: number): number {
    const sorted = this.#sorted;
    let low = 0;
    let high = this.#size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
