/** Events of the log, and failures of tasks, as events of spans. */
import type { TimedEvent } from '@opentelemetry/sdk-trace';
import type { Event } from '../model/event.ts';
import type { Task } from '../model/task.ts';
import { semantic } from './semantic-conventions.ts';
import { type SpanPeriod, toHrTime, toNanos } from './span-times.ts';
import { known } from './task-span.ts';

/** The maximum of OpenTelemetry's SDK per span. */
const most = 128;

/** By the id of their task; '' for those of the build. */
export function eventsByTask(events: readonly Event[]): ReadonlyMap<string, readonly Event[]> {
  return Map.groupBy(events, ({ taskId }) => taskId ?? '');
}

/** Within the span's own time, at most as many as a span keeps. */
export function toSpanEvents(events: readonly Event[], { start, end }: SpanPeriod): TimedEvent[] {
  return events.slice(0, most).map(({ type, severity, timeMs, message, attributes }) => {
    const at = timeMs === null ? end : toNanos(timeMs);
    const inside = at < start ? start : at > end ? end : at;
    return {
      name: type.toLowerCase(),
      time: toHrTime(inside),
      attributes: known({
        ...attributes,
        'build_telemetry.severity': severity,
        'build_telemetry.message': message,
      }),
    };
  });
}

/** In OpenTelemetry's form of exceptions; empty for a task without a reason in its log. */
export function toException({ failure, errorType }: Task, { end }: SpanPeriod): TimedEvent[] {
  if (failure === null || failure.message === null) return [];
  const attributes = known({
    [semantic.exceptionType]: errorType,
    [semantic.exceptionMessage]: failure.message,
  });
  return [{ name: 'exception', time: toHrTime(end), attributes }];
}
