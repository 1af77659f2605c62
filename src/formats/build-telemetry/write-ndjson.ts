/** Writes a build as our own log. Reference: docs/formats.md#build-telemetry */
import type { Build } from '../../model/build.ts';
import type { Event } from '../../model/event.ts';
import type { SessionFacts } from '../../model/session.ts';
import type { LogSpan, Task } from '../../model/task.ts';
import { writeSample } from './sample-record.ts';

/** A build as the canonical log; reading it returns the same build. */
export function writeNdjson(build: Build): string {
  const line = (type: string, fields: object): object => ({ v: 1, type, build_id: build.id, ...fields });
  const records = [
    ...build.tasks.map((task) => line('task', taskLine(task))),
    ...build.events.map((event) => line('event', eventLine(event))),
    ...build.metrics.map((metric) => line('metric', metric)),
    ...build.spans.map((span) => line('span', spanLine(span))),
    ...build.machine.map((sample) => writeSample(sample, build.id)),
  ];
  const lines = [line('build', { ...buildLine(build), records: records.length }), ...records];
  return lines.map((each) => `${JSON.stringify(each)}\n`).join('');
}

function buildLine(build: Build): object {
  return {
    name: build.name,
    start_time: writeTime(build.startTimeMs),
    duration_ms: build.durationMs,
    result: build.result,
    complete: build.complete,
    critical_path: build.criticalPath,
    ...(build.session === undefined ? {} : writeSession(build.session)),
  };
}

function taskLine(task: Task): object {
  return {
    task_id: task.id,
    parent_id: task.parentId,
    depends_on: task.dependsOn,
    worker: task.lane,
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
  };
}

function eventLine(event: Event): object {
  return {
    event_id: event.id,
    name: event.type,
    severity: event.severity,
    time: writeTime(event.timeMs),
    task_id: event.taskId,
    message: event.message,
    attributes: event.attributes,
  };
}

function spanLine(span: LogSpan): object {
  return {
    span_id: span.id,
    parent_id: span.parentId,
    name: span.name,
    start_time: writeTime(span.startTimeMs),
    duration_ms: span.durationMs,
    result: span.result,
  };
}

function writeSession({ maxParallelism, environment }: SessionFacts): object {
  return {
    max_parallelism: maxParallelism ?? undefined,
    environment: environment ?? undefined,
  };
}

/** A text if it is exact; fractions of milliseconds, as in traces, stay numbers. */
function writeTime(timeMs: number | null): string | number | null {
  if (timeMs === null) return null;
  const isText = Number.isInteger(timeMs) || timeMs < 1e11;
  return isText ? new Date(timeMs).toISOString() : timeMs;
}
