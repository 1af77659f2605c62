/** A confirmed regression over time: reported once, then tracked until it is recovered or accepted. */

import { minBaseline } from '../../model/baseline.ts';
import { mannWhitneyGreater } from '../../stats/mann-whitney.ts';
import { medianOfSorted, medianOfStretch, sortStretch } from '../../stats/sorted.ts';
import { leastStep } from '../scale.ts';
import { findChangePoint } from './find-change-point.ts';
import { growBaseline } from './grow-baseline.ts';
import { judgeSeries, type Scan, type SeriesInput, startOfBaseline } from './judge-series.ts';

/** A series that was reported: its values, on the scale, and the smallest change of them that counts. */
export type ReportedSeries = Required<Pick<SeriesInput, 'scaled' | 'scale' | 'gate' | 'exact'>>;

export interface Episode {
  /** Index of the build that reported it. */
  readonly openedAt: number;
  /** Index of the first build on the new level. */
  readonly changeAt: number;
  /** Medians before and after, on the scale. */
  readonly from: number;
  readonly to: number;
  /** The evidence at the time of the report; null: the values alone do not show it. */
  readonly reported: Scan | null;
}

/** Its state: `recovered` and `accepted` in the newest build, `closed` in an earlier one. */
export type EpisodeState = 'open' | 'recovered' | 'accepted' | 'closed';

/** This number of consecutive builds below the midpoint ends it, */
export const recoveredBuilds = 3;
/** and this number of builds on the new level makes it the baseline. */
export const acceptedBuilds = 22;

/** The episode that the value at `openedAt` reported, from the values up to it. */
export function openEpisode(series: ReportedSeries, openedAt: number): Episode {
  const known = series.scaled.subarray(0, openedAt + 1);
  const reported = judgeSeries({ ...series, scaled: known, fresh: 0 }).slower;
  const changeAt = findFirst(known, reported);
  const before = growBaseline(known, changeAt);
  const to = medianOfSorted(known.slice(changeAt).sort());
  return { openedAt, changeAt, from: before.length > 0 ? medianOfSorted(before) : to, to, reported };
}

function findFirst(scaled: Float64Array, reported: Scan | null): number {
  return findChangePoint(scaled, 1, reported === null ? 0 : startOfBaseline(reported));
}

/** This number of builds after the report, its first slow build is determined again; then it stays. */
const redatedAfter = 3;

/** The same episode with the first slow build that later builds show. */
export function redateEpisode(scaled: Float64Array, episode: Episode): Episode {
  const end = episode.openedAt + redatedAfter + 1;
  if (scaled.length < end) return episode;
  const changeAt = findFirst(scaled.subarray(0, end), episode.reported);
  return changeAt > episode.openedAt ? episode : { ...episode, changeAt };
}

/** Whether the newest value is the one that triggers the update. */
export function isRedated(scaled: Float64Array, { openedAt }: Episode): boolean {
  return scaled.length === openedAt + redatedAfter + 1;
}

/** Tracks it up to the newest value. */
export function followEpisode(scaled: Float64Array, episode: Episode): EpisodeState {
  const end = findEnd(scaled, episode);
  if (end === null) return 'open';
  return end.at === scaled.length - 1 ? end.state : 'closed';
}

/** The value with which it ended; null: it is open. */
function findEnd(
  scaled: Float64Array,
  { openedAt, changeAt, from, to }: Episode,
): { readonly at: number; readonly state: 'recovered' | 'accepted' } | null {
  let below = 0;
  for (let at = changeAt; at < scaled.length; at++) {
    if (at - changeAt >= acceptedBuilds) return { at, state: 'accepted' };
    below = (scaled[at] as number) < (from + to) / 2 ? below + 1 : 0;
    if (at > openedAt && below >= recoveredBuilds) return { at, state: 'recovered' };
  }
  return null;
}

export function isAccepted(scaled: Float64Array, episode: Episode): boolean {
  return findEnd(scaled, episode)?.state === 'accepted';
}

/** The first value after a regression that was fixed; null: it was not. */
export function findFix(scaled: Float64Array, episode: Episode): number | null {
  const end = findEnd(scaled, episode);
  return end?.state === 'recovered' ? end.at + 1 - recoveredBuilds : null;
}

/** A confirmed regression that is still open after this number of builds is lasting. */
const lastingBuilds = 3;
/** For the rank test of all its builds against the level before, which a fading shift does not pass. */
const lastingP = 0.0003;

/**
 * The value with which an episode became lasting: it and the median of the newest three are above the midpoint, and all
 * values since its first slow one exceed the level before by the gate and by the rank test. Null: not yet.
 * @param minRatio of the gate
 */
export function findLasting(scaled: Float64Array, episode: Episode, minRatio: number): number | null {
  const { openedAt, changeAt, from, to } = episode;
  const before = growBaseline(scaled, changeAt);
  if (before.length < minBaseline) return null;
  const level = medianOfSorted(before);
  for (let at = openedAt + lastingBuilds; at < scaled.length; at++) {
    // The build that fixes it must not fail for it.
    const newest = Math.min(scaled[at] as number, medianOfStretch(scaled, at + 1 - lastingBuilds, at + 1));
    const own = sortStretch(scaled, changeAt, at + 1);
    if (newest <= (from + to) / 2 || medianOfSorted(own) - level < leastStep(minRatio)) continue;
    if (mannWhitneyGreater(own, before) <= lastingP) return at;
  }
  return null;
}
