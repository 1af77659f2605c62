/** The events that a query selects. */

import { parseTime } from '../ingest/read-fields.ts';
import { checkKeys } from '../settings/check-keys.ts';
import { checkSeverity, normalizeEventType, type Severity } from './event-type.ts';
import type { RecordedEvent } from './events.ts';

/** All given conditions must hold. */
export interface EventFilter {
  readonly eventType?: string;
  readonly eventTypes?: readonly string[];
  readonly severities?: readonly (Severity | Lowercase<Severity>)[];
  /** From this time on; a number is epoch milliseconds, a text ISO 8601 (UTC without a zone). */
  readonly startTime?: Date | number | string;
  /** Up to and with this time. */
  readonly endTime?: Date | number | string;
  readonly sessionId?: string;
  readonly taskId?: string;
}

const filterKeys: readonly string[] = [
  ...['eventType', 'eventTypes', 'severities', 'startTime', 'endTime', 'sessionId', 'taskId'],
  ...['limit', 'since'],
];

/**
 * A test for events, made once for many.
 * @throws TypeError for a key that is not one of a filter's, and for a time, a severity or a limit that is none: it would
 *   silently give nothing, or everything.
 */
export function compileFilter(
  filter: EventFilter & { readonly limit?: number },
): (event: RecordedEvent) => boolean {
  checkKeys(filter, filterKeys, 'A filter');
  checkLimit(filter.limit, 'events');
  for (const key of ['eventTypes', 'severities'] as const)
    if (filter[key] !== undefined && !Array.isArray(filter[key]))
      throw new TypeError(`${key}: \`${String(filter[key])}\` is not a list.`);
  const types = [...(filter.eventTypes ?? []), ...(filter.eventType === undefined ? [] : [filter.eventType])];
  const wanted = types.length > 0 ? new Set(types.map(normalizeEventType)) : null;
  const severities = filter.severities ? new Set(filter.severities.map(checkSeverity)) : null;
  const start =
    filter.startTime === undefined ? Number.NEGATIVE_INFINITY : readMoment(filter.startTime, 'startTime');
  const end = filter.endTime === undefined ? Number.POSITIVE_INFINITY : readMoment(filter.endTime, 'endTime');
  return (event) => {
    const time = event.timestamp.getTime();
    return (
      time >= start &&
      time <= end &&
      (wanted === null || wanted.has(event.eventType)) &&
      (severities === null || severities.has(event.severity)) &&
      isId(event.sessionId, filter.sessionId) &&
      isId(taskIdOf(event), filter.taskId)
    );
  };
}

/** Events have numeric ids as texts. */
function isId(id: string | null, wanted: unknown): boolean {
  return wanted === undefined || id === (typeof wanted === 'number' ? String(wanted) : wanted);
}

/** @throws TypeError for a limit that is not a number of 0 or more: `slice` would count from the end. */
export function checkLimit(limit: number | undefined, what: string): void {
  if (limit !== undefined && !(limit >= 0))
    throw new TypeError(`limit: \`${String(limit)}\` is not a number of ${what}.`);
}

/** The task of an event; null for none. */
export function taskIdOf(event: RecordedEvent): string | null {
  const id = (event as { taskId?: unknown }).taskId ?? event.metadata['task_id'];
  return typeof id === 'string' ? id : null;
}

/**
 * Epoch milliseconds of a time.
 * @throws TypeError for an invalid one.
 */
export function readMoment(time: Date | number | string, where: string): number {
  const isTime = typeof time === 'number' || time instanceof Date;
  const timeMs = typeof time === 'string' ? parseTime(time) : isTime ? Number(time) : null;
  if (timeMs !== null && !Number.isNaN(timeMs)) return timeMs;
  throw new TypeError(
    `${where}: \`${String(time)}\` is not a time. Write a Date, epoch milliseconds or ISO 8601.`,
  );
}
