/** The values of a series with their builds, and the branches and runners to filter by. */
import type { BuildsData, HistoryRow, SeriesData } from '../site/site-data.ts';

/** A value of the series, with its build. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
  readonly failed: boolean;
}

const baselineOnly = 'baseline';
const everyBranch = 'all';

export function listPoints({ at, values, failedAt }: SeriesData): Point[] {
  const failed = new Set(failedAt);
  const points = values.map((value, index): Point => {
    const build = at === null ? index : (at[index] as number);
    return { at: build, value, failed: failed.has(build) };
  });
  const known = new Set(points.map(({ at: build }) => build));
  const without = failedAt.filter((build) => !known.has(build));
  return [...points, ...without.map((build) => ({ at: build, value: null, failed: true }))].sort(
    (a, b) => a.at - b.at,
  );
}

export function firstBranch({ baseline }: BuildsData, points: readonly Point[]): string {
  return points.some(({ at }) => baseline[at] === 1) ? baselineOnly : everyBranch;
}

export function runnerAt({ words, runner }: BuildsData, at: number): string {
  return words[runner[at] as number] ?? '';
}

export function isOnRunner(builds: BuildsData, at: number, runner: string): boolean {
  return runner === '' || runnerAt(builds, at) === runner;
}

export function listRunners(builds: BuildsData, points: readonly Point[]): string[] {
  return [...new Set(points.map(({ at }) => runnerAt(builds, at)))].filter(Boolean).sort();
}

export function isOnBranch(builds: BuildsData, at: number, branch: string): boolean {
  if (branch === baselineOnly) return builds.baseline[at] === 1;
  return branch === everyBranch || builds.branch[at] === Number(branch);
}

export function listBranches(
  history: HistoryRow,
  builds: BuildsData,
  points: readonly Point[],
): [string, string][] {
  const places = [...new Set(points.map(({ at }) => builds.branch[at] as number))];
  const own = places.filter((place) => builds.words[place] !== '' && builds.words[place] !== history.branch);
  return [
    [baselineOnly, history.branch ?? 'no pull request'],
    [everyBranch, 'all branches'],
    ...own.map((place): [string, string] => [String(place), builds.words[place] ?? '']),
  ];
}
