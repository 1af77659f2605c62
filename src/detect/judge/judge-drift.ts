/** Whether a series drifts: a slow rise over a month, which neither its surroundings nor a single step explain. */
import type { Placed } from '../collect/collect-series.ts';
import type { Survey } from '../collect/survey-builds.ts';
import { isExact } from '../series-key.ts';
import { type Assessment, assessSeries } from './assess-series.ts';
import type { Assessed } from './assessed.ts';
import { type Drift, findDrift } from './find-drift.ts';
import type { SharedFactors } from './share-factors.ts';

export interface JudgedDrift extends Drift {
  /** The values it was found in, and the same cleaned. */
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
  // Most series have none, with or without what their surroundings do.
  if (findDrift(values.scaled, times) === null) return null;
  const factor = month === null ? factors.of(series) : factors.ofMonth(series);
  const cleaned = month === null ? assessment : assessMonth(judged, month, survey, factor);
  const drift = findDrift(cleaned.scaled, times);
  if (drift === null || drift.p > confirmAt) return null;
  // Where all tasks creep together, the build's own time says so.
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
