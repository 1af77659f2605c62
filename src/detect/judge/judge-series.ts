/**
 * The detector: decides whether the newest values of one series are slower than its past. See
 * docs/detection.md.
 */

import { minBaseline } from '../../model/baseline.ts';
import type { SmallestChange } from '../../settings/regression-rules.ts';
import { choose } from '../../stats/mann-whitney.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { medianOfSorted, medianOfStretch, sortStretch } from '../../stats/sorted.ts';
import { leastStep, lowerIsBetter, type Scale, shareIsBetter } from '../scale.ts';
import type { FirstRun } from './first-run.ts';
import { growBaseline, maxBaseline } from './grow-baseline.ts';
import { climbLadder, runsToDecide } from './pull-request-ladder.ts';
import { findRepeatingClass, longestStay, standsOut } from './repeating-class.ts';
import { findReturningLevel, shareOfStays } from './returning-level.ts';
import { weighWindow, windows } from './weigh-window.ts';

/** One series, oldest first, the current build's value last. */
export interface SeriesInput {
  /** On the scale: more is worse. */
  readonly scaled: Float64Array;
  /**
   * Number of last values that belong to the change under test; 0 on a branch, where any stretch may be the
   * change.
   */
  readonly fresh: number;
  readonly gate: SmallestChange;
  /** Whether a constant past is trusted to stay constant: counts, tokens and sizes, but not times. */
  readonly exact: boolean;
  /** For the absolute gate; ratios by default. */
  readonly scale?: Scale;
  /** For a pull request: the limit for one run, learned from all series of its builds. */
  readonly firstRun?: FirstRun | null;
}

/** The best window of the scan: `p` is corrected for all windows. */
export interface Scan {
  readonly p: number;
  readonly newest: number;
  readonly baseline: Float64Array;
  /** Index of the value after the baseline's last. */
  readonly end: number;
}

export interface Judgement {
  readonly learning: boolean;
  /** Baseline before the smallest window, ascending logarithms; empty while learning. */
  readonly baseline: Float64Array;
  readonly slower: Scan | null;
  readonly faster: Scan | null;
  /** The newest value alone stands out. */
  readonly suspect: boolean;
  /**
   * If the newest value is above the whole baseline: its distance above the median in robust standard
   * deviations; otherwise 0.
   */
  readonly z: number;
  /** Number of consecutive newest values above the baseline: 0 without any. */
  readonly slow: number;
  /** Number of consecutive slow builds (in a pull request: runs) that confirm a suspicion like this one. */
  readonly toConfirm: number;
  readonly deterministic: boolean;
  /** Whether the newest builds of the base branch are as slow as the runs of the pull request. */
  readonly isOnBase: () => boolean;
}

/** Index of the first value of the level before: earlier levels do not count. */
export function startOfBaseline({ baseline, end }: Scan): number {
  return end - baseline.length;
}

/** The largest p, times the number of windows, that confirms a change. */
export const confirmP = 0.00175;

export const longestWindow = Math.max(...windows);
const shortestWindow = Math.min(...windows);
const suspectZ = 5;
const minSuspectStep = leastStep(0.1);
/** A stretch of this length is confirmed, or within the noise. */
const longestSuspect = 4;
/** Below this noise a robust z is meaningless: clocks and schedulers alone cause as much. */
const minSuspectSd = 0.01;

/** Judges one series from its past alone. `learning` while there are fewer than 12 baseline values. */
export function judgeSeries(input: SeriesInput): Judgement {
  const logs = input.scaled;
  const baseline = growBaseline(logs, endOfBaseline(input, 1));
  if (baseline.length < minBaseline) return learning;
  if (input.exact && baseline[0] === baseline.at(-1) && !isRounding(input, baseline))
    return judgeExact(input, logs, baseline);
  // Most series need no other.
  let others: Map<number, Float64Array> | null = null;
  const baselineBefore = (k: number): Float64Array => {
    // A pull request is compared with its base branch, whatever its earlier builds were.
    if (k === 1 || input.fresh > 0) return baseline;
    others ??= new Map();
    const known = others.get(k) ?? growBaseline(logs, endOfBaseline(input, k));
    others.set(k, known);
    return known;
  };
  const { z, slow } = measureZ(input, baselineBefore);
  const ofRanks = scan(input, logs, baselineBefore, 1);
  return {
    learning: false,
    baseline,
    slower: input.fresh > 0 ? decideEarly(input, baseline, ofRanks) : ofRanks,
    faster: scan(input, logs, baselineBefore, -1),
    suspect: z >= suspectZ,
    z,
    slow,
    toConfirm: slow > 0 ? countToConfirm(input, baseline) : 0,
    deterministic: false,
    isOnBase: input.fresh > 0 ? () => isOnBase(input) : never,
  };
}

/** Robust standard deviations: a smaller jump of the base branch is chance. */
const baseZ = 4;

/**
 * Whether the newest values of the base branch, fewer than a baseline, all exceed those before them and are nearer to the
 * runs of the pull request: what got slower there is not caused here, though it is not confirmed there yet.
 */
function isOnBase({ scaled, fresh }: SeriesInput): boolean {
  const end = scaled.length - fresh;
  const own = medianOfStretch(scaled, Math.max(end, scaled.length - shortestWindow), scaled.length);
  let lowest = Number.POSITIVE_INFINITY;
  for (let count = 1; count < minBaseline; count++) {
    lowest = Math.min(lowest, scaled[end - count] as number);
    const before = growBaseline(scaled, end - count);
    const level = medianOfSorted(before);
    if (before.length < minBaseline || lowest < (level + own) / 2) return false;
    if (lowest > (before.at(-1) as number))
      return lowest - level >= baseZ * Math.max(robustSd(before), minSuspectSd);
  }
  return false;
}

function endOfBaseline({ scaled, fresh }: SeriesInput, k: number): number {
  return scaled.length - (fresh > 0 ? fresh : k);
}

const never = (): boolean => false;

const learning: Judgement = {
  learning: true,
  baseline: new Float64Array(0),
  slower: null,
  faster: null,
  suspect: false,
  z: 0,
  slow: 0,
  toConfirm: 0,
  deterministic: false,
  isOnBase: never,
};

/**
 * Whether the newest value differs from a constant past by one rounding step: 20 and 21 seconds may be 20.49
 * and 20.51.
 */
function isRounding({ scaled, scale = lowerIsBetter }: SeriesInput, baseline: Float64Array): boolean {
  const before = readable(scale.from(baseline[0] as number));
  const now = readable(scale.from(scaled[scaled.length - 1] as number));
  if (before === 0 || now === 0 || now === before) return false;
  const step = Number(`1e${Math.min(countZeros(before), countZeros(now))}`);
  return Math.abs(now - before) < 1.5 * step;
}

/** Without the digits that logarithms add. */
function readable(value: number): number {
  return Number(value.toPrecision(10));
}

/** Power of ten of the last digit that is not zero: 2 of 1,300; -1 of 0.7. */
function countZeros(value: number): number {
  const [digits = '', power = '0'] = value.toExponential().split('e');
  return Number(power) - Math.max(0, digits.length - 2);
}

/** A series without any spread: the first change over the gate counts. */
function judgeExact(input: SeriesInput, logs: Float64Array, baseline: Float64Array): Judgement {
  const newest = logs[logs.length - 1] as number;
  const found: Scan = { p: 0, newest: 1, baseline, end: endOfBaseline(input, 1) };
  return {
    learning: false,
    baseline,
    slower: passesGate(newest, medianOfSorted(baseline), input, 1) ? found : null,
    faster: passesGate(newest, medianOfSorted(baseline), input, -1) ? found : null,
    suspect: false,
    z: 0,
    slow: 0,
    toConfirm: 1,
    deterministic: true,
    isOnBase: never,
  };
}

/** Whether `to` is above `from` (both scaled) by the relative and the absolute gate, in one direction. */
function passesGate(
  to: number,
  from: number,
  { gate, scale = lowerIsBetter }: Pick<SeriesInput, 'gate' | 'scale'>,
  direction: 1 | -1,
): boolean {
  // An improvement of 5% is the mirror of a slowdown of 5%.
  if (direction * (to - from) < leastStep(gate.ratio)) return false;
  const [before, now] = [scale.from(from), scale.from(to)];
  return Math.abs(now - before) >= gate.floor - 1e-9 * before;
}

/**
 * Distance of the newest value in robust standard deviations: from the values before it, or from the values
 * before the few slow ones that end with it, so that the second slow one is as suspect as the first.
 */
function measureZ(
  input: SeriesInput,
  baselineBefore: (k: number) => Float64Array,
): { z: number; slow: number } {
  const { scaled: logs, fresh } = input;
  let z = 0;
  let slow = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let k = 1; k <= (fresh > 0 ? Math.min(fresh, longestSuspect) : longestSuspect); k++) {
    const baseline = baselineBefore(k);
    lowest = Math.min(lowest, logs[logs.length - k] as number);
    const from = medianOfSorted(baseline);
    if (baseline.length < minBaseline || lowest - from < minSuspectStep) break;
    if (!passesGate(lowest, from, input, 1)) break;
    if (lowest <= (baseline.at(-1) as number)) continue;
    // Builds as slow came four times and more before the baseline.
    const edge = Math.max((from + lowest) / 2, lowest - minSuspectStep);
    if (shareOfStays(logs, logs.length - Math.max(k, fresh), k, edge, 1) > 0) continue;
    z = Math.max(z, (lowest - from) / Math.max(robustSd(baseline), minSuspectSd));
    slow = k;
  }
  return z < suspectZ ? { z, slow } : { z: Math.min(z, measureInClass(input, slow)), slow };
}

/** Distance of the slow builds if such builds recur: measured from that class alone. */
function measureInClass({ scaled, fresh }: SeriesInput, slow: number): number {
  const end = scaled.length - Math.max(slow, fresh);
  const found = findRepeatingClass(scaled, end);
  const lowest = scaled.subarray(scaled.length - slow).reduce((a, b) => Math.min(a, b));
  if (found === null || lowest <= found.above || slow > longestStay) return Number.POSITIVE_INFINITY;
  return standsOut(lowest, found, minSuspectSd);
}

/** Exact rank test of the last k values against the baseline before them, for each k that passes the gate. */
function scan(
  input: SeriesInput,
  logs: Float64Array,
  baselineBefore: (k: number) => Float64Array,
  direction: 1 | -1,
): Scan | null {
  const { fresh } = input;
  const newest = medianOfStretch(logs, Math.max(0, logs.length - shortestWindow), logs.length);
  if (!mayPass(newest, input, direction)) return null;
  let best: Scan | null = null;
  for (const k of windows) {
    if (fresh > 0 ? k > fresh : k >= logs.length) break;
    const baseline = baselineBefore(k);
    if (baseline.length < minBaseline) break;
    const tail = sortStretch(logs, logs.length - k, logs.length);
    const to = medianOfSorted(tail);
    const from = medianOfSorted(baseline);
    // A pull request whose newest build is back at the old level has fixed it.
    if (fresh > 0 && direction * ((logs[logs.length - 1] as number) - (from + to) / 2) < 0) continue;
    // A stretch whose newest builds are back at the old level is over.
    if (![to, newest].every((level) => passesGate(level, from, input, direction))) {
      // The values before the newest three may belong to the stretch itself: the baseline before the longest
      // window is checked too.
      if (k === shortestWindow && !passesGate(newest, levelBeforeWindows(logs), input, direction))
        return null;
      continue;
    }
    if (countAgreeing(tail, from, to, baseline) < shortestWindow) continue;
    const end = endOfBaseline(input, k);
    const p = weigh(logs, tail, baseline, end, direction, input.gate.ratio);
    if (best === null || p < best.p) best = { p, newest: k, baseline, end };
  }
  return best === null ? null : { ...best, p: Math.min(1, windows.length * best.p) };
}

/** p of one window of newest values; how often unchanged work was there before is its lower limit. */
function weigh(
  logs: Float64Array,
  tail: Float64Array,
  baseline: Float64Array,
  end: number,
  direction: 1 | -1,
  ratio: number,
): number {
  const from = medianOfSorted(baseline);
  const to = medianOfSorted(tail);
  const past = findReturningLevel(logs, end, baseline.length, from, to);
  const p =
    direction === 1
      ? weighWindow(tail, baseline, past, ratio)
      : weighWindow(mirror(tail), mirror(baseline), past && mirror(past), ratio);
  return Math.max(p, shareOfStays(logs, end, tail.length, (from + to) / 2, direction));
}

/** A value this near to the level is on it, in robust standard deviations. */
const onLevel = 4;

/** The number of values on the new level: nearer to it than to the old one, or within its noise. */
function countAgreeing(tail: Float64Array, from: number, to: number, baseline: Float64Array): number {
  const near = Math.max(Math.abs(to - from) / 2, onLevel * Math.max(robustSd(baseline), minSuspectSd));
  return tail.reduce(
    (count, value) => ((to > from ? to - value : value - to) <= near ? count + 1 : count),
    0,
  );
}

/**
 * False, as for most series, if the newest values cannot be beyond the gate, whatever the length of the baseline: half
 * of its values are on the near side of its median. Growing it takes ten times as long.
 */
function mayPass(newest: number, input: SeriesInput, direction: 1 | -1): boolean {
  const { scaled, fresh, gate } = input;
  // Its baseline is known already.
  if (fresh > 0) return true;
  const end = endOfBaseline(input, shortestWindow);
  return (
    isFarFromHalf(newest, scaled, end, leastStep(gate.ratio), direction) ||
    passesGate(newest, levelBeforeWindows(scaled), input, direction)
  );
}

/** Whether a value is so far above (below) half of the values of some baseline before `end`. */
function isFarFromHalf(
  value: number,
  scaled: Float64Array,
  end: number,
  least: number,
  direction: 1 | -1,
): boolean {
  const longest = Math.min(end, maxBaseline);
  let passed = 0;
  // Until those that are not so far are more than half of the longest.
  for (let length = 1; (length - 1 - passed) * 2 <= longest && length <= longest; length++) {
    if (direction * (value - (scaled[end - length] as number)) >= least) passed += 1;
    if (length >= minBaseline && passed * 2 >= length) return true;
  }
  return false;
}

/** A pull request's first runs may decide before the rank test can. */
function decideEarly(input: SeriesInput, baseline: Float64Array, ofRanks: Scan | null): Scan | null {
  const { scaled, fresh, scale = lowerIsBetter } = input;
  // On log-odds a large distance near 0% or 100% is a small difference.
  const step =
    scale === shareIsBetter ? null : climbLadder(scaled, fresh, baseline, confirmP, input.firstRun);
  if (step === null || (ofRanks !== null && ofRanks.p <= step.p)) return ofRanks;
  const own = sortStretch(scaled, scaled.length - step.runs, scaled.length);
  if (!passesGate(own[0] as number, medianOfSorted(baseline), input, 1)) return ofRanks;
  return { p: step.p, newest: step.runs, baseline, end: endOfBaseline(input, 1) };
}

function countToConfirm({ scaled, fresh }: SeriesInput, baseline: Float64Array): number {
  const early = fresh > 0 ? runsToDecide(scaled[scaled.length - 1] as number, baseline, confirmP) : null;
  return early ?? buildsToConfirm(baseline.length);
}

/** Number of consecutive slow builds that confirm a change that is clearly above a baseline of this size. */
function buildsToConfirm(baseline: number): number {
  return windows.find((k) => windows.length / choose(baseline + k, k) <= confirmP) ?? shortestWindow;
}

function levelBeforeWindows(logs: Float64Array): number {
  const end = Math.max(minBaseline, logs.length - longestWindow);
  return medianOfStretch(logs, end - minBaseline, end);
}

function mirror(ascending: Float64Array): Float64Array {
  return ascending.map((value) => -value).reverse();
}
