/** Pieces of large arrays: for numbers by the hundred an array of its own costs more than what is in it. */

const slabSize = 65_536;

/** Gives arrays of zeroes that share their memory, which is free once none of them is in use. */
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
