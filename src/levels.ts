/** The levels of events, problems and alerts in their order. */
import type { Alert, Level } from './model.ts';

/** Mildest first. */
export const levels: readonly Level[] = ['info', 'warning', 'error', 'critical'];

/** Whether a level is that severe or more. */
export function isAtLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}

/** Most severe first; equal levels stay in their order. */
export function bySeverity(alerts: readonly Alert[]): Alert[] {
  return [...alerts].sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
}
