/**
 * Thresholds that fire because of failed tasks: the list of failures has the advice, and one alert is enough.
 */
import type { Alert } from '../model/alert.ts';
import type { Report } from '../model/report.ts';

/** Whether a threshold on this metric fires because of failed tasks. */
export function isAboutFailures(metric: string): boolean {
  return /^(?:success_rate|error_rate|failed_tasks)$/.test(metric);
}

/** A success rate and an error rate have the same meaning: only the first, most severe alert is kept. */
export function leaveOutEchoes(
  { thresholds }: Pick<Report, 'thresholds'>,
  alerts: readonly Alert[],
): Alert[] {
  const ids = new Set(thresholds.filter(({ metric }) => isAboutFailures(metric)).map(({ id }) => id));
  const shown = alerts.find(({ id }) => ids.has(id));
  return alerts.filter((alert) => !ids.has(alert.id) || alert === shown);
}
