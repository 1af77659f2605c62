/** Mean, extremes and percentiles of durations, the percentiles as BuildRunner counts them. Pure. */
import { meanKnown } from '../metrics/final-tasks.ts';

/** Milliseconds; null for no durations. */
export interface DurationSummary {
  readonly avgDurationMs: number | null;
  readonly minDurationMs: number | null;
  readonly maxDurationMs: number | null;
  readonly p50DurationMs: number | null;
  readonly p95DurationMs: number | null;
  readonly p99DurationMs: number | null;
}

export function describeDurations(durations: readonly number[]): DurationSummary {
  const sorted = Float64Array.from(durations).sort();
  return {
    avgDurationMs: meanKnown(durations),
    minDurationMs: sorted[0] ?? null,
    maxDurationMs: sorted.at(-1) ?? null,
    p50DurationMs: percentileSorted(sorted, 0.5),
    p95DurationMs: percentileSorted(sorted, 0.95),
    p99DurationMs: percentileSorted(sorted, 0.99),
  };
}

/**
 * The value at rank ⌊p·n⌋ of ascending values, counted from 0: one that was really measured.
 * null for no values. Source: BuildRunner's test results (10 values: P50 is the 6th, P95 the 10th).
 */
export function percentileSorted(sorted: ArrayLike<number>, p: number): number | null {
  if (sorted.length === 0) return null;
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] as number;
}
