/** Span attributes that only this product writes and reads, because no convention has a name for them. */
export const ownAttributes = {
  /** On the span of the build. */
  buildId: 'build_telemetry.build.id',
  /** Marks a span that this product wrote, in which nothing is counted twice. */
  kind: 'build_telemetry.task.kind',
  /** On an operation that is not a separate task. */
  span: 'build_telemetry.span',
  attempt: 'build_telemetry.task.attempt',
  /** The result, if the conventions have no name for it. */
  result: 'build_telemetry.task.result',
  cache: 'build_telemetry.task.cache',
  savedMs: 'build_telemetry.task.saved_ms',
  cpuMs: 'build_telemetry.task.cpu_ms',
  memoryBytes: 'build_telemetry.task.memory_bytes',
  /** If the times of the span differ from the log: the value in the log, or `unknown`. */
  startTimeMs: 'build_telemetry.start_time_ms',
  durationMs: 'build_telemetry.duration_ms',
} as const;
