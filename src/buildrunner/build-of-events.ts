/** Recorded events as a build of the engine, so that they are measured like every other build. Pure. */

import type { Build } from '../model/build.ts';
import type { AttributeValue, Event } from '../model/event.ts';
import type { Level } from '../model/level.ts';
import { localContext } from '../model/local-context.ts';
import type { CacheState, Task } from '../model/task.ts';
import { resultOfEvent } from '../recorder/event-record.ts';
import { familyOf } from '../recorder/event-type.ts';
import type { ErrorEvent, RecordedEvent, TaskEvent } from '../recorder/events.ts';

type Work = Pick<Build, 'tasks' | 'events'>;

/** Ended tasks and errors; other events do not affect a build's numbers. */
export function workOfEvents(events: readonly RecordedEvent[]): Work {
  const tasks: Task[] = [];
  const others: Event[] = [];
  for (const event of events) {
    const family = familyOf(event.eventType);
    if (family === 'task-end') tasks.push(toTask(event as TaskEvent));
    else if (family === 'error' || family === 'security') others.push(toEvent(event as ErrorEvent));
  }
  return { tasks, events: others };
}

/** A build with only the work: the engine needs no more for measuring. */
export function toBuild(work: Work): Build {
  return { ...defaultBuild, ...work };
}

const defaultBuild: Build = {
  id: '',
  name: '',
  startTimeMs: null,
  durationMs: null,
  result: 'unknown',
  complete: true,
  degraded: false,
  formats: ['build-telemetry'],
  tasks: [],
  events: [],
  metrics: [],
  spans: [],
  machine: [],
  problems: [],
  context: localContext,
};

const cacheStates: readonly string[] = ['hit', 'miss', 'bypass'];

/** A plain event may have a task's type: then it has none of a task's fields. */
function toTask(event: TaskEvent): Task {
  const durationMs = numberOf(event.durationMs);
  const tokens = numberOf(event.tokensUsed);
  return {
    id: event.taskId ?? event.eventId,
    parentId: event.parentId ?? null,
    name: event.taskName ?? event.taskId ?? 'task',
    kind: event.taskType ?? 'task',
    attempt: numberOf(event.attempt) ?? 1,
    startTimeMs: durationMs === null ? null : event.timestamp.getTime() - durationMs,
    durationMs,
    result: resultOfEvent(event.eventType, event.success),
    cache: cacheStates.includes(event.cache ?? '') ? (event.cache as CacheState) : 'unknown',
    savedMs: null,
    errorType: event.errorType ?? null,
    failure: null,
    cpuMs: numberOf(event.cpuMs),
    memoryBytes: numberOf(event.memoryBytes),
    model: event.modelUsed ?? null,
    tokens: tokens === null ? null : { input: tokens, output: 0, cacheRead: 0, cacheCreation: 0 },
    costUsd: numberOf(event.costUsd),
  };
}

function toEvent(event: Partial<ErrorEvent> & RecordedEvent): Event {
  const attributes: Record<string, AttributeValue> = {};
  if (typeof event.errorType === 'string') attributes['error.type'] = event.errorType;
  return {
    id: event.eventId,
    type: event.eventType,
    severity: event.severity.toLowerCase() as Level,
    timeMs: event.timestamp.getTime(),
    taskId: event.taskId ?? null,
    message: event.errorMessage ?? null,
    attributes,
  };
}

function numberOf(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
