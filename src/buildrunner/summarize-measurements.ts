/** Performance numbers over measured operations. Pure. */

import { type DurationFigures, describeDurations } from '../metrics/describe-durations.ts';
import { meanKnown } from '../metrics/final-tasks.ts';
import type { Measurement } from '../recorder/measurement.ts';
import type { DurationSummary } from './summarize-work.ts';

export interface OperationMetrics extends DurationSummary {
  readonly operationType: string;
  readonly count: number;
}

/** Durations in milliseconds; null is not known. */
export interface PerformanceMetrics extends DurationSummary {
  readonly totalOperations: number;
  readonly hours: number;
  /** From the first start to the last end; null without a duration. */
  readonly operationsPerSecond: number | null;
  readonly operationsPerMinute: number | null;
  /** In percent; null without operations. */
  readonly successRate: number | null;
  readonly avgCpuPercent: number | null;
  readonly avgMemoryMb: number | null;
  readonly peakMemoryMb: number | null;
  /** Most frequent first. */
  readonly byOperation: readonly OperationMetrics[];
  /** The names in the guide. */
  readonly avgDuration: number | null;
  readonly p95Duration: number | null;
  readonly throughput: number | null;
}

/**
 * Summarises measurements.
 * @param hours their time window
 * @param spanMs duration of the work; by default from the first start to the last end
 */
export function summarizeMeasurements(
  measurements: readonly Measurement[],
  hours: number,
  spanMs: number = measureSpan(measurements),
): PerformanceMetrics {
  const durations = renameDurations(describeDurations(measurements.map((each) => each.durationMs)));
  const memory = measurements.map((each) => each.memoryMb).filter((value) => value !== null);
  const perSecond = spanMs > 0 && measurements.length > 0 ? (1000 * measurements.length) / spanMs : null;
  const succeeded = measurements.filter((each) => each.success).length;
  return {
    totalOperations: measurements.length,
    hours,
    ...durations,
    operationsPerSecond: perSecond,
    operationsPerMinute: perSecond === null ? null : perSecond * 60,
    successRate: measurements.length > 0 ? (100 * succeeded) / measurements.length : null,
    avgCpuPercent: meanKnown(measurements.map((each) => each.cpuPercent)),
    avgMemoryMb: meanKnown(memory),
    peakMemoryMb: memory.length > 0 ? memory.reduce((a, b) => Math.max(a, b)) : null,
    byOperation: groupByOperation(measurements),
    avgDuration: durations.avgDurationMs,
    p95Duration: durations.p95DurationMs,
    throughput: perSecond,
  };
}

/** 0 or less without any. */
function measureSpan(measurements: readonly Measurement[]): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { timestamp, durationMs } of measurements) {
    first = Math.min(first, timestamp.getTime());
    last = Math.max(last, timestamp.getTime() + durationMs);
  }
  return last - first;
}

function groupByOperation(measurements: readonly Measurement[]): OperationMetrics[] {
  const groups = new Map<string, number[]>();
  for (const { operationType, durationMs } of measurements) {
    const group = groups.get(operationType);
    if (group) group.push(durationMs);
    else groups.set(operationType, [durationMs]);
  }
  return [...groups]
    .map(([operationType, durations]) => ({
      operationType,
      count: durations.length,
      ...renameDurations(describeDurations(durations)),
    }))
    .sort((a, b) => b.count - a.count || (a.operationType < b.operationType ? -1 : 1));
}

/** The documents' names for the engine's measurements. */
function renameDurations({ meanMs, minMs, maxMs, p50Ms, p95Ms, p99Ms }: DurationFigures): DurationSummary {
  return {
    avgDurationMs: meanMs,
    minDurationMs: minMs,
    maxDurationMs: maxMs,
    p50DurationMs: p50Ms,
    p95DurationMs: p95Ms,
    p99DurationMs: p99Ms,
  };
}
