/**
 * Decides a pull request from its first runs, which are too few for the rank test: one run that is beyond doubt, or
 * two or three of which even the lowest lies far out in the tail of the baseline.
 */
import { quantileOfSorted } from '../../stats/quantile.ts';

/** One run decides above 1.6 times the highest of the last 80 values: 0.1 false in 1,000 on the public histories. */
const beyondDoubt = Math.log(1.6);
const comparable = 80;
/**
 * How many mean excesses over the 90th percentile the lowest of so many runs must lie. Each brings 0.5 false in 1,000
 * on one half of the public histories, and 0.4 and 0.3 on the other.
 */
const farOut: Readonly<Record<number, number>> = { 2: 3.25, 3: 1.75 };
const tail = 0.9;
/** Clocks and schedulers alone make a tail of one percent. */
const leastExcess = 0.01;

export interface Step {
  /** How many of the newest runs decide. */
  readonly runs: number;
  readonly p: number;
}

/**
 * @param values logarithms, oldest first, the runs of the pull request last
 * @param fresh how many runs there are
 * @param baseline ascending, at least 12
 * @param confirmP p of a step that just suffices
 * @returns the step that decides with the smallest p; null: none does
 * Source: peaks over threshold, with an exponential tail (Pickands 1975): of `runs` independent values all lie t mean
 * excesses out with a probability that falls as exp(-runs · t).
 */
export function climbLadder(
  values: ArrayLike<number>,
  fresh: number,
  baseline: Float64Array,
  confirmP: number,
): Step | null {
  const end = values.length - fresh;
  const newest = values[values.length - 1] as number;
  const out = (value: number): number => countExcesses(value, baseline);
  let best: Step | null = null;
  if (newest > highestOf(values, Math.max(0, end - comparable), end) + beyondDoubt)
    best = { runs: 1, p: Math.min(confirmP, (1 - tail) * Math.exp(-out(newest))) };
  const runs = Math.min(3, fresh);
  const wanted = farOut[runs];
  if (wanted !== undefined) {
    const lowest = -highestOf(values, values.length - runs, values.length, -1);
    const beyond = out(lowest) - wanted;
    const p = confirmP * Math.exp(-runs * beyond);
    if (beyond >= 0 && (best === null || p < best.p)) best = { runs, p };
  }
  return best;
}

/** How many runs like this one decide; null: none of the first three. */
export function runsToDecide(value: number, baseline: Float64Array): number | null {
  const out = countExcesses(value, baseline);
  return [2, 3].find((runs) => out >= (farOut[runs] as number)) ?? null;
}

/** How far out a value lies, in mean excesses over the 90th percentile. */
function countExcesses(value: number, baseline: Float64Array): number {
  const from = quantileOfSorted(baseline, tail) as number;
  const over = baseline.filter((each) => each > from);
  const mean = over.reduce((sum, each) => sum + each - from, 0) / Math.max(1, over.length);
  return (value - from) / Math.max(leastExcess, mean);
}

function highestOf(values: ArrayLike<number>, start: number, end: number, sign = 1): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = start; i < end; i++) highest = Math.max(highest, sign * (values[i] as number));
  return highest;
}
