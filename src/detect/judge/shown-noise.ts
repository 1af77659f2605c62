/**
 * How much better a slower level explains the newest values than no change, in the observed noise of the
 * series: two humps, rounding steps and a skewed tail are then no evidence, and a shift between them is.
 */
import { medianOfSorted } from '../../stats/sorted.ts';
import { student3, student4 } from '../../stats/student.ts';

/**
 * Each of eighty values represents its neighbourhood: up to this number of its neighbours, multiplied by the
 * share.
 */
const neighbours = 6;
const ofValues = 80;
const share = 0.7;
/** Clocks and schedulers alone scatter values by this much; less where a rule asks for smaller changes. */
const leastWidth = 0.01;
/** Share of values that may be anywhere, and their spread in standard deviations. */
const spikes = 0.05;
const wider = 8;
const beyond = 0.1;
/** Logarithms of the possible slowdowns, all equally likely: +5% to 250 times. */
const shifts = [0.05, 0.07, 0.1, 0.14, 0.18, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2.2, 3.5, 5.5] as const;

/** Prior probability that the values belong to a recurring level. */
const ofReturn = 0.2;

/**
 * Logarithm of the mean likelihood ratio of all shifts against none.
 * @param values newest values, logarithms
 * @param shown density of each in the observed noise
 * @param returned density of each in a longer past with a recurring level; null without one
 * Source: kernel density estimate with sample-point adaptive widths (Breiman, Meisel and Purcell 1977), Student's t
 * with 3 degrees of freedom as kernel.
 */
export function compareShifts(
  values: ArrayLike<number>,
  noise: Noise,
  shown: Float64Array,
  returned: Float64Array | null,
): number {
  const unchanged =
    returned === null
      ? sumLogs(shown)
      : Math.log((1 - ofReturn) * Math.exp(sumLogs(shown)) + ofReturn * Math.exp(sumLogs(returned)));
  const farthest = highestOf(values) - (noise.baseline[0] as number) + beyond;
  let sum = 0;
  for (const shift of shifts) {
    // Larger shifts explain nothing.
    if (shift * noise.fineness > farthest) break;
    sum += Math.exp(likelihood(values, shift * noise.fineness, noise) - unchanged);
  }
  return Math.log(sum / shifts.length);
}

function sumLogs(densities: Float64Array): number {
  return densities.reduce((sum, density) => sum + Math.log(density), 0);
}

function highestOf(values: ArrayLike<number>): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) highest = Math.max(highest, values[i] as number);
  return highest;
}

export interface Noise {
  readonly baseline: Float64Array;
  /** Reciprocal of the width around each value. */
  readonly narrowness: Float64Array;
  readonly median: number;
  readonly spread: number;
  /** 1 where changes of 5% count; a tenth of it for those of 0.5%. */
  readonly fineness: number;
}

/**
 * @param baseline ascending logarithms, at least 3
 * @param sd robust standard deviation of the baseline, above 0
 */
export function describeNoise(baseline: Float64Array, sd: number, fineness: number): Noise {
  const narrowness = new Float64Array(baseline.length);
  const reach = Math.max(2, Math.round((neighbours * baseline.length) / ofValues));
  for (let i = 0; i < baseline.length; i++)
    narrowness[i] = 1 / Math.max(leastWidth * fineness, share * distanceTo(baseline, i, reach));
  return { baseline, narrowness, median: medianOfSorted(baseline), spread: wider * sd, fineness };
}

/** To the neighbour of that rank, on either side. */
function distanceTo(sorted: Float64Array, at: number, rank: number): number {
  const value = sorted[at] as number;
  let low = at;
  let high = at;
  for (let i = 0; i < rank; i++) {
    const below = low > 0 ? value - (sorted[low - 1] as number) : Number.POSITIVE_INFINITY;
    const above = high < sorted.length - 1 ? (sorted[high + 1] as number) - value : Number.POSITIVE_INFINITY;
    if (below < above) low -= 1;
    else high += 1;
  }
  return Math.max(value - (sorted[low] as number), (sorted[high] as number) - value);
}

/** Density of each value without a change. */
export function readDensities(values: ArrayLike<number>, noise: Noise): Float64Array {
  return Float64Array.from(values, (value) => densityAt(value, noise));
}

function likelihood(values: ArrayLike<number>, shift: number, noise: Noise): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.log(densityAt((values[i] as number) - shift, noise));
  return sum;
}

function densityAt(value: number, { baseline, narrowness, median, spread }: Noise): number {
  let density = 0;
  for (let i = 0; i < baseline.length; i++) {
    const narrow = narrowness[i] as number;
    density += narrow * student3((value - (baseline[i] as number)) * narrow);
  }
  const anywhere = student4((value - median) / spread) / spread;
  return ((1 - spikes) * density) / baseline.length + spikes * anywhere;
}
