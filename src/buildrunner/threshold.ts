/** Thresholds over summaries: the built-in ones of both BuildRunner documents, and how others are given. */

import { camelCase } from '../recorder/event-fields.ts';
import { type AlertLevel, readSeverity } from '../recorder/event-type.ts';
import { suggest } from '../settings/suggest.ts';
import { thresholdMetrics } from '../settings/threshold-metrics.ts';
import { builtInRules, type ThresholdRule } from '../settings/threshold-rules.ts';
import { thresholdActions } from '../words/threshold-actions.ts';
import type { MetricsSummary } from './summarize-events.ts';

export type Operator = 'gt' | 'gte' | 'lt' | 'lte' | 'eq';

/** Rates are percent, durations milliseconds, costs US dollars. */
export interface Threshold {
  readonly name: string;
  readonly metricName: string;
  readonly operator: Operator;
  readonly value: number;
  readonly level: AlertLevel;
  readonly description: string;
  /** What to do when it fires; one sentence. */
  readonly action: string;
  readonly enabled: boolean;
}

/** A threshold as either document writes one: `metric`/`metricName`, `threshold`/`value`, `comparison`/`operator`. */
export interface ThresholdOptions {
  readonly name: string;
  readonly metric?: string;
  readonly metricName?: string;
  readonly threshold?: number;
  readonly value?: number;
  readonly comparison?: 'above' | 'below';
  readonly operator?: Operator;
  readonly level?: AlertLevel | Lowercase<AlertLevel>;
  readonly description?: string;
  readonly action?: string;
  readonly enabled?: boolean;
}

/** The eleven built-in thresholds, in the order of the product's table. */
export function defaultThresholds(): Threshold[] {
  return builtInRules.map(fromRule);
}

function fromRule(rule: ThresholdRule): Threshold {
  const known = thresholdMetrics[rule.metric]!;
  const limit = 'fixed' in rule.limit ? rule.limit.fixed : 0;
  const value = known.unit === 'ratio' ? limit * 100 : limit;
  const written =
    { ratio: `${value}%`, ms: `${value / 1000}s`, usd: `$${value}` }[known.unit as 'ms'] ?? value;
  return {
    name: rule.id,
    metricName: rule.metric,
    operator: rule.comparison === 'above' ? 'gt' : 'lt',
    value,
    level: rule.level.toUpperCase() as AlertLevel,
    description: `${known.title} ${rule.comparison} ${written}`,
    action: thresholdActions[rule.metric]!,
    enabled: true,
  };
}

/** Names of metrics that are not fields of a summary. */
const metricFields: Readonly<Record<string, keyof MetricsSummary>> = {
  dailyCost: 'dailyCostUsd',
  hourlyCost: 'hourlyCostUsd',
  cost: 'totalCostUsd',
  tokens: 'totalTokens',
  tasks: 'totalTasks',
  errors: 'totalErrors',
  p95Latency: 'p95DurationMs',
  p99Latency: 'p99DurationMs',
};

const numericFields = (
  'totalTasks successfulTasks failedTasks skippedTasks cancelledTasks successRate failureRate avgDuration ' +
  'avgDurationMs minDuration minDurationMs maxDuration maxDurationMs p50Duration p50DurationMs p95Duration ' +
  'p95DurationMs p99Duration p99DurationMs throughput totalCost totalCostUsd avgCostPerTask totalTokens ' +
  'dailyCostUsd hourlyCostUsd totalErrors errorRate securityViolations avgCpuPercent avgMemoryMb peakMemoryMb'
).split(' ');

/** The value of a metric by its name in either case; null when it is not known. */
export function readMetric(summary: MetricsSummary, name: string): number | null {
  const camel = camelCase(name);
  const field = metricFields[camel] ?? camel;
  const fields = summary as unknown as Record<string, unknown>;
  const value = fields[field] ?? fields[`${field}Ms`];
  return typeof value === 'number' ? value : null;
}

/** Completes a threshold. @throws TypeError for an unknown metric, a missing limit or a wrong level. */
export function readThreshold(options: ThresholdOptions): Threshold {
  const metricName = options.metricName ?? options.metric ?? '';
  const camel = camelCase(metricName);
  if (!numericFields.includes(camel) && !Object.hasOwn(metricFields, camel)) {
    const known = [...Object.keys(thresholdMetrics), ...numericFields];
    throw new TypeError(`There is no metric \`${metricName}\`. ${suggest(metricName, known)}`);
  }
  const value = options.value ?? options.threshold;
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw new TypeError(`The threshold \`${options.name}\` needs a number as its \`value\`.`);
  }
  const level = readSeverity(options.level ?? 'WARNING');
  if (level === null) throw new TypeError(`\`${options.level}\` is not an alert level.`);
  const operator = options.operator ?? (options.comparison === 'below' ? 'lt' : 'gt');
  if (!Object.hasOwn(words, operator)) throw new TypeError(`\`${operator}\` is not an operator.`);
  return {
    name: options.name,
    metricName,
    operator,
    value,
    level,
    description: options.description ?? `${metricName.replaceAll('_', ' ')} ${words[operator]} ${value}`,
    action: options.action ?? thresholdActions[metricName] ?? 'Look at the newest events behind this number.',
    enabled: options.enabled ?? true,
  };
}

const words: Readonly<Record<Operator, string>> = {
  gt: 'above',
  gte: 'at or above',
  lt: 'below',
  lte: 'at or below',
  eq: 'equal to',
};

/** Whether a value is beyond a threshold; one that is not known never is. */
export function isBeyond(value: number | null, threshold: Threshold): boolean {
  if (value === null) return false;
  switch (threshold.operator) {
    case 'gt':
      return value > threshold.value;
    case 'gte':
      return value >= threshold.value;
    case 'lt':
      return value < threshold.value;
    case 'lte':
      return value <= threshold.value;
    case 'eq':
      return value === threshold.value;
  }
}
