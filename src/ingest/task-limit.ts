/** Keeps a build's tasks within the limit: above it they become one task per kind. */

import { addKnown, hasFailed } from '../metrics/final-tasks.ts';
import type { Task } from '../model/task.ts';
import { unknownTask } from '../model/unknown-task.ts';

export interface TaskLimit {
  readonly has: (id: string) => boolean;
  readonly add: (task: Task) => void;
  /** Announces this number of further tasks: if there are too many, they are summed up from the start. */
  readonly expect: (more: number) => void;
  readonly clear: () => void;
  /** How many tasks were added. */
  readonly count: () => number;
  readonly isExceeded: () => boolean;
  readonly list: () => Task[];
}

/** Kinds are a tool's own words: there may be too many of them as well. */
const maxKinds = 1000;

/** Collects tasks by id; from the one after `limit` on, they are summed up by kind. */
export function limitTasks(limit: number): TaskLimit {
  const tasks: Task[] = [];
  const kinds = new Map<string, Sum>();
  /** Of `tasks`; null until one is requested, because many logs refer to none. */
  let ids: Set<string> | null = null;
  let count = 0;
  let isExceeded = false;
  const exceed = (): void => {
    isExceeded = true;
    for (const kept of tasks) sumUp(kinds, kept);
    tasks.length = 0;
    ids = null;
  };
  return {
    has: (id) => {
      if (isExceeded) return false;
      ids ??= new Set(tasks.map((task) => task.id));
      return ids.has(id);
    },
    add: (task) => {
      count += 1;
      if (!isExceeded && count > limit) exceed();
      if (isExceeded) sumUp(kinds, task);
      else {
        tasks.push(task);
        ids?.add(task.id);
      }
    },
    expect: (more) => {
      if (!isExceeded && count + more > limit) exceed();
    },
    clear: () => {
      tasks.length = 0;
      ids = null;
      kinds.clear();
      count = 0;
      isExceeded = false;
    },
    count: () => count,
    isExceeded: () => isExceeded,
    list: () => (kinds.size > 0 ? Array.from(kinds, ([kind, sum]) => toTask(kind, sum)) : [...tasks]),
  };
}

/** All tasks of one kind. */
interface Sum {
  durationMs: number | null;
  costUsd: number | null;
  result: Task['result'];
}

function sumUp(kinds: Map<string, Sum>, task: Task): void {
  const { durationMs, costUsd, result } = task;
  const kind = kinds.has(task.kind) || kinds.size < maxKinds ? task.kind : 'other';
  const sum = kinds.get(kind);
  if (sum === undefined) {
    kinds.set(kind, { durationMs, costUsd, result });
    return;
  }
  sum.durationMs = addKnown([sum.durationMs, durationMs]);
  sum.costUsd = addKnown([sum.costUsd, costUsd]);
  if (hasFailed(task)) sum.result = result;
}

function toTask(kind: string, sum: Sum): Task {
  return { ...unknownTask, id: `kind:${kind}`, name: `all ${kind}`, kind, ...sum };
}
