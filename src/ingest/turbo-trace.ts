/** What Turborepo's `--profile` says of its tasks, in spans of its own code. Reference: https://turborepo.dev/docs/reference/run#--profile-file */
import type { CacheState, Result } from '../model.ts';
import { type Fields, isFields } from './read-fields.ts';

/** The task that one asynchronous id of the trace works on. */
export interface TurboTask {
  name: string | null;
  /** A process was started for it. */
  ran: boolean;
}

export function isTurbos(category: string): boolean {
  return category.startsWith('turborepo_');
}

/** Notes what a beginning says of the task around it; newer versions name its package where they ask the cache. */
export function noteTask(task: TurboTask, name: string, category: string, args: unknown): void {
  if (/^turborepo_(?:lib::)?process/.test(category)) task.ran = true;
  if (!isTaskCategory(category)) return;
  const told = isFields(args) && typeof args['task'] === 'string' ? args['task'] : '';
  if (name === 'execute_task') {
    task.name = told === '' ? null : told;
    task.ran = false;
  } else if (told !== '') task.name = told;
}

export function isTaskSpan(name: string, category: string): boolean {
  return name === 'execute_task' && isTaskCategory(category);
}

function isTaskCategory(category: string): boolean {
  return category === 'turborepo_task_executor::exec' || category === 'turborepo_lib::task_graph::visitor';
}

/** A task for which no process was started came from the cache. Older versions do not tell packages apart. */
export function judgeCache(task: TurboTask, before: CacheState | undefined): CacheState {
  const state = task.ran ? 'miss' : 'hit';
  return before === undefined || before === state ? state : 'unknown';
}

/** Spans around the whole program, which it never leaves: it exits from inside of them. */
export function isNeverEnded(category: string): boolean {
  return /^turborepo_(?:(?:cli|lib)::(?:cli|shim)|shim)(?:::|$)/.test(category);
}

/** The span that switches tracing on ends without a beginning that could have been traced. */
export function isNeverBegun(name: string): boolean {
  return name === 'enable_chrome_tracing';
}

/** How the run ended, as far as the trace says it. An interrupted one claims the exit code 0 as well. */
export interface TurboEnd {
  exitCode: number | null;
  isInterrupted: boolean;
  hasFailed: boolean;
}

/** Reads the messages and the exit code that Turborepo traces while it ends. */
export function noteEnd(end: TurboEnd, event: Fields): void {
  const category = event['cat'];
  if (typeof category !== 'string' || !isTurbos(category) || !isFields(event['args'])) return;
  const { message, exit_code: exitCode } = event['args'] as { message?: unknown; exit_code?: unknown };
  if (typeof exitCode === 'string' && /^\d+$/.test(exitCode)) end.exitCode = Number(exitCode);
  if (typeof message !== 'string') return;
  if (/^(?:Signal received|process exited: Ok\(Some\(Interrupted\)\))/i.test(message))
    end.isInterrupted = true;
  if (category === 'turborepo_cli::cli' && message.startsWith('run failed')) end.hasFailed = true;
}

export function judgeRun({ exitCode, isInterrupted, hasFailed }: TurboEnd): Result | null {
  if (isInterrupted) return 'cancellation';
  if (hasFailed || (exitCode ?? 0) > 0) return 'failure';
  return exitCode === 0 ? 'success' : null;
}
