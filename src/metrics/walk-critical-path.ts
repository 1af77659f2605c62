/**
 * The critical path, from the task that ended last back to the first, each time to the task that it waited
 * for. If the log contains dependencies, this is the last of them to end; otherwise the last task that had
 * ended when this one began. Work of one job waited for another job only if the whole job began after the
 * other had ended: parallel jobs do not wait for each other.
 */
import type { Task } from '../model/task.ts';

/** The fields of a task that the path needs. */
export type PathTask = Pick<Task, 'id' | 'parentId' | 'startTimeMs' | 'durationMs' | 'dependsOn'> &
  Partial<Pick<Task, 'kind'>>;

/** A task and when it ran; on the path, when it held up the next. */
export interface Leaf<T> {
  readonly task: T;
  readonly start: number;
  readonly end: number;
}

/** Rounding in one log: a task may start this much before the end of the task that it waited for. */
const toleranceMs = 1;

/**
 * @param all every task, with or without times
 * @param timed those that have times
 * @param leaves those of `timed` that no other lies in
 */
export function walkCriticalPath<T extends PathTask>(
  all: readonly T[],
  timed: readonly Leaf<T>[],
  leaves: readonly Leaf<T>[],
): Leaf<T>[] {
  const byEnd = [...leaves].sort((a, b) => a.end - b.end || b.start - a.start);
  const path: Leaf<T>[] = [];
  const waits = findWaits(all, timed, leaves);
  let later = byEnd.at(-1);
  let index = byEnd.length - 1;
  while (later !== undefined) {
    path.push(later);
    const { dependencies, mayFollow } = waits(later);
    const next: number = later.start;
    if (dependencies !== null) {
      const last = lastOf(dependencies, next);
      // Output that is available early, such as metadata of a crate, lets the next task begin before the end.
      later = last && { ...last, end: Math.min(last.end, next) };
      continue;
    }
    later = undefined;
    for (; later === undefined && index >= 0; index--) {
      const leaf: Leaf<T> = byEnd[index]!;
      if (leaf.end <= next + toleranceMs && leaf.start < next && mayFollow(leaf)) later = leaf;
    }
  }
  return path.reverse();
}

/** The last to end of the tasks that began earlier. */
function lastOf<T>(leaves: readonly Leaf<T>[], before: number): Leaf<T> | undefined {
  let last: Leaf<T> | undefined;
  for (const leaf of leaves)
    if (leaf.start < before && (last === undefined || leaf.end > last.end)) last = leaf;
  return last;
}

interface Waits<T> {
  /** The task that it waited for, from the log; null without dependencies. */
  readonly dependencies: readonly Leaf<T>[] | null;
  /** Whether it may have waited for another. */
  readonly mayFollow: (earlier: Leaf<T>) => boolean;
}

function findWaits<T extends PathTask>(
  all: readonly T[],
  timed: readonly Leaf<T>[],
  leaves: readonly Leaf<T>[],
): (later: Leaf<T>) => Waits<T> {
  const tasks = new Map(all.map((task) => [task.id, task]));
  const around = (task: T, is: (task: T) => boolean): T | null => findAround(task, tasks, is);
  const jobs = timed.filter(({ task }) => task.kind === 'job');
  const times = new Map(timed.map((leaf) => [leaf.task.id, leaf]));
  const jobOf = ({ task }: Leaf<T>): Leaf<T> | null =>
    jobs.length < 2 ? null : (times.get(around(task, ({ kind }) => kind === 'job')?.id ?? '') ?? null);
  const hasDependencies = all.some(({ dependsOn }) => dependsOn !== undefined);
  const leavesIn = hasDependencies ? groupLeaves(leaves, tasks) : new Map<string, Leaf<T>[]>();
  const withDependencies = (task: T): T | null =>
    hasDependencies ? around(task, ({ dependsOn }) => dependsOn !== undefined) : null;
  return (later) => {
    const dependent = withDependencies(later.task);
    const mayFollow = (earlier: Leaf<T>): boolean => mayWait(jobOf(later), jobOf(earlier));
    if (dependent === null) return { dependencies: null, mayFollow };
    const before = dependent === later.task ? [] : (leavesIn.get(dependent.id) ?? []);
    // Inside of work with dependencies, its own parts run one after the other.
    const own = before.filter((leaf) => leaf !== later && leaf.end <= later.start + toleranceMs);
    const dependencies = own.length > 0 ? own : expand(dependent, tasks, leavesIn);
    return { dependencies, mayFollow };
  };
}

/**
 * The leaves of a task's dependencies; a dependency without a duration, such as cached work, is replaced by
 * its own dependencies.
 */
function expand<T extends PathTask>(
  dependent: T,
  tasks: ReadonlyMap<string, T>,
  leavesIn: ReadonlyMap<string, readonly Leaf<T>[]>,
): Leaf<T>[] {
  const seen = new Set<string>([dependent.id]);
  const open = [...(dependent.dependsOn ?? [])];
  const found: Leaf<T>[] = [];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const leaves = leavesIn.get(id) ?? [];
    for (const leaf of leaves) found.push(leaf);
    if (leaves.length === 0) open.push(...(tasks.get(id)?.dependsOn ?? []));
  }
  return found;
}

/** Leaves by the id of each task around them, and by their own. */
function groupLeaves<T extends PathTask>(
  leaves: readonly Leaf<T>[],
  tasks: ReadonlyMap<string, T>,
): Map<string, Leaf<T>[]> {
  const groups = new Map<string, Leaf<T>[]>();
  for (const leaf of leaves)
    findAround(leaf.task, tasks, ({ id }) => {
      const group = groups.get(id);
      if (group) group.push(leaf);
      else groups.set(id, [leaf]);
      return false;
    });
  return groups;
}

const maxDepth = 100;

/** The task itself or its nearest parent for which `is` is true. */
function findAround<T extends PathTask>(
  task: T,
  tasks: ReadonlyMap<string, T>,
  is: (task: T) => boolean,
): T | null {
  let at: T | undefined = task;
  for (let depth = 0; at !== undefined && depth < maxDepth; depth++) {
    if (is(at)) return at;
    at = at.parentId === null ? undefined : tasks.get(at.parentId);
  }
  return null;
}

/** A job's work may have waited for work of the same job, and of a job that had ended when its own began. */
function mayWait<T>(later: Leaf<T> | null, earlier: Leaf<T> | null): boolean {
  return later === null || earlier === null || later === earlier || earlier.end <= later.start + toleranceMs;
}
