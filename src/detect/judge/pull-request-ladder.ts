/**
 * Decides a pull request from its first runs, which are too few for the rank test: one run that is clearly
 * beyond all earlier values, or two or three with a lowest value above all and far out in the tail of the
 * baseline.
 */
import { quantileOfSorted } from '../../stats/quantile.ts';
import type { FirstRun } from './first-run.ts';

/** One run decides above 1.6 times the highest of the last 120 values, several runs above it. */
const beyondDoubt = Math.log(1.6);
const comparable = 120;
const tail = 0.9;
/** Clocks and schedulers alone cause a tail of one percent. */
const leastExcess = 0.01;
/**
 * Runs of a pull request are close together in time, on equally busy machines: as for consecutive builds, p
 * counts three times.
 */
const together = 3;
/**
 * Share of single values that are clearly beyond the past without a change: 1 to 2 in 10,000 on the public
 * histories. With a dozen series and more, the limit is learned from all of them.
 */
const leastOfOne = 2e-4;
const mostRuns = 3;

export interface Step {
  /** Number of newest runs that decide. */
  readonly runs: number;
  readonly p: number;
}

/**
 * @param values logarithms, oldest first, the runs of the pull request last
 * @param fresh number of runs
 * @param baseline ascending, at least 12
 * @param confirmP the largest p that decides
 * @param firstRun the limit for one run, learned from a dozen series and more
 * @returns the step with the smallest deciding p; null: none
 */
export function climbLadder(
  values: ArrayLike<number>,
  fresh: number,
  baseline: Float64Array,
  confirmP: number,
  firstRun: FirstRun | null = null,
): Step | null {
  const end = values.length - fresh;
  const highest = highestOf(values, Math.max(0, end - comparable), end);
  const several = Math.min(mostRuns, fresh);
  const lowestOf = (runs: number): number => -highestOf(values, values.length - runs, values.length, -1);
  // A run that decided alone still does if the runs after it are slow too.
  const alone =
    firstRun !== null && lowestOf(several) > highest
      ? highestOf(values, values.length - several, values.length)
      : lowestOf(1);
  const steps = [1, several].flatMap((runs): Step[] => {
    const lowest = runs === 1 ? alone : lowestOf(runs);
    if (lowest <= highest + (runs === 1 ? beyondDoubt : 0)) return [];
    const p = tailChance(lowest, runs, baseline);
    if (p > confirmP) return [];
    if (runs > 1 || firstRun === null) return [{ runs, p }];
    const learnt = firstRun(lowest - highest);
    return learnt === null ? [] : [{ runs, p: learnt }];
  });
  return steps.sort((a, b) => a.p - b.p)[0] ?? null;
}

/** Number of runs like this one that decide; null: not within the first three. */
export function runsToDecide(value: number, baseline: Float64Array, confirmP: number): number | null {
  return [2, mostRuns].find((runs) => tailChance(value, runs, baseline) <= confirmP) ?? null;
}

/**
 * The probability that all of this number of runs reach a value without a change.
 * Source: peaks over threshold with an exponential tail (Pickands 1975) whose mean is itself estimated from
 * the baseline's excesses: a run lies `out` such means out with probability (1 + out / count)^-count, the
 * lowest of several as if they were so many times as far.
 */
function tailChance(value: number, runs: number, baseline: Float64Array): number {
  const from = quantileOfSorted(baseline, tail) as number;
  const over = baseline.filter((each) => each > from);
  const count = Math.max(1, over.length);
  const mean = over.reduce((sum, each) => sum + each - from, 0) / count;
  const out = Math.max(0, value - from) / Math.max(leastExcess, mean);
  const p = Math.exp(runs * Math.log(1 - tail) - count * Math.log(1 + (runs * out) / count));
  return runs === 1 ? Math.max(leastOfOne, p) : together * p;
}

function highestOf(values: ArrayLike<number>, start: number, end: number, sign = 1): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = start; i < end; i++) highest = Math.max(highest, sign * (values[i] as number));
  return highest;
}
