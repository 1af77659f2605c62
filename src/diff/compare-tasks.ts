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
  /** `taskId` of the critical path of each build; null if one of the logs has no times. */
  readonly onPath: { readonly before: ReadonlySet<string>; readonly after: ReadonlySet<string> } | null;
}

export interface TaskPair {
  readonly before: Task | null;
  readonly after: Task | null;
}

const order: readonly TaskChangeKind[] = ['result', 'missed', 'slower', 'added', 'gone', 'hit', 'faster'];

/** @param bands times within them on both sides do not count as different */
export function compareTasks(a: Build, b: Build, bands: Bands): ComparedTasks {
  const [old, now] = [a, b].map(
    ({ tasks }) => new Map(finalTasks(tasks).map((task) => [taskKey(task), task])),
  );
  const [before, after] = [findPath(a), findPath(b)];
  let withinNoise = 0;
  const tasks: TaskChange[] = [];
  const ids = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  const pairs = ids.map((id): TaskPair => ({ before: old?.get(id) ?? null, after: now?.get(id) ?? null }));
  for (const [at, pair] of pairs.entries()) {
    const id = ids[at] as string;
    const change = judgePair(pair.before, pair.after);
    const { name, kind } = (pair.after ?? pair.before) as Task;
    if (change === null) continue;
    if ((change === 'slower' || change === 'faster') && isUsual(bands.get(id), pair.before, pair.after))
      withinNoise++;
    else
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

function findPath({ tasks, criticalPath }: Build): ReadonlySet<string> | null {
  const path = findCriticalPath(finalTasks(tasks), criticalPath);
  return path === null ? null : new Set(path.steps.map(({ task }) => taskKey(task)));
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
