/**
 * Errors per second over the last minute, by component and type: a gauge that falls to 0 when the errors
 * stop.
 */
import type { MetricPoint } from '../model/metric-point.ts';
import { pointKey } from './point-key.ts';

const windowMs = 60_000;

/**
 * @param points of `error_total`, oldest first, one per error
 * @returns one `error_rate` for each component and type that ever had an error
 */
export function measureErrorRates(points: readonly MetricPoint[], nowMs: number): MetricPoint[] {
  const rates = new Map<string, { component: string; error_type: string; errors: number }>();
  for (const { name, labels, timeMs } of points) {
    if (name !== 'error_total') continue;
    const { component = '', error_type = '' } = labels;
    const key = pointKey('', { component, error_type });
    const known = rates.get(key) ?? { component, error_type, errors: 0 };
    rates.set(key, known);
    if (timeMs > nowMs - windowMs && timeMs <= nowMs) known.errors += 1;
  }
  return [...rates.values()].map(({ errors, ...labels }) => ({
    name: 'error_rate',
    kind: 'gauge',
    labels,
    timeMs: nowMs,
    value: errors / (windowMs / 1000),
  }));
}

/**
 * The same at the time of each error, for queries about the past.
 * @param points of `error_total`, oldest first
 */
export function followErrorRates(points: readonly MetricPoint[]): MetricPoint[] {
  const recent = new Map<string, number[]>();
  return points
    .filter(({ name }) => name === 'error_total')
    .map(({ labels: { component = '', error_type = '' }, timeMs }) => {
      const labels = { component, error_type };
      const key = pointKey('', labels);
      const times = [...(recent.get(key) ?? []), timeMs].filter((time) => time > timeMs - windowMs);
      recent.set(key, times);
      const value = times.length / (windowMs / 1000);
      return { name: 'error_rate', kind: 'gauge', labels, timeMs, value };
    });
}
