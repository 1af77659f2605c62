/** Concludes a judged series: no change, or a change with its evidence and state. */

import type { Change, ChangeState } from '../../model/change.ts';
import { seriesId } from '../../model/series.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import { acknowledgedPrefix } from '../acknowledge.ts';
import type { Known } from '../judge/follow-known.ts';
import { leastRise } from '../judge/further-rise.ts';
import type { JudgedChange } from '../judge/judge-build.ts';
import type { Judgement } from '../judge/judge-series.ts';
import { leastStep } from '../scale.ts';
import { makeChange, openedPrefixes, type Setting } from './change-state.ts';
import { findGroup } from './choose-groups.ts';
import { concludeDrift } from './conclude-drift.ts';
import { changePointAt, describeChange, type MeasuredChange } from './describe-change.ts';

/**
 * The changes that a build reported first, for later builds, whatever their level; and those that were acknowledged in it,
 * or got an alert later.
 */
export function listOpened(changes: readonly Change<unknown>[]): string[] {
  const groups = changes.filter(({ series }) => series.scope === 'group');
  return changes.flatMap((change) => {
    const { state, verdict, level, series, openedBy } = change;
    const id = seriesId(series);
    // Excused changes are remembered too: a further rise is new.
    if (state === 'acknowledged')
      return [acknowledgedPrefix + id, ...(openedBy === null && verdict === 'confirmed' ? [id] : [])];
    const isSilent = verdict === 'confirmed' && level === null;
    if (state === 'open') return verdict === 'confirmed' && !isSilent ? [openedPrefixes.alerted + id] : [];
    // A task of a group is followed with it.
    if (state !== 'new' || verdict === 'suspect' || (isSilent && findGroup(change, groups) !== null))
      return [];
    return [openedPrefixes[verdict] + id, ...(isSilent ? [openedPrefixes.quiet + id] : [])];
  });
}

/** At most one change of a series. */
export function concludeSeries(judged: JudgedChange, setting: Setting): Change[] {
  const { assessment, known, decision } = judged;
  switch (decision) {
    case 'open':
    case 'recovered':
    case 'accepted':
      return concludeKnown(judged, decision, setting);
    case 'confirmed':
    case 'suspect': {
      const theirs = known !== null && setting.isChange && !known.isWorse ? known : null;
      const openedBy = theirs && reporterOf(judged, theirs, setting);
      return [
        makeChange(judged, describe(judged, decision, setting), theirs ? 'open' : 'new', setting, openedBy),
      ];
    }
    case 'improvement': {
      const evidence = describe(judged, decision, setting);
      return wasReported(judged, evidence, setting)
        ? []
        : [makeChange(judged, evidence, 'new', setting, null)];
    }
    case 'none':
      return assessment.explained === null ? concludeDrift(judged, setting) : [];
    default:
      return [];
  }
}

function describe(
  { series, gate, assessment: { judgement, scaled, corrected } }: JudgedChange,
  verdict: 'confirmed' | 'suspect' | 'improvement',
  { survey }: Setting,
): MeasuredChange {
  return describeChange({ series, gate }, verdict, judgement, scaled, survey.pointsOf(series), corrected);
}

function concludeKnown(judged: JudgedChange, state: ChangeState, setting: Setting): Change[] {
  const known = judged.known as Known;
  // Back at the old level, it stays open until three builds confirm that, and is not listed.
  if (state === 'open' && !known.hasEffect) return [];
  const evidence = describeEpisode(judged, known, setting);
  return [makeChange(judged, evidence, state, setting, reporterOf(judged, known, setting))];
}

function reporterOf({ series }: JudgedChange, { episode }: Known, { survey }: Setting): string | null {
  return survey.pointsOf(series)[episode.openedAt]?.id ?? null;
}

/** An improvement that an earlier build reported is not reported again until the baseline has followed. */
function wasReported(
  { series, assessment, gate }: JudgedChange,
  evidence: MeasuredChange,
  { survey }: Setting,
): boolean {
  const { scaled } = assessment;
  const reportedAt = survey.reportsOf(series, openedPrefixes.improvement).at(-1);
  if (reportedAt === undefined || reportedAt < scaled.length - 1 - (evidence.since?.buildsAgo ?? 0))
    return false;
  // A further improvement is new, as a further rise is.
  const then = medianOfSorted(scaled.slice(Math.max(0, reportedAt - 2), reportedAt + 1).sort());
  return then - medianOfSorted(scaled.slice(-3).sort()) < leastStep(Math.max(gate.ratio, leastRise));
}

/** Before and after the episode's change point, up to now. */
function describeEpisode(
  { series, gate, assessment }: JudgedChange,
  known: Known,
  { survey }: Setting,
): MeasuredChange {
  const { episode, newest, scaled } = known;
  const points = survey.pointsOf(series);
  const isThere = known.baseline.length > 0;
  const baseline = isThere ? known.baseline : assessment.judgement.baseline;
  const judgement: Judgement = {
    ...assessment.judgement,
    slower: { p: 1, newest, baseline, end: isThere ? episode.changeAt : scaled.length - 1 },
  };
  const { corrected } = assessment;
  const evidence = describeChange({ series, gate }, 'confirmed', judgement, scaled, points, corrected);
  const found = changePointAt(episode.changeAt, points);
  const idAt = (index: number | null): string | null => points[index ?? -1]?.id ?? null;
  const since = found && { ...found, movedFrom: idAt(known.movedFrom) };
  const slowBuilds = (since?.buildsAgo ?? 0) + 1;
  return { ...evidence, p: null, since, slowBuilds, lastingSince: idAt(known.lastingAt) };
}
