/** Parts of large arrays: for hundreds of small arrays, the objects would cost more than their contents. */

const slabSize = 65_536;

/** Returns zeroed arrays that share memory, which is freed once none of them is used. */
export function openSlab(): (length: number) => Float64Array {
  let slab = new Float64Array(0);
  let used = 0;
  return (length) => {
    if (used + length > slab.length) {
      slab = new Float64Array(Math.max(slabSize, length));
      used = 0;
    }
    used += length;
    return new Float64Array(slab.buffer, (used - length) * 8, length);
  };
}
