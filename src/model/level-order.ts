/** The order of the severity levels of events, problems and alerts. */
import type { Level } from './level.ts';

/** Lowest first. */
export const levels: readonly Level[] = ['info', 'warning', 'error', 'critical'];

/** Whether a level is at least this severe. */
export function isAtLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}

/** Most severe first, entries without a level last; equal levels keep their order. */
export function bySeverity<T extends { readonly level: Level | null }>(items: readonly T[]): T[] {
  const rank = ({ level }: T): number => (level === null ? -1 : levels.indexOf(level));
  return [...items].sort((a, b) => rank(b) - rank(a));
}
