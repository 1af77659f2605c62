/** Recurring slower builds on a separate level, such as a nightly full build among small ones. */
import { robustSd } from '../../stats/robust-sd.ts';
import { medianOfSorted, medianOfStretch, sortStretch } from '../../stats/sorted.ts';

const comparable = 80;
/** Minimum number of separate occurrences, */
const leastTimes = 3;
export const longestStay = 2;
/** in at most this share of the builds, */
const mostShare = 1 / 3;
/** and with this gap above the other builds. */
const leastGap = Math.log(1.1);
/**
 * Minimum distance of its level from the others in standard deviations: values with more scatter are a tail.
 */
const leastDeviations = 5;

/** Fewer values, or values as near as two rounding steps, hide nothing. */
const leastToEven = 5;
const leastEffect = Math.log(1.2);

export interface RepeatingClass {
  /** Its values, ascending. */
  readonly values: Float64Array;
  /** Robust standard deviation around its level, or around that of the others if it is larger. */
  readonly sd: number;
  /** A value above this belongs to the class. */
  readonly above: number;
  /** Number of newest values in which it is searched. */
  readonly of: number;
  /** Median of the other values. */
  readonly level: number;
}

/**
 * The recurring class among the last 80 values before `end`; null without one.
 * @param values logarithms, oldest first
 */
export function findRepeatingClass(values: Float64Array, end: number): RepeatingClass | null {
  const start = Math.max(0, end - comparable);
  const sorted = sortStretch(values, start, end);
  let first = -1;
  let widest = leastGap;
  for (let i = Math.ceil((1 - mostShare) * sorted.length); i <= sorted.length - leastTimes; i++) {
    const gap = (sorted[i] as number) - (sorted[i - 1] as number);
    if (gap < widest) continue;
    widest = gap;
    first = i;
  }
  if (first < 1) return null;
  const own = sorted.subarray(first);
  const others = sorted.subarray(0, first);
  const sd = Math.max(robustSd(own), robustSd(others));
  if (medianOfSorted(own) - medianOfSorted(others) < leastDeviations * sd) return null;
  const above = ((sorted[first] as number) + (sorted[first - 1] as number)) / 2;
  const times = countStays(values.subarray(start, end), above);
  if (times < leastTimes || own.length > longestStay * times) return null;
  return { values: own, of: end - start, sd, above, level: medianOfSorted(others) };
}

interface WithoutClass {
  readonly values: Float64Array;
  /** The probability that the class alone has so long a stretch as the last one of the tested values; 0 without one. */
  readonly chance: number;
}

/**
 * The values with those of the class moved to the level of the others, so that it does not hide a step of these.
 * @param end index of the first tested value: a stretch there that is longer than those of the class does not belong
 * to it
 * @returns null without a class, or if the newest value belongs to it
 */
export function removeClassEffect(values: Float64Array, end: number): WithoutClass | null {
  const found = findRepeatingClass(values, end);
  if (found === null || found.values.length < leastToEven) return null;
  const effect = medianOfSorted(found.values) - found.level;
  if (effect < leastEffect) return null;
  const share = found.values.length / found.of;
  let chance = 0;
  const isAbove = values.map((value) => (value > found.above ? 1 : 0));
  for (let i = end; i < values.length; i++) {
    let stay = 0;
    while (isAbove[i + stay] === 1) stay += 1;
    if (stay > longestStay) {
      isAbove.fill(0, i, i + stay);
      const level = medianOfStretch(values, i, i + stay);
      const isOfClass = level >= (found.values[0] as number) && standsOut(level, found, 0) === 0;
      if (isOfClass) chance = Math.exp(stay * Math.log(share));
    } else if (stay > 0 && i + stay === values.length) return null;
    i += stay;
  }
  return { values: values.map((value, i) => (isAbove[i] === 1 ? value - effect : value)), chance };
}

function countStays(values: Float64Array, above: number): number {
  return values.reduce((times, value, i) => {
    const begins = value > above && !((values[i - 1] as number) > above);
    return begins ? times + 1 : times;
  }, 0);
}

/** Distance of a value from the class itself in standard deviations; 0 if it is within. */
export function standsOut(value: number, { values, sd }: RepeatingClass, minSd: number): number {
  const distance = value - medianOfSorted(values);
  return value > (values.at(-1) as number) && distance >= leastGap ? distance / Math.max(sd, minSd) : 0;
}
