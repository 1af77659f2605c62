/**
 * The critical path of a build and the number of parallel tasks, after J. E. Kelley,
 * https://doi.org/10.1287/opre.9.3.296.
 */
import { type Leaf, type PathTask, walkCriticalPath } from './walk-critical-path.ts';

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

/**
 * null when no task has both a start and a duration above 0. Costs O(n log n).
 * @param loggedPath ids of the tasks on the path, in their order, if the log contains them
 */
export function findCriticalPath<T extends PathTask>(
  tasks: readonly T[],
  loggedPath?: readonly string[],
): CriticalPath<T> | null {
  const timed = tasks.flatMap((task) => timeTask(task) ?? []);
  if (timed.length === 0) return null;
  const parents = new Set(timed.map(({ task }) => task.parentId));
  // A parent spans its children; only tasks without children did the work. If two tasks are parents of each
  // other there is no leaf: then every task counts.
  const alone = timed.filter(({ task }) => !parents.has(task.id));
  const leaves = alone.length > 0 ? alone : timed;
  const startTimeMs = timed.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const wallMs = timed.reduce((most, { end }) => Math.max(most, end), Number.NEGATIVE_INFINITY) - startTimeMs;
  const chain = takeLogged(loggedPath, timed) ?? walkCriticalPath(tasks, timed, leaves);
  const steps = chain.map(
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

function timeTask<T extends PathTask>(task: T): Leaf<T> | null {
  const { startTimeMs: start, durationMs } = task;
  if (start === null || durationMs === null || !(durationMs > 0) || !Number.isFinite(start + durationMs))
    return null;
  return { task, start, end: start + durationMs };
}

/** null unless the log's own path has times. */
function takeLogged<T extends PathTask>(
  loggedPath: readonly string[] | undefined,
  timed: readonly Leaf<T>[],
): Leaf<T>[] | null {
  if (loggedPath === undefined) return null;
  const byId = new Map(timed.map((leaf) => [leaf.task.id, leaf]));
  const chain = loggedPath.flatMap((id) => byId.get(id) ?? []);
  return chain.length > 0 ? chain : null;
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
