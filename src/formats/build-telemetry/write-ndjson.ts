/** Writes a build as our own log. Reference: docs/formats.md#build-telemetry */
import type { Build } from '../../model/build.ts';
import type { SessionFacts } from '../../model/session.ts';
import { writeSample } from './sample-record.ts';

/** A build as the canonical log; reading it gives the same build again. */
export function writeNdjson(build: Build): string {
  const build_id = build.id;
  const lines: object[] = [
    {
      v: 1,
      type: 'build',
      build_id,
      name: build.name,
      start_time: writeTime(build.startTimeMs),
      duration_ms: build.durationMs,
      result: build.result,
      complete: build.complete,
      ...(build.session === undefined ? {} : writeSession(build.session)),
    },
    ...build.tasks.map((task) => ({
      v: 1,
      type: 'task',
      build_id,
      task_id: task.id,
      parent_id: task.parentId,
      name: task.name,
      kind: task.kind,
      attempt: task.attempt,
      start_time: writeTime(task.startTimeMs),
      duration_ms: task.durationMs,
      result: task.result,
      cache: task.cache,
      saved_ms: task.savedMs,
      error_type: task.errorType,
      ...(task.failure === null ? {} : { failure: task.failure }),
      cpu_ms: task.cpuMs,
      memory_bytes: task.memoryBytes,
      model: task.model,
      tokens: task.tokens && {
        input: task.tokens.input,
        output: task.tokens.output,
        cache_read: task.tokens.cacheRead,
        cache_creation: task.tokens.cacheCreation,
      },
      cost_usd: task.costUsd,
    })),
    ...build.events.map((event) => ({
      v: 1,
      type: 'event',
      build_id,
      event_id: event.id,
      name: event.type,
      severity: event.severity,
      time: writeTime(event.timeMs),
      task_id: event.taskId,
      message: event.message,
      attributes: event.attributes,
    })),
    ...build.metrics.map((metric) => ({ v: 1, type: 'metric', build_id, ...metric })),
    ...build.spans.map((span) => ({
      v: 1,
      type: 'span',
      build_id,
      span_id: span.id,
      parent_id: span.parentId,
      name: span.name,
      start_time: writeTime(span.startTimeMs),
      duration_ms: span.durationMs,
      result: span.result,
    })),
    ...build.machine.map((sample) => writeSample(sample, build_id)),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function writeSession({ maxParallelism, failureMessage, environment }: SessionFacts): object {
  return {
    max_parallelism: maxParallelism ?? undefined,
    error_message: failureMessage ?? undefined,
    environment: environment ?? undefined,
  };
}

/** A text where it says all: fractions of milliseconds, as traces have them, stay numbers. */
function writeTime(timeMs: number | null): string | number | null {
  if (timeMs === null) return null;
  const isText = Number.isInteger(timeMs) || timeMs < 1e11;
  return isText ? new Date(timeMs).toISOString() : timeMs;
}
