/** Collects events: buffered, appended to a log that many processes share, and queried from it. */

import { writeFileSync } from 'node:fs';
import { readTime } from '../ingest/read-fields.ts';
import type { MachineSample } from '../model/machine.ts';
import { dayMs } from '../model/time-units.ts';
import { checkDays } from './check-days.ts';
import { compileFilter, type EventFilter } from './event-filter.ts';
import { type EventLog, openEventLog } from './event-log.ts';
import { readEvent, toRecord } from './event-record.ts';
import type { BuildEvent, RecordedEvent } from './events.ts';
import { renderEventTable } from './events-csv.ts';
import { createFlushBuffer, type FlushBuffer, warnOfProblem } from './flush-buffer.ts';
import { createListeners, type Listeners } from './listeners.ts';
import { appendLines, parseLogLine, readFirstLine, refuseLog, rewriteLog } from './log-file.ts';
import { readRecordSettings } from './recorder-settings.ts';

export interface EventCollectorOptions {
  /**
   * The log: NDJSON, or an existing BuildRunner JSON array, with new events in an `.ndjson` file next to it. null
   * keeps events in memory.
   */
  readonly path?: string | null;
  /** Number of events that are buffered before they are written; 100 by default. */
  readonly bufferSize?: number;
  /** Maximum time of an event in the buffer; 1 s by default. */
  readonly flushIntervalMs?: number;
  /** The build until an event starts another one; by default `BUILD_TELEMETRY_BUILD_ID`. */
  readonly buildId?: string | null;
  /** False disables every method; by default from `BUILD_TELEMETRY_ENABLED`. */
  readonly enabled?: boolean;
  /**
   * Drops events older than `retentionDays` at the first flush, if the log has any; off by default, on with
   * `BUILD_TELEMETRY_LOG_RETENTION_DAYS`.
   */
  readonly autoCleanup?: boolean;
  /** Days that `cleanupOldEvents` keeps; by default `BUILD_TELEMETRY_LOG_RETENTION_DAYS`, or 30. */
  readonly retentionDays?: number;
  /** Called for listeners that throw and logs that cannot be written; by default a process warning. */
  readonly onProblem?: (error: Error) => void;
  readonly now?: () => number;
}

export type EventListener = (event: RecordedEvent) => unknown;

export interface EventStatistics {
  readonly totalEvents: number;
  readonly bufferedEvents: number;
  readonly storedEvents: number;
  readonly eventsByType: Readonly<Record<string, number>>;
  readonly oldestEvent: Date | null;
  readonly newestEvent: Date | null;
  readonly activeListeners: number;
  readonly skippedLines: number;
  /** Events that could not be written in time and were dropped. */
  readonly droppedEvents: number;
}

export class EventCollector {
  readonly path: string | null;
  readonly retentionDays: number;
  readonly #enabled: boolean;
  /** The build of new events: the one that started last in this process. */
  #buildId: string | null;
  readonly #now: () => number;
  readonly #onProblem: (error: Error) => void;
  readonly #listeners: Listeners<RecordedEvent>;
  readonly #log: EventLog | null;
  readonly #buffer: FlushBuffer<RecordedEvent>;
  #memory: RecordedEvent[] = [];
  #cleanupDue: boolean;

  constructor(options: EventCollectorOptions = {}) {
    const settings = readRecordSettings();
    this.path = options.path === undefined ? settings.logPath : options.path;
    this.retentionDays = checkDays(options.retentionDays ?? settings.logRetentionDays ?? 30, 'retentionDays');
    this.#enabled = options.enabled ?? settings.enabled;
    this.#buildId = options.buildId === undefined ? settings.buildId : options.buildId;
    this.#now = options.now ?? Date.now;
    this.#onProblem = options.onProblem ?? warnOfProblem;
    this.#listeners = createListeners((error) => this.#report(error));
    this.#cleanupDue = options.autoCleanup ?? settings.logRetentionDays !== null;
    this.#log = this.path === null ? null : openEventLog(this.path);
    this.#buffer = createFlushBuffer({
      size: Math.max(1, options.bufferSize ?? 100),
      intervalMs: Math.max(1, options.flushIntervalMs ?? 1000),
      write: (events) => this.#write(events),
      onProblem: (error) => this.#report(error),
    });
  }

  /**
   * Collects an event; never throws, whatever the listeners or the disk do. Anything else is reported as a problem.
   * @returns its id
   */
  collect(event: RecordedEvent): string {
    if (!isEvent(event)) {
      this.#report(new TypeError('collect: this is not an event. Create one of a class such as TaskEvent.'));
      return '';
    }
    if (!this.#enabled) return event.eventId;
    this.#buffer.add(event);
    this.#listeners.notify(event);
    return event.eventId;
  }

  /** Listeners are called with each collected event, in the order in which they were added. */
  addListener(listener: EventListener): void {
    this.#listeners.add(listener);
  }

  removeListener(listener: EventListener): boolean {
    return this.#listeners.remove(listener);
  }

  /** Writes the buffer; this also happens when it is full, after a second, and at the end of the process. */
  flush(): void {
    this.#buffer.flush();
  }

  #write(events: readonly RecordedEvent[]): void {
    if (this.#log === null) {
      for (const event of events) this.#memory.push(event);
      return;
    }
    let lines = '';
    for (const event of events) {
      if (event.eventType === 'BUILD_STARTED') this.#buildId = (event as BuildEvent).buildId ?? this.#buildId;
      lines += this.#writeLine(event);
    }
    if (lines !== '') appendLines(this.#log.appendPath, lines);
    if (this.#cleanupDue && isOlder(this.#log.appendPath, this.#now() - this.retentionDays * dayMs))
      this.#cleanup(this.retentionDays);
    this.#cleanupDue = false;
  }

  /** One event that cannot be written (a cycle, a class whose `toDict` throws) must not block the others. */
  #writeLine(event: RecordedEvent): string {
    try {
      return `${JSON.stringify(toRecord(event, this.#buildId))}\n`;
    } catch (error) {
      this.#report(error);
      return '';
    }
  }

  #report(error: unknown): void {
    this.#onProblem(error instanceof Error ? error : new Error(String(error)));
  }

  /** Every event, the log's first: also those that other processes have written. */
  get events(): readonly RecordedEvent[] {
    const stored = this.#stored();
    const buffered = this.#buffer.items();
    return buffered.length === 0 ? stored : [...stored, ...buffered];
  }

  #stored(): readonly RecordedEvent[] {
    if (this.#log === null) return this.#memory;
    try {
      return this.#log.read();
    } catch (error) {
      this.#report(error);
      return [];
    }
  }

  /** Samples of the machine in the log, as far as it was read. */
  get machine(): readonly MachineSample[] {
    this.#stored();
    return this.#log?.samples() ?? [];
  }

  /** The events that match a filter, newest first. */
  query(filter: EventFilter & { readonly limit?: number } = {}): RecordedEvent[] {
    const found = this.events.filter(compileFilter(filter));
    // Of equal times the later line comes first.
    found.reverse();
    found.sort((a, b) => b.timestamp.getTime() - a.timestamp.getTime());
    return filter.limit === undefined ? found : found.slice(0, filter.limit);
  }

  getEvents(filter: EventFilter & { readonly limit?: number } = {}): RecordedEvent[] {
    return this.query(filter);
  }

  getRecent(count = 10): RecordedEvent[] {
    return this.query({ limit: count });
  }

  getCount(filter: EventFilter & { readonly since?: Date | number | string } = {}): number {
    const { since, ...rest } = filter;
    const matches = compileFilter(since === undefined ? rest : { ...rest, startTime: since });
    let count = 0;
    for (const event of this.events) if (matches(event)) count += 1;
    return count;
  }

  getStatistics(): EventStatistics {
    const { events } = this;
    const buffered = this.#buffer.items().length;
    const eventsByType: Record<string, number> = {};
    let oldest = Number.POSITIVE_INFINITY;
    let newest = Number.NEGATIVE_INFINITY;
    for (const event of events) {
      eventsByType[event.eventType] = (eventsByType[event.eventType] ?? 0) + 1;
      oldest = Math.min(oldest, event.timestamp.getTime());
      newest = Math.max(newest, event.timestamp.getTime());
    }
    return {
      totalEvents: events.length,
      bufferedEvents: buffered,
      storedEvents: events.length - buffered,
      eventsByType,
      oldestEvent: events.length > 0 ? new Date(oldest) : null,
      newestEvent: events.length > 0 ? new Date(newest) : null,
      activeListeners: this.#listeners.count(),
      skippedLines: this.#log?.skippedLines() ?? 0,
      droppedEvents: this.#buffer.dropped(),
    };
  }

  /**
   * Removes events older than `days`; safe while other processes append. A BuildRunner array stays unchanged.
   * @returns how many were removed.
   * @throws TypeError for anything but a number of days from 0 on.
   */
  cleanupOldEvents(days: number = this.retentionDays): number {
    const checked = checkDays(days, 'cleanupOldEvents');
    this.flush();
    return this.#cleanup(checked);
  }

  #cleanup(days: number): number {
    const oldest = this.#now() - days * dayMs;
    if (this.#log === null) {
      const before = this.#memory.length;
      this.#memory = this.#memory.filter((event) => event.timestamp.getTime() >= oldest);
      return before - this.#memory.length;
    }
    let removed = 0;
    rewriteLog(this.#log.appendPath, (line) => {
      const record = parseLogLine(line);
      if (record === null) return false;
      const event = readEvent(record);
      const timeMs = event?.timestamp.getTime() ?? readTime(record, 'time');
      // Records without a time, such as metrics, are removed only with everything.
      const isKept = timeMs === null ? oldest < Number.POSITIVE_INFINITY : timeMs >= oldest;
      if (event !== null && !isKept) removed += 1;
      return isKept;
    });
    return removed;
  }

  /** Removes every event. A BuildRunner array stays unchanged. */
  clear(): number {
    this.flush();
    return this.#cleanup(Number.NEGATIVE_INFINITY);
  }

  /**
   * Writes the events that match a filter as CSV, oldest first.
   * @returns how many.
   * @throws if it cannot.
   */
  exportCsv(path: string, filter: EventFilter = {}): number {
    const events = this.query(filter).reverse();
    refuseLog(path, this.#log?.appendPath ?? null);
    refuseLog(path, this.path);
    writeFileSync(path, renderEventTable(events));
    return events.length;
  }

  /** Writes the buffer; later events are still collected. */
  close(): void {
    this.flush();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Whether a log begins before a time: only then there is something to drop. A process that writes one event reads one
 * line.
 */
function isOlder(path: string, timeMs: number): boolean {
  const record = parseLogLine(readFirstLine(path));
  const first = record && (readTime(record, 'time') ?? readTime(record, 'start_time'));
  return first === null || first < timeMs;
}

/** An event of this package, or of another copy of it. */
function isEvent(value: RecordedEvent): boolean {
  const { toDict, timestamp }: Partial<RecordedEvent> = value ?? {};
  return typeof toDict === 'function' && timestamp instanceof Date;
}
