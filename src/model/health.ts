/** Health of a build and its machine. */
import type { MachineSample } from './machine.ts';

/** Health of a build, least severe first. */
export const HealthStatus = {
  HEALTHY: 'HEALTHY',
  WARNING: 'WARNING',
  DEGRADED: 'DEGRADED',
  CRITICAL: 'CRITICAL',
} as const;
export type HealthStatus = keyof typeof HealthStatus;

export type HealthTrend = 'improving' | 'stable' | 'degrading' | 'unknown';

/** The machine and the build at one moment. */
export interface HealthPoint extends Omit<MachineSample, 'load'> {
  /** Tasks at work; null, as the next two, when no task's time is known. */
  readonly workers: number | null;
  /** Ended by now without failing. */
  readonly completedTasks: number | null;
  readonly failedTasks: number | null;
  readonly status: HealthStatus;
}

/** The course of a sampled build. */
export interface HealthReport {
  /** At the end. */
  readonly status: HealthStatus;
  readonly worstStatus: HealthStatus;
  /** From the first half of the points to the second. */
  readonly trend: HealthTrend;
  /** How many samples the points stand for. */
  readonly samples: number;
  /** Oldest first, at most 300. */
  readonly points: readonly HealthPoint[];
}
