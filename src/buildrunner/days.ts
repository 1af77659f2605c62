/** Values by day, in UTC. */
import { checkCount } from '../model/check-number.ts';
import { dayMs } from '../model/time-units.ts';

/**
 * An empty entry for each of the last `days` days, oldest first.
 * @throws TypeError for anything but a whole number of days, up to a hundred years.
 */
export function startDays(days: number, nowMs: number): Record<string, number[]> {
  checkCount(days, 'days', 36_500);
  const ages = Array.from({ length: days }, (_, index) => days - 1 - index);
  return Object.fromEntries(ages.map((age) => [dayOf(nowMs - age * dayMs), []]));
}

/** `2025-11-18`. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
