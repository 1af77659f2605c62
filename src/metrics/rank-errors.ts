/** Errors of a build by type. */
import type { Event } from '../model/event.ts';
import type { Task } from '../model/task.ts';
import { hasFailed } from './final-tasks.ts';

/** Events that report an error. */
const errorTypes = /^(ERROR_OCCURRED|EXCEPTION_RAISED|TIMEOUT_OCCURRED|RATE_LIMIT_HIT)$/;

function isErrorEvent(event: Pick<Event, 'type'>): boolean {
  return errorTypes.test(event.type);
}

export interface ErrorCount {
  readonly type: string;
  readonly count: number;
}

/**
 * Counts error events and failed tasks, most frequent first, equal counts by name. A failed task and the
 * event that reports it are one error: an event with the id of the task, or else one of the same type. A
 * failed task without a type counts under its result, unless an event is left that may report it.
 */
export function rankErrors(tasks: readonly Task[], events: readonly Event[]): ErrorCount[] {
  const errorEvents = events.filter(isErrorEvent);
  const named = new Set(errorEvents.map((event) => event.taskId));
  const failed = tasks.filter((task) => hasFailed(task) && !named.has(task.id));
  const counts = countBy(errorEvents, typeOfEvent);
  const own = countBy(
    failed.filter((task) => task.errorType !== null),
    (task) => task.errorType as string,
  );
  let spare = 0;
  for (const [type, count] of counts) spare += Math.max(0, count - (own.get(type) ?? 0));
  for (const [type, count] of own) counts.set(type, Math.max(count, counts.get(type) ?? 0));
  const untyped = failed.filter((task) => task.errorType === null).slice(spare);
  for (const [type, count] of countBy(untyped, (task) => task.result))
    counts.set(type, count + (counts.get(type) ?? 0));
  return [...counts]
    .map(([type, count]) => ({ type, count }))
    .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
}

/** The class of an error event, else the event's own type. */
function typeOfEvent(event: Event): string {
  return String(event.attributes['error.type'] ?? event.type);
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
