/** Chooses the tasks in a trace, and the parent of each. */
import { hasFailed } from '../metrics/final-tasks.ts';
import type { Task } from '../model/task.ts';

export interface ChosenTasks {
  /** In the order of the log. */
  readonly tasks: readonly Task[];
  /** The chosen task around each; absent if the parent is the build itself. */
  readonly parents: ReadonlyMap<Task, Task>;
  /** Left out because they did not run. */
  readonly skipped: number;
  /** Left out because there are too many. */
  readonly dropped: number;
}

/** Selects the executed tasks: all of them, or of more than `max` the failed ones and then the longest. */
export function chooseTasks(all: readonly Task[], max: number): ChosenTasks {
  const ran = all.filter(({ result }) => result !== 'skip');
  const kept = ran.length <= max ? new Set(ran) : new Set(ran.toSorted(byWeight).slice(0, max));
  const tasks = ran.filter((task) => kept.has(task));
  return {
    tasks,
    parents: findParents(all, tasks, kept),
    skipped: all.length - ran.length,
    dropped: ran.length - tasks.length,
  };
}

function byWeight(a: Task, b: Task): number {
  return Number(hasFailed(b)) - Number(hasFailed(a)) || (b.durationMs ?? 0) - (a.durationMs ?? 0);
}

/** The nearest parent that is kept. */
function findParents(
  all: readonly Task[],
  tasks: readonly Task[],
  kept: ReadonlySet<Task>,
): ReadonlyMap<Task, Task> {
  const byId = new Map(all.map((task) => [task.id, task]));
  const parents = new Map<Task, Task>();
  for (const task of tasks) {
    const seen = new Set([task]);
    for (let above = parentOf(task, byId); above !== undefined; above = parentOf(above, byId)) {
      // Logs may contain cycles.
      if (seen.has(above)) break;
      seen.add(above);
      if (!kept.has(above)) continue;
      if (!isAbove(task, above, parents)) parents.set(task, above);
      break;
    }
  }
  return parents;
}

function parentOf({ parentId }: Task, byId: ReadonlyMap<string, Task>): Task | undefined {
  return parentId === null ? undefined : byId.get(parentId);
}

function isAbove(task: Task, other: Task, parents: ReadonlyMap<Task, Task>): boolean {
  for (let above = parents.get(other); above !== undefined; above = parents.get(above))
    if (above === task) return true;
  return false;
}
