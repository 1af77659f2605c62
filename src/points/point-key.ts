/** The identity of a series: a name and a set of labels, in any order. */
import type { Labels } from '../model/metric-point.ts';

/** The label of the series that counts label sets beyond the limit together, as in OpenTelemetry's SDKs. */
export const overflowLabel = 'otel_metric_overflow';

export function pointKey(name: string, labels: Labels): string {
  const names = Object.keys(labels);
  if (names.length > 1) names.sort();
  let key = name;
  for (const label of names) key += `\0${label}\0${labels[label]}`;
  return key;
}
