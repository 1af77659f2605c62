/** The newest data point of each series, in the order in which the series began: the input of an exporter. */
import type { MetricPoint } from '../model/metric-point.ts';
import { pointKey } from './point-key.ts';

export function newestPoints(points: readonly MetricPoint[]): MetricPoint[] {
  const newest = new Map<string, MetricPoint>();
  for (const point of points) {
    const key = pointKey(point.name, point.labels);
    const known = newest.get(key);
    if (known === undefined || point.timeMs >= known.timeMs) newest.set(key, point);
  }
  return [...newest.values()];
}
