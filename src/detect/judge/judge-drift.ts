/**
 * Whether a series drifts: a slow rise over a month that neither the environment nor a single step explains.
 */
import type { Placed } from '../collect/collect-series.ts';
import type { Survey } from '../collect/survey-builds.ts';
import { isExact } from '../series-key.ts';
import { type Assessment, assessSeries } from './assess-series.ts';
import type { Assessed } from './assessed.ts';
import { type Drift, findDrift } from './find-drift.ts';
import type { SharedFactors } from './share-factors.ts';

export interface JudgedDrift extends Drift {
  /** The values in which it was found, and the same values cleaned. */
  readonly values: Placed;
  readonly cleaned: Float64Array;
}

/** @param confirmAt the largest p that confirms it */
export function judgeDrift(
  judged: Assessed,
  confirmAt: number,
  survey: Survey,
  factors: SharedFactors,
): JudgedDrift | null {
  const { series, assessment } = judged;
  if (series.key.unit === 'ratio') return null;
  const { month } = series;
  const values: Placed = month ?? { scaled: assessment.scaled, places: series.places };
  const times = survey.timesOf(values);
  // Most series have no drift, with or without the effects of the environment.
  if (findDrift(values.scaled, times) === null) return null;
  const factor = month === null ? factors.of(series) : factors.ofMonth(series);
  const cleaned = month === null ? assessment : assessMonth(judged, month, survey, factor);
  const drift = findDrift(cleaned.scaled, times);
  if (drift === null || drift.p > confirmAt) return null;
  // If all tasks drift together, the build's own time shows it.
  const own = cleaned.scaled.map((value, i) => value - (factor?.[i] ?? 0));
  if (factor !== null && cleaned.corrected !== 'build' && findDrift(own, times) === null) return null;
  return { ...drift, values, cleaned: cleaned.scaled };
}

function assessMonth(
  { series: { key, scale }, gate }: Assessed,
  month: Placed,
  survey: Survey,
  factor: Float64Array | null,
): Assessment {
  const { scaled } = month;
  const runners = survey.runnersOf(month);
  return assessSeries({ scaled, scale, fresh: 0, gate, exact: isExact(key), runners, factor });
}
