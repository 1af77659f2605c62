/** Concludes that a series drifts: a slow rise over a month, told of once in it. */

import type { Change } from '../model/change.ts';
import type { Gate } from '../settings/regression-rules.ts';
import { type Assessment, assessSeries } from './assess-series.ts';
import { type Judged, openedPrefixes, type Setting, tellChange } from './change-state.ts';
import type { Collected, Placed } from './collect-series.ts';
import { type BuildPoint, describeChange, type Evidence, relate, round } from './describe-change.ts';
import { type Drift, findDrift } from './find-drift.ts';
import type { Judgement, Scan } from './judge-series.ts';
import { isExact, seriesId } from './series-key.ts';
import type { Survey } from './survey-builds.ts';

const monthMs = 30 * 86_400_000;

/** The drift of a series of which nothing else is to be said. @param confirmAt the largest p that confirms it */
export function concludeDrift(judged: Judged, confirmAt: number, setting: Setting): Change[] {
  const { series, assessment, gate } = judged;
  const { survey } = setting;
  if (setting.isChange || series.key.unit === 'ratio') return [];
  const { month } = series;
  const values: Placed = month ?? { scaled: assessment.scaled, places: series.places };
  const times = survey.timesOf(values);
  // Most series have none, with or without what their surroundings do.
  if (findDrift(values.scaled, times) === null) return [];
  const factor = month === null ? survey.factorOf(series) : survey.monthFactorOf(series);
  const cleaned = month === null ? assessment : assessMonth(series, month, gate, survey, factor);
  const drift = findDrift(cleaned.scaled, times);
  if (drift === null || drift.p > confirmAt) return [];
  // Where all tasks creep together, the build's own time says so.
  const own = cleaned.scaled.map((value, i) => value - (factor?.[i] ?? 0));
  if (factor !== null && cleaned.corrected !== 'build' && findDrift(own, times) === null) return [];
  const recent = (id: string): string | null => {
    const told = survey.toldBy(id);
    return told !== null && survey.nowMs - told.startTimeMs < monthMs ? told.id : null;
  };
  // A step that was told of is no drift.
  if (recent(seriesId(series.key)) !== null) return [];
  const openedBy = recent(openedPrefixes.drift + seriesId(series.key));
  const evidence = describeDrift(
    { ...series, ...values },
    assessment.judgement,
    cleaned.scaled,
    drift,
    survey,
  );
  return [tellChange(judged, evidence, openedBy === null ? 'new' : 'open', setting, openedBy)];
}

function assessMonth(
  { key, scale }: Collected,
  month: Placed,
  gate: Gate,
  survey: Survey,
  factor: Float64Array | null,
): Assessment {
  const { scaled } = month;
  const runners = survey.runnersOf(month);
  return assessSeries({ scaled, scale, fresh: 0, gate, exact: isExact(key), runners, factor });
}

function describeDrift(
  series: Collected,
  judgement: Judgement,
  cleaned: Float64Array,
  { from, to, p, newest, older, olderSpan }: Drift,
  survey: Survey,
): Evidence {
  const { scale } = series;
  const points = survey.pointsOf(series);
  const end = olderSpan[1] + 1;
  const slower: Scan = { p, newest: newest.length, baseline: Float64Array.from(older), end };
  const evidence = describeChange(series, 'confirmed', { ...judgement, slower }, cleaned, points);
  return {
    ...evidence,
    verdict: 'drift',
    from: round(scale.from(from)),
    to: round(scale.from(to)),
    ratio: relate(scale, from, to - from),
    interval: null,
    deterministic: false,
    since: null,
    baselineSpan: [(points[olderSpan[0]] as BuildPoint).id, (points[olderSpan[1]] as BuildPoint).id],
  };
}
