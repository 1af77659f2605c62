/** Turns what was found into alerts: thresholds, regressions, a missing baseline, an incomplete build. */

import { hasFailed } from '../metrics/final-tasks.ts';
import { isSecurityEvent } from '../metrics/measure-build.ts';
import type { Alert, ThresholdOutcome, Unit } from '../model/alert.ts';
import type { Baseline, BaselineStatus } from '../model/baseline.ts';
import type { Change, EnvironmentChange } from '../model/change.ts';
import type { Level } from '../model/level.ts';
import { isAtLeast } from '../model/level-order.ts';
import type { Report } from '../model/report.ts';
import type { Measure, SeriesKey } from '../model/series.ts';
import { seriesId } from '../model/series.ts';
import type { TaskReport } from '../model/work.ts';
import { thresholdMetrics } from '../settings/threshold-metrics.ts';
import { formatChange, formatMeasure, formatMove, formatUnit, plural } from './numbers.ts';
import { describeBand, describeEvidence, joinPhrase } from './phrases.ts';
import { findFailures, thresholdActions } from './threshold-actions.ts';

/** Whether an alert is at or above the level that closes the gate; one build's word or another machine never does. */
export function closesGate({ level, source }: Alert, failOn: Level | 'never'): boolean {
  const isSure = source !== 'suspect' && source !== 'environment';
  return failOn !== 'never' && isSure && isAtLeast(level, failOn);
}

/** Alerts of the thresholds that fired and are not superseded. */
export function alertThresholds(found: Evidence & Pick<Report, 'thresholds'>): Alert[] {
  return found.thresholds
    .filter((outcome) => outcome.fired && !outcome.superseded)
    .map((outcome) => alertThreshold(outcome, found));
}

/** What of a report helps to debug a threshold that fired. */
type Evidence = Pick<Report, 'metrics' | 'tasks' | 'events'>;

function alertThreshold(outcome: ThresholdOutcome, found: Evidence): Alert {
  const limit = formatUnit(outcome.limit, outcome.unit);
  return {
    id: outcome.id,
    level: outcome.level,
    source: 'threshold',
    message: `${sayValue(outcome)}, ${outcome.comparison} the limit of ${limit}`,
    action: thresholdActions[outcome.metric] ?? '',
    value: outcome.value,
    limit: outcome.limit,
    unit: outcome.unit,
    context: thresholdContext(outcome, found),
  };
}

/** `Error rate is 31 %`, `2 failed tasks`. */
function sayValue({ metric, value, unit }: ThresholdOutcome): string {
  const title = thresholdMetrics[metric]?.title ?? metric;
  if (unit !== 'count' && unit !== 'tokens') return `${title} is ${formatUnit(value, unit)}`;
  return plural(value ?? 0, title.toLowerCase().replace(/s$/, ''));
}

/** What helps to debug it: the first failures, the dearest model, the slowest task. */
function thresholdContext(
  { metric }: ThresholdOutcome,
  { metrics, tasks, events }: Evidence,
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
  if (/success|failed|error/.test(metric)) {
    add('failed', `${metrics.failedTasks} of ${plural(metrics.tasks, 'task')}`);
    Object.assign(context, failureContext({ metrics, tasks }));
  }
  if (/cost|tokens/.test(metric)) {
    add('this build', formatUnit(metrics.costUsd, 'usd'));
    const [model] = [...metrics.models].sort((a, b) => b.costUsd - a.costUsd);
    add('dearest model', model && `${model.model} (${formatUnit(model.costUsd, 'usd')})`);
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

/** Where to begin when tasks failed. */
function failureContext({ metrics, tasks }: Pick<Report, 'metrics' | 'tasks'>): Record<string, string> {
  const first = tasks.find(hasFailed)?.name;
  const [top] = metrics.topErrors;
  return {
    ...(first === undefined ? {} : { 'first failed': first }),
    ...(top === undefined ? {} : { 'most frequent error': `${top.type} (${top.count})` }),
  };
}

function changeWords({ verdict, series }: Change, by: string): string {
  const words: Readonly<Record<Measure, string>> = {
    duration: verdict === 'drift' ? `has become ${by} slower over a month` : `is ${by} slower`,
    cost: verdict === 'drift' ? `has come to cost ${by} more over a month` : `costs ${by} more`,
    tokens:
      verdict === 'drift' ? `has come to take ${by} more tokens over a month` : `takes ${by} more tokens`,
    value: `is ${by} ${series.better === 'lower' ? 'higher' : 'lower'}`,
    cache_hit_rate: `finds ${by} less in the cache`,
    success_rate: `succeeds ${by} less often`,
    flake_rate: `flakes ${by} more often`,
  };
  return words[series.measure];
}

function unitOf({ measure, unit }: SeriesKey): Unit {
  if (measure !== 'value') return unit as Unit;
  return unit === 'ms' ? 'ms' : unit === 'By' ? 'bytes' : 'count';
}

/** Alerts of the changes that have a level. */
export function alertChanges(changes: readonly Change[], isPullRequest: boolean): Alert[] {
  return changes.flatMap((change) =>
    change.level === null ? [] : [alertChange(change, change.level, isPullRequest)],
  );
}

function alertChange(change: Change, level: Level, isPullRequest: boolean): Alert {
  const { series } = change;
  const subject = series.scope === 'build' ? 'the build' : (series.task ?? '');
  const by = formatMove(change).replace(/^[+−]/, '');
  const words = changeWords(change, by);
  const from = formatMeasure(change.from, series);
  const to = formatMeasure(change.to, series);
  // A task's name stays as it is; "the build" begins the sentence.
  const start = change.verdict === 'suspect' ? 'Suspected: ' : '';
  const sentence = `${start}${subject} ${words} (${from} → ${to})`;
  return {
    id: `${change.verdict === 'drift' ? 'drift' : 'regression'}:${seriesId(series)}`,
    level,
    source: change.verdict === 'suspect' ? 'suspect' : 'regression',
    message: sentence.replace(/^the build/, 'The build'),
    action: adviseOnChange(change, isPullRequest),
    value: change.to,
    limit: change.from,
    unit: unitOf(series),
    context: changeContext(change),
  };
}

function adviseOnChange(change: Change, isPullRequest: boolean): string {
  const subject = change.series.task === null ? 'the build' : joinPhrase([{ name: change.series.task }]);
  if (change.verdict === 'drift') return 'Look at what grew over the month: no single commit stands out.';
  if (change.series.measure === 'flake_rate')
    return `Mend or quarantine ${subject}: it passes and fails on the same commit.`;
  if (change.series.measure === 'success_rate') return `Look at the newest failures of ${subject}.`;
  if (change.verdict === 'suspect') {
    return adviseOnSuspect(change, isPullRequest);
  }
  const { since } = change;
  if (since?.commit && since.lastGoodCommit) {
    return `Look at the commits after ${since.lastGoodCommit.slice(0, 7)}, up to ${since.commit.slice(0, 7)}.`;
  }
  return isPullRequest
    ? `Look at what this pull request adds to ${subject}.`
    : 'Look at what changed with the first slow build.';
}

function adviseOnSuspect({ slowBuilds, buildsNeeded }: Change, isPullRequest: boolean): string {
  const needed = buildsNeeded ?? 1;
  return isPullRequest
    ? `Re-run this job ${needed === 1 ? 'once' : `${needed} times`} to confirm or clear it.`
    : `Not confirmed yet: ${slowBuilds} of ${slowBuilds + needed} slow builds in a row seen.`;
}

function changeContext(change: Change): Record<string, string> {
  const context: Record<string, string> = {
    usual: describeBand(change),
    evidence: describeEvidence(change),
  };
  if (change.since?.commit) context['since commit'] = change.since.commit.slice(0, 7);
  return context;
}

/** A whole build that is slower for its surroundings: worth knowing, nobody's fault. */
export function alertEnvironment(environment: EnvironmentChange | null): Alert[] {
  if (environment === null) return [];
  const { by, ratio, series, fromRunner, toRunner } = environment;
  const runner = fromRunner && toRunner ? `: ${toRunner} instead of ${fromRunner}` : '';
  const size = formatChange(ratio).replace(/^\+/, '');
  const message =
    by === 'runner'
      ? `The runner makes the build ${size} slower${runner}`
      : `Most tasks are ${size} slower together, so no single one is to blame${runner && `; the runner is new${runner}`}`;
  return [
    {
      id: 'environment',
      level: 'warning',
      source: 'environment',
      message,
      action:
        by === 'runner'
          ? 'Nothing points to the code. If the job must keep its speed, ask for the same class of runner.'
          : 'Run the job again; if it stays slow, look at the runner and at what all tasks share.',
      value: ratio,
      limit: null,
      unit: 'ratio',
      context: { 'slower together, so none of them is blamed': plural(series, 'series', 'series') },
    },
  ];
}

const missingWords: Readonly<Record<Exclude<BaselineStatus, 'ready' | 'learning'>, string>> = {
  missing: 'There is no history to compare with',
  unreachable: 'The history could not be reached, so nothing was compared',
  'rate-limited': 'The history was asked for too often just now, so nothing was compared',
  denied: 'The history may not be read by this run, so nothing was compared',
  corrupt: 'The history could not be read, so nothing was compared',
  'wrong-scope': 'A history exists, but not where this run may read it, so nothing was compared',
};

/** The alert of `on-missing-baseline`: nothing when a baseline is there, or grows, or none is asked for. */
export function alertBaseline(baseline: Baseline, policy: 'pass' | 'warn' | 'fail'): Alert[] {
  if (baseline.status === 'ready' || baseline.status === 'learning' || policy === 'pass') return [];
  return [
    {
      id: 'baseline',
      level: policy === 'fail' ? 'critical' : 'warning',
      source: 'baseline',
      message: missingWords[baseline.status],
      action:
        baseline.status === 'missing'
          ? `Run this workflow on ${baseline.branch ?? 'the default branch'} so that a history grows.`
          : 'See the problems of this report for what stood in the way.',
      value: baseline.builds,
      limit: null,
      unit: 'count',
      context: { status: baseline.status, branch: baseline.branch ?? '' },
    },
  ];
}

/** Warnings about the build itself: failed, incomplete, or too damaged to judge. */
export function alertBuild({ build, metrics, tasks }: Pick<Report, 'build' | 'metrics' | 'tasks'>): Alert[] {
  const warn = (id: string, message: string, action: string, context = {}): Alert => ({
    id,
    level: 'warning',
    source: 'build',
    message,
    action,
    value: null,
    limit: null,
    unit: 'count',
    context: { result: build.result, ...context },
  });
  const alerts: Alert[] = [];
  if (build.degraded) {
    alerts.push(
      warn(
        'degraded',
        'Too much of the log could not be read to judge this build',
        'See the problems of this report.',
      ),
    );
  } else if (!build.complete) {
    alerts.push(
      warn(
        'incomplete',
        'The log does not hold the whole build, so its speed was not judged',
        'Let the build write its log to the end, or upload it in a step that runs `if: always()`.',
      ),
    );
  }
  if (build.result !== 'success' && build.result !== 'unknown' && build.result !== 'skip') {
    const failed = metrics.failedTasks > 0 ? `: ${metrics.failedTasks} of ${metrics.tasks} tasks failed` : '';
    alerts.push(
      warn(
        'build-failed',
        `The build ended in ${build.result}${failed}`,
        metrics.failedTasks > 0 ? findFailures : 'Look at the log of the build: no task of it failed.',
        failureContext({ metrics, tasks }),
      ),
    );
  }
  return alerts;
}
