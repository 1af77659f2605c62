/**
 * Decides a pull request from its first runs, which are too few for the rank test: one run that is beyond doubt, or
 * two or three whose lowest value lies above all and far out in the tail of the baseline.
 */
import { quantileOfSorted } from '../../stats/quantile.ts';
import type { FirstRun } from './first-run.ts';

/** One run decides above 1.6 times the highest of the last 120 values, several above it. */
const beyondDoubt = Math.log(1.6);
const comparable = 120;
const tail = 0.9;
/** Clocks and schedulers alone make a tail of one percent. */
const leastExcess = 0.01;
/** Runs of a pull request come close together, on machines as busy: as for builds in a row, p counts three times. */
const together = 3;
/**
 * So many single values lie beyond doubt though nothing changed, whatever their past shows: 1 to 2 in 10,000 on the
 * public histories. Among a dozen series and more, what it takes is learnt from all of them.
 */
const leastOfOne = 2e-4;
const mostRuns = 3;

export interface Step {
  /** How many of the newest runs decide. */
  readonly runs: number;
  readonly p: number;
}

/**
 * @param values logarithms, oldest first, the runs of the pull request last
 * @param fresh how many runs there are
 * @param baseline ascending, at least 12
 * @param confirmP the largest p that decides
 * @param firstRun how unusual one run must be, learned from a dozen series and more
 * @returns the step that decides with the smallest p; null: none does
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
  const steps = [1, several].flatMap((runs): Step[] => {
    const lowest = -highestOf(values, values.length - runs, values.length, -1);
    if (lowest <= highest + (runs === 1 ? beyondDoubt : 0)) return [];
    const p = chanceOf(lowest, runs, baseline);
    if (p > confirmP) return [];
    if (runs > 1 || firstRun === null) return [{ runs, p }];
    const learnt = firstRun(lowest - highest);
    return learnt === null ? [] : [{ runs, p: learnt }];
  });
  return steps.sort((a, b) => a.p - b.p)[0] ?? null;
}

/** How many runs like this one decide; null: none of the first three. */
export function runsToDecide(value: number, baseline: Float64Array, confirmP: number): number | null {
  return [2, mostRuns].find((runs) => chanceOf(value, runs, baseline) <= confirmP) ?? null;
}

/**
 * How likely all of so many runs reach a value where nothing has changed.
 * Source: peaks over threshold with an exponential tail (Pickands 1975) whose mean is itself estimated from the
 * baseline's excesses: a run lies `out` such means out with probability (1 + out / count)^-count, the lowest of
 * several as if they were so many times as far.
 */
function chanceOf(value: number, runs: number, baseline: Float64Array): number {
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
