/** Measurements of a time or a rate that are suddenly 0: nothing was measured. */
import { metricKind } from '../../history/schema.ts';
import { openHandles } from '../../history/series-handles.ts';
import { minBaseline } from '../../model/baseline.ts';
import type { Build } from '../../model/build.ts';
import type { History } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import { longestPast } from '../longest-past.ts';
import { isMachineSpeed, keyOfMetric } from '../series-key.ts';
import { findComparable } from './comparable.ts';
import { readMetricValues } from './task-values.ts';

/**
 * Counts, sizes and shares may become 0, such as the number of errors, unless the whole log is 0. So may a time that
 * was 0 before, such as a wait.
 * @param branch of the baseline; null: all
 */
export function findZeros(
  build: Pick<Build, 'id' | 'name' | 'startTimeMs' | 'context' | 'metrics'>,
  history: History,
  branch: string | null,
): readonly Metric[] {
  const zeros = build.metrics.filter(({ value }) => value === 0);
  const mustMeasure = zeros.filter((metric) => isMachineSpeed(keyOfMetric(metric)));
  if (mustMeasure.length === 0) return [];
  const past = findComparable(build, history, branch).past.slice(-longestPast);
  const named = new Map(zeros.map((metric) => [metric.name, metric]));
  const values = new Float64Array(history.builds.length);
  const found = new Set<Metric>();
  for (const { name, kind, read } of openHandles(history, past, new Set(named.keys()))) {
    const metric = kind === metricKind ? named.get(name) : undefined;
    if (metric === undefined) continue;
    const stored = read();
    if (stored.unit !== metric.unit) continue;
    readMetricValues(stored, values);
    const known = past.filter((index) => !Number.isNaN(values[index]));
    if (known.length >= minBaseline && known.every((index) => values[index] !== 0)) found.add(metric);
  }
  const isLost = zeros.length === build.metrics.length && mustMeasure.some((metric) => found.has(metric));
  return (isLost ? zeros : mustMeasure).filter((metric) => found.has(metric));
}
