/** Checks a build's numbers against the threshold rules. */

import { finalTasks } from '../metrics/final-tasks.ts';
import { measureDurations } from '../metrics/measure-build.ts';
import type { MetricUnit, ThresholdOutcome } from '../model/alert.ts';
import type { Build } from '../model/build.ts';
import type { BuildMetrics } from '../model/build-metrics.ts';
import { isAtLeast } from '../model/level-order.ts';
import type { Measure } from '../model/series.ts';
import type { Task } from '../model/task.ts';
import { thresholdMetrics } from '../settings/threshold-metrics.ts';
import type { Preset, ThresholdRule } from '../settings/threshold-rules.ts';

/** Medians of the baseline that `+10% of baseline` refers to; absent while there is none. */
export type BaselineMedians = Readonly<Partial<Record<Measure, number | null>>>;

/** The kinds of limits; the configuration has the first and the third. */
export type Comparator = 'above' | 'at or above' | 'below' | 'at or below' | 'equal to';

type AnyRule = Omit<ThresholdRule, 'comparison'> & { readonly comparison: Comparator };
type Checked<R extends AnyRule> = Omit<ThresholdOutcome, 'comparison'> & {
  readonly comparison: R['comparison'];
};

/** Logs of agents: their tasks call models, and absolute durations are meaningful. */
const agentFormats = ['buildrunner', 'claude'];

/** The preset for a build: `agent` for agents' logs and for tasks with a model. */
export function choosePreset(preset: Preset, build: Build): Exclude<Preset, 'auto'> {
  if (preset !== 'auto') return preset;
  const agent = build.formats.some((format) => agentFormats.includes(format));
  return agent || build.tasks.some((task) => task.model !== null) ? 'agent' : 'all';
}

/**
 * Checks every rule that the preset includes.
 * @param tasks the last attempt of each task
 * @returns one outcome a rule, in the order of the rules; if several fire on one metric, all but the most
 * severe are `superseded`.
 */
export function checkThresholds(
  build: Build,
  metrics: BuildMetrics,
  rules: readonly ThresholdRule[],
  preset: Exclude<Preset, 'auto'>,
  medians: BaselineMedians,
  tasks: readonly Task[] = finalTasks(build.tasks),
): ThresholdOutcome[] {
  const agent = agentMetrics(build, metrics, tasks);
  return checkRules(
    rules.filter((rule) => includes(preset, rule)),
    (rule) => readMetric(rule.metric, rule.preset === 'agent' ? agent : metrics),
    medians,
  );
}

/**
 * Checks rules on any source of their metrics.
 * @param readValue reads a rule's metric, in the unit of its limit; null for an unknown number
 */
export function checkRules<R extends AnyRule>(
  rules: readonly R[],
  readValue: (rule: R) => number | null,
  medians: BaselineMedians = {},
): Checked<R>[] {
  return markSuperseded(rules.map((rule) => check(rule, readValue(rule), medians)));
}

function includes(preset: Exclude<Preset, 'auto'>, rule: ThresholdRule): boolean {
  if (rule.preset === 'custom') return true;
  return preset === 'agent' || preset === 'buildrunner' || (preset === 'all' && rule.preset === 'all');
}

/** In a log with agents and other tools, agent rules use only the tasks with a model. */
function agentMetrics(build: Build, metrics: BuildMetrics, tasks: readonly Task[]): BuildMetrics {
  const mixed = build.formats.some((format) => !agentFormats.includes(format));
  const withModel = tasks.filter((task) => task.model !== null);
  return mixed && withModel.length > 0 ? { ...metrics, ...measureDurations(withModel) } : metrics;
}

function check<R extends AnyRule>(rule: R, value: number | null, medians: BaselineMedians): Checked<R> {
  const limit = limitOf(rule, medians);
  return {
    id: rule.id,
    metric: rule.metric,
    comparison: rule.comparison,
    limit,
    unit: unitOf(rule.metric),
    level: rule.level,
    value,
    fired: value !== null && limit !== null && isBeyond[rule.comparison](value, limit),
    superseded: false,
    waived: null,
    preset: rule.preset,
  };
}

const isBeyond: Readonly<Record<Comparator, (value: number, limit: number) => boolean>> = {
  above: (value, limit) => value > limit,
  'at or above': (value, limit) => value >= limit,
  below: (value, limit) => value < limit,
  'at or below': (value, limit) => value <= limit,
  'equal to': (value, limit) => value === limit,
};

function unitOf(metric: string): MetricUnit {
  return thresholdMetrics[metric]?.unit ?? 'count';
}

function limitOf(rule: AnyRule, medians: BaselineMedians): number | null {
  if ('fixed' in rule.limit) return rule.limit.fixed;
  const median = medians[rule.metric as keyof BaselineMedians] ?? null;
  // Without the digits that binary fractions add: exactly 10% more is not above +10%.
  return median === null ? null : Number((median * (1 + rule.limit.overBaseline)).toPrecision(12));
}

const readers: Readonly<Record<string, (metrics: BuildMetrics) => number | null>> = {
  success_rate: (m) => m.successRate,
  error_rate: (m) => m.errorRate,
  errors: (m) => m.errors,
  failed_tasks: (m) => m.failedTasks,
  tasks: (m) => m.tasks,
  duration: (m) => m.durationMs,
  avg_duration: (m) => m.meanTaskMs,
  p50_duration: (m) => m.p50TaskMs,
  p95_duration: (m) => m.p95TaskMs,
  p99_duration: (m) => m.p99TaskMs,
  max_duration: (m) => m.maxTaskMs,
  cost: (m) => m.costUsd,
  avg_cost_per_task: (m) =>
    m.costUsd === null || m.tasks === m.skippedTasks ? null : m.costUsd / (m.tasks - m.skippedTasks),
  daily_cost: (m) => m.dailyCostUsd,
  hourly_cost: (m) => m.hourlyCostUsd,
  tokens: (m) => m.tokens,
  cache_hit_rate: (m) => m.cacheHitRate,
  security_violations: (m) => m.securityViolations,
};

/** A metric of a build by its name in the configuration; null when it is not known. */
function readMetric(metric: string, metrics: BuildMetrics): number | null {
  return readers[metric]?.(metrics) ?? null;
}

function markSuperseded<O extends Checked<AnyRule>>(outcomes: readonly O[]): O[] {
  const worst = new Map<string, O>();
  for (const outcome of outcomes) {
    const before = worst.get(outcome.metric);
    if (outcome.fired && (!before || !isAtLeast(before.level, outcome.level))) {
      worst.set(outcome.metric, outcome);
    }
  }
  return outcomes.map((o) => ({ ...o, superseded: o.fired && worst.get(o.metric) !== o }));
}
