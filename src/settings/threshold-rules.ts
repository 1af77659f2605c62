/** Threshold rules: the built-in ones of both presets, and those of the configuration file. */

import type { Level } from '../model/level.ts';
import { levels } from '../model/level-order.ts';
import { parseLimit, type ThresholdLimit } from './amounts.ts';
import type { KeySpec } from './key-spec.ts';
import { suggest } from './suggest.ts';
import { thresholdMetrics } from './threshold-metrics.ts';
import {
  amountText,
  choice,
  flag,
  mapping,
  optional,
  orOff,
  record,
  refine,
  type ValueOf,
} from './value-spec.ts';
import type { Written } from './written.ts';

/** Which built-in rules apply; `auto` chooses by the build. */
export type Preset = (typeof presets)[number];
const presets = ['auto', 'all', 'agent', 'buildrunner', 'none'] as const;

/** `preset`: which of the built-in thresholds apply. */
export const presetKey: KeySpec<Preset> = {
  value: choice(presets),
  description:
    'Built-in thresholds that apply: `all`, `agent` (also those for AI agents, unless the baseline exceeds them too), `buildrunner` (the fixed limits that BuildRunner documents), `none`, or `auto`, which chooses by the format of the log.',
  fallback: 'auto',
};

export interface ThresholdRule {
  readonly id: string;
  /** A key of `thresholdMetrics`. */
  readonly metric: string;
  readonly comparison: 'above' | 'below';
  readonly limit: ThresholdLimit;
  readonly level: Level;
  /** `agent` rules look at agent work only; `custom` ones come from the configuration. */
  readonly preset: 'all' | 'agent' | 'custom';
}

const metricNames = Object.keys(thresholdMetrics);
const percent = (value: number): ThresholdLimit => ({ fixed: value / 100 });
const fixed = (value: number): ThresholdLimit => ({ fixed: value });

/** The union of the thresholds of both BuildRunner documents. */
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
  limit: ThresholdLimit,
  level: Level,
  preset: 'all' | 'agent',
): ThresholdRule {
  return { id, metric, comparison, limit, level, preset };
}

/** A rule in the configuration; a built-in rule provides the missing parts. */
const ruleSpec = record({
  metric: optional(choice(metricNames), 'What is measured; by default the name of the rule'),
  above: optional(amountText, 'Fires above this limit'),
  below: optional(amountText, 'Fires below this limit'),
  level: optional(choice(levels), 'Severity; `warning` by default'),
  enabled: optional(flag, '`false` turns the rule off'),
});

/** `thresholds`: applied on top of the built-in rules. */
export const thresholdsKey: KeySpec<readonly ThresholdRule[]> = {
  value: refine(mapping(refine(orOff(ruleSpec), readRule), 'success_rate: {below: 80%}'), overlay),
  description:
    'Fixed limits for the numbers of a build, by the id of a built-in rule, a metric or a name of your own.',
  fallback: builtInRules,
  docs: {
    title: 'Thresholds',
    text: `A built-in id (change its limit or level, or write \`off\`), a metric, or a name of your own with \`metric\`. Write limits as \`80%\`, \`500ms\`, \`5m\`, \`1m 30s\`, \`$10\`, \`100k\`, \`3\` or \`+10% of baseline\`.`,
    example: `thresholds:
  low_success_rate: off
  success_rate: { below: 95% }
  p95_duration: { above: 10s, level: error }
  daily_cost: { above: $25 }
  duration: { above: +10% of baseline }
  slow_suite: { metric: duration, above: 20m, level: critical }
`,
  },
};

/** null turns a built-in rule off. */
type Entry = { readonly rule: ThresholdRule | null };

function overlay(entries: ReadonlyMap<string, Entry>): readonly ThresholdRule[] {
  const rules = new Map(builtInRules.map((each) => [each.id, each]));
  for (const [id, { rule: own }] of entries) {
    if (own === null) rules.delete(id);
    else rules.set(id, own);
  }
  return [...rules.values()];
}

function readRule(written: ValueOf<typeof ruleSpec> | null, at: Written): Entry | undefined {
  const id = at.name;
  const builtIn = builtInRules.find((each) => each.id === id);
  if (written === null) {
    const ids = builtInRules.map((each) => each.id);
    return builtIn
      ? { rule: null }
      : at.refuse(`There is no built-in threshold \`${id}\` to switch off.`, suggest(id, ids));
  }
  if (written.enabled === false) return { rule: null };
  if (at.at('metric').value != null && written.metric === undefined) return undefined;
  const metric = written.metric ?? builtIn?.metric ?? metricNames.find((name) => name === id);
  if (metric === undefined)
    return at.refuse(`\`${id}\` is neither a built-in threshold nor a metric.`, suggest(id, metricNames));
  const { above, below } = written;
  if (above !== undefined && below !== undefined)
    return at.refuse('Both `above` and `below` are given.', 'Write two rules.');
  const comparison =
    below !== undefined ? 'below' : above !== undefined ? 'above' : (builtIn?.comparison ?? 'above');
  const limit = readLimit(above ?? below, metric, comparison, builtIn, at);
  const level = written.level ?? builtIn?.level ?? 'warning';
  return limit && { rule: { id, metric, comparison, limit, level, preset: builtIn?.preset ?? 'custom' } };
}

function readLimit(
  amount: string | undefined,
  metric: string,
  comparison: 'above' | 'below',
  builtIn: ThresholdRule | undefined,
  at: Written,
): ThresholdLimit | undefined {
  const known = thresholdMetrics[metric];
  if (amount === undefined && builtIn) return builtIn.limit;
  // A limit of the wrong kind was reported already.
  if (amount === undefined && (at.at('above').value ?? at.at('below').value) != null) return undefined;
  if (amount === undefined || known === undefined)
    return at.refuse('No limit is given.', 'Write `above:` or `below:` with a limit.');
  const limit = parseLimit(amount, known.unit, known.baseline);
  return 'wrong' in limit ? at.at(comparison).refuse(limit.wrong, limit.fix) : limit;
}
