/** How many tasks ran at a time, of a build whose log does not say when each ran. */
import type { Task } from '../model/task.ts';
import { addKnown } from './final-tasks.ts';

/**
 * Busy time of tasks over the time of the build: how many were at work at a time. A job's steps are part of the
 * job; other work that holds work counts twice, as what holds what is not stored.
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
