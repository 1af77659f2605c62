/** The median of the newest values as they come, without sorting them anew for each. */
import { medianOfSorted } from '../../stats/sorted.ts';

/** A class, as closures would hand each number over as an object. */
export class SlidingMedian {
  readonly #sorted: Float64Array;
  readonly #arrived: Float64Array;
  #size = 0;
  #next = 0;

  /** @param width most values that count */
  constructor(width: number) {
    this.#sorted = new Float64Array(width);
    this.#arrived = new Float64Array(width);
  }

  /** Adds a value; beyond the width the oldest goes. */
  push(value: number): void {
    const sorted = this.#sorted;
    const arrived = this.#arrived;
    const width = sorted.length;
    if (this.#size === width) this.#remove(arrived[this.#next] as number);
    arrived[this.#next] = value;
    this.#next = (this.#next + 1) % width;
    let at = this.#size;
    while (at > 0 && (sorted[at - 1] as number) > value) {
      sorted[at] = sorted[at - 1] as number;
      at -= 1;
    }
    sorted[at] = value;
    this.#size += 1;
  }

  get size(): number {
    return this.#size;
  }

  /** @throws without a value. */
  median(): number {
    return medianOfSorted(this.#sorted, this.#size);
  }

  /** Forgets all values. */
  clear(): void {
    this.#size = 0;
    this.#next = 0;
  }

  #remove(value: number): void {
    const sorted = this.#sorted;
    const last = this.#size - 1;
    let at = 0;
    while (at < last && (sorted[at] as number) < value) at += 1;
    for (; at < last; at++) sorted[at] = sorted[at + 1] as number;
    this.#size = last;
  }
}
