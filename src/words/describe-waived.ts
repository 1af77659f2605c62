/** Limits that are exceeded without being new, in one sentence; '' without any. */
import type { Report } from '../model/report.ts';
import { thresholdMetrics } from '../settings/threshold-metrics.ts';
import { formatUnit } from './numbers.ts';

export function describeWaived({ thresholds, baseline }: Pick<Report, 'thresholds' | 'baseline'>): string {
  const waived = thresholds.filter((outcome) => outcome.waived !== null);
  if (waived.length === 0) return '';
  const byMetric = new Map(waived.map((outcome) => [outcome.metric, outcome]));
  const values = [...byMetric.values()].map(
    ({ metric, value, limit, unit }) =>
      `${thresholdMetrics[metric]?.title ?? metric} ${formatUnit(value, unit)} (limit: ${formatUnit(limit, unit)})`,
  );
  const isKnown = waived.some((outcome) => outcome.waived === 'baseline');
  const why = isKnown
    ? `as in the builds${baseline.branch === null ? '' : ` on ${baseline.branch}`} before: the baseline decides`
    : 'not checked before there is a baseline';
  return `Known: ${values.join(', ')}, ${why}. For the fixed limits set \`preset: buildrunner\`.`;
}
