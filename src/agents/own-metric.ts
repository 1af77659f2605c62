/** A custom metric as the log has it: its first record in each process holds the definition. */
import { isFields, readNumber, readText } from '../ingest/read-fields.ts';
import type { MetricKind, MetricSpec } from '../model/metric-point.ts';
import type { PerformanceEvent, RecordedEvent } from '../recorder/events.ts';

export const metricKinds: readonly MetricKind[] = ['counter', 'gauge', 'histogram', 'summary'];

/** @returns null for an event without a definition */
export function readOwnMetric(event: RecordedEvent): MetricSpec | null {
  const { metadata } = event;
  const { metricName: name } = event as Partial<PerformanceEvent>;
  const { metric } = metadata;
  if (typeof name !== 'string' || !isFields(metric)) return null;
  const kind = metricKinds.find((each) => each === metric['kind']);
  if (kind === undefined) return null;
  const { labels, bounds } = metric;
  return {
    name,
    kind,
    help: readText(metric, 'help') ?? '',
    unit: readText(metric, 'unit') ?? '1',
    labels: Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : [],
    ...(Array.isArray(bounds) && {
      bounds: bounds.filter((bound) => readNumber({ bound }, 'bound') !== null),
    }),
  };
}
