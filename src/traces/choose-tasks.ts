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

/** The nearest parent that is kept: in one pass, whatever the depth. Of a cycle, which logs may contain, one task has none. */
function findParents(
  all: readonly Task[],
  tasks: readonly Task[],
  kept: ReadonlySet<Task>,
): ReadonlyMap<Task, Task> {
  const byId = new Map(all.map((task) => [task.id, task]));
  const nearest = new Map<Task, Task | null>();
  for (const task of tasks) {
    const path = new Set<Task>();
    let top: Task | undefined = task;
    while (top !== undefined && !nearest.has(top) && !path.has(top)) {
      path.add(top);
      top = top.parentId === null ? undefined : byId.get(top.parentId);
    }
    let above = top === undefined || path.has(top) ? null : kept.has(top) ? top : (nearest.get(top) ?? null);
    for (const each of [...path].reverse()) {
      nearest.set(each, above);
      if (kept.has(each)) above = each;
    }
  }
  return new Map(
    tasks.flatMap((task): [Task, Task][] => {
      const parent = nearest.get(task) ?? null;
      return parent === null ? [] : [[task, parent]];
    }),
  );
}
