/** How much of its tasks' time a build waits for. */
import { findCriticalPath } from '../../metrics/critical-path.ts';
import { addKnown, hasMeaningfulTime } from '../../metrics/final-tasks.ts';
import type { Build } from '../../model/build.ts';
import type { Task } from '../../model/task.ts';
import { taskKey } from '../../model/task-key.ts';

export interface Waits {
  /** Ids of the tasks on the critical path; null when the log has none. */
  readonly onPath: ReadonlySet<string> | null;
  /**
   * 1 / the mean number of parallel tasks; at most 1: the part of any task's time if the path is not known.
   */
  readonly part: number;
}

/** Without a critical path the wall time depends equally on all tasks, as far as they did not overlap. */
export function findWaits(
  { durationMs, criticalPath }: Pick<Build, 'durationMs' | 'criticalPath'>,
  tasks: readonly Task[],
): Waits {
  const path = findCriticalPath(tasks, criticalPath);
  const sum = addKnown(tasks.map((task) => task.durationMs));
  const part = durationMs === null || !sum ? 1 : Math.min(1, durationMs / sum);
  if (path !== null) return { onPath: new Set(path.steps.map((step) => step.task.id)), part };
  const isSequence = durationMs !== null && sum !== null && Math.abs(sum - durationMs) <= 0.1 * durationMs;
  return { onPath: isSequence ? new Set(tasks.map(({ id }) => id)) : null, part };
}

/**
 * A task that got faster may have left the path: the current path does not show what the build waited for
 * before.
 */
export function waitsBefore(waits: Waits): Waits {
  return { ...waits, onPath: null };
}

/** The share of a task's extra time that the build also takes longer, from 0 to 1. */
function waitedPart(id: string, { onPath, part }: Waits): number {
  return onPath === null ? part : onPath.has(id) ? 1 : 0;
}

/** The tasks of a build by `taskKey`: several may have one name, and are compared by their median. */
export type Runs = ReadonlyMap<string, readonly Task[]>;

/** Those with a time that is compared. */
export function groupRuns(tasks: readonly Task[]): Runs {
  return Map.groupBy(
    tasks.filter(({ result, cache }) => hasMeaningfulTime(result) && cache !== 'hit'),
    taskKey,
  );
}

/** The number of these tasks that the build waits for, with fractions of those that run in parallel. */
export function waitedRuns(tasks: readonly Task[], waits: Waits): number {
  return tasks.reduce((sum, { id }) => sum + waitedPart(id, waits), 0);
}

/** The time of these tasks that the build waits for, in ms. */
export function sumWaits(tasks: readonly Task[], waits: Waits): number {
  return addKnown(tasks.map(({ id, durationMs }) => durationMs && durationMs * waitedPart(id, waits))) ?? 0;
}
