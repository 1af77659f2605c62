/** Threshold rules: the built-in ones of both presets, and those of the configuration file. */

import type { Level } from '../model/level.ts';
import { levels } from '../model/level-order.ts';
import type { Problem } from '../model/problem.ts';
import { type Limit, parseLimit } from './amounts.ts';
import { suggest } from './suggest.ts';
import { thresholdMetrics } from './threshold-metrics.ts';

/** Which built-in rules apply; `auto` chooses by the build. */
export type Preset = 'auto' | 'all' | 'agent' | 'none';

export interface ThresholdRule {
  readonly id: string;
  /** A key of `thresholdMetrics`. */
  readonly metric: string;
  readonly comparison: 'above' | 'below';
  readonly limit: Limit;
  readonly level: Level;
  /** `agent` rules look at agent work only; `custom` ones come from the configuration. */
  readonly preset: 'all' | 'agent' | 'custom';
}

const percent = (value: number): Limit => ({ fixed: value / 100 });
const fixed = (value: number): Limit => ({ fixed: value });

/** The union of both BuildRunner documents' thresholds. */
export const builtInRules: readonly ThresholdRule[] = [
  rule('low_success_rate', 'success_rate', 'below', percent(80), 'warning', 'all'),
  rule('critical_success_rate', 'success_rate', 'below', percent(50), 'critical', 'all'),
  rule('high_error_rate', 'error_rate', 'above', percent(10), 'warning', 'all'),
  rule('very_high_error_rate', 'error_rate', 'above', percent(20), 'error', 'all'),
  rule('critical_error_rate', 'error_rate', 'above', percent(25), 'critical', 'all'),
  rule('avg_duration', 'avg_duration', 'above', fixed(5_000), 'warning', 'agent'),
  rule('high_latency', 'p95_duration', 'above', fixed(5_000), 'warning', 'agent'),
  rule('very_high_latency', 'p95_duration', 'above', fixed(10_000), 'error', 'agent'),
  rule('daily_cost', 'daily_cost', 'above', fixed(10), 'warning', 'all'),
  rule('hourly_cost', 'hourly_cost', 'above', fixed(2), 'error', 'all'),
  rule('security_violations', 'security_violations', 'above', fixed(0), 'critical', 'all'),
];

function rule(
  id: string,
  metric: string,
  comparison: 'above' | 'below',
  limit: Limit,
  level: Level,
  preset: 'all' | 'agent',
): ThresholdRule {
  return { id, metric, comparison, limit, level, preset };
}

const ruleKeys = ['metric', 'above', 'below', 'level', 'enabled'];

/**
 * Lays the configuration's `thresholds` over the built-in rules. A key is a built-in id (its limit or level
 * is changed, or `off`), a metric, or a name of one's own with `metric`.
 * @param written the parsed YAML value of `thresholds`
 */
export function readRules(written: unknown): { rules: ThresholdRule[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const rules = new Map(builtInRules.map((r) => [r.id, r]));
  if (written === undefined || written === null) return { rules: [...rules.values()], problems };
  if (!isMapping(written)) {
    problems.push(
      wrong('thresholds', 'This is not a mapping of rules.', 'Write `success_rate: {below: 80%}`.'),
    );
    return { rules: [...rules.values()], problems };
  }
  for (const [id, value] of Object.entries(written)) {
    if (value === false || value === 'off') {
      if (!rules.delete(id)) problems.push(unknownRule(id));
      continue;
    }
    const read = readRule(id, value, rules.get(id));
    if ('problems' in read) problems.push(...read.problems);
    else if (read.rule === null) rules.delete(id);
    else rules.set(id, read.rule);
  }
  return { rules: [...rules.values()], problems };
}

function readRule(
  id: string,
  value: unknown,
  builtIn: ThresholdRule | undefined,
): { rule: ThresholdRule | null } | { problems: Problem[] } {
  const where = `thresholds.${id}`;
  if (!isMapping(value)) {
    return {
      problems: [wrong(where, 'This is not a rule.', 'Write `{below: 80%}`, `{above: 10s}` or `off`.')],
    };
  }
  const problems = Object.keys(value)
    .filter((key) => !ruleKeys.includes(key))
    .map((key) =>
      wrong(`${where}.${key}`, `There is no key \`${key}\` in a threshold.`, suggest(key, ruleKeys)),
    );
  if (value['enabled'] === false) return { rule: null };
  const metric = String(value['metric'] ?? builtIn?.metric ?? id);
  if (!Object.hasOwn(thresholdMetrics, metric)) {
    const what =
      value['metric'] === undefined
        ? `\`${id}\` is neither a built-in threshold nor a metric.`
        : `There is no metric \`${metric}\`.`;
    problems.push(wrong(where, what, suggest(metric, Object.keys(thresholdMetrics))));
    return { problems };
  }
  const comparison = readComparison(where, value, builtIn, problems);
  const limit = readLimit(where, value, metric, comparison, builtIn, problems);
  const level = value['level'] ?? builtIn?.level ?? 'warning';
  if (!levels.includes(level as Level)) {
    problems.push(
      wrong(`${where}.level`, `\`${String(level)}\` is not a level.`, suggest(String(level), levels)),
    );
  }
  if (problems.length > 0 || limit === null) return { problems };
  const preset = builtIn?.preset ?? 'custom';
  return { rule: { id, metric, comparison, limit, level: level as Level, preset } };
}

function readComparison(
  where: string,
  value: Readonly<Record<string, unknown>>,
  builtIn: ThresholdRule | undefined,
  problems: Problem[],
): 'above' | 'below' {
  const both = value['above'] !== undefined && value['below'] !== undefined;
  if (both) problems.push(wrong(where, 'Both `above` and `below` are given.', 'Write two rules.'));
  if (value['below'] !== undefined) return 'below';
  return value['above'] !== undefined ? 'above' : (builtIn?.comparison ?? 'above');
}

function readLimit(
  where: string,
  value: Readonly<Record<string, unknown>>,
  metric: string,
  comparison: 'above' | 'below',
  builtIn: ThresholdRule | undefined,
  problems: Problem[],
): Limit | null {
  const written = value[comparison];
  if (written === undefined && builtIn) return builtIn.limit;
  if (typeof written !== 'string' && typeof written !== 'number') {
    problems.push(wrong(where, 'No limit is given.', 'Write `above:` or `below:` with a limit.'));
    return null;
  }
  const known = thresholdMetrics[metric];
  if (!known) return null;
  const limit = parseLimit(written, known.unit, known.baseline);
  if (!('wrong' in limit)) return limit;
  problems.push(wrong(`${where}.${comparison}`, limit.wrong, limit.fix));
  return null;
}

function unknownRule(id: string): Problem {
  const ids = builtInRules.map((r) => r.id);
  return wrong(
    `thresholds.${id}`,
    `There is no built-in threshold \`${id}\` to switch off.`,
    suggest(id, ids),
  );
}

function wrong(where: string, what: string, fix: string): Problem {
  return { level: 'error', code: 'invalid-threshold', where: `configuration key \`${where}\``, what, fix };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
