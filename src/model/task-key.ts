/** Tasks are compared by their kind and name. */

import type { Task } from './task.ts';

/** Identity of a task across builds. */
export function taskKey({ kind, name }: Pick<Task, 'kind' | 'name'>): string {
  return `${kind}\0${name}`;
}
