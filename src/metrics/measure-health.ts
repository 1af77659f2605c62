/** The health of a build and its machine at a moment, and its trend. Pure. */

import type { HealthPoint, HealthReport, HealthStatus, HealthTrend } from '../model/health.ts';
import type { MachineSample } from '../model/machine.ts';
import type { Task } from '../model/task.ts';
import { upperBound } from '../stats/mann-whitney.ts';
import { mean } from '../stats/mean.ts';
import { hasFailed } from './final-tasks.ts';
import { thinSamples } from './summarize-samples.ts';

/** Least severe first. */
const healthStatuses: readonly HealthStatus[] = ['HEALTHY', 'WARNING', 'DEGRADED', 'CRITICAL'];

/** The inputs of a status; null is not known. */
export interface HealthFacts {
  readonly completedTasks: number;
  readonly failedTasks: number;
  /** Share of the machine's memory in use, 0 to 1. */
  readonly memoryRatio: number | null;
  /** Work waits while no worker runs. */
  readonly isStalled: boolean;
}

/**
 * The worse of the statuses by failures and by memory. Failed tasks among those that ended: any is a warning,
 * over 10% degraded, over 50% critical; memory in use: over 85%, 92%, 97%; work that waits without a
 * running worker is degraded.
 */
export function judgeHealth(facts: HealthFacts): HealthStatus {
  const done = facts.completedTasks + facts.failedTasks;
  const rank = Math.max(
    grade(done > 0 ? facts.failedTasks / done : 0, [0, 0.1, 0.5]),
    grade(facts.memoryRatio ?? 0, [0.85, 0.92, 0.97]),
    facts.isStalled ? healthStatuses.indexOf('DEGRADED') : 0,
  );
  return healthStatuses[rank] as HealthStatus;
}

function grade(value: number, limits: readonly number[]): number {
  return limits.filter((limit) => value > limit).length;
}

/**
 * Compares the newer half with the older: first the status, then the velocity (tasks per second) if it is
 * known.
 */
export function findHealthTrend(
  points: readonly { readonly status: HealthStatus; readonly velocity: number | null }[],
): HealthTrend {
  if (points.length < 4) return 'unknown';
  const half = points.length >> 1;
  const [before, after] = [points.slice(0, half), points.slice(-half)];
  const rank = mean(after.map(rankOf)) - mean(before.map(rankOf));
  if (rank !== 0) return rank > 0 ? 'degrading' : 'improving';
  const [slow, fast] = [before, after].map((part) => mean(velocities(part))) as [number, number];
  const change = fast / slow - 1;
  if (!Number.isFinite(change) || Math.abs(change) <= 0.2) return 'stable';
  return change > 0 ? 'improving' : 'degrading';
}

function rankOf({ status }: { readonly status: HealthStatus }): number {
  return healthStatuses.indexOf(status);
}

function velocities(points: readonly { readonly velocity: number | null }[]): number[] {
  return points.map((point) => point.velocity).filter((velocity) => velocity !== null);
}

/** The fields of a task that place it in time. */
export type TimedTask = Pick<Task, 'startTimeMs' | 'durationMs' | 'result'>;

/** The health of a sampled build in up to 300 checkpoints; null without samples. */
export function measureHealth(
  machine: readonly MachineSample[],
  tasks: readonly TimedTask[],
): HealthReport | null {
  const samples = thinSamples(machine);
  const [first] = samples;
  if (first === undefined) return null;
  const countAt = countTasks(tasks, first.timeMs, samples.at(-1)?.timeMs ?? 0);
  const points = samples.map((sample) => toPoint(sample, countAt(sample.timeMs)));
  const worst = Math.max(...points.map(rankOf));
  return {
    status: points.at(-1)?.status ?? 'HEALTHY',
    worstStatus: healthStatuses[worst] as HealthStatus,
    // In a finished build the velocity follows its plan and says nothing about its health.
    trend: findHealthTrend(points.map(({ status }) => ({ status, velocity: null }))),
    samples: machine.length,
    points,
  };
}

interface TaskCounts {
  readonly workers: number | null;
  readonly completedTasks: number | null;
  readonly failedTasks: number | null;
}

const noCounts: TaskCounts = { workers: null, completedTasks: null, failedTasks: null };

function toPoint({ load: _, ...sample }: MachineSample, counts: TaskCounts): HealthPoint {
  const status = judgeHealth({
    completedTasks: counts.completedTasks ?? 0,
    failedTasks: counts.failedTasks ?? 0,
    memoryRatio: sample.memoryUsedBytes / sample.memoryTotalBytes,
    isStalled: false,
  });
  return { ...sample, ...counts, status };
}

/** A log clock without a time zone differs from the samples by more than this. */
const nearMs = 60_000;

/** Tasks running and ended at a time; not known when none ran near the samples. */
function countTasks(
  tasks: readonly TimedTask[],
  fromMs: number,
  toMs: number,
): (timeMs: number) => TaskCounts {
  const timed = tasks.flatMap(({ startTimeMs, durationMs, result }) =>
    startTimeMs === null || durationMs === null
      ? []
      : [{ start: startTimeMs, end: startTimeMs + durationMs, failed: hasFailed({ result }) }],
  );
  const isNear = timed.some(({ start, end }) => start <= toMs + nearMs && end >= fromMs - nearMs);
  if (!isNear) return () => noCounts;
  const sort = (times: readonly number[]): Float64Array => Float64Array.from(times).sort();
  const starts = sort(timed.map(({ start }) => start));
  const ends = sort(timed.map(({ end }) => end));
  const failures = sort(timed.filter(({ failed }) => failed).map(({ end }) => end));
  return (timeMs) => {
    const ended = upperBound(ends, timeMs);
    const failedTasks = upperBound(failures, timeMs);
    return { workers: upperBound(starts, timeMs) - ended, completedTasks: ended - failedTasks, failedTasks };
  };
}
