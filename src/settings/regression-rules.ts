/** From which change a regression is a warning, an error, critical: defaults, and the configuration's rules. */

import type { Unit } from '../model/alert.ts';
import type { ChangeVerdict } from '../model/change.ts';
import { coarseKinds } from '../model/coarse-kinds.ts';
import type { Level } from '../model/level.ts';
import type { Problem } from '../model/problem.ts';
import type { Measure, SeriesKey } from '../model/series.ts';
import { parseLimit } from './amounts.ts';
import { suggest } from './suggest.ts';

/** Ratios over the baseline (0.2 is +20 %); null: never. */
export interface RegressionLevels {
  readonly warning: number | null;
  readonly error: number | null;
  readonly critical: number | null;
}

/** A rule of the configuration file. The first that matches a series holds. */
export interface RegressionRule {
  /** `build`, or a task name with `*` wildcards. */
  readonly series: string;
  /** null: all measures. */
  readonly measure: Measure | null;
  /** What the rule changes; what it leaves out stays at the default. */
  readonly levels: Partial<RegressionLevels>;
  /** Smallest absolute change that counts, in the measure's unit; null: the default. */
  readonly floor: number | null;
}

const buildLevels: RegressionLevels = { warning: 0.05, error: 0.2, critical: 0.5 };
const taskLevels: RegressionLevels = { warning: 0.05, error: 0.5, critical: null };
/** Of a share of cache hits, in points: what it costs shows in the durations. */
const shareLevels: RegressionLevels = { warning: 0.05, error: null, critical: null };

/** Levels of one series. */
export function levelsOf(series: SeriesKey, rule: RegressionRule | null): RegressionLevels {
  const usual = series.unit === 'ratio' ? shareLevels : series.scope === 'build' ? buildLevels : taskLevels;
  return { ...usual, ...rule?.levels };
}

/** The first rule that matches. */
export function findRule(rules: readonly RegressionRule[], series: SeriesKey): RegressionRule | null {
  const matches = (rule: RegressionRule): boolean =>
    (rule.measure === null || rule.measure === series.measure) &&
    (series.scope === 'build' ? rule.series === 'build' : matchPattern(rule.series, series.task ?? ''));
  return rules.find(matches) ?? null;
}

/**
 * The level of a change; null when it is not worth an alert. Suspects and drifts warn, improvements never do.
 * @param worse how much worse: relative, of shares in points
 */
export function levelOf(verdict: ChangeVerdict, worse: number, levels: RegressionLevels): Level | null {
  if (verdict === 'improvement') return null;
  if (verdict === 'suspect' || verdict === 'drift') return levels.warning === null ? null : 'warning';
  const over = (limit: number | null): boolean => limit !== null && worse >= limit;
  if (over(levels.critical)) return 'critical';
  if (over(levels.error)) return 'error';
  return over(levels.warning) ? 'warning' : null;
}

/** From where on a change of one series matters. */
export interface Gate {
  /** Smallest relative change that matters, e.g. 0.05. */
  readonly ratio: number;
  /** Smallest absolute change that matters, in the series' own unit. */
  readonly floor: number;
}

const coarseFloorMs = 3000;

/** The smallest change of a series that matters. */
export function floorsOf(key: SeriesKey, rules: readonly RegressionRule[]): Gate {
  const rule = findRule(rules, key);
  const ofTime = coarseKinds.includes(key.kind ?? '') ? coarseFloorMs : key.scope === 'build' ? 1000 : 100;
  const floors: Readonly<Partial<Record<Measure, number>>> = {
    duration: ofTime,
    cost: 0.01,
    tokens: 1,
    cache_hit_rate: 0.05,
  };
  const ratio = Math.min(0.05, levelsOf(key, rule).warning ?? 0.05);
  return { ratio, floor: rule?.floor ?? floors[key.measure] ?? 0 };
}

/** `*` stands for any text; compared in one walk, so that no pattern can be slow. */
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

const ruleKeys = ['series', 'measure', 'warning', 'error', 'critical', 'floor'];
/** What a rule of `regressions` may name as `measure`. */
export const measures: readonly Measure[] = [
  'duration',
  'cost',
  'tokens',
  'value',
  'cache_hit_rate',
  'success_rate',
  'flake_rate',
];
const units: Readonly<Partial<Record<Measure, Unit>>> = {
  duration: 'ms',
  cost: 'usd',
  tokens: 'tokens',
  value: 'count',
};

/** Reads the configuration's `regressions`. */
export function readRegressionRules(written: unknown): { rules: RegressionRule[]; problems: Problem[] } {
  const problems: Problem[] = [];
  if (written === undefined || written === null) return { rules: [], problems };
  if (!Array.isArray(written)) {
    problems.push(wrong('regressions', 'This is not a list of rules.', 'Write `- series: build` under it.'));
    return { rules: [], problems };
  }
  const rules = written.flatMap((value, index) => readRule(value, `regressions[${index}]`, problems));
  return { rules, problems };
}

function readRule(value: unknown, where: string, problems: Problem[]): RegressionRule[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(wrong(where, 'This is not a rule.', 'Write `series: build` and levels under it.'));
    return [];
  }
  const entry = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(entry).filter((name) => !ruleKeys.includes(name))) {
    problems.push(
      wrong(`${where}.${key}`, `There is no key \`${key}\` in a regression rule.`, suggest(key, ruleKeys)),
    );
  }
  const { series, measure = null } = entry;
  if (typeof series !== 'string' || series === '') {
    problems.push(wrong(where, 'It names no series.', 'Write `series: build`, or a task name with `*`.'));
    return [];
  }
  if (measure !== null && !measures.includes(measure as Measure)) {
    problems.push(
      wrong(
        `${where}.measure`,
        `\`${String(measure)}\` is not a measure.`,
        suggest(String(measure), measures),
      ),
    );
    return [];
  }
  const levels: Partial<Record<keyof RegressionLevels, number | null>> = {};
  for (const level of ['warning', 'error', 'critical'] as const) {
    if (entry[level] === undefined) continue;
    levels[level] = readRatio(entry[level], `${where}.${level}`, problems);
  }
  const floor = readFloor(entry['floor'], measure as Measure | null, `${where}.floor`, problems);
  return [{ series, measure: measure as Measure | null, levels, floor }];
}

/** `+20%`, or `off`. */
function readRatio(value: unknown, where: string, problems: Problem[]): number | null {
  if (value === 'off' || value === false) return null;
  const match = /^\+?\s*(\d+(?:\.\d+)?)\s*%$/.exec(String(value).trim());
  if (match) return Number(match[1]) / 100;
  problems.push(wrong(where, `\`${String(value)}\` is not a relative change.`, 'Write `+20%`, or `off`.'));
  return null;
}

function readFloor(
  value: unknown,
  measure: Measure | null,
  where: string,
  problems: Problem[],
): number | null {
  if (value === undefined) return null;
  const unit = units[measure ?? 'duration'] ?? 'ratio';
  const limit = parseLimit(String(value), unit, false);
  if ('fixed' in limit) return limit.fixed;
  if ('wrong' in limit) problems.push(wrong(where, limit.wrong, limit.fix));
  return null;
}

function wrong(where: string, what: string, fix: string): Problem {
  return {
    level: 'error',
    code: 'invalid-regression-rule',
    where: `configuration key \`${where}\``,
    what,
    fix,
  };
}
