/** Mean, extremes and percentiles of durations. Pure. */
import { meanKnown } from '../metrics/final-tasks.ts';
import { quantileOfSorted } from '../stats/quantile.ts';

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
    p50DurationMs: quantileOfSorted(sorted, 0.5),
    p95DurationMs: quantileOfSorted(sorted, 0.95),
    p99DurationMs: quantileOfSorted(sorted, 0.99),
  };
}
