/** Reports patterns of the configuration that match nothing: a misspelt one would have no effect. */
import { findUnmatched, matchSeries } from '../detect/find-unmatched.ts';
import type { Build } from '../model/build.ts';
import { formatCount } from '../model/counts.ts';
import type { History } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { Config } from '../settings/config.ts';
import { matchPattern } from '../settings/regression-rules.ts';

type Patterns = Pick<Config, 'regressions' | 'quarantine' | 'metricTasks'>;

const mostNamed = 3;

/** One note a key. It is no warning: several jobs may share a configuration. */
export function describeUnmatched(config: Patterns, build: Build, history: History): Problem[] {
  const rules = config.regressions.map(({ series }) => series).filter((series) => series !== 'build');
  const report = (key: string, patterns: readonly string[], matches: typeof matchPattern): Problem[] => {
    const unmatched = findUnmatched(patterns, build, history, matches);
    if (unmatched.length === 0) return [];
    const named = unmatched.slice(0, mostNamed).map((pattern) => `\`${pattern}\``);
    const more = unmatched.length - named.length;
    const rest = more > 0 ? ` and ${formatCount(more)} more` : '';
    const verb = unmatched.length === 1 ? 'matches' : 'match';
    const what = `${named.join(', ')}${rest} ${verb} no name in this build or in the stored builds.`;
    const fix = `Correct ${unmatched.length === 1 ? 'the pattern or remove it, unless it is' : 'the patterns or remove them, unless they are'} for another job.`;
    return [{ level: 'info', code: 'pattern-unused', where: key, what, fix }];
  };
  return [
    ...report('regressions', rules, matchSeries),
    ...report(
      'quarantine',
      config.quarantine.map(({ test }) => test),
      matchPattern,
    ),
    ...report('metric-tasks', config.metricTasks, matchPattern),
  ];
}
