/** Computes the start and end of spans: always inside their parents, whatever the clocks of the logs. */
import type { HrTime } from '@opentelemetry/api';

/** Epoch nanoseconds. */
export interface SpanPeriod {
  readonly start: bigint;
  readonly end: bigint;
}

export interface Times {
  /** Epoch milliseconds; null when not known. */
  readonly startTimeMs: number | null;
  /** Milliseconds; null when not known. */
  readonly durationMs: number | null;
}

/** To the microsecond, the precision of a double for current times in milliseconds. */
export function toNanos(ms: number): bigint {
  return BigInt(Math.max(0, Math.round(ms * 1000))) * 1000n;
}

/** Exact to the nanosecond, because a duration is small. */
function durationNanos(ms: number): bigint {
  return BigInt(Math.max(0, Math.round(ms * 1e6)));
}

/** A completely known period; null otherwise. */
export function periodOf({ startTimeMs, durationMs }: Times): SpanPeriod | null {
  if (startTimeMs === null || durationMs === null) return null;
  const start = toNanos(startTimeMs);
  return { start, end: start + durationNanos(durationMs) };
}

/**
 * Places work inside `around`: an unknown start becomes the parent's start, an unknown end the work's start, and
 * parts outside are cut.
 */
export function placeInside(times: Times, around: SpanPeriod): SpanPeriod {
  const start = times.startTimeMs === null ? around.start : toNanos(times.startTimeMs);
  const end = start + durationNanos(times.durationMs ?? 0);
  const clamp = (at: bigint): bigint =>
    at < around.start ? around.start : at > around.end ? around.end : at;
  return { start: clamp(start), end: clamp(end) };
}

/** Exact times of the log, if a span's own times are less precise. */
export function loggedTimes({ startTimeMs, durationMs }: Times, { start, end }: SpanPeriod): Times | null {
  const isExact = Number(start / 1000n) / 1000 === startTimeMs && Number(end - start) / 1e6 === durationMs;
  return isExact ? null : { startTimeMs, durationMs };
}

const second = 1_000_000_000n;

export function toHrTime(nanos: bigint): HrTime {
  return [Number(nanos / second), Number(nanos % second)];
}
