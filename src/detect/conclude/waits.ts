/** How much of its tasks' time a build waits for. */
import { findCriticalPath } from '../../metrics/critical-path.ts';
import { addKnown } from '../../metrics/final-tasks.ts';
import type { Build } from '../../model/build.ts';
import type { Task } from '../../model/task.ts';

export interface Waits {
  /** Ids of the tasks that the wall time hangs on; null when the log does not tell. */
  readonly onPath: ReadonlySet<string> | null;
  /** 1 / how many tasks ran at once, on average; 1 at most: the part of any task's time where the path is not known. */
  readonly part: number;
}

/** Without a critical path the wall time hangs on all tasks alike, as far as they did not overlap. */
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

/** What got faster may have left the path: that of today does not tell what the build waited for before. */
export function waitsBefore(waits: Waits): Waits {
  return { ...waits, onPath: null };
}

/** Of what a task takes longer, the part that the build does, from 0 to 1. */
export function waitedPart(id: string, { onPath, part }: Waits): number {
  return onPath === null ? part : onPath.has(id) ? 1 : 0;
}

/** What the build waits for of these tasks, in ms. */
export function sumWaits(tasks: readonly Task[], waits: Waits): number {
  return addKnown(tasks.map(({ id, durationMs }) => durationMs && durationMs * waitedPart(id, waits))) ?? 0;
}
