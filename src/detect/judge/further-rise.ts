/** A rise on top of a reported regression: judged as if the series had always been on the reported level. */
import type { SmallestChange } from '../../settings/regression-rules.ts';
import { medianOfStretch } from '../../stats/sorted.ts';
import type { Scale } from '../scale.ts';
import { type Episode, followEpisode, openEpisode, redateEpisode } from './episode.ts';
import { confirmP, type Judgement, judgeSeries } from './judge-series.ts';

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
  /** The values before the reported step, moved up to its level. */
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
 * before that one are moved up.
 * @param reports indexes of the values of builds that reported the series, ascending
 * @returns the same values if it was reported by itself
 */
export function raiseReported(series: RisingSeries, reports: readonly number[]): Float64Array {
  let lifted = series.scaled;
  for (let i = 1; i < reports.length; i++) {
    const until = lifted.subarray(0, (reports[i] as number) + 1);
    const episode = redateEpisode(until, openEpisode(until, reports[i - 1] as number));
    const isOpen = followEpisode(until, episode) === 'open';
    const rise = isOpen ? findRise({ ...series, scaled: until }, episode) : null;
    if (rise !== null && isConfirmed(rise.judgement)) {
      lifted = lifted.slice();
      lifted.set(rise.scaled);
    } else {
      lifted = series.scaled;
    }
  }
  return lifted;
}
