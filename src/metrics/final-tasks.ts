/** The final attempt of each piece of work. */
import type { Result, Task } from '../model/task.ts';
import { taskKey } from '../model/task-key.ts';

/** Drops attempts that a later attempt of the same work replaced. */
export function finalTasks(tasks: readonly Task[]): Task[] {
  if (tasks.every((task) => task.attempt <= 1)) return [...tasks];
  const retried = new Map<string, number>();
  for (const task of tasks) {
    if (task.attempt > 1) count(retried, keyOf(task, task.attempt - 1));
  }
  // Attempt n replaces one attempt n-1; equal names may belong to several pieces of work.
  return tasks.filter((task) => {
    const key = keyOf(task, task.attempt);
    const left = retried.get(key) ?? 0;
    if (left > 0) retried.set(key, left - 1);
    return left === 0;
  });
}

function keyOf(task: Task, attempt: number): string {
  return `${attempt}\0${taskKey(task)}`;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Successful, or without a result in its log: its time is valid. */
export function hasMeaningfulTime(result: Result): boolean {
  return result === 'success' || result === 'unknown';
}

/** Failed, in any form. */
export function hasFailed(task: Pick<Task, 'result'>): boolean {
  return task.result === 'failure' || task.result === 'error' || task.result === 'timeout';
}

/** Sum of all tokens of a task; null when it has none. */
export function sumTokens(task: Pick<Task, 'tokens'>): number | null {
  if (!task.tokens) return null;
  const { input, output, cacheRead, cacheCreation } = task.tokens;
  return input + output + cacheRead + cacheCreation;
}

/** Mean of the known values; null without any. */
export function meanKnown(values: readonly (number | null)[]): number | null {
  const sum = addKnown(values);
  return sum === null ? null : sum / values.filter((value) => value !== null).length;
}

/** Sum of the known values; null without any. */
export function addKnown(values: readonly (number | null)[]): number | null {
  let sum: number | null = null;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number | null;
    if (value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}
