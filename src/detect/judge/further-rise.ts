/**
 * Another rise after a reported regression. While that one is open, the series is judged as if it had always been on
 * the reported level; soon after it was fixed, as if it had never been there.
 */
import { minBaseline } from '../../model/baseline.ts';
import type { SmallestChange } from '../../settings/regression-rules.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { medianOfSorted, medianOfStretch } from '../../stats/sorted.ts';
import type { Scale } from '../scale.ts';
import {
  type Episode,
  findFix,
  findLasting,
  followEpisode,
  openEpisode,
  recoveredBuilds,
  redateEpisode,
} from './episode.ts';
import { confirmP, type Judgement, judgeSeries, type Scan } from './judge-series.ts';

/** A smaller rise is shown with the open regression. */
export const leastRise = 0.2;
/** Maximum number of newest values in the rise. */
const newestValues = 3;

/** Values of one series, on the scale, and the smallest change of them that counts. */
export interface RisingSeries {
  readonly scaled: Float64Array;
  readonly scale: Scale;
  readonly gate: SmallestChange;
  readonly exact: boolean;
}

export interface Rise {
  /** With the values of the reported step, or those before it, moved. */
  readonly scaled: Float64Array;
  readonly judgement: Judgement;
}

/**
 * The rise of the newest values above the level of an open episode; null: none.
 * @param fresh number of last values that belong to a pull request, whose own addition is sought; otherwise 0
 */
export function findRise(series: RisingSeries, episode: Episode, fresh = 0): Rise | null {
  const scaled = raisePast(series.scaled, episode, fresh);
  const ratio = fresh > 0 ? series.gate.ratio : Math.max(series.gate.ratio, leastRise);
  const judgement = judgeSeries({ ...series, scaled, gate: { ...series.gate, ratio }, fresh });
  return isConfirmed(judgement) || judgement.suspect ? { scaled, judgement } : null;
}

/**
 * The return of a regression that was fixed, while the builds since then are too few for a baseline; null: none.
 * @param fresh as for `findRise`
 */
export function findReturn(series: RisingSeries, episode: Episode, fresh = 0): Rise | null {
  const lowered = lowerFixed(series.scaled, episode, series.gate, fresh);
  if (lowered === null) return null;
  const { scaled, level } = lowered;
  const judgement = judgeSeries({ ...series, scaled, fresh });
  const found = isConfirmed(judgement)
    ? judgement.slower
    : judgement.suspect
      ? { baseline: judgement.baseline, newest: 1 }
      : null;
  return found !== null && isFarAbove(level, found, scaled, judgement.deterministic)
    ? { scaled, judgement }
    : null;
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

/**
 * The values on the level of a lasting regression that was fixed, moved down to the level before it, and the level
 * after the fix; null: it was not fixed, or the values since then are a baseline by themselves.
 */
function lowerFixed(
  values: Float64Array,
  episode: Episode,
  gate: SmallestChange,
  fresh = 0,
): { readonly scaled: Float64Array; readonly level: number } | null {
  const { changeAt, from } = episode;
  const end = values.length - fresh;
  const fixedAt = findFix(values.subarray(0, end), episode);
  if (fixedAt === null || findLasting(values.subarray(0, fixedAt), episode, gate.ratio) === null) return null;
  const slow = medianOfStretch(values, changeAt, fixedAt);
  const isSlow = (value: number): boolean => value > (from + slow) / 2;
  const since = values.subarray(fixedAt, end).filter((value) => !isSlow(value));
  if (since.length >= minBaseline) return null;
  const scaled = values.map((value, at) =>
    at >= changeAt && at < fixedAt && isSlow(value) ? from + (value - slow) : value,
  );
  return { scaled, level: medianOfStretch(values, fixedAt, fixedAt + recoveredBuilds) };
}

function raisePast(scaled: Float64Array, { openedAt, changeAt, from }: Episode, fresh: number): Float64Array {
  const end = fresh > 0 ? scaled.length - fresh : Math.max(openedAt + 1, scaled.length - newestValues);
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
  series: RisingSeries,
  reports: readonly number[],
): { readonly scaled: Float64Array; readonly isOnTop: boolean } {
  let base = series.scaled;
  let scaled = base;
  for (let i = 1; i < reports.length; i++) {
    const until = scaled.subarray(0, (reports[i] as number) + 1);
    const episode = redateEpisode(until, openEpisode(until, reports[i - 1] as number));
    if (followEpisode(until, episode) === 'open') {
      const rise = findRise({ ...series, scaled: until }, episode);
      scaled = rise !== null && isConfirmed(rise.judgement) ? replaceStart(scaled, rise.scaled) : base;
    } else {
      const lowered = lowerFixed(until, episode, series.gate);
      base = lowered === null ? series.scaled : replaceStart(scaled, lowered.scaled);
      scaled = base;
    }
  }
  return { scaled, isOnTop: scaled !== base };
}

/**
 * The values that a build without an open regression is compared with: those of a regression that was just fixed are
 * moved down to the level before it.
 */
export function leaveFixed(series: RisingSeries, reports: readonly number[]): Float64Array {
  const reportedAt = reports.at(-1);
  if (reportedAt === undefined) return series.scaled;
  const { scaled } = leaveLastStep(series, reports);
  const episode = redateEpisode(scaled, openEpisode(scaled, reportedAt));
  return lowerFixed(scaled, episode, series.gate)?.scaled ?? series.scaled;
}

function replaceStart(values: Float64Array, start: Float64Array): Float64Array {
  const replaced = values.slice();
  replaced.set(start);
  return replaced;
}
