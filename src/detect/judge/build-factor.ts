/**
 * The change that all tasks of a build share: if most of them are slow together, no single task is the cause.
 */
import { isNumber } from '../../stats/is-number.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import { SlidingMedian } from './sliding-median.ts';

/** Minimum number of series; more than the second number adds no information. */
const minSiblings = 3;
/** With fewer series than this, most must move: three in four. */
const many = 20;
const maxSiblings = 200;
/** A build in which fewer than this share of them ran (at most ten are needed) gives no information. */
const minShare = 0.5;
const maxNeeded = 10;
const width = 20;
const enough = 6;

/**
 * How much slower each build was as a whole: the median over its series of the distance from their own levels. Levels
 * are computed from values without that factor, so a build-wide step stays in the factor.
 * @param count number of series
 * @param read logarithms of one series by build, NaN without a value; all of one length
 * @returns a logarithm per build; null with too few series.
 */
export function findBuildFactor(count: number, read: (place: number) => Float64Array): Float64Array | null {
  if (count < minSiblings) return null;
  const taken = Math.min(count, maxSiblings);
  // Evenly from the whole list.
  const some = Array.from({ length: taken }, (_, i) => read(Math.floor((i * count) / taken)));
  const levels = some.map(() => new SlidingMedian(width));
  const builds = (some[0] as Float64Array).length;
  const factor = new Float64Array(builds);
  const distances = new Float64Array(some.length);
  const needed = Math.max(minSiblings, Math.min(maxNeeded, minShare * some.length));
  for (let i = 0; i < builds; i++) {
    const found = measure(some, levels, i, distances);
    const before = i === 0 ? 0 : (factor[i - 1] as number);
    factor[i] = found < needed ? before : shareOf(distances.subarray(0, found).sort());
    some.forEach((values, s) => {
      const value = values[i] as number;
      if (isNumber(value)) (levels[s] as SlidingMedian).push(value - (factor[i] as number));
    });
  }
  return factor;
}

/**
 * The median distance for many series; for few, the distance that at least three in four exceed on the same
 * side.
 */
function shareOf(distances: Float64Array): number {
  if (distances.length >= many) return medianOfSorted(distances);
  const apart = Math.floor(distances.length / 4);
  const low = distances[apart] as number;
  const high = distances[distances.length - 1 - apart] as number;
  return low > 0 ? low : Math.min(0, high);
}

function measure(
  series: readonly Float64Array[],
  levels: readonly SlidingMedian[],
  build: number,
  distances: Float64Array,
): number {
  let count = 0;
  for (let s = 0; s < series.length; s++) {
    const value = (series[s] as Float64Array)[build] as number;
    const level = levels[s] as SlidingMedian;
    if (isNumber(value) && level.size >= enough) distances[count++] = value - level.median();
  }
  return count;
}
