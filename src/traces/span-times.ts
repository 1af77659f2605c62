/** When spans start and end: inside the span around them, whatever the clocks of the logs say. */
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

/** To the microsecond, which is what a number of today's milliseconds can hold. */
export function toNanos(ms: number): bigint {
  return BigInt(Math.max(0, Math.round(ms * 1000))) * 1000n;
}

/** Exact to the nanosecond, as a duration is small. */
function durationNanos(ms: number): bigint {
  return BigInt(Math.max(0, Math.round(ms * 1e6)));
}

/** A period that is known whole; null otherwise. */
export function periodOf({ startTimeMs, durationMs }: Times): SpanPeriod | null {
  if (startTimeMs === null || durationMs === null) return null;
  const start = toNanos(startTimeMs);
  return { start, end: start + durationNanos(durationMs) };
}

/**
 * Puts work inside `around`: what starts at an unknown time starts with it, what has no known end ends where it
 * starts, and what reaches beyond is cut.
 */
export function placeInside(times: Times, around: SpanPeriod): SpanPeriod {
  const start = times.startTimeMs === null ? around.start : toNanos(times.startTimeMs);
  const end = start + durationNanos(times.durationMs ?? 0);
  const clamp = (at: bigint): bigint =>
    at < around.start ? around.start : at > around.end ? around.end : at;
  return { start: clamp(start), end: clamp(end) };
}

/** Times of the log, to the last digit, where a span's own times are less precise. */
export function saidTimes({ startTimeMs, durationMs }: Times, { start, end }: SpanPeriod): Times | null {
  const isExact = Number(start / 1000n) / 1000 === startTimeMs && Number(end - start) / 1e6 === durationMs;
  return isExact ? null : { startTimeMs, durationMs };
}

const second = 1_000_000_000n;

export function toHrTime(nanos: bigint): HrTime {
  return [Number(nanos / second), Number(nanos % second)];
}
