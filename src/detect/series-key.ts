/** Names of followed series. */

import type { Metric } from '../model/metric.ts';
import type { Measure, SeriesKey } from '../model/series.ts';
import { isPerTime, isTimeUnit } from '../model/time-units.ts';

const units: Readonly<Record<Measure, string>> = {
  duration: 'ms',
  cost: 'usd',
  tokens: 'tokens',
  value: '1',
  cache_hit_rate: 'ratio',
  success_rate: 'ratio',
  flake_rate: 'ratio',
};

/** Key of the series of a measurement. */
export function keyOfMetric({ name, unit, better }: Pick<Metric, 'name' | 'unit' | 'better'>): SeriesKey {
  return { scope: 'metric', measure: 'value', task: name, kind: 'metric', unit, better };
}

/** Whether a constant past is trusted to stay constant: counts, tokens and sizes, but no times. */
export function isExact({ measure, unit }: SeriesKey): boolean {
  return measure !== 'duration' && !isTimeUnit(unit);
}

/**
 * Whether it depends on the speed of the machine: the time of a task or group, or a measurement in a unit of
 * time or in amounts per time.
 */
export function isMachineSpeed(key: SeriesKey): boolean {
  if (key.scope === 'metric') return isTimeUnit(key.unit) || isPerTime(key.unit);
  return key.scope !== 'build' && key.measure === 'duration';
}

/** Key of a series of the build itself, or of a task. */
export function makeSeriesKey(
  measure: Measure,
  task: { readonly name: string; readonly kind: string } | null,
  buildKind: string | null = null,
): SeriesKey {
  const higher = measure === 'cache_hit_rate' || measure === 'success_rate';
  return {
    scope: task === null ? 'build' : 'task',
    measure,
    task: task?.name ?? null,
    kind: task === null ? buildKind : task.kind,
    unit: units[measure],
    better: higher ? 'higher' : 'lower',
  };
}
