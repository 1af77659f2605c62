/** Which events a query wants. */
import { normalizeEventType, type Severity } from './event-type.ts';
import type { RecordedEvent } from './events.ts';

/** All that is given must hold. */
export interface EventFilter {
  readonly eventType?: string;
  readonly eventTypes?: readonly string[];
  readonly severities?: readonly Severity[];
  /** From this time on. */
  readonly startTime?: Date | number;
  /** Up to and with this time. */
  readonly endTime?: Date | number;
  readonly sessionId?: string;
  readonly taskId?: string;
}

/** A test for events, made once for many. */
export function compileFilter(filter: EventFilter): (event: RecordedEvent) => boolean {
  const types = [...(filter.eventTypes ?? []), ...(filter.eventType === undefined ? [] : [filter.eventType])];
  const wanted = types.length > 0 ? new Set(types.map(normalizeEventType)) : null;
  const severities = filter.severities ? new Set(filter.severities) : null;
  const start = filter.startTime === undefined ? Number.NEGATIVE_INFINITY : Number(filter.startTime);
  const end = filter.endTime === undefined ? Number.POSITIVE_INFINITY : Number(filter.endTime);
  return (event) => {
    const time = event.timestamp.getTime();
    return (
      time >= start &&
      time <= end &&
      (wanted === null || wanted.has(event.eventType)) &&
      (severities === null || severities.has(event.severity)) &&
      (filter.sessionId === undefined || event.sessionId === filter.sessionId) &&
      (filter.taskId === undefined || taskIdOf(event) === filter.taskId)
    );
  };
}

/** The task that an event is about; null for none. */
export function taskIdOf(event: RecordedEvent): string | null {
  const id = (event as { taskId?: unknown }).taskId ?? event.metadata['task_id'];
  return typeof id === 'string' ? id : null;
}
