/**
 * The changes from which a regression is a warning, an error or critical: defaults, and the configuration's
 * rules.
 */

import type { MetricUnit } from '../model/alert.ts';
import type { ChangeVerdict } from '../model/change.ts';
import { coarseKinds } from '../model/coarse-kinds.ts';
import type { Level } from '../model/level.ts';
import type { Measure, SeriesKey } from '../model/series.ts';
import { parseLimit } from './amounts.ts';
import type { KeySpec } from './key-spec.ts';
import { showValue } from './show-value.ts';
import {
  amountText,
  choice,
  list,
  optional,
  orOff,
  record,
  refine,
  required,
  text,
  type ValueOf,
  type ValueSpec,
} from './value-spec.ts';
import type { Written } from './written.ts';

/** Ratios over the baseline (0.2 is +20%); null: never. */
export interface RegressionLevels {
  readonly warning: number | null;
  readonly error: number | null;
  readonly critical: number | null;
}

/** A rule of the configuration file. The first matching rule applies. */
export interface RegressionRule {
  /** `build`, or a task name with `*` wildcards. */
  readonly series: string;
  /** null: all measures. */
  readonly measure: Measure | null;
  /** The values that the rule changes; the others keep their defaults. */
  readonly levels: Partial<RegressionLevels>;
  /** Smallest absolute change that counts, in the measure's unit; null: the default. */
  readonly floor: number | null;
}

const buildLevels: RegressionLevels = { warning: 0.05, error: 0.2, critical: 0.5 };
const taskLevels: RegressionLevels = { warning: 0.05, error: 0.5, critical: null };
/** For a cache hit rate, in points: its cost appears in the durations. */
const shareLevels: RegressionLevels = { warning: 0.05, error: null, critical: null };

/** Levels of one series. */
export function levelsOf(
  series: Pick<SeriesKey, 'scope' | 'unit'>,
  rule: RegressionRule | null,
): RegressionLevels {
  const usual = series.unit === 'ratio' ? shareLevels : series.scope === 'build' ? buildLevels : taskLevels;
  return rule === null ? usual : fitLevels(usual, rule.levels);
}

/** The levels of a regression, lowest first. */
export const regressionLevels = ['warning', 'error', 'critical'] as const;

/** A level that the rule does not name begins no lower than those below it, and no higher than those above. */
function fitLevels(usual: RegressionLevels, own: Partial<RegressionLevels>): RegressionLevels {
  const bound = (name: keyof RegressionLevels, at: number): number | null => {
    const named = own[name];
    const level = usual[name];
    if (named !== undefined || level === null) return named ?? null;
    const below = regressionLevels.slice(0, at).flatMap((each) => own[each] ?? []);
    const above = regressionLevels.slice(at + 1).flatMap((each) => own[each] ?? []);
    return Math.min(Math.max(level, ...below), ...above);
  };
  return { warning: bound('warning', 0), error: bound('error', 1), critical: bound('critical', 2) };
}

/** The first rule that matches. */
export function findRule(rules: readonly RegressionRule[], series: SeriesKey): RegressionRule | null {
  for (const rule of rules) if (matches(rule, series)) return rule;
  return null;
}

function matches({ series, measure }: RegressionRule, key: SeriesKey): boolean {
  if (measure !== null && measure !== key.measure) return false;
  return key.scope === 'build' ? series === 'build' : matchPattern(series, key.task ?? '');
}

/**
 * The level of a change; null when it is below every level. Suspects and drifts are warnings at most, improvements
 * never have a level.
 * @param worse how much worse: relative, of shares in points
 */
export function levelOf(verdict: ChangeVerdict, worse: number, levels: RegressionLevels): Level | null {
  if (verdict === 'improvement') return null;
  const over = (limit: number | null): boolean => limit !== null && worse >= limit;
  if (verdict === 'suspect' || verdict === 'drift') return over(levels.warning) ? 'warning' : null;
  if (over(levels.critical)) return 'critical';
  if (over(levels.error)) return 'error';
  return over(levels.warning) ? 'warning' : null;
}

/** The thresholds from which a change of one series counts. */
export interface SmallestChange {
  /** Smallest relative change that counts, e.g. 0.05. */
  readonly ratio: number;
  /** Smallest absolute change that counts, in the series' own unit. */
  readonly floor: number;
}

const usualGate = 0.05;
const coarseFloorMs = 3000;

/** The smallest change of a series that counts. */
export function floorsOf(key: SeriesKey, rules: readonly RegressionRule[]): SmallestChange {
  const rule = findRule(rules, key);
  const ofTime = coarseKinds.includes(key.kind ?? '')
    ? coarseFloorMs
    : key.scope === 'build' || key.scope === 'group'
      ? 1000
      : 100;
  const ofMeasure = key.measure === 'duration' ? ofTime : (floors[key.measure] ?? 0);
  const { warning, error, critical } = levelsOf(key, rule);
  const ratio = Math.min(usualGate, warning ?? usualGate, error ?? usualGate, critical ?? usualGate);
  return { ratio, floor: rule?.floor ?? ofMeasure };
}

const floors: Readonly<Partial<Record<Measure, number>>> = { cost: 0.01, tokens: 1, cache_hit_rate: 0.05 };

/** `*` matches any text; matched in one pass, so no pattern can be slow. */
export function matchPattern(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] as string;
  if (parts.length === 1) return pattern === name;
  const last = parts.at(-1) as string;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

const measures: readonly Measure[] = [
  'duration',
  'cost',
  'tokens',
  'value',
  'cache_hit_rate',
  'success_rate',
  'flake_rate',
];
const units: Readonly<Partial<Record<Measure, MetricUnit>>> = {
  duration: 'ms',
  cost: 'usd',
  tokens: 'tokens',
  value: 'count',
};

/** `+20%`; other tools write `150%` for half as much again, so such a number needs its sign. */
const ratio: ValueSpec<number> = {
  schema: { type: 'string', pattern: '^(\\+\\s*\\d+|\\d{1,2})(\\.\\d+)?\\s*%$' },
  read: ({ value, refuse }) => {
    const [, sign, percent] = /^(\+?)\s*(\d+(?:\.\d+)?)\s*%$/.exec(String(value).trim()) ?? [];
    if (sign === '' && Number(percent) >= 100)
      return refuse(
        `${showValue(value)} is ambiguous.`,
        'Write the increase with its sign: `+50%` is 1.5 times as much.',
      );
    if (percent !== undefined) return Number(percent) / 100;
    return refuse(
      `${showValue(value)} is not a relative change.`,
      'Write how much worse, such as `+20%`, also where higher is better, or `off`.',
    );
  },
};

const ruleSpec = record({
  series: required(text, '`build`, or a name of a task or measurement with `*` wildcards'),
  measure: optional(choice(measures), 'What is measured; all by default'),
  warning: optional(orOff(ratio), 'Warning from this change on, such as `+20%`, or `off`'),
  error: optional(orOff(ratio), 'Error from this change on, or `off`'),
  critical: optional(orOff(ratio), 'Critical from this change on, or `off`'),
  floor: optional(amountText, 'Smallest absolute change that counts: `200ms`, `$0.05`, `500`'),
});

/** `regressions`: the first rule that matches a series holds. */
export const regressionsKey: KeySpec<readonly RegressionRule[]> = {
  value: list(refine(ruleSpec, readRule), '- series: build'),
  description: 'The change from which a regression is a warning, an error or critical, by series.',
  fallback: [],
  docs: {
    title: 'Regressions',
    text: 'The change from which a regression is a warning, an error or critical. Defaults: for the build +5%, +20% and +50%; for a task +5%, +50% and never. The first entry that matches a series applies; levels that it leaves out keep their defaults, within those that it sets: with only `warning: +30%` an error of the build begins at +30% too, with only `error: +3%` a warning begins at +3%. Where higher is better, such as for operations a second, `+25%` is a fall by 20%: each operation takes 25% longer. A note names the entries that never apply: an earlier one matches the same series, or nothing in this build and in the stored builds has such a name.',
    example: `regressions:
  - series: build              # the build as a whole
    error: +15%
  - series: "e2e *"            # names of tasks and measurements, with * wildcards
    warning: +20%
    floor: 500ms               # the smallest change that counts
  - series: "*"
    measure: duration
    critical: off
`,
  },
};

function readRule(
  { series = '', measure, warning, error, critical, floor }: ValueOf<typeof ruleSpec>,
  at: Written,
): RegressionRule {
  const levels = {
    ...(warning !== undefined && { warning }),
    ...(error !== undefined && { error }),
    ...(critical !== undefined && { critical }),
  };
  let last: keyof RegressionLevels | null = null;
  for (const level of regressionLevels) {
    if (levels[level] === undefined || levels[level] === null) continue;
    if (last !== null && levels[level] < (levels[last] as number))
      at.at(level).refuse(
        `It begins below \`${last}\`, which would never apply.`,
        `Write at least the change of \`${last}\`, or \`${last}: off\`.`,
      );
    last = level;
  }
  const smallest = floor === undefined ? null : readFloor(floor, measure ?? 'duration', at.at('floor'));
  return { series, measure: measure ?? null, levels, floor: smallest };
}

function readFloor(amount: string, measure: Measure, at: Written): number | null {
  const limit = parseLimit(amount, units[measure] ?? 'ratio', false);
  if ('wrong' in limit) at.refuse(limit.wrong, limit.fix);
  return 'fixed' in limit ? limit.fixed : null;
}
