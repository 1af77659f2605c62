/** The current state of a regression that an earlier build reported. */
import { minBaseline } from '../../model/baseline.ts';
import type { Level } from '../../model/level.ts';
import { isAtLeast } from '../../model/level-order.ts';
import type { SeriesKey } from '../../model/series.ts';
import { levelOf, type RegressionLevels, type SmallestChange } from '../../settings/regression-rules.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { medianOfSorted, medianOfStretch } from '../../stats/sorted.ts';
import { leastStep, relateWorse, type Scale } from '../scale.ts';
import { type Assessment, isRaised } from './assess-series.ts';
import {
  acceptedBuilds,
  type Episode,
  type EpisodeState,
  findLasting,
  followEpisode,
  isRedated,
  openEpisode,
  redateEpisode,
} from './episode.ts';
import { findRise, judgeEnded, leastRise, leaveLastStep } from './further-rise.ts';
import { growBaseline } from './grow-baseline.ts';
import { confirmP, longestWindow } from './judge-series.ts';

/** A judged series, and the smallest change of it that counts. */
export interface Followed {
  readonly assessment: Assessment;
  readonly fresh: number;
  readonly scale: Scale;
  readonly key: Pick<SeriesKey, 'unit'>;
  readonly gate: SmallestChange;
  readonly levels: RegressionLevels;
  readonly exact: boolean;
}

export interface Known {
  /** Starts at the value of the build that reported it. */
  readonly episode: Episode;
  readonly state: EpisodeState;
  /** Earlier first slow build, if this build finds another one. */
  readonly movedFrom: number | null;
  /** The value with which it became lasting; null: not yet. */
  readonly lastingAt: number | null;
  /** The judged values; if it rose on top of another regression, the values before that one are moved up. */
  readonly scaled: Float64Array;
  /** It was reported on top of another open regression. */
  readonly isOnTop: boolean;
  /** Values before it, ascending; empty if they are not known any more. */
  readonly baseline: Float64Array;
  /** Number of newest values that define its current level. */
  readonly newest: number;
  /** Its newest values are below the level before it. */
  readonly isBetter: boolean;
  /** Its newest values are still nearer to its level than to the one before it. */
  readonly hasEffect: boolean;
  /**
   * It has become worse, so it is new again. In a pull request: it adds to the regression of its base branch.
   */
  readonly isWorse: boolean;
  /**
   * Replaces the assessment of the whole: while it is open, that of a rise of the newest values above its level; after its
   * end, that of the newest values without it. Null: neither.
   */
  readonly rise: Assessment | null;
}

const newestValues = 3;

/**
 * The last report of this series by a build of the baseline branch; for a pull request only while it is open
 * there.
 * @param reports indexes of the values of builds that reported it, ascending
 */
export function followKnown(followed: Followed, reports: readonly number[]): Known | null {
  const { assessment, fresh, gate } = followed;
  const { judgement } = assessment;
  const length = assessment.unmoved.length - fresh;
  const reportedAt = reports.at(-1);
  if (reportedAt === undefined || reportedAt >= length) return null;
  if (length - 1 - reportedAt > acceptedBuilds + minBaseline + longestWindow) return null;
  const { scaled, isOnTop } = leaveLastStep({ ...followed, scaled: assessment.unmoved }, reports);
  const base = scaled.subarray(0, length);
  const named = openEpisode({ ...followed, scaled: base }, reportedAt);
  const episode = redateEpisode(base, named);
  const state = followEpisode(base, episode);
  const ended = state === 'closed' ? judgeEnded({ ...followed, scaled }, episode, fresh) : null;
  if (fresh > 0 && state !== 'open' && (ended === null || !isRaised(ended.judgement))) return null;
  // Its first slow build is not after the build that reported it.
  if (length - 1 - reportedAt > acceptedBuilds && ended === null) return null;
  const before = growBaseline(ended?.scaled ?? scaled, episode.changeAt);
  // A pull request's own runs show whether it is still open there.
  const newest = Math.min(newestValues, fresh > 0 ? fresh : scaled.length - episode.changeAt);
  const from = medianOfSorted(before.length > 0 ? before : judgement.baseline);
  const to = medianOfStretch(scaled, scaled.length - newest, scaled.length);
  const rise = state === 'open' ? findRise({ ...followed, scaled }, episode, fresh) : ended;
  return {
    episode,
    state,
    movedFrom: episode.changeAt !== named.changeAt && isRedated(base, episode) ? named.changeAt : null,
    lastingAt: findLasting(base, episode, gate.ratio),
    scaled,
    isOnTop,
    baseline: before,
    newest,
    hasEffect: to - from >= Math.max(leastStep(gate.ratio), episode.to - from) / 2,
    isBetter: from - to >= leastStep(gate.ratio),
    isWorse:
      (rise !== null && isRaised(rise.judgement)) ||
      (fresh === 0 && hasReachedLevel(followed, scaled, episode, isOnTop)),
    rise: rise && { ...assessment, ...rise },
  };
}

/** Reported, still there and no worse. */
export function isOpen(known: Known | null): boolean {
  return known !== null && known.state === 'open' && !known.isWorse;
}

/** The level before a change: of a rise on top of an open regression, that before both. */
export function levelBefore(known: Known | null, from: number): number {
  const isOnTop = known !== null && known.rise !== null && known.baseline.length > 0;
  return isOnTop ? Math.min(from, medianOfSorted(known.baseline)) : from;
}

/** A known regression that has reached a higher level is new again. */
function hasReachedLevel(
  followed: Followed,
  scaled: Float64Array,
  episode: Episode,
  isOnTop: boolean,
): boolean {
  const { assessment, gate, levels } = followed;
  const { slower } = assessment.judgement;
  if (slower === null || slower.p > confirmP) return false;
  // If it rose in two steps that are one report, the level before both counts.
  const from = isOnTop ? episode.from : Math.min(episode.from, medianOfSorted(slower.baseline));
  const levelAt = (to: number): Level | null => levelOf('confirmed', relateWorse(followed, from, to), levels);
  const newestOf = (values: Float64Array, newest: number): number =>
    medianOfStretch(values, Math.max(0, values.length - newest), values.length);
  const now = newestOf(scaled, slower.newest);
  // The size at the time of the report, not that of the whole episode: it may still have been rising.
  const then = scaled.subarray(0, episode.openedAt + 1);
  const { reported } = episode;
  const before = reported === null ? episode.to : newestOf(then, reported.newest);
  // Noise around a limit is not a rise; what is above all noise is one anyway.
  const noise = Math.min(leastStep(leastRise), 2 * robustSd(slower.baseline));
  if (now - before < Math.max(leastStep(gate.ratio), noise)) return false;
  const [level, reportedLevel] = [levelAt(now), levelAt(before)];
  return level !== null && (reportedLevel === null || !isAtLeast(reportedLevel, level));
}
