/** A regression that an earlier build reported, as it is now. */
import type { Level } from '../../model/level.ts';
import { isAtLeast } from '../../model/level-order.ts';
import { findRule, levelOf, levelsOf, type RegressionRule } from '../../settings/regression-rules.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import type { Survey } from '../collect/survey-builds.ts';
import { relateWorse } from '../scale.ts';
import { isExact } from '../series-key.ts';
import type { Assessed } from './assessed.ts';
import {
  type Episode,
  type EpisodeState,
  findLasting,
  followEpisode,
  isRedated,
  openEpisode,
  redateEpisode,
} from './episode.ts';
import { confirmP, judgeSeries } from './judge-series.ts';

export interface Known {
  readonly episode: Episode;
  readonly state: EpisodeState;
  /** The build that reported it. */
  readonly openedBy: string | null;
  /** First slow build as it was named until now, where this build points to another one. */
  readonly movedFrom: string | null;
  /** The build with which it became lasting; null: not yet. */
  readonly lastingSince: string | null;
  /** It has become worse since: news again. Of a pull request: it adds to what its base branch has already. */
  readonly isWorse: boolean;
}

/** What a build of the baseline branch reported last of this series; of a pull request only while it goes on there. */
export function judgeKnown(judged: Assessed, survey: Survey, rules: readonly RegressionRule[]): Known | null {
  const { series, assessment } = judged;
  const reportedAt = survey.reportedAt(series);
  if (reportedAt === null) return null;
  const base = assessment.scaled.subarray(0, assessment.scaled.length - Math.max(0, series.fresh));
  if (reportedAt >= base.length) return null;
  const named = openEpisode(base, reportedAt);
  const episode = redateEpisode(base, named);
  const hasMoved = episode.changeAt !== named.changeAt && isRedated(base, episode);
  const state = followEpisode(base, episode);
  if (series.fresh > 0 && state !== 'open') return null;
  const isWorse = series.fresh > 0 ? isBeyond(judged, episode) : hasReachedLevel(judged, episode, rules);
  const points = survey.pointsOf(series);
  const lastingAt = findLasting(base, episode, judged.gate.ratio);
  return {
    episode,
    state,
    openedBy: points[reportedAt]?.id ?? null,
    movedFrom: hasMoved ? (points[named.changeAt]?.id ?? null) : null,
    lastingSince: lastingAt === null ? null : (points[lastingAt]?.id ?? null),
    isWorse,
  };
}

/** A known regression that has reached a higher level is news again. */
function hasReachedLevel(
  { series, assessment, gate }: Assessed,
  episode: Episode,
  rules: readonly RegressionRule[],
): boolean {
  const { slower } = assessment.judgement;
  if (slower === null || slower.p > confirmP) return false;
  // Where it rose in two steps, the level before both counts.
  const from = Math.min(episode.from, medianOfSorted(slower.baseline));
  const limits = levelsOf(series.key, findRule(rules, series.key));
  const levelAt = (to: number): Level | null => levelOf('confirmed', relateWorse(series, from, to), limits);
  const newestOf = (values: Float64Array, newest: number): number =>
    medianOfSorted(values.slice(-newest).sort());
  const now = newestOf(assessment.scaled, slower.newest);
  // The size that was told then, not that of the whole episode: it may have been rising still.
  const then = assessment.scaled.subarray(0, episode.openedAt + 1);
  const told = judgeSeries({ ...series, scaled: then, fresh: 0, gate, exact: isExact(series.key) }).slower;
  const before = told === null ? episode.to : newestOf(then, told.newest);
  // Noise about a limit is no rise.
  if (now - before < Math.log1p(gate.ratio)) return false;
  const [level, toldLevel] = [levelAt(now), levelAt(before)];
  // As much again as makes an error by itself is news at any level.
  const reached = Math.max(before, newestOf(then, 3));
  const again = levelOf('confirmed', relateWorse(series, reached, now), limits);
  if (again !== null && isAtLeast(again, 'error')) return true;
  return level !== null && (toldLevel === null || !isAtLeast(toldLevel, level));
}

/** A pull request is to blame only for what it adds to a regression that its base branch has already. */
function isBeyond({ series, assessment, gate }: Assessed, episode: Episode): boolean {
  const own = assessment.scaled.slice(-Math.max(1, series.fresh)).sort();
  return medianOfSorted(own) - episode.to >= Math.log1p(gate.ratio);
}
