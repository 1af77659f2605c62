/** Failed tasks with the same message, reported as one: one broken dependency fails many tests. */
import type { FailedTask } from '../model/failed-task.ts';
import type { Report } from '../model/report.ts';
import type { TaskReport } from '../model/work.ts';

/** A failed task with its details. */
export type DetailedFailure = FailedTask & { readonly is: TaskReport };

/** One failure, and the others with the same message. */
export interface FailureGroup {
  readonly first: DetailedFailure;
  /** With the same first line of the message, and the same state (new, known or flaky). */
  readonly others: readonly DetailedFailure[];
}

/** Fewer failures are listed one by one. */
const leastAlike = 3;

/** Each failed task with its details, new ones first. */
export function failedTasks({ failures, tasks }: Pick<Report, 'failures' | 'tasks'>): DetailedFailure[] {
  return failures.flatMap((failed) => {
    const is = tasks[failed.task];
    return is === undefined ? [] : [{ ...failed, is }];
  });
}

/** In the order of the first of each. */
export function groupFailures(failed: readonly DetailedFailure[]): FailureGroup[] {
  const byMessage = Map.groupBy(failed, keyOf);
  return failed.flatMap((each): FailureGroup[] => {
    const alike = byMessage.get(keyOf(each)) ?? [];
    if (firstLine(each) === '' || alike.length < leastAlike) return [{ first: each, others: [] }];
    return alike[0] === each ? [{ first: each, others: alike.slice(1) }] : [];
  });
}

/** The failure in one line; '' if the log has no message. */
export function firstLine({ is: { failure } }: DetailedFailure): string {
  return (failure?.message ?? '').trim().split('\n', 1)[0]?.trim() ?? '';
}

function keyOf(failed: DetailedFailure): string {
  const { state, since, quarantine, sameError } = failed;
  return JSON.stringify([firstLine(failed), state, since?.buildId, sameError, quarantine]);
}
