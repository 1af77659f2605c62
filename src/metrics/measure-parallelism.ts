/** The mean number of parallel tasks, for a build without start times in its log. */
import type { Task } from '../model/task.ts';
import { addKnown } from './final-tasks.ts';

/**
 * Sum of task durations over the duration of the build: the mean number of parallel tasks. Steps count as
 * part of their job; other nested work counts twice, because nesting is not stored.
 * @returns null when the build or all of its tasks have no duration.
 */
export function measureParallelism(
  tasks: readonly Pick<Task, 'kind' | 'durationMs'>[],
  durationMs: number | null,
): number | null {
  if (durationMs === null || durationMs <= 0) return null;
  const hasJobs = tasks.some(({ kind }) => kind === 'job');
  const counted = tasks.filter(({ kind }) => !hasJobs || kind !== 'step');
  const busyMs = addKnown(counted.map((task) => task.durationMs));
  return busyMs === null ? null : busyMs / durationMs;
}
