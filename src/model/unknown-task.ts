/** A task with no data except that it ran once. */
import type { Task } from './task.ts';

export const unknownTask: Omit<Task, 'id' | 'name' | 'kind'> = {
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
