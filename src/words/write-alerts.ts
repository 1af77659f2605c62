/** Alerts about the build itself: thresholds, a missing baseline, failed tests, an incomplete log. */

import { isSecurityEvent } from '../metrics/measure-build.ts';
import type { Alert, ThresholdOutcome } from '../model/alert.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Level } from '../model/level.ts';
import { isAtLeast } from '../model/level-order.ts';
import type { Report } from '../model/report.ts';
import type { TaskReport } from '../model/work.ts';
import { thresholdMetrics } from '../settings/threshold-metrics.ts';
import { placeOfNotes } from './advise-here.ts';
import { findElsewhere } from './describe-elsewhere.ts';
import { adviseOnFailures, countAllFailures, countFailures } from './describe-failures.ts';
import { explainIncomplete } from './explain-incomplete.ts';
import { isAboutFailures } from './failure-thresholds.ts';
import { failedTasks } from './group-failures.ts';
import { notCompared } from './not-compared.ts';
import { nounOf } from './noun-of.ts';
import { formatUnit } from './numbers.ts';
import { adviseBaseline, joinPhrase } from './phrases.ts';
import { thresholdActions } from './threshold-actions.ts';

/** Failed tests, tasks, or the build as a whole. */
export const failedId = 'build-failed';

/**
 * Whether an alert fails the check: by its level, except for unconfirmed regressions and runner changes, which
 * never do. `fail-on-tests` alone decides on failed tests, and with it an incomplete log fails the check;
 * `on-missing-baseline` decides on a missing baseline.
 */
export function closesGate({ level, source }: Alert, failOn: Level | 'never'): boolean {
  if (source === 'tests' || source === 'baseline') return level === 'critical';
  const isSure = source !== 'suspect' && source !== 'environment';
  return failOn !== 'never' && isSure && isAtLeast(level, failOn);
}

/** Alerts of the thresholds that fired and are not superseded. */
export function alertThresholds(found: AlertFacts & Pick<Report, 'thresholds'>): Alert[] {
  return found.thresholds
    .filter((outcome) => outcome.fired && !outcome.superseded)
    .map((outcome) => alertThreshold(outcome, found));
}

/** The facts of a report that help to debug a threshold. */
type AlertFacts = Pick<Report, 'metrics' | 'tasks' | 'events' | 'failures'>;

function alertThreshold(outcome: ThresholdOutcome, found: AlertFacts): Alert {
  const limit = formatUnit(outcome.limit, outcome.unit);
  const bound = outcome.comparison === 'below' ? 'minimum' : 'limit';
  const isOfTasks = outcome.unit === 'ratio' && isAboutFailures(outcome.metric);
  const { all, quarantined } = countAllFailures(found);
  const { tasks, skippedTasks } = found.metrics;
  const noun = nounOf(found.tasks.map(({ kind }) => kind));
  const of = isOfTasks
    ? `${formatCount(all - quarantined)} of ${plural(tasks - skippedTasks - quarantined, noun)} failed, `
    : '';
  return {
    id: outcome.id,
    level: outcome.level,
    source: 'threshold',
    message: `${describeValue(outcome)} (${of}${bound}: ${limit})`,
    action:
      found.metrics.failedTasks > 0 && isAboutFailures(outcome.metric)
        ? ''
        : (thresholdActions[outcome.metric] ?? ''),
    value: outcome.value,
    limit: outcome.limit,
    unit: outcome.unit,
    context: thresholdContext(outcome, found),
  };
}

/** `error rate 31%`, `2 failed tasks`. */
function describeValue({ metric, value, unit }: ThresholdOutcome): string {
  const title = thresholdMetrics[metric]?.title ?? metric;
  if (unit !== 'count' && unit !== 'tokens') return `${title} ${formatUnit(value, unit)}`;
  return plural(value ?? 0, title.toLowerCase().replace(/s$/, ''));
}

/** Facts for debugging: the first failures, the most expensive model, the slowest task. */
function thresholdContext(
  { metric }: ThresholdOutcome,
  { metrics, tasks, events }: AlertFacts,
): Record<string, string> {
  const context: Record<string, string> = {};
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined) context[key] = value;
  };
  if (metric === 'security_violations') {
    const first = events.find(isSecurityEvent);
    add('first', first && [first.type, first.message].filter(Boolean).join(': '));
    add('file', first?.attributes['file.path']?.toString());
  }
  if (/cost|tokens/.test(metric)) {
    add('this build', formatUnit(metrics.costUsd, 'usd'));
    const [model] = [...metrics.models].sort((a, b) => (b.costUsd ?? 0) - (a.costUsd ?? 0));
    add(
      'most expensive model',
      model?.costUsd ? `${model.model} (${formatUnit(model.costUsd, 'usd')})` : undefined,
    );
  }
  if (/duration/.test(metric)) {
    const slowest = tasks.reduce<TaskReport | null>(
      (worst, task) => ((task.durationMs ?? -1) > (worst?.durationMs ?? -1) ? task : worst),
      null,
    );
    add('slowest task', slowest ? `${slowest.name} (${formatUnit(slowest.durationMs, 'ms')})` : undefined);
  }
  return context;
}

/** The alert of `on-missing-baseline`: nothing if a baseline exists, is growing, or is not required. */
export function alertBaseline(
  { baseline, build, problems }: Pick<Report, 'baseline' | 'build' | 'problems'>,
  policy: 'pass' | 'warn' | 'fail',
): Alert[] {
  if (baseline.status === 'ready' || baseline.status === 'learning' || policy === 'pass') return [];
  const elsewhere = baseline.status === 'missing' ? findElsewhere(problems) : null;
  return [
    {
      id: 'baseline',
      level: policy === 'fail' ? 'critical' : 'warning',
      source: 'baseline',
      message: elsewhere?.what ?? notCompared[baseline.status],
      action: joinPhrase(adviseBaseline({ baseline, build, problems })),
      value: baseline.builds,
      limit: null,
      unit: 'count',
      context: { status: baseline.status, branch: baseline.branch ?? '' },
    },
  ];
}

/** Warnings about the build itself: failed, incomplete, or too damaged to compare. */
export function alertBuild(report: FailureFacts & Pick<Report, 'metrics' | 'tasks'>): Alert[] {
  return [...alertLosses(report), ...alertFailures(report)];
}

/** What is missing may be a failed test. */
function alertLosses({ build, problems, failOnTests }: FailureFacts): Alert[] {
  if (build.complete && !build.degraded) return [];
  const id = build.degraded ? 'degraded' : 'incomplete';
  const { reason, action } = build.degraded
    ? { reason: 'too much of the log could not be read', action: `See ${placeOfNotes(build.context)}.` }
    : explainIncomplete(problems, build.context);
  if (failOnTests === 'never') return [warn(id, `Not compared: ${reason}`, action)];
  const alert = warn(id, `Failed tests may be missing, as ${reason}`, action);
  return [{ ...alert, level: 'critical', source: 'tests' }];
}

type FailureFacts = Pick<Report, 'build' | 'failures' | 'failOnTests' | 'problems' | 'trend'>;

/** Failed tests and tasks; an error if `fail-on-tests` selects one of them. */
function alertFailures(report: FailureFacts & Pick<Report, 'metrics' | 'tasks'>): Alert[] {
  const { build, failOnTests } = report;
  const failed = failedTasks(report);
  const { result } = build;
  const isUnlisted = report.problems.some(({ code }) => code === 'unlisted-failure');
  const isSelected = (isNew: boolean): boolean => failOnTests === 'any' || (failOnTests === 'new' && isNew);
  const alertTests = (message: string, action: string, isGated: boolean): Alert => {
    const isCritical = isGated || (isUnlisted && isSelected(!failsOnBaseline(report)));
    return {
      ...warn(failedId, message, action),
      level: isCritical ? 'critical' : 'warning',
      source: 'tests',
    };
  };
  const open = failed.filter(({ quarantine }) => quarantine === null);
  if (open.length > 0 || (failed.length > 0 && !isUnlisted)) {
    const alert = alertTests(
      countFailures(report),
      adviseOnFailures(report),
      open.some(({ state }) => isSelected(state === 'new')),
    );
    return [open.length === 0 ? { ...alert, level: 'info' } : alert];
  }
  if (result === 'success' || result === 'unknown' || result === 'skip') return [];
  const message = `The build ended with ${result}`;
  const action = 'See the log of the build: none of its tasks failed.';
  return [isUnlisted ? alertTests(message, action, false) : warn(failedId, message, action)];
}

/** The newest build before this one, outside of pull requests, failed without a failed task, too. */
function failsOnBaseline({ trend }: Pick<Report, 'trend'>): boolean {
  const last = trend.slice(0, -1).findLast(({ pullRequest }) => pullRequest === null);
  return last !== undefined && last.failedTasks === 0 && last.result !== 'success';
}

function warn(id: string, message: string, action: string, context: Alert['context'] = {}): Alert {
  return {
    id,
    level: 'warning',
    source: 'build',
    message,
    action,
    value: null,
    limit: null,
    unit: 'count',
    context,
  };
}
