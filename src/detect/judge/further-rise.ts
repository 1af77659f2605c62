/**
 * Another rise after a reported regression. While that one is open, and after it was accepted, the series is judged as if
 * it had always been on that level; soon after it was fixed, as if it had never been there.
 */
import { minBaseline } from '../../model/baseline.ts';
import type { SmallestChange } from '../../settings/regression-rules.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { medianOfSorted, medianOfStretch } from '../../stats/sorted.ts';
import { leastStep } from '../scale.ts';
import { isRaised } from './assess-series.ts';
import {
  acceptedBuilds,
  type Episode,
  findFix,
  findLasting,
  followEpisode,
  isAccepted,
  openEpisode,
  type ReportedSeries,
  recoveredBuilds,
  redateEpisode,
} from './episode.ts';
import { confirmP, type Judgement, judgeSeries, type Scan } from './judge-series.ts';

/** A smaller rise is shown with the open regression. */
export const leastRise = 0.2;
/** Maximum number of newest values in the rise. */
const newestValues = 3;

export interface Rise {
  /** With the values of the reported step, or those before it, moved. */
  readonly scaled: Float64Array;
  readonly judgement: Judgement;
}

/**
 * The rise of the newest values above the level of an open episode; null: none.
 * @param fresh number of last values that belong to a pull request, whose own addition is sought; otherwise 0
 */
export function findRise(series: ReportedSeries, episode: Episode, fresh = 0): Rise | null {
  const scaled = raisePast(series.scaled, episode, fresh);
  const ratio = fresh > 0 ? series.gate.ratio : Math.max(series.gate.ratio, leastRise);
  const judgement = judgeSeries({ ...series, scaled, gate: { ...series.gate, ratio }, fresh });
  return isRaised(judgement) ? { scaled, judgement } : null;
}

/**
 * The newest values compared with the level of a regression that has ended, as if the series had always been on it: one
 * that was fixed may return, one that was accepted may be followed by another; null: judged as any series.
 * @param fresh as for `findRise`
 */
export function judgeEnded(series: ReportedSeries, episode: Episode, fresh = 0): Rise | null {
  const left = leaveEnded(series.scaled, episode, series.gate, fresh);
  if (left === null) return null;
  const { scaled, fixed } = left;
  const judgement = judgeSeries({ ...series, scaled, fresh });
  const { slower, baseline } = judgement;
  const found = slower !== null && slower.p <= confirmP ? slower : { baseline, newest: 1 };
  const counts =
    fixed === null || !isRaised(judgement) || isFarAbove(fixed, found, scaled, judgement.deterministic);
  return counts ? { scaled, judgement } : null;
}

/** Robust standard deviations: a series that wanders is often back on a level. */
const returnZ = 5;
const leastSd = 0.01;

/** What a fix left of the regression is no return: the newest values are above the level after the fix, too. */
function isFarAbove(
  level: number,
  { baseline, newest }: Pick<Scan, 'baseline' | 'newest'>,
  scaled: Float64Array,
  deterministic: boolean,
): boolean {
  const now = medianOfStretch(scaled, scaled.length - newest, scaled.length);
  const step = now - Math.max(level, medianOfSorted(baseline));
  return deterministic ? step > 0 : step >= returnZ * Math.max(leastSd, robustSd(baseline));
}

interface Ended {
  readonly scaled: Float64Array;
  /** The level after the fix; null: it was accepted. */
  readonly fixed: number | null;
}

/**
 * The values without an ended regression: those before an accepted one moved to its level; those of a lasting one that was
 * fixed, and those before it, to the level that the fix left. Null: it is open, or the values since then are a baseline.
 */
function leaveEnded(values: Float64Array, episode: Episode, gate: SmallestChange, fresh = 0): Ended | null {
  const { changeAt, from } = episode;
  const end = values.length - fresh;
  const base = values.subarray(0, end);
  if (isAccepted(base, episode))
    return { scaled: raiseTo(values, episode, changeAt + acceptedBuilds), fixed: null };
  const fixedAt = findFix(base, episode);
  if (fixedAt === null || findLasting(values.subarray(0, fixedAt), episode, gate.ratio) === null) return null;
  const slow = medianOfStretch(values, changeAt, fixedAt);
  const isSlow = (value: number): boolean => value > (from + slow) / 2;
  const since = values.subarray(fixedAt, end).filter((value) => !isSlow(value));
  if (since.length >= minBaseline) return null;
  const fixed = medianOfStretch(values, fixedAt, fixedAt + recoveredBuilds);
  // A part that a fix left is the level that the next values are compared with.
  const level = fixed - from >= leastStep(gate.ratio) ? fixed : from;
  const scaled = values.map((value, at) =>
    at < changeAt ? level + (value - from) : at < fixedAt && isSlow(value) ? level + (value - slow) : value,
  );
  return { scaled, fixed };
}

function raisePast(scaled: Float64Array, episode: Episode, fresh: number): Float64Array {
  const { openedAt } = episode;
  return raiseTo(
    scaled,
    episode,
    fresh > 0 ? scaled.length - fresh : Math.max(openedAt + 1, scaled.length - newestValues),
  );
}

/** The values before an episode, moved to the level that it has up to `end`. */
function raiseTo(scaled: Float64Array, { changeAt, from }: Episode, end: number): Float64Array {
  const level = medianOfStretch(scaled, changeAt, end);
  // In this order, so that a constant past stays constant.
  return scaled.map((value, at) => (at < changeAt ? level + (value - from) : value));
}

function isConfirmed({ slower }: Judgement): boolean {
  return slower !== null && slower.p <= confirmP;
}

/**
 * The values with the last reported step as their only step: if it rose on top of an open regression, the values
 * before that one are moved up; those of a regression that was fixed shortly before are moved down.
 * @param reports indexes of the values of builds that reported the series, ascending
 */
export function leaveLastStep(
  series: ReportedSeries,
  reports: readonly number[],
): { readonly scaled: Float64Array; readonly isOnTop: boolean } {
  let base = series.scaled;
  let scaled = base;
  for (let i = 1; i < reports.length; i++) {
    const until = scaled.subarray(0, (reports[i] as number) + 1);
    const episode = redateEpisode(until, openEpisode({ ...series, scaled: until }, reports[i - 1] as number));
    if (followEpisode(until, episode) === 'open') {
      const rise = findRise({ ...series, scaled: until }, episode);
      scaled = rise !== null && isConfirmed(rise.judgement) ? replaceStart(scaled, rise.scaled) : base;
    } else {
      const left = leaveEnded(until, episode, series.gate);
      base = left === null ? series.scaled : replaceStart(scaled, left.scaled);
      scaled = base;
    }
  }
  return { scaled, isOnTop: scaled !== base };
}

/** The values that a build without an open regression is compared with: without the one that ended last. */
export function leaveLast(series: ReportedSeries, reports: readonly number[]): Float64Array {
  const reportedAt = reports.at(-1);
  if (reportedAt === undefined) return series.scaled;
  const { scaled } = leaveLastStep(series, reports);
  const episode = redateEpisode(scaled, openEpisode({ ...series, scaled }, reportedAt));
  return leaveEnded(scaled, episode, series.gate)?.scaled ?? series.scaled;
}

function replaceStart(values: Float64Array, start: Float64Array): Float64Array {
  const replaced = values.slice();
  replaced.set(start);
  return replaced;
}
