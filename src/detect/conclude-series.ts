/** What is said of a judged series: nothing, or a change with its evidence and its state. */

import type { Change } from '../model/change.ts';
import type { Level } from '../model/level.ts';
import { isAtLeast } from '../model/level-order.ts';
import { findRule, levelOf, levelsOf } from '../settings/regression-rules.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { confirmP } from './assess-series.ts';
import { type Judged, openedPrefixes, relateWorse, type Setting, tellChange } from './change-state.ts';
import { concludeDrift } from './conclude-drift.ts';
import { changePointAt, describeChange, type Evidence } from './describe-change.ts';
import { type Episode, followEpisode, openEpisode } from './episode.ts';
import { growBaseline } from './grow-baseline.ts';
import { type Judgement, judgeSeries } from './judge-series.ts';
import { isExact, seriesId } from './series-key.ts';

/** What a build told of first, for the builds after it. */
export function listOpened(changes: readonly Change<unknown>[]): string[] {
  return changes.flatMap(({ state, verdict, level, series }) => {
    if (state !== 'new' || verdict === 'suspect' || (level === null && verdict !== 'improvement')) return [];
    return [openedPrefixes[verdict] + seriesId(series)];
  });
}

/** At most one change of a series. @param limit largest p that confirms one of the tasks */
export function concludeSeries(judged: Judged, limit: number, setting: Setting): Change[] {
  const { series, assessment } = judged;
  const { judgement, environment, scaled } = assessment;
  const known = findEpisode(judged, setting);
  const openedBy = known === null ? null : (setting.survey.pointsOf(series)[known.openedAt]?.id ?? null);
  if (known !== null && !setting.isChange) {
    const state = followEpisode(scaled, known);
    if (state === 'open' && !isWorse(judged, known, setting))
      return [tellChange(judged, describeEpisode(judged, known, setting), 'open', setting, openedBy)];
    if (state === 'recovered' || state === 'accepted')
      return [tellChange(judged, describeEpisode(judged, known, setting), state, setting, openedBy)];
  }
  if (environment !== null) return [];
  const confirmAt = series.key.scope === 'build' ? Math.max(limit, confirmP) : limit;
  const confirms = (p: number | undefined): boolean => p !== undefined && p <= confirmAt;
  const describe = (verdict: 'confirmed' | 'suspect' | 'improvement'): Evidence =>
    describeChange(series, verdict, judgement, scaled, setting.survey.pointsOf(series));
  const verdict = confirms(judgement.slower?.p) ? 'confirmed' : judgement.suspect ? 'suspect' : null;
  if (verdict !== null) {
    const isTheirs = known !== null && setting.isChange && !isBeyond(judged, known);
    return [
      tellChange(judged, describe(verdict), isTheirs ? 'open' : 'new', setting, isTheirs ? openedBy : null),
    ];
  }
  if (confirms(judgement.faster?.p)) {
    const evidence = describe('improvement');
    return isTold(judged, evidence, setting) ? [] : [tellChange(judged, evidence, 'new', setting, null)];
  }
  return concludeDrift(judged, confirmAt, setting);
}

/** An improvement that a build since its first one told of is no news until the baseline has followed. */
function isTold({ series, assessment, gate }: Judged, evidence: Evidence, { survey }: Setting): boolean {
  const { scaled } = assessment;
  const toldAt = survey.toldAt(series, openedPrefixes.improvement);
  if (toldAt === null || toldAt < scaled.length - 1 - (evidence.since?.buildsAgo ?? 0)) return false;
  // Further down it is news again.
  const then = medianOfSorted(scaled.slice(Math.max(0, toldAt - 2), toldAt + 1).sort());
  return then - medianOfSorted(scaled.slice(-3).sort()) < Math.log1p(gate.ratio);
}

/** The regression of this series that a build of the baseline branch told of last, if it still goes on there. */
function findEpisode({ series, assessment }: Judged, { survey }: Setting): Episode | null {
  const toldAt = survey.toldAt(series);
  if (toldAt === null) return null;
  const base = assessment.scaled.subarray(0, assessment.scaled.length - Math.max(0, series.fresh));
  if (toldAt >= base.length) return null;
  const episode = openEpisode(base, toldAt);
  if (series.fresh === 0) return episode;
  return followEpisode(base, episode) === 'open' ? episode : null;
}

/** A known regression that has reached a higher level is news again. */
function isWorse({ series, assessment, gate }: Judged, episode: Episode, { rules }: Setting): boolean {
  const { slower } = assessment.judgement;
  if (slower === null || slower.p > confirmP) return false;
  const limits = levelsOf(series.key, findRule(rules, series.key));
  const levelAt = (to: number): Level | null =>
    levelOf('confirmed', relateWorse(series, episode.from, to), limits);
  const newestOf = (values: Float64Array, newest: number): number =>
    medianOfSorted(values.slice(-newest).sort());
  const now = newestOf(assessment.scaled, slower.newest);
  // What was told then, which is more than the whole episode's median where it had just risen a second time.
  const then = assessment.scaled.subarray(0, episode.openedAt + 1);
  const told = judgeSeries({ ...series, scaled: then, fresh: 0, gate, exact: isExact(series.key) }).slower;
  const before = Math.max(episode.to, told === null ? episode.to : newestOf(then, told.newest));
  // Noise about a limit is no rise.
  if (now - before < Math.log1p(gate.ratio)) return false;
  const [level, toldLevel] = [levelAt(now), levelAt(before)];
  return level !== null && (toldLevel === null || !isAtLeast(toldLevel, level));
}

/** A pull request is to blame only for what it adds to a regression that its base branch has already. */
function isBeyond({ series, assessment, gate }: Judged, episode: Episode): boolean {
  const own = assessment.scaled.slice(-Math.max(1, series.fresh)).sort();
  return medianOfSorted(own) - episode.to >= Math.log1p(gate.ratio);
}

/** Before and after the episode's change point, up to now. */
function describeEpisode({ series, assessment }: Judged, episode: Episode, { survey }: Setting): Evidence {
  const points = survey.pointsOf(series);
  const { scaled } = assessment;
  const before = growBaseline(scaled, episode.changeAt);
  const baseline = before.length > 0 ? before : assessment.judgement.baseline;
  // The newest three tell where it stands now.
  const newest = Math.min(3, scaled.length - episode.changeAt);
  const judgement: Judgement = {
    ...assessment.judgement,
    slower: { p: 1, newest, baseline, end: before.length > 0 ? episode.changeAt : scaled.length - 1 },
  };
  const evidence = describeChange(series, 'confirmed', judgement, scaled, points);
  return { ...evidence, p: null, since: changePointAt(episode.changeAt, points) };
}
