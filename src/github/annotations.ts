/** Failed tests at their lines, exceeded thresholds and regressions as annotations of the run (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). */

import type { Alert } from '../model/alert.ts';
import { formatCount } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { escapeTerminal } from '../render/escape.ts';
import { describeFailureState } from '../words/describe-failures.ts';
import { failedTasks } from '../words/group-failures.ts';
import { endSentence, plainPhrase } from '../words/phrases.ts';

export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  /** The place in the repository; absent for the build as a whole. */
  readonly file?: string;
  readonly startLine?: number;
}

/** GitHub shows 10 errors and 10 warnings of a step, and 4,096 characters of each. */
const maxPerLevel = 10;
const maxMessage = 4096;

/**
 * New failures and severe alerts as errors, others as warnings, within GitHub's limits; the last annotation of a
 * level counts the rest.
 */
export function planAnnotations(
  report: Pick<Report, 'alerts' | 'build' | 'failures' | 'tasks' | 'baseline' | 'verdict'>,
): Annotation[] {
  const planned = [
    ...annotateAlerts(report.alerts.filter(({ level }) => level === 'critical')),
    ...annotateFailures(report),
    ...annotateAlerts(report.alerts.filter(({ level }) => level !== 'critical' && level !== 'info')),
  ];
  // A step that passes shows no error.
  const all: readonly Annotation[] =
    report.verdict === 'fail' ? planned : planned.map((each) => ({ ...each, level: 'warning' }));
  return (['error', 'warning'] as const).flatMap((level) =>
    fitLevel(
      level,
      all.filter((annotation) => annotation.level === level),
    ),
  );
}

/** Prints annotations with the toolkit, which escapes line ends and separators. */
export async function writeAnnotations(annotations: readonly Annotation[]): Promise<void> {
  const core = await import('@actions/core');
  for (const { level, message, ...place } of annotations) core[level](message, place);
}

function annotateFailures(report: Pick<Report, 'build' | 'failures' | 'tasks' | 'baseline'>): Annotation[] {
  return failedTasks(report).flatMap(({ is, ...failed }) => {
    const { failure, errorType } = is;
    // Without a place it would only repeat the summary.
    if (!failure?.file || failure.line === null) return [];
    const state = plainPhrase(describeFailureState(failed, report));
    const lines = (failure.message ?? errorType ?? 'Failed').split('\n');
    return [
      {
        level:
          failed.state === 'known' || failed.state === 'flaky' ? ('warning' as const) : ('error' as const),
        title: escapeTerminal(`${is.name} (${state})`, 200),
        message: lines.map((line) => escapeTerminal(line, 300)).join('\n'),
        file: escapeTerminal(failure.file, 500),
        startLine: failure.line,
      },
    ];
  });
}

function annotateAlerts(alerts: readonly Alert[]): Annotation[] {
  return alerts.map(({ level, message, action }) => ({
    level: level === 'critical' || level === 'error' ? ('error' as const) : ('warning' as const),
    title: 'Build Telemetry',
    message: escapeTerminal(
      [endSentence(message), action].filter((part) => part !== '').join(' '),
      maxMessage,
    ),
  }));
}

function fitLevel(level: Annotation['level'], annotations: readonly Annotation[]): Annotation[] {
  if (annotations.length <= maxPerLevel) return [...annotations];
  const more = annotations.length - maxPerLevel + 1;
  const message = `${formatCount(more)} more at this level: see the job summary.`;
  return [...annotations.slice(0, maxPerLevel - 1), { level, title: 'Build Telemetry', message }];
}
