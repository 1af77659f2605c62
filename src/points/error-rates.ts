/** Errors a second over the last minute, by component and type: a gauge that falls to 0 when the errors stop. */
import type { MetricPoint } from '../model/metric-point.ts';
import { pointKey } from './point-key.ts';

const windowMs = 60_000;

/**
 * @param points of `error_total`, oldest first: as many as there were errors
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
