/** Attributes of a span that only this product writes and reads: what no convention has a name for. */
export const own = {
  /** Of the span that stands for the build. */
  buildId: 'build_telemetry.build.id',
  /** Its presence says that a span is written by this product, which counts nothing twice. */
  kind: 'build_telemetry.task.kind',
  /** Of an operation that is not a task of its own. */
  span: 'build_telemetry.span',
  attempt: 'build_telemetry.task.attempt',
  /** How it ended, where the conventions have no name for it. */
  result: 'build_telemetry.task.result',
  cache: 'build_telemetry.task.cache',
  savedMs: 'build_telemetry.task.saved_ms',
  cpuMs: 'build_telemetry.task.cpu_ms',
  memoryBytes: 'build_telemetry.task.memory_bytes',
  /** Where the span's times are not those of the log: what the log says, or `unknown`. */
  startTimeMs: 'build_telemetry.start_time_ms',
  durationMs: 'build_telemetry.duration_ms',
} as const;
