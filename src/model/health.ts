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
  /** Running tasks; null, like the next two, when no task has a time. */
  readonly workers: number | null;
  /** Tasks that ended by now without failing. */
  readonly completedTasks: number | null;
  readonly failedTasks: number | null;
  readonly status: HealthStatus;
}

/** The health of a sampled build over time. */
export interface HealthReport {
  /** At the end. */
  readonly status: HealthStatus;
  readonly worstStatus: HealthStatus;
  /** From the first to the second half of the points. */
  readonly trend: HealthTrend;
  /** Number of samples behind the points. */
  readonly samples: number;
  /** Oldest first, at most 300. */
  readonly points: readonly HealthPoint[];
}
