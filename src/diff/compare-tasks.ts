/** Compares the tasks of two builds: added, removed, slower, no longer from the cache, with another result. */
import { findCriticalPath } from '../metrics/critical-path.ts';
import { finalTasks } from '../metrics/final-tasks.ts';
import type { Build } from '../model/build.ts';
import type { TaskChange, TaskChangeKind, TaskState } from '../model/build-diff.ts';
import type { Task } from '../model/task.ts';
import { taskKey } from '../model/task-key.ts';
import { floorsOf } from '../settings/regression-rules.ts';

/** The usual range of a task's time in milliseconds, by `taskKey`. */
export type Bands = ReadonlyMap<string, readonly [low: number, high: number]>;

export interface ComparedTasks {
  /** By the size of the difference, largest first, within each kind of change. */
  readonly tasks: readonly TaskChange[];
  readonly withinNoise: number;
  /** Tasks of both builds, or of one. */
  readonly pairs: readonly TaskPair[];
  /** Ids of the pairs on the critical path of each build; null if one of the logs has no times. */
  readonly onPath: { readonly before: ReadonlySet<string>; readonly after: ReadonlySet<string> } | null;
}

export interface TaskPair {
  /** Unique, also for tasks with equal names. */
  readonly id: string;
  /** Null: alike, or within the usual range. */
  readonly change: TaskChangeKind | null;
  readonly before: Task | null;
  readonly after: Task | null;
}

const order: readonly TaskChangeKind[] = ['result', 'missed', 'slower', 'added', 'gone', 'hit', 'faster'];

/** @param bands times within them on both sides do not count as different */
export function compareTasks(a: Build, b: Build, bands: Bands): ComparedTasks {
  const [old, now] = [numberTasks(a), numberTasks(b)];
  const [before, after] = [findPath(a, old), findPath(b, now)];
  let withinNoise = 0;
  const tasks: TaskChange[] = [];
  const pairs: TaskPair[] = [];
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const pair = { before: old.get(id) ?? null, after: now.get(id) ?? null };
    const { name, kind } = (pair.after ?? pair.before) as Task;
    const found = judgePair(pair.before, pair.after);
    const isNoise =
      (found === 'slower' || found === 'faster') &&
      isUsual(bands.get(taskKey({ kind, name })), pair.before, pair.after);
    if (isNoise) withinNoise++;
    const change = isNoise ? null : found;
    pairs.push({ id, change, ...pair });
    if (change === null) continue;
    tasks.push({
      ...{ change, name, kind },
      before: stateOf(pair.before),
      after: stateOf(pair.after),
      onCriticalPath: after?.has(id) ?? null,
    });
  }
  tasks.sort((x, y) => order.indexOf(x.change) - order.indexOf(y.change) || sizeOf(y) - sizeOf(x));
  return { tasks, withinNoise, pairs, onPath: before && after && { before, after } };
}

/** Equal names are paired in their order. */
function numberTasks({ tasks }: Build): ReadonlyMap<string, Task> {
  const counts = new Map<string, number>();
  return new Map(
    finalTasks(tasks).map((task) => {
      const key = taskKey(task);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [`${key}\0${count}`, task];
    }),
  );
}

function findPath({ criticalPath }: Build, tasks: ReadonlyMap<string, Task>): ReadonlySet<string> | null {
  const path = findCriticalPath([...tasks.values()], criticalPath);
  if (path === null) return null;
  const steps = new Set(path.steps.map(({ task }) => task.id));
  return new Set([...tasks].flatMap(([id, task]) => (steps.has(task.id) ? [id] : [])));
}

function judgePair(before: Task | null, after: Task | null): TaskChangeKind | null {
  if (before === null) return 'added';
  if (after === null) return 'gone';
  if (before.result !== after.result) return 'result';
  if (before.cache === 'hit' && after.cache !== 'hit') return 'missed';
  if (before.cache !== 'hit' && after.cache === 'hit') return 'hit';
  if (after.cache === 'hit' || before.durationMs === null || after.durationMs === null) return null;
  const { ratio, floor } = floorsOf(
    { scope: 'task', measure: 'duration', task: after.name, kind: after.kind, unit: 'ms', better: 'lower' },
    [],
  );
  const byMs = after.durationMs - before.durationMs;
  if (Math.abs(byMs) < floor || Math.abs(byMs) < ratio * before.durationMs) return null;
  return byMs > 0 ? 'slower' : 'faster';
}

function isUsual(band: readonly [number, number] | undefined, ...tasks: readonly (Task | null)[]): boolean {
  if (band === undefined) return false;
  return tasks.every((task) => {
    const durationMs = task?.durationMs ?? Number.NaN;
    return durationMs >= band[0] && durationMs <= band[1];
  });
}

function stateOf(task: Task | null): TaskState | null {
  return task === null ? null : { durationMs: task.durationMs, result: task.result, cache: task.cache };
}

function sizeOf({ before, after }: TaskChange): number {
  return Math.abs((after?.durationMs ?? 0) - (before?.durationMs ?? 0));
}
