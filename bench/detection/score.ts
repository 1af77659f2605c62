/** How good a rule is: false alarms where nothing changes, and which changes it finds, how soon. */

import { mannWhitneyGreater } from '../../src/stats/mann-whitney.ts';
import { medianOfSorted } from '../../src/stats/sorted.ts';
import { bandOf, type Histories, type NoiseBand, noiseBands, type Row } from './histories.ts';
import type { Alarm, Rule } from './rule.ts';

/** Builds of history before the first that counts, and from which on a history is long. */
const shortFrom = 12;
const longFrom = 40;
/** Where a step is inserted. */
const stepAt = 60;
const soon = 5;
const later = 15;
export const stepSizes = [0.05, 0.1, 0.2, 0.5] as const;

export interface Score {
  /** Onsets in 1,000 builds and series without a change: all, with 12 to 39 builds before them, with more. */
  readonly falseAlarms: number;
  readonly falseAlarmsShort: number;
  readonly falseAlarmsLong: number;
  /** Share found within 5 builds, by size of the step. */
  readonly recall: readonly number[];
  /** Of a step of 10%. */
  readonly recallByNoise: Readonly<Record<NoiseBand, number>>;
  /** Shares of the real regressions found within 5 and 15 builds, the first slow one counted. */
  readonly natural: readonly [number, number];
  /** Builds until those were reported, the first slow one counted; null when none was. */
  readonly medianDelay: number | null;
  /** Share of the alarms on unfiltered histories that are real, in hindsight; null without any. */
  readonly real: number | null;
  readonly alarms: number;
}

/** Indexes where an alarm begins. */
function findOnsets(alarms: readonly Alarm[]): number[] {
  return alarms.flatMap((now, i) => (now === 'new' ? [i] : []));
}

/** @param every checks one in this many of the unfiltered histories */
export function scoreRule(rule: Rule, threshold: number, histories: Histories, every = 1): Score {
  const { stationary, natural } = histories;
  const onsets = stationary.flatMap(({ values }) => findOnsets(rule.judge(values, threshold)));
  const rate = (from: number, to: number): number =>
    (1000 * onsets.filter((at) => at >= from && at < to).length) / countBuilds(stationary, from, to);
  const found = stepSizes.map((size) =>
    stationary.map(
      ({ values }) => findsWithin(rule, threshold, addStep(values, size), stepAt, soon) !== null,
    ),
  );
  const delays = natural.map(({ values, changeAt }) => findsWithin(rule, threshold, values, changeAt, later));
  const within = (reach: number): number => share(delays.map((delay) => delay !== null && delay <= reach));
  const unfiltered = histories.unfiltered.filter((_, i) => i % every === 0);
  const seen = unfiltered.flatMap(({ values }) =>
    findOnsets(rule.judge(values, threshold))
      .filter((at) => at >= shortFrom)
      .flatMap((at) => isRealInHindsight(values, at) ?? []),
  );
  return {
    falseAlarms: rate(shortFrom, Number.POSITIVE_INFINITY),
    falseAlarmsShort: rate(shortFrom, longFrom),
    falseAlarmsLong: rate(longFrom, Number.POSITIVE_INFINITY),
    recall: found.map(share),
    recallByNoise: byNoise(stationary, found[1] as readonly boolean[]),
    natural: [within(soon), within(later)],
    medianDelay: medianDelay(delays),
    real: seen.length > 0 ? share(seen) : null,
    alarms: seen.length,
  };
}

/** False alarms in 1,000 builds and series. */
export function rateFalseAlarms(rule: Rule, threshold: number, stationary: readonly Row[]): number {
  const onsets = stationary.flatMap(({ values }) => findOnsets(rule.judge(values, threshold)));
  const builds = countBuilds(stationary, shortFrom, Number.POSITIVE_INFINITY);
  return (1000 * onsets.filter((at) => at >= shortFrom).length) / builds;
}

function countBuilds(rows: readonly Row[], from: number, to: number): number {
  return rows.reduce((sum, { values }) => sum + Math.max(0, Math.min(values.length, to) - from), 0);
}

/** Nothing after the current value: a rule sees only the past. */
function addStep(values: readonly number[], size: number): number[] {
  return values.slice(0, stepAt + soon).map((value, i) => (i >= stepAt ? value * (1 + size) : value));
}

/**
 * An alarm that began at most this many builds before a change and is still open counts as finding it: real changes
 * have no sharp edge.
 */
const early = 5;

/** Builds from the first slow one to the alarm, 1 for that one; null when there is none so soon. */
function findsWithin(
  rule: Rule,
  threshold: number,
  values: readonly number[],
  changeAt: number,
  reach: number,
): number | null {
  const alarms = rule.judge(values.slice(0, changeAt + reach), threshold);
  if (alarms[changeAt] === 'on' && alarms.slice(changeAt - early, changeAt).includes('new')) return 1;
  const at = alarms.indexOf('new', changeAt);
  return at < 0 ? null : at - changeAt + 1;
}

function share(list: readonly boolean[]): number {
  return list.filter((each) => each).length / list.length;
}

function byNoise(rows: readonly Row[], found: readonly boolean[]): Record<NoiseBand, number> {
  const bands = rows.map(({ values }) => bandOf(values));
  const of = (band: NoiseBand): number => share(found.filter((_, i) => bands[i] === band));
  return Object.fromEntries(noiseBands.map((band) => [band, of(band)])) as Record<NoiseBand, number>;
}

function medianDelay(delays: readonly (number | null)[]): number | null {
  const known = delays.filter((delay) => delay !== null).sort((a, b) => a - b);
  return known.length > 0 ? medianOfSorted(known) : null;
}

const reach = 25;
const leastAround = 12;
/** An alarm counts as finding a change that began at most this many builds before it. */
const tellsOf = 12;

/**
 * Whether the values around an alarm did rise and stay: for a split at or before it the 25 values after it are at
 * least 5% over the 25 before by their medians, and by the exact rank test (p ≤ 0.001).
 * @returns null with fewer than 12 values on a side: unknown.
 */
export function isRealInHindsight(values: readonly number[], alarmAt: number): boolean | null {
  let known = false;
  for (let split = alarmAt; split > alarmAt - tellsOf; split--) {
    const before = Float64Array.from(values.slice(Math.max(0, split - reach), Math.max(0, split))).sort();
    const after = Float64Array.from(values.slice(Math.max(0, split), split + reach)).sort();
    if (before.length < leastAround || after.length < leastAround) continue;
    known = true;
    if (medianOfSorted(after) < 1.05 * medianOfSorted(before)) continue;
    if (mannWhitneyGreater(Array.from(after), before) <= 0.001) return true;
  }
  return known ? false : null;
}
