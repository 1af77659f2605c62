/** The stored builds that the current one may be compared with, and those of the same change. */
import type { Build } from '../../model/build.ts';
import type { History, StoredBuild } from '../../model/history.ts';

export interface Comparable {
  /** Indexes into `History.builds` of the baseline branch's builds, oldest first, re-runs once. */
  readonly past: readonly number[];
  /** The same with every attempt of a run, and with other builds of this build's commit. */
  readonly runs: readonly number[];
  /** Indexes of earlier builds of the same pull request or branch; empty if that is the baseline branch. */
  readonly fresh: readonly number[];
  /** True if the current build is not on the baseline branch and is judged against that branch. */
  readonly isChange: boolean;
}

/** Complete builds of the same series. @param branch null: all builds but other pull requests'. */
export function findComparable(
  build: Pick<Build, 'id' | 'name' | 'startTimeMs' | 'context'>,
  history: History,
  branch: string | null,
): Comparable {
  const { pullRequest } = build.context;
  const isChange = pullRequest !== null || (branch !== null && build.context.branch !== branch);
  const lastAttempt = findLastAttempts(history.builds);
  const past: number[] = [];
  const runs: number[] = [];
  const fresh: number[] = [];
  history.builds.forEach((stored, index) => {
    if (stored.name !== build.name || stored.id === build.id || isSibling(stored, build)) return;
    if (!isWhole(stored) || (build.startTimeMs !== null && stored.startTimeMs > build.startTimeMs)) return;
    const sameRun = stored.runId !== null && stored.runId === build.context.runId;
    if (isChange && isSameChange(stored, build)) {
      fresh.push(index);
      if (sameRun || (stored.commit !== null && stored.commit === build.context.commit)) runs.push(index);
    } else if (stored.pullRequest === null && (branch === null || stored.branch === branch)) {
      runs.push(index);
      if (!sameRun && (stored.runId === null || lastAttempt.get(stored.runId) === index)) past.push(index);
    }
  });
  return { past, runs, fresh, isChange };
}

function isWhole({ complete, degraded }: StoredBuild): boolean {
  return complete && !degraded;
}

/** Another job of the same attempt that reports under this name: not comparable with this one. */
function isSibling({ runId, runAttempt }: StoredBuild, { context }: Pick<Build, 'context'>): boolean {
  return runId !== null && runId === context.runId && runAttempt === context.runAttempt;
}

function isSameChange(stored: StoredBuild, build: Pick<Build, 'context'>): boolean {
  const { pullRequest, branch } = build.context;
  if (pullRequest !== null) return stored.pullRequest === pullRequest;
  return stored.pullRequest === null && branch !== null && stored.branch === branch;
}

/** A re-run replaces the previous attempt: one run is one build. */
function findLastAttempts(builds: readonly StoredBuild[]): Map<string, number> {
  const last = new Map<string, number>();
  builds.forEach((stored, index) => {
    if (stored.runId === null) return;
    const before = last.get(stored.runId);
    const attempt = before === undefined ? 0 : (builds[before]?.runAttempt ?? 0);
    if (stored.runAttempt >= attempt) last.set(stored.runId, index);
  });
  return last;
}
