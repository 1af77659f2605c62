/** Failed tasks that end with the same message, reported as one: one broken dependency fails many tests. */
import type { FailedTask } from '../model/failed-task.ts';
import type { Report } from '../model/report.ts';
import type { TaskReport } from '../model/work.ts';

/** A failed task with what is known of it. */
export type Failed = FailedTask & { readonly is: TaskReport };

/** One failure, and those that it stands for. */
export interface FailureGroup {
  readonly first: Failed;
  /** With the same first line of their messages, and as new, known or flaky as it is. */
  readonly others: readonly Failed[];
}

/** Fewer are told one by one. */
const leastAlike = 3;

/** Each failed task with what is known of it, new ones first. */
export function failedTasks({ failures, tasks }: Pick<Report, 'failures' | 'tasks'>): Failed[] {
  return failures.flatMap((failed) => {
    const is = tasks[failed.task];
    return is === undefined ? [] : [{ ...failed, is }];
  });
}

/** In the order of the first of each. */
export function groupFailures(failed: readonly Failed[]): FailureGroup[] {
  const alike = Map.groupBy(failed, keyOf);
  const groups = failed.flatMap((each): FailureGroup[] => {
    const [first = each, ...others] = alike.get(keyOf(each)) ?? [];
    if (firstLine(each) === '' || others.length + 1 < leastAlike) return [{ first: each, others: [] }];
    return first === each ? [{ first, others }] : [];
  });
  return groups;
}

/** What a failure ends with, in one line; '' where the log does not tell. */
export function firstLine({ is: { failure } }: Failed): string {
  return (failure?.message ?? '').trim().split('\n', 1)[0]?.trim() ?? '';
}

function keyOf(failed: Failed): string {
  const { state, since, quarantine, sameError } = failed;
  return JSON.stringify([firstLine(failed), state, since?.buildId, sameError, quarantine]);
}
