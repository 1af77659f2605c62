/** The difference of a task from its own past. */
import type { TaskReport } from '../model/work.ts';

/** duration / baseline − 1; null without a comparison, as for a cache hit. */
export function compareTask(task: TaskReport): number | null {
  if (task.durationMs === null || task.cache === 'hit' || !task.baselineMs) return null;
  const ratio = task.durationMs / task.baselineMs - 1;
  return Number.isFinite(ratio) ? ratio : null;
}
