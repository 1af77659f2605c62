/** The failed tasks of a report, without those that failed only because of failed work inside them. */

import type { FailedTask, FailurePast } from '../model/failed-task.ts';
import type { TaskReport } from '../model/work.ts';
import { hasFailed } from './final-tasks.ts';
import { fingerprintMessage } from './fingerprint.ts';

const order = ['new', 'unknown', 'flaky', 'known'];

/** New ones first, then in the order of the log. */
export function listFailures(
  tasks: readonly TaskReport[],
  pastOf: (kind: string, name: string, print: string | null) => FailurePast,
  about: (name: string, file: string | null) => Pick<FailedTask, 'owners' | 'quarantine'>,
): FailedTask[] {
  const around = new Set<number>();
  for (const task of tasks) if (hasFailed(task)) markParents(tasks, task.parent, around);
  return tasks
    .flatMap((task, index) =>
      hasFailed(task) && !around.has(index)
        ? [
            {
              task: index,
              ...pastOf(task.kind, task.name, fingerprintMessage(task.failure?.message ?? null)),
              ...about(task.name, task.failure?.file ?? null),
            },
          ]
        : [],
    )
    .sort(
      (a, b) =>
        Number(a.quarantine !== null) - Number(b.quarantine !== null) ||
        order.indexOf(a.state) - order.indexOf(b.state) ||
        a.task - b.task,
    );
}

/** The tasks around a failure failed because of it. */
function markParents(tasks: readonly TaskReport[], parent: number | null, around: Set<number>): void {
  for (let at = parent; at !== null && !around.has(at); at = tasks[at]?.parent ?? null) around.add(at);
}
