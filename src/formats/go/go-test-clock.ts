/** The total time of the `go test` runs in one file: each from its first to its last event, without the gaps. */

export interface RunClock {
  /** @param timeMs null for an event without a time */
  readonly tick: (timeMs: number | null) => void;
  /** The events so far belong to a finished run. */
  readonly endRun: () => void;
  readonly startTimeMs: () => number | null;
  /** Null when the last event has no time. */
  readonly durationMs: () => number | null;
}

export function createRunClock(): RunClock {
  let first: number | null = null;
  let start: number | null = null;
  let end = 0;
  let passedMs = 0;
  let isTimed = false;
  return {
    tick: (timeMs) => {
      isTimed = timeMs !== null;
      if (timeMs === null) return;
      first ??= timeMs;
      if (start === null) end = timeMs;
      start ??= timeMs;
      end = Math.max(end, timeMs);
    },
    endRun: () => {
      if (start !== null) passedMs += end - start;
      start = null;
    },
    startTimeMs: () => first,
    durationMs: () => (first === null || !isTimed ? null : passedMs + (start === null ? 0 : end - start)),
  };
}
