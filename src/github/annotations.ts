/** Failed thresholds and regressions as annotations of the run (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). */

import type { Alert } from '../model/alert.ts';
import { escapeTerminal } from '../render/escape.ts';
import { endSentence } from '../words/phrases.ts';

export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
}

/** GitHub shows 10 errors and 10 warnings of a step, and 4,096 characters of each. */
const maxPerLevel = 10;
const maxMessage = 4096;

/** Alerts (most severe first) as annotations within GitHub's limits; the last one counts what did not fit. */
export function planAnnotations(alerts: readonly Alert[]): Annotation[] {
  const errors = alerts.filter(({ level }) => level === 'critical' || level === 'error');
  const warnings = alerts.filter(({ level }) => level === 'warning');
  return [...planLevel('error', errors), ...planLevel('warning', warnings)];
}

/** Prints annotations through the toolkit, which escapes line ends and separators. */
export async function writeAnnotations(annotations: readonly Annotation[]): Promise<void> {
  const core = await import('@actions/core');
  for (const { level, title, message } of annotations) core[level](message, { title });
}

function planLevel(level: Annotation['level'], alerts: readonly Alert[]): Annotation[] {
  const shown = alerts.length > maxPerLevel ? alerts.slice(0, maxPerLevel - 1) : alerts;
  const annotations = shown.map((alert) => ({
    level,
    title: 'Build Telemetry',
    message: escapeTerminal(
      [endSentence(alert.message), alert.action].filter((part) => part !== '').join(' '),
      maxMessage,
    ),
  }));
  const more = alerts.length - shown.length;
  if (more === 0) return annotations;
  const message = `${more} more at this level: see the job summary.`;
  return [...annotations, { level, title: 'Build Telemetry', message }];
}
