/** The levels of events, problems and alerts in their order. */
import type { Level } from './level.ts';

/** Mildest first. */
export const levels: readonly Level[] = ['info', 'warning', 'error', 'critical'];

/** Whether a level is that severe or more. */
export function isAtLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}

/** Most severe first, what has no level last; equal levels stay in their order. */
export function bySeverity<T extends { readonly level: Level | null }>(items: readonly T[]): T[] {
  const rank = ({ level }: T): number => (level === null ? -1 : levels.indexOf(level));
  return [...items].sort((a, b) => rank(b) - rank(a));
}
