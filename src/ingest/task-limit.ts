/** Keeps a build's tasks within what can be held: above the limit they become one task a kind. */

import { hasFailed } from '../metrics/final-tasks.ts';
import type { Task } from '../model/task.ts';

export interface TaskLimit {
  readonly has: (id: string) => boolean;
  readonly add: (task: Task) => void;
  /** So many more are to come: when they are too many, they are summed up from the first on. */
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
  const tasks = new Map<string, Task>();
  const kinds = new Map<string, Task>();
  let count = 0;
  let isExceeded = false;
  const exceed = (): void => {
    isExceeded = true;
    for (const kept of tasks.values()) sumUp(kinds, kept);
    tasks.clear();
  };
  return {
    has: (id) => tasks.has(id),
    add: (task) => {
      count += 1;
      if (!isExceeded && count > limit) exceed();
      if (isExceeded) sumUp(kinds, task);
      else tasks.set(task.id, task);
    },
    expect: (more) => {
      if (!isExceeded && count + more > limit) exceed();
    },
    clear: () => {
      tasks.clear();
      kinds.clear();
      count = 0;
      isExceeded = false;
    },
    count: () => count,
    isExceeded: () => isExceeded,
    list: () => (kinds.size > 0 ? [...kinds.values()] : [...tasks.values()]),
  };
}

function sumUp(kinds: Map<string, Task>, task: Task): void {
  const kind = kinds.has(task.kind) || kinds.size < maxKinds ? task.kind : 'other';
  const sum = kinds.get(kind);
  kinds.set(kind, {
    ...emptyTask,
    id: `kind:${kind}`,
    name: `all ${kind}`,
    kind,
    durationMs: add(sum?.durationMs ?? null, task.durationMs),
    costUsd: add(sum?.costUsd ?? null, task.costUsd),
    result: sum === undefined || hasFailed(task) ? task.result : sum.result,
  });
}

function add(a: number | null, b: number | null): number | null {
  return a === null ? b : a + (b ?? 0);
}

const emptyTask: Omit<Task, 'id' | 'name' | 'kind'> = {
  parentId: null,
  attempt: 1,
  startTimeMs: null,
  durationMs: null,
  result: 'unknown',
  cache: 'unknown',
  savedMs: null,
  errorType: null,
  failure: null,
  cpuMs: null,
  memoryBytes: null,
  model: null,
  tokens: null,
  costUsd: null,
};
