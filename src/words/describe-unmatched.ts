/** Reports patterns of the configuration that have no effect: misspelt ones, and those that another one covers. */
import { findUnmatched, matchSeries } from '../detect/find-unmatched.ts';
import type { Build } from '../model/build.ts';
import { listSome } from '../model/counts.ts';
import type { History } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { Config } from '../settings/config.ts';
import { matchPattern, type RegressionRule } from '../settings/regression-rules.ts';
import { findNearest } from '../settings/suggest.ts';

type Patterns = Pick<Config, 'regressions' | 'quarantine' | 'metricTasks'>;

const mostNamed = 3;

/** One note for each key. It is no warning: several jobs may share a configuration. */
export function describeUnmatched(config: Patterns, build: Build, history: History): Problem[] {
  const rules = config.regressions.map(({ series }) => series).filter((series) => series !== 'build');
  const report = (key: string, patterns: readonly string[], matches: typeof matchPattern): Problem[] => {
    const unmatched = findUnmatched(patterns, build, history, matches);
    if (unmatched.length === 0) return [];
    const named = unmatched.map((pattern) => `\`${pattern}\``);
    const verb = unmatched.length === 1 ? 'matches' : 'match';
    const what = `${listSome(named, mostNamed)} ${verb} no name in this build or in the stored builds.`;
    const meant = findMeant(unmatched[0] ?? '', build);
    const hint = meant === null ? '' : `Did you mean \`${meant}\`? `;
    const fix = `${hint}Correct ${unmatched.length === 1 ? 'the pattern or remove it, unless it is' : 'the patterns or remove them, unless they are'} for another job.`;
    return [{ level: 'info', code: 'pattern-unused', where: key, what, fix }];
  };
  return [
    ...report('regressions', rules, matchSeries),
    ...describeCovered(config.regressions),
    ...report(
      'quarantine',
      config.quarantine.map(({ test }) => test),
      matchPattern,
    ),
    ...report('metric-tasks', config.metricTasks, matchPattern),
  ];
}

const mostCompared = 1_000;

/** The name in this build that a pattern without wildcards probably means: often the suite is missing. */
function findMeant(pattern: string, { tasks, metrics }: Build): string | null {
  if (pattern.includes('*')) return null;
  const names = [...tasks, ...metrics].map(({ name }) => name);
  const whole = names.find((name) => name.endsWith(` › ${pattern}`));
  return whole ?? (names.length > mostCompared ? null : findNearest(pattern, names));
}

/** Of several rules that match, the first applies. */
function describeCovered(rules: Config['regressions']): Problem[] {
  return rules.flatMap((rule, at) => {
    const before = rules.slice(0, at).find((earlier) => covers(earlier, rule));
    if (before === undefined) return [];
    const what = `\`${rule.series}\` never applies: \`${before.series}\`, which comes before it, matches the same series.`;
    const fix = 'Put it before that entry: the first one that matches applies.';
    return [{ level: 'info', code: 'pattern-unused', where: 'regressions', what, fix }];
  });
}

/** A pattern that matches another one, read as a name, matches all that the other one does. */
function covers(earlier: RegressionRule, rule: RegressionRule): boolean {
  if (earlier.measure !== null && earlier.measure !== rule.measure) return false;
  return rule.series === 'build' ? earlier.series === 'build' : matchPattern(earlier.series, rule.series);
}
