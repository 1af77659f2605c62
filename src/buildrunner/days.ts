/** Values by day, in UTC. */
import { dayMs } from '../model/time-units.ts';

/** An empty entry for each of the last `days` days, oldest first. */
export function startDays(days: number, nowMs: number): Record<string, number[]> {
  const ages = Array.from({ length: Math.max(0, days) }, (_, index) => days - 1 - index);
  return Object.fromEntries(ages.map((age) => [dayOf(nowMs - age * dayMs), []]));
}

/** `2025-11-18`. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
