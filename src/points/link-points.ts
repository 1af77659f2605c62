/** Points of series that are known from their beginning: each gets the previous value of its series. */
import type { MetricPoint } from '../model/metric-point.ts';
import { pointKey } from './point-key.ts';

/**
 * @param points oldest first
 * @param past values of the series before their first point, by `pointKey`; 0 if absent
 */
export function linkPoints(
  points: readonly MetricPoint[],
  past: ReadonlyMap<string, number> = new Map(),
): MetricPoint[] {
  const totals = new Map(past);
  return points.map((point) => {
    if (point.kind === 'gauge') return point;
    const key = pointKey(point.name, point.labels);
    const before = totals.get(key) ?? 0;
    totals.set(key, point.distribution?.count ?? point.value);
    return { ...point, before };
  });
}
