/** What is said of a judged series: nothing, or a change with its evidence and its state. */

import type { Change, ChangeState } from '../../model/change.ts';
import { seriesId } from '../../model/series.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import { growBaseline } from '../judge/grow-baseline.ts';
import type { Judged } from '../judge/judge-build.ts';
import type { Judgement } from '../judge/judge-series.ts';
import type { Known } from '../judge/known-regression.ts';
import { makeChange, openedPrefixes, type Setting } from './change-state.ts';
import { concludeDrift } from './conclude-drift.ts';
import { changePointAt, describeChange, type Evidence } from './describe-change.ts';

/** What a build reported first, for the builds after it. */
export function listOpened(changes: readonly Change<unknown>[]): string[] {
  return changes.flatMap(({ state, verdict, level, series, openedBy }) => {
    // What is excused is remembered too: what comes on top of it is news.
    const isExcused = state === 'acknowledged' && openedBy === null && verdict === 'confirmed';
    if (
      !isExcused &&
      (state !== 'new' || verdict === 'suspect' || (level === null && verdict !== 'improvement'))
    )
      return [];
    return [openedPrefixes[verdict] + seriesId(series)];
  });
}

/** At most one change of a series. */
export function concludeSeries(judged: Judged, setting: Setting): Change[] {
  const { series, assessment, known, confirmAt } = judged;
  const { judgement, explained, scaled } = assessment;
  const goesOn = known !== null && !setting.isChange && known.state !== 'closed';
  if (goesOn && !(known.state === 'open' && known.isWorse)) {
    const { lastingSince } = known;
    const evidence = { ...describeEpisode(judged, known, setting), lastingSince };
    // Back at the old level, it is open until three builds say so, and nothing to list.
    if (known.state === 'open' && !hasEffect(judged, evidence)) return [];
    return [makeChange(judged, evidence, known.state as ChangeState, setting, known.openedBy)];
  }
  if (explained !== null) return [];
  const confirms = (p: number | undefined): boolean => p !== undefined && p <= confirmAt;
  const describe = (verdict: 'confirmed' | 'suspect' | 'improvement'): Evidence =>
    describeChange(series, verdict, judgement, scaled, setting.survey.pointsOf(series));
  const verdict = confirms(judgement.slower?.p) ? 'confirmed' : judgement.suspect ? 'suspect' : null;
  if (verdict !== null) {
    const isTheirs = known !== null && setting.isChange && !known.isWorse;
    const openedBy = isTheirs ? known.openedBy : null;
    return [makeChange(judged, describe(verdict), isTheirs ? 'open' : 'new', setting, openedBy)];
  }
  if (confirms(judgement.faster?.p)) {
    const evidence = describe('improvement');
    return wasReported(judged, evidence, setting) ? [] : [makeChange(judged, evidence, 'new', setting, null)];
  }
  return concludeDrift(judged, setting);
}

function hasEffect({ series: { scale }, gate }: Judged, { from, to }: Evidence): boolean {
  return scale.to(to) - scale.to(from) >= Math.log1p(gate.ratio) / 2;
}

/** An improvement that an earlier build has reported is no news until the baseline has followed. */
function wasReported({ series, assessment, gate }: Judged, evidence: Evidence, { survey }: Setting): boolean {
  const { scaled } = assessment;
  const reportedAt = survey.reportedAt(series, openedPrefixes.improvement);
  if (reportedAt === null || reportedAt < scaled.length - 1 - (evidence.since?.buildsAgo ?? 0)) return false;
  // Further down it is news again.
  const then = medianOfSorted(scaled.slice(Math.max(0, reportedAt - 2), reportedAt + 1).sort());
  return then - medianOfSorted(scaled.slice(-3).sort()) < Math.log1p(gate.ratio);
}

/** Before and after the episode's change point, up to now. */
function describeEpisode({ series, assessment }: Judged, known: Known, { survey }: Setting): Evidence {
  const { episode } = known;
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
  const found = changePointAt(episode.changeAt, points);
  const since = found && { ...found, movedFrom: known.movedFrom };
  return { ...evidence, p: null, since, slowBuilds: (since?.buildsAgo ?? 0) + 1 };
}
