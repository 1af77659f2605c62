/** Mean, extremes and percentiles of durations. */
import { quantileOfSorted } from '../stats/quantile.ts';

/** Milliseconds; null for no durations. */
export interface DurationFigures {
  readonly totalMs: number;
  readonly meanMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

export function describeDurations(durations: ArrayLike<number>): DurationFigures {
  const sorted = new Float64Array(durations).sort();
  let totalMs = 0;
  for (const duration of sorted) totalMs += duration;
  return {
    totalMs,
    meanMs: sorted.length > 0 ? totalMs / sorted.length : null,
    minMs: sorted[0] ?? null,
    maxMs: sorted.at(-1) ?? null,
    p50Ms: quantileOfSorted(sorted, 0.5),
    p95Ms: quantileOfSorted(sorted, 0.95),
    p99Ms: quantileOfSorted(sorted, 0.99),
  };
}
