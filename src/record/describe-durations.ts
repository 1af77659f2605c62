/** Mean, extremes and percentiles of durations. Pure. */
import { percentileSorted } from './percentile.ts';

export interface DurationSummary {
  readonly avgDurationMs: number | null;
  readonly minDurationMs: number | null;
  readonly maxDurationMs: number | null;
  readonly p50DurationMs: number | null;
  readonly p95DurationMs: number | null;
  readonly p99DurationMs: number | null;
}

/** Mean, extremes and percentiles; null for no durations. */
export function describeDurations(durations: readonly number[]): DurationSummary {
  const sorted = Float64Array.from(durations).sort();
  return {
    avgDurationMs: mean(durations),
    minDurationMs: sorted[0] ?? null,
    maxDurationMs: sorted.at(-1) ?? null,
    p50DurationMs: percentileSorted(sorted, 0.5),
    p95DurationMs: percentileSorted(sorted, 0.95),
    p99DurationMs: percentileSorted(sorted, 0.99),
  };
}

/** null for no values. */
export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
