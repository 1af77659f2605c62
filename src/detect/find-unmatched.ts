/** Finds patterns of the configuration that match no name of this build or of the stored builds. */

import { listNames } from '../history/series-handles.ts';
import { namePath } from '../metrics/name-path.ts';
import type { Build } from '../model/build.ts';
import type { History } from '../model/history.ts';
import { matchPattern } from '../settings/regression-rules.ts';

/** Whether a pattern matches a task or measurement, or a package, folder, file or suite that contains it. */
export function matchSeries(pattern: string, name: string): boolean {
  return matchPattern(pattern, name) || namePath(name).some((part) => matchPattern(pattern, part));
}

/**
 * The patterns without a match, each once. None while nothing is stored: other tests may run in the next build.
 * @param matches `matchPattern` for names of tasks alone
 */
export function findUnmatched(
  patterns: readonly string[],
  { tasks, metrics }: Pick<Build, 'tasks' | 'metrics'>,
  history: History,
  matches: typeof matchPattern,
): readonly string[] {
  if (history.builds.length === 0) return [];
  let left = [...new Set(patterns)];
  const strike = (name: string): void => {
    if (left.some((pattern) => matches(pattern, name)))
      left = left.filter((pattern) => !matches(pattern, name));
  };
  for (const { name } of left.length > 0 ? [...tasks, ...metrics] : []) strike(name);
  for (const name of left.length > 0 ? listNames(history, null) : []) strike(name);
  return left;
}
