/** Limits that are exceeded without being new. */
import type { ThresholdOutcome } from '../model/alert.ts';
import { formatCount } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { thresholdMetrics } from '../settings/threshold-metrics.ts';
import { formatUnit } from './numbers.ts';

/** Why an exceeded limit does not fire. */
export const waivedWords: Readonly<Record<NonNullable<ThresholdOutcome['waived']>, string>> = {
  baseline: 'as on the baseline',
  learning: 'without a baseline yet',
};

/** `2 of 11 exceeded, as on the baseline`: as many as the rows below it call exceeded. */
export function countExceeded(thresholds: Report['thresholds']): string {
  const waived = thresholds.flatMap((outcome) => outcome.waived ?? []);
  const exceeded = thresholds.filter(({ fired }) => fired).length + waived.length;
  const count = `${formatCount(exceeded)} of ${formatCount(thresholds.length)} exceeded`;
  const [why] = waived;
  if (why === undefined) return count;
  const part = waived.length === exceeded ? '' : `${formatCount(waived.length)} of them `;
  return `${count}, ${part}${waivedWords[why]}`;
}

/** In one sentence; '' without any. */
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
