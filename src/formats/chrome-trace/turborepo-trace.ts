/** The tasks in a profile of Turborepo's `--profile`, found among spans of its own code. Reference: https://turborepo.dev/docs/reference/run#--profile-file */

import { type Fields, isFields } from '../../ingest/read-fields.ts';
import type { CacheState, Result } from '../../model/task.ts';

/** The task behind one asynchronous id of the trace. */
export interface TurboTask {
  name: string | null;
  /** A process was started for it. */
  ran: boolean;
}

export function isTurborepoCategory(category: string): boolean {
  return category.startsWith('turborepo_');
}

/** Reads the name of a task from the start of a span inside it; newer versions have it in the cache lookup. */
export function noteTask(task: TurboTask, name: string, category: string, args: unknown): void {
  if (/^turborepo_(?:lib::)?process/.test(category)) task.ran = true;
  if (!isTaskCategory(category)) return;
  const taskName = isFields(args) && typeof args['task'] === 'string' ? args['task'] : '';
  if (name === 'execute_task') {
    task.name = taskName === '' ? null : taskName;
    task.ran = false;
  } else if (taskName !== '') task.name = taskName;
}

export function isTaskSpan(name: string, category: string): boolean {
  return name === 'execute_task' && isTaskCategory(category);
}

function isTaskCategory(category: string): boolean {
  return /^turborepo_(?:task_executor|lib::task_graph::visitor)(?:::exec)?$/.test(category);
}

/** A task that did not end: the only certain fact is that a process was started for it. */
export function judgeOpen({ ran }: TurboTask): CacheState {
  return ran ? 'miss' : 'unknown';
}

/** A task without a process came from the cache. Older versions do not distinguish packages. */
export function turboCacheState(task: TurboTask, before: CacheState | undefined): CacheState {
  const state = task.ran ? 'miss' : 'hit';
  return before === undefined || before === state ? state : 'unknown';
}

/** Spans around the whole program, which never end: it exits inside them. */
export function isNeverEnded(category: string): boolean {
  return /^turborepo_(?:(?:cli|lib)::(?:cli|shim)|shim)(?:::|$)/.test(category);
}

/** The span that enables tracing ends without a begin, which could not be traced. */
export function isNeverBegun(name: string): boolean {
  return name === 'enable_chrome_tracing';
}

/** The result of the run, as far as the trace contains it. An interrupted run also records exit code 0. */
export interface TurboEnd {
  exitCode: number | null;
  /** It received a signal to end. */
  isSignalled: boolean;
  /** Work was given up, after a signal or because other work failed. */
  isInterrupted: boolean;
  /** A task failed by itself. */
  hasFailedTask: boolean;
  hasFailed: boolean;
}

/** Reads the messages and the exit code that Turborepo traces at its end. */
export function noteEnd(end: TurboEnd, event: Fields): void {
  const category = event['cat'];
  if (typeof category !== 'string' || !isTurborepoCategory(category) || !isFields(event['args'])) return;
  const { message, exit_code: exitCode } = event['args'] as { message?: unknown; exit_code?: unknown };
  if (typeof exitCode === 'string' && /^\d+$/.test(exitCode)) end.exitCode = Number(exitCode);
  if (typeof message !== 'string') return;
  if (/^Signal received/i.test(message)) end.isSignalled = true;
  if (/^process exited: Ok\(Some\((?:Interrupted|Killed)/.test(message)) end.isInterrupted = true;
  const exited = /^process exited: Ok\(Some\(Finished\(Some\((\d+)\)/.exec(message)?.[1];
  // A shell that a signal ended exits with 128 and the signal's number.
  if (exited !== undefined && !['0', '130', '143'].includes(exited)) end.hasFailedTask = true;
  if (/^turborepo_(?:cli|lib)::cli$/.test(category) && message.startsWith('run failed')) end.hasFailed = true;
}

export function judgeRun(end: TurboEnd): Result | null {
  if (end.isSignalled || (end.isInterrupted && !end.hasFailedTask)) return 'cancellation';
  if (end.hasFailed || end.hasFailedTask || (end.exitCode ?? 0) > 0) return 'failure';
  return end.exitCode === 0 ? 'success' : null;
}
