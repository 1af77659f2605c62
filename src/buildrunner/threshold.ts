/** Thresholds in the form of BuildRunner's documents, and as rules of the engine. */

import type { Level } from '../model/level.ts';
import { camelCase } from '../recorder/event-fields.ts';
import { type AlertLevel, readSeverity } from '../recorder/event-type.ts';
import { checkKeys } from '../settings/check-keys.ts';
import { suggest } from '../settings/suggest.ts';
import { thresholdMetrics } from '../settings/threshold-metrics.ts';
import { builtInRules, type ThresholdRule } from '../settings/threshold-rules.ts';
import type { Comparator } from '../thresholds/check-thresholds.ts';
import { thresholdActions } from '../words/threshold-actions.ts';
import type { MetricsSummary } from './summarize-work.ts';

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

/**
 * A threshold in the form of either document: `metric`/`metricName`, `threshold`/`value`, `comparison`/`operator`.
 */
export interface ThresholdOptions {
  readonly name: string;
  readonly metric?: string;
  readonly metricName?: string;
  readonly threshold?: number;
  readonly value?: number;
  readonly comparison?: 'above' | 'below' | 'Above' | 'Below' | 'ABOVE' | 'BELOW';
  readonly operator?: Operator | Uppercase<Operator>;
  readonly level?: AlertLevel | Lowercase<AlertLevel>;
  readonly description?: string;
  readonly action?: string;
  readonly enabled?: boolean;
}

const comparisons: Readonly<Record<Operator, Comparator>> = {
  gt: 'above',
  gte: 'at or above',
  lt: 'below',
  lte: 'at or below',
  eq: 'equal to',
};

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
    action: thresholdActions[rule.metric] ?? '',
    enabled: true,
  };
}

/** A threshold as a rule of the engine, with its limit in the units of a summary. */
export function toRule(
  threshold: Threshold,
): Omit<ThresholdRule, 'comparison'> & { readonly comparison: Comparator } {
  return {
    id: threshold.name,
    metric: threshold.metricName,
    comparison: comparisons[threshold.operator],
    limit: { fixed: threshold.value },
    level: threshold.level.toLowerCase() as Level,
    preset: 'custom',
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

/** The value of a metric by its name in either case; null when not known. */
export function readSummary(summary: MetricsSummary, name: string): number | null {
  const camel = camelCase(name);
  const field = metricFields[camel] ?? camel;
  const fields = summary as unknown as Record<string, unknown>;
  const value = fields[field] ?? fields[`${field}Ms`];
  return typeof value === 'number' ? value : null;
}

/**
 * Completes a threshold.
 * @throws TypeError for an unknown key, an invalid name, metric, limit, level, comparison or operator, and for two that
 *   contradict each other.
 */
export function readThreshold(options: ThresholdOptions): Threshold {
  checkKeys(options, thresholdKeys, 'A threshold');
  if (typeof options.name !== 'string' || options.name.trim() === '')
    throw new TypeError('A threshold needs a `name`.');
  refuseBoth(options, 'metric', 'metricName');
  refuseBoth(options, 'threshold', 'value');
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
  const { enabled = true } = options;
  if (typeof enabled !== 'boolean')
    throw new TypeError(`The threshold \`${options.name}\` needs true or false as \`enabled\`.`);
  const level = readSeverity(String(options.level ?? 'WARNING'));
  if (level === null) throw new TypeError(`\`${options.level}\` is not an alert level.`);
  const operator = readOperator(options);
  return {
    name: options.name,
    metricName,
    operator,
    value,
    level,
    description:
      options.description ?? `${metricName.replaceAll('_', ' ')} ${comparisons[operator]} ${value}`,
    action: options.action ?? thresholdActions[metricName] ?? 'Look at the newest events behind this number.',
    enabled,
  };
}

const thresholdKeys: readonly (keyof ThresholdOptions)[] = [
  ...(['name', 'metric', 'metricName', 'threshold', 'value', 'comparison', 'operator'] as const),
  ...(['level', 'description', 'action', 'enabled'] as const),
];

/** Both are names of one option: given together, they must agree. */
function refuseBoth(
  options: ThresholdOptions,
  one: keyof ThresholdOptions,
  other: keyof ThresholdOptions,
): void {
  const [a, b] = [options[one], options[other]];
  if (a !== undefined && b !== undefined && a !== b)
    throw new TypeError(`The threshold \`${options.name}\` has \`${one}: ${a}\` and \`${other}: ${b}\`.`);
}

/** @throws TypeError for unknown words, and for two that contradict each other. */
function readOperator({ name, operator, comparison }: ThresholdOptions): Operator {
  const compared =
    comparison === undefined
      ? null
      : readWord<Operator>(comparison, { above: 'gt', below: 'lt' }, 'comparison');
  const written = operator === undefined ? null : readWord(operator, operators, 'operator');
  if (compared !== null && written !== null && compared.charAt(0) !== written.charAt(0))
    throw new TypeError(
      `The threshold \`${name}\` has \`comparison: ${comparison}\` and \`operator: ${operator}\`.`,
    );
  return written ?? compared ?? 'gt';
}

const operators: Readonly<Record<Operator, Operator>> = {
  gt: 'gt',
  gte: 'gte',
  lt: 'lt',
  lte: 'lte',
  eq: 'eq',
};

function readWord<T>(word: unknown, values: Readonly<Record<string, T>>, what: string): T {
  const key = String(word).trim().toLowerCase();
  if (Object.hasOwn(values, key)) return values[key] as T;
  const known = Object.keys(values)
    .map((each) => `\`${each}\``)
    .join(', ');
  throw new TypeError(
    `\`${String(word)}\` is not ${what === 'operator' ? 'an' : 'a'} ${what}: write one of ${known}.`,
  );
}
