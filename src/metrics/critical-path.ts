/**
 * The chain of tasks that a build's wall time hangs on, and how many tasks ran side by side.
 * Logs seldom say what waited for what, so each task is taken to have waited for the last one that ended
 * before it began; with that, this is the critical path of J. E. Kelley, https://doi.org/10.1287/opre.9.3.296. Work of
 * one job waited for work of another only where the whole job began after the other had ended, as with `needs`: of jobs
 * that ran side by side neither waits for the other.
 */
import type { Task } from '../model/task.ts';

/** What the path needs to know of a task. */
export type PathTask = Pick<Task, 'id' | 'parentId' | 'startTimeMs' | 'durationMs'> &
  Partial<Pick<Task, 'kind'>>;

/** A task on the path, and its part of the build's wall time (0 to 1). */
interface PathStep<T> {
  readonly task: T;
  readonly startTimeMs: number;
  readonly durationMs: number;
  readonly share: number;
}

/** How many leaf tasks ran from `timeMs` until the next entry. */
interface Running {
  readonly timeMs: number;
  readonly running: number;
}

export interface CriticalPath<T> {
  /** From the first start to the last end of any timed task. */
  readonly startTimeMs: number;
  readonly wallMs: number;
  /** In the order in which they ran. */
  readonly steps: readonly PathStep<T>[];
  /** Wall time that the steps cover; the rest is waiting or was not logged. */
  readonly coveredMs: number;
  /** Oldest first; the last entry has nothing running. */
  readonly parallelism: readonly Running[];
  /** Summed leaf durations over the wall time. */
  readonly meanParallelism: number;
  readonly maxParallelism: number;
}

interface Leaf<T> {
  readonly task: T;
  readonly start: number;
  readonly end: number;
}

/** Clocks of one log disagree by rounding: a task may start this much before the end of the task that it waited for. */
const toleranceMs = 1;

/** null when no task has both a start and a duration above 0. Costs O(n log n). */
export function findCriticalPath<T extends PathTask>(tasks: readonly T[]): CriticalPath<T> | null {
  const timed = tasks.flatMap((task): Leaf<T>[] => {
    const { startTimeMs: start, durationMs } = task;
    if (start === null || durationMs === null || !(durationMs > 0) || !Number.isFinite(start + durationMs))
      return [];
    return [{ task, start, end: start + durationMs }];
  });
  if (timed.length === 0) return null;
  const parents = new Set(timed.map(({ task }) => task.parentId));
  // A parent spans its children; only where it has none did it work itself. Two that name each other as
  // parents leave no leaf at all: then every task counts.
  const alone = timed.filter(({ task }) => !parents.has(task.id));
  const leaves = alone.length > 0 ? alone : timed;
  const startTimeMs = timed.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const wallMs = timed.reduce((most, { end }) => Math.max(most, end), Number.NEGATIVE_INFINITY) - startTimeMs;
  const steps = walkBack(leaves, findJobs(timed)).map(
    ({ task, start, end }): PathStep<T> => ({
      task,
      startTimeMs: start,
      durationMs: end - start,
      share: (end - start) / wallMs,
    }),
  );
  const parallelism = countRunning(leaves);
  const workMs = leaves.reduce((sum, { start, end }) => sum + end - start, 0);
  return {
    startTimeMs,
    wallMs,
    steps,
    coveredMs: Math.min(
      wallMs,
      steps.reduce((sum, step) => sum + step.durationMs, 0),
    ),
    parallelism,
    meanParallelism: workMs / wallMs,
    maxParallelism: parallelism.reduce((most, { running }) => Math.max(most, running), 0),
  };
}

/** From the last to end, each time to the last that had ended when this one began; the longer of equals. */
function walkBack<T extends PathTask>(
  leaves: readonly Leaf<T>[],
  jobOf: (leaf: Leaf<T>) => Leaf<T> | null,
): Leaf<T>[] {
  const byEnd = [...leaves].sort((a, b) => a.end - b.end || b.start - a.start);
  const path: Leaf<T>[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (let index = byEnd.length - 1; index >= 0; index--) {
    const leaf = byEnd[index]!;
    if (leaf.end > next + toleranceMs || leaf.start >= next) continue;
    const later = path.at(-1);
    if (later !== undefined && !mayWait(jobOf(later), jobOf(leaf))) continue;
    path.push(leaf);
    next = leaf.start;
  }
  return path.reverse();
}

/** A job's work may have waited for the job's own, and for that of a job that had ended when its own began. */
function mayWait<T>(later: Leaf<T> | null, earlier: Leaf<T> | null): boolean {
  return later === null || earlier === null || later === earlier || earlier.end <= later.start + toleranceMs;
}

/** The job around a task, or the task itself when it is one; null outside of jobs. */
function findJobs<T extends PathTask>(timed: readonly Leaf<T>[]): (leaf: Leaf<T>) => Leaf<T> | null {
  const jobs = timed.filter(({ task }) => task.kind === 'job');
  if (jobs.length < 2) return () => null;
  const byId = new Map(timed.map((leaf) => [leaf.task.id, leaf]));
  return (leaf) => {
    let at: Leaf<T> | undefined = leaf;
    for (let depth = 0; at !== undefined && depth < 100; depth++) {
      if (at.task.kind === 'job') return at;
      at = at.task.parentId === null ? undefined : byId.get(at.task.parentId);
    }
    return null;
  };
}

function countRunning<T>(leaves: readonly Leaf<T>[]): Running[] {
  const edges = leaves.flatMap(({ start, end }) => [
    { timeMs: start, by: 1 },
    { timeMs: end, by: -1 },
  ]);
  edges.sort((a, b) => a.timeMs - b.timeMs);
  const counted: Running[] = [];
  let running = 0;
  for (const { timeMs, by } of edges) {
    running += by;
    if (counted.at(-1)?.timeMs === timeMs) counted.pop();
    counted.push({ timeMs, running });
  }
  return counted.filter((entry, index) => entry.running !== counted[index - 1]?.running);
}
