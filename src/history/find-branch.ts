/** The branch whose builds are the baseline of a stored history. */
import type { History } from '../model/history.ts';

const usualBranches = ['main', 'master', 'trunk'];

/**
 * The wanted branch, else the usual name of a default branch with stored builds; null: all builds outside of pull
 * requests.
 */
export function findBranch({ builds }: Pick<History, 'builds'>, wanted: string | null): string | null {
  if (wanted !== null) return wanted;
  const names = new Set(builds.map(({ pullRequest, branch }) => (pullRequest === null ? branch : null)));
  return usualBranches.find((name) => names.has(name)) ?? null;
}
