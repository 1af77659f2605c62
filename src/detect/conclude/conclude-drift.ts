/** Concludes that a series drifts: reported once a month. */

import type { Change } from '../../model/change.ts';
import { seriesId } from '../../model/series.ts';
import type { BuildPoint, Survey } from '../collect/survey-builds.ts';
import type { JudgedChange } from '../judge/judge-build.ts';
import type { JudgedDrift } from '../judge/judge-drift.ts';
import type { Judgement, Scan } from '../judge/judge-series.ts';
import { roundMeasured } from '../round-number.ts';
import { relate } from '../scale.ts';
import { makeChange, openedPrefixes, type Setting } from './change-state.ts';
import { describeChange, type MeasuredChange } from './describe-change.ts';

const monthMs = 30 * 86_400_000;

/** The drift of a series that has no other change. */
export function concludeDrift(judged: JudgedChange, setting: Setting): Change[] {
  const { series, gate, assessment, drift } = judged;
  const { survey } = setting;
  if (drift === null) return [];
  const recent = (id: string): string | null => {
    const reporter = survey.reportedBy(id);
    return reporter !== null && survey.nowMs - reporter.startTimeMs < monthMs ? reporter.id : null;
  };
  // A step that was reported is not a drift.
  if (recent(seriesId(series.key)) !== null) return [];
  const openedBy = recent(openedPrefixes.drift + seriesId(series.key));
  const evidence = describeDrift(
    { series: { ...series, ...drift.values }, gate },
    assessment.judgement,
    drift,
    survey,
  );
  return [makeChange(judged, evidence, openedBy === null ? 'new' : 'open', setting, openedBy)];
}

function describeDrift(
  judged: Pick<JudgedChange, 'series' | 'gate'>,
  judgement: Judgement,
  { from, to, p, newest, older, olderSpan, cleaned }: JudgedDrift,
  survey: Survey,
): MeasuredChange {
  const { scale } = judged.series;
  const points = survey.pointsOf(judged.series);
  const end = olderSpan[1] + 1;
  const slower: Scan = { p, newest: newest.length, baseline: Float64Array.from(older), end };
  const evidence = describeChange(judged, 'confirmed', { ...judgement, slower }, cleaned, points, null);
  return {
    ...evidence,
    verdict: 'drift',
    from: roundMeasured(scale.from(from)),
    to: roundMeasured(scale.from(to)),
    ratio: relate(scale, from, to - from),
    interval: null,
    deterministic: false,
    since: null,
    slowBuilds: 0,
    baselineSpan: [(points[olderSpan[0]] as BuildPoint).id, (points[olderSpan[1]] as BuildPoint).id],
  };
}
