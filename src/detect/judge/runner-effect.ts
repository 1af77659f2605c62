/**
 * Subtracts the effect of the runner from a series: the same work is slower on one processor than on another.
 * On hosted runners the processor explained 46% of the variance of a build.
 */
import { medianOfSorted } from '../../stats/sorted.ts';
import { SlidingMedian } from './sliding-median.ts';

/** Number of newest residuals on a class of runners that define its effect, and the minimum. */
const width = 20;
export const learntFrom = 4;

/**
 * Subtracts from each value the effect of its class of runners in the builds before it, and from the first four of a
 * class the effect in its first twenty: uncorrected they would widen the baseline for eighty builds. A class with
 * fewer than four builds is not corrected.
 * @param logs logarithms, oldest first
 * @param runners class of each value; -1 when not known
 * @param learned number of first values from which the effect of a class is learned
 * @returns null if all of these ran on one class; valid until the next call.
 */
export function removeRunnerEffect(
  logs: Float64Array,
  runners: ArrayLike<number>,
  learned: number = logs.length,
): Float64Array | null {
  if (!hasSeveral(runners, learned)) return null;
  const level = reuse(0);
  // By the number of the class; there are few classes.
  const residuals: SlidingMedian[] = [];
  const firstEffects: number[] = [];
  const first: number[] = [];
  if (cleaned.length !== logs.length) cleaned = new Float64Array(logs.length);
  let classes = 0;
  for (let i = 0; i < logs.length; i++) {
    const value = logs[i] as number;
    // -1 is a separate class here.
    const runner = (runners[i] as number) + 1;
    residuals[runner] ??= reuse(++classes);
    const own = residuals[runner] as SlidingMedian;
    const isKnown = runner > 0 && own.size >= learntFrom;
    const effect = isKnown ? own.median() : 0;
    if (isKnown && own.size < width) firstEffects[runner] = effect;
    if (!isKnown) first.push(i);
    const left = isKnown ? value - effect : value;
    // Nothing is learned from the tested values: a step on one class of runners would be mistaken for its
    // effect.
    if (i < learned && level.size >= learntFrom) own.push(value - level.median());
    if (i < learned) level.push(left);
    cleaned[i] = left;
  }
  for (const i of first) cleaned[i] = (logs[i] as number) - (firstEffects[(runners[i] as number) + 1] ?? 0);
  return cleaned;
}

let cleaned = new Float64Array(0);
const medians: SlidingMedian[] = [];

/** Reuses medians that no series needs any more: there are thousands of series. */
function reuse(place: number): SlidingMedian {
  const median = medians[place] ?? new SlidingMedian(width);
  medians[place] = median;
  median.clear();
  return median;
}

function hasSeveral(runners: ArrayLike<number>, length: number): boolean {
  for (let i = 1; i < length; i++) if (runners[i] !== runners[0]) return true;
  return false;
}

/** Below this share of the older builds a class of runners is new to the series. */
const rare = 0.2;

/**
 * Whether most of the newest slow values come from runners that hardly occur among the older values, so that runner
 * and work cannot be separated. A runner that was as fast as the others in earlier builds is not the cause: if there
 * are many runner names (with a clock rate in them), most builds are on a rare one.
 * @param logs logarithms, oldest first
 * @param from index of the first older value
 * @param split index of the first newest value
 */
export function hasMoved(
  logs: Float64Array,
  runners: ArrayLike<number>,
  from: number,
  split: number,
): boolean {
  const before = new Map<number, number[]>();
  let known = 0;
  for (let i = from; i < split; i++) {
    const runner = runners[i] as number;
    if (runner < 0) continue;
    known += 1;
    const own = before.get(runner);
    if (own) own.push(logs[i] as number);
    else before.set(runner, [logs[i] as number]);
  }
  const often = known * rare;
  // If each build has a different runner, or none is known, runners explain nothing.
  if (![...before.values()].some(({ length }) => length >= Math.max(learntFrom, often))) return false;
  const midpoint = (medianOf(logs.slice(from, split)) + medianOf(logs.slice(split))) / 2;
  let slow = 0;
  let foreign = 0;
  for (let i = split; i < logs.length; i++) {
    if ((logs[i] as number) < midpoint) continue;
    slow += 1;
    const runner = runners[i] as number;
    const own = before.get(runner) ?? [];
    if (runner >= 0 && own.length < often && (own.length === 0 || medianOf(own) > midpoint)) foreign += 1;
  }
  return foreign * 2 > slow;
}

function medianOf(values: ArrayLike<number>): number {
  return medianOfSorted(Float64Array.from(values).sort());
}
