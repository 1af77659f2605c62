/**
 * Reports that the branch to compare with has no builds while other branches have: a release branch, for
 * example, or a misspelt name.
 */
import type { StoredBuild } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { isInWorkflow, type Run } from './advise-here.ts';
import { formatCount, plural } from './numbers.ts';

const code = 'baseline-branch-empty';
const mostNamed = 3;

/**
 * @param builds of the series, of all branches.
 * @returns nothing if the branch has builds, or none are stored
 */
export function describeElsewhere(
  branch: string | null,
  builds: readonly StoredBuild[],
  run: Run,
): Problem[] {
  const own = builds.filter((build) => build.pullRequest === null);
  if (branch === null || own.length === 0 || own.some((build) => build.branch === branch)) return [];
  const counts = new Map<string, number>();
  for (const build of own)
    if (build.branch !== null) counts.set(build.branch, (counts.get(build.branch) ?? 0) + 1);
  const branches = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const [largest] = branches;
  if (largest === undefined) return [];
  const named = branches.slice(0, mostNamed).map(([name, count]) => `${name} has ${plural(count, 'build')}`);
  const more = branches.length - mostNamed;
  const rest = more > 0 ? `, ${formatCount(more)} other branches have some` : '';
  const what = `No baseline: ${branch} has no builds yet, ${named.join(', ')}${rest}`;
  const fix = isInWorkflow(run)
    ? `Run this workflow on pushes to ${branch}, or set baseline-branch: ${largest[0]}.`
    : `Check builds of ${branch} with \`--branch ${branch}\`, or use \`--baseline-branch ${largest[0]}\`.`;
  return [{ level: 'info', code, where: 'history', what, fix }];
}

/** The problem in a list of problems. */
export function findElsewhere(problems: readonly Problem[]): Problem | null {
  return problems.find((problem) => problem.code === code) ?? null;
}
