/** Treats impossible times as unknown. */

import { finalTasks } from '../metrics/final-tasks.ts';
import type { Task } from '../model/task.ts';
import { dayMs } from '../model/time-units.ts';
import { checkDuration, validClock } from './clean-task.ts';
import { cleanName } from './clean-text.ts';
import type { ReportProblem } from './collect-problems.ts';

interface Stamps {
  startTimeMs: number | null;
  durationMs: number | null;
}

/** No work of a build takes a year: such a number is a time of day, or has another unit. */
const longestMs = 366 * dayMs;

export function clearOddLengths(tasks: readonly Task[], report: ReportProblem): readonly Task[] {
  return tasks.map((task) => {
    const durationMs = clearLength(task.durationMs, `\`${cleanName(task.name, 100)}\``, report);
    return durationMs === task.durationMs ? task : { ...task, durationMs };
  });
}

function clearLength(durationMs: number | null, what: string, report: ReportProblem): number | null {
  if (durationMs === null || durationMs <= longestMs) return durationMs;
  report(
    'warning',
    'invalid-duration',
    `${what} has a duration of more than a year, which is treated as unknown.`,
  );
  return null;
}

/** A task that starts a day before its build has the clock of an older run, or was replaced by a later attempt. */
export function clearOddStarts(
  tasks: readonly Task[],
  facts: Stamps,
  report: ReportProblem,
): readonly Task[] {
  facts.startTimeMs = validClock(facts.startTimeMs);
  facts.durationMs = clearLength(checkDuration(facts.durationMs, 'the build', report), 'The build', report);
  const { startTimeMs } = facts;
  if (startTimeMs === null) return tasks;
  let final: ReadonlySet<Task> | undefined;
  return tasks.map((task) => {
    if (task.startTimeMs === null || task.startTimeMs >= startTimeMs - dayMs) return task;
    final ??= new Set(finalTasks(tasks));
    if (!final.has(task)) return { ...task, startTimeMs: null };
    const what = `\`${cleanName(task.name, 100)}\` has a start time more than a day before its build.`;
    report('warning', 'odd-start', what);
    return { ...task, startTimeMs: null };
  });
}
