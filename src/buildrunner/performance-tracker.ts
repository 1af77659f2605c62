/** Measures operations: duration, CPU and memory, kept for a week, summarised by operation. */

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkNumber, checkPositive } from '../model/check-number.ts';
import { dayMs } from '../model/time-units.ts';
import { checkDays } from '../recorder/check-days.ts';
import { checkLimit, readMoment } from '../recorder/event-filter.ts';
import { createFlushBuffer, type FlushBuffer, warnOfProblem } from '../recorder/flush-buffer.ts';
import {
  appendLines,
  followLines,
  type LogPosition,
  listAside,
  refuseLog,
  rewriteLog,
} from '../recorder/log-file.ts';
import {
  exportMeasurements,
  type Measurement,
  measurementsOfEvents,
  readSpan,
  writeSpan,
} from '../recorder/measurement.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { checkKeys } from '../settings/check-keys.ts';
import { dayOf, startDays } from './days.ts';
import type { EventSource } from './metrics-analyzer.ts';
import { type PerformanceMetrics, summarizeMeasurements } from './summarize-measurements.ts';

export interface OperationOptions {
  readonly operationType: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface OutcomeOptions {
  readonly success?: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface MeasurementFilter {
  /** The number of last hours; all stored data without it. */
  readonly hours?: number;
  readonly operationType?: string;
}

export interface PerformanceTrackerOptions {
  /** The NDJSON file; `performance.ndjson` next to the event log by default. null keeps measurements in memory. */
  readonly path?: string | null;
  /** Days to keep; 7 by default. */
  readonly retentionDays?: number;
  /** Removes older measurements at the first flush; on by default. */
  readonly autoCleanup?: boolean;
  /** The source of operations while none was measured: a log of events. */
  readonly fallback?: EventSource;
  readonly bufferSize?: number;
  readonly enabled?: boolean;
  readonly onProblem?: (error: Error) => void;
  readonly now?: () => number;
}

interface Running {
  readonly operationType: string;
  readonly startTimeMs: number;
  readonly startTicks: number;
  readonly cpu: NodeJS.CpuUsage;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export class PerformanceTracker {
  readonly path: string | null;
  readonly retentionDays: number;
  readonly #enabled: boolean;
  readonly #now: () => number;
  readonly #fallback: EventSource | undefined;
  readonly #onProblem: (error: Error) => void;
  readonly #running = new Map<string, Running>();
  readonly #buffer: FlushBuffer<Measurement>;
  #stored: Measurement[] = [];
  #position: LogPosition | null = null;
  #cleanupDue: boolean;

  constructor(options: PerformanceTrackerOptions = {}) {
    const settings = readRecordSettings();
    this.path =
      options.path === undefined ? join(dirname(settings.logPath), 'performance.ndjson') : options.path;
    this.retentionDays = checkDays(options.retentionDays ?? 7, 'retentionDays');
    this.#enabled = options.enabled ?? settings.enabled;
    this.#now = options.now ?? Date.now;
    this.#fallback = options.fallback;
    this.#cleanupDue = options.autoCleanup ?? true;
    this.#onProblem = options.onProblem ?? warnOfProblem;
    this.#buffer = createFlushBuffer({
      size: Math.max(1, options.bufferSize ?? 100),
      intervalMs: 1000,
      write: (measurements) => this.#write(measurements),
      onProblem: (error) => this.#report(error),
    });
  }

  /**
   * Starts an operation.
   * @returns its id, for `endOperation`
   * @throws TypeError without a type.
   */
  startOperation(options: string | OperationOptions): string {
    const { operationType, metadata = {} } =
      typeof options === 'object' && options !== null ? options : { operationType: options };
    const id = crypto.randomUUID();
    this.#start(id, operationType, metadata);
    return id;
  }

  #start(id: string, operationType: string, metadata: Readonly<Record<string, unknown>>): void {
    this.#running.set(id, {
      operationType: checkType(operationType),
      startTimeMs: this.#now(),
      startTicks: performance.now(),
      cpu: process.cpuUsage(),
      metadata,
    });
  }

  /**
   * Ends an operation.
   * @returns its measurement, or null if no operation with that id is running.
   */
  endOperation(id: string, outcome: OutcomeOptions = {}): Measurement | null {
    const running = this.#running.get(id);
    if (!running) return null;
    this.#running.delete(id);
    return this.#finish(id, running, outcome);
  }

  #finish(id: string, running: Running, outcome: OutcomeOptions): Measurement {
    const durationMs = performance.now() - running.startTicks;
    const cpu = process.cpuUsage(running.cpu);
    const measurement = {
      operationId: id,
      operationType: running.operationType,
      timestamp: new Date(running.startTimeMs),
      durationMs,
      success: outcome.success ?? true,
      cpuPercent: durationMs > 0 ? (cpu.user + cpu.system) / 10 / durationMs : null,
      memoryMb: process.memoryUsage.rss() / 1_048_576,
      metadata: outcome.metadata ? { ...running.metadata, ...outcome.metadata } : running.metadata,
    };
    this.#keep(measurement);
    return measurement;
  }

  /** Starts a timer with a custom name; the same name starts again. */
  startTimer(name: string): void {
    this.#start(`timer ${name}`, name, {});
  }

  /**
   * Stops a timer and stores its measurement.
   * @returns milliseconds; null if it was not started.
   */
  stopTimer(name: string, options: Partial<OperationOptions> & OutcomeOptions = {}): number | null {
    const running = this.#running.get(`timer ${name}`);
    if (!running) return null;
    this.#running.delete(`timer ${name}`);
    const operationType = options.operationType ?? running.operationType;
    return this.#finish(crypto.randomUUID(), { ...running, operationType }, options).durationMs;
  }

  /** Measures a function; an asynchronous one until it settles. Its result or exception is passed on. */
  track<T>(operationType: string, work: () => T, metadata?: Readonly<Record<string, unknown>>): T {
    const id = this.startOperation({ operationType, ...(metadata ? { metadata } : {}) });
    let result: T;
    try {
      result = work();
    } catch (error) {
      this.endOperation(id, { success: false });
      throw error;
    }
    if (!(result instanceof Promise)) {
      this.endOperation(id);
      return result;
    }
    return result.then(
      (value) => {
        this.endOperation(id);
        return value;
      },
      (error: unknown) => {
        this.endOperation(id, { success: false });
        throw error;
      },
    ) as T;
  }

  /**
   * Stores a measurement that was taken elsewhere.
   * @throws TypeError without a type, for an invalid duration or time.
   */
  recordMeasurement(
    given: Pick<Measurement, 'operationType' | 'durationMs'> & Partial<Measurement>,
  ): Measurement {
    const measurement = {
      operationId: given.operationId ?? crypto.randomUUID(),
      operationType: checkType(given.operationType),
      timestamp: new Date(readMoment(given.timestamp ?? this.#now(), 'timestamp')),
      durationMs: checkNumber(given.durationMs, 'durationMs'),
      success: given.success ?? true,
      cpuPercent: given.cpuPercent ?? null,
      memoryMb: given.memoryMb ?? null,
      metadata: given.metadata ?? {},
    };
    this.#keep(measurement);
    return measurement;
  }

  #keep(measurement: Measurement): void {
    if (this.#enabled) this.#buffer.add(measurement);
  }

  flush(): void {
    this.#buffer.flush();
  }

  #write(measurements: readonly Measurement[]): void {
    if (this.path === null) {
      for (const measurement of measurements) this.#stored.push(measurement);
      return;
    }
    const lines = measurements.map((each) => this.#writeLine(each)).join('');
    if (lines !== '') appendLines(this.path, lines);
    if (this.#cleanupDue) this.#dropOld(this.retentionDays);
    this.#cleanupDue = false;
  }

  /** One measurement that cannot be written (a cycle in its metadata) must not block the others. */
  #writeLine(measurement: Measurement): string {
    try {
      return `${JSON.stringify(writeSpan(measurement))}\n`;
    } catch (error) {
      this.#report(error);
      return '';
    }
  }

  #report(error: unknown): void {
    this.#onProblem(error instanceof Error ? error : new Error(String(error)));
  }

  /** All stored measurements, in the order of the file, including those of other processes. */
  get measurements(): readonly Measurement[] {
    this.#read();
    const oldest = this.#now() - this.retentionDays * dayMs;
    const measured = [...this.#stored, ...this.#buffer.items()];
    const known = measured.length > 0 ? measured : measurementsOfEvents(this.#fallback?.events ?? []);
    return known.filter((each) => each.timestamp.getTime() >= oldest);
  }

  #read(): void {
    if (this.path === null) return;
    let ids = new Set(this.#stored.map((each) => each.operationId));
    const add = (line: string): void => {
      const measurement = readSpan(line);
      if (measurement === null || ids.has(measurement.operationId)) return;
      ids.add(measurement.operationId);
      this.#stored.push(measurement);
    };
    this.#position = followLines(this.path, this.#position, add, () => {
      this.#stored = [];
      ids = new Set();
    });
    for (const old of listAside(this.path)) followLines(old, null, add);
  }

  #select(filter: MeasurementFilter & { readonly limit?: number }): Measurement[] {
    checkKeys(filter, ['hours', 'operationType', 'limit'], 'A filter');
    const { hours, limit } = filter;
    checkLimit(limit, 'operations');
    const since =
      hours === undefined
        ? Number.NEGATIVE_INFINITY
        : this.#now() - checkPositive(hours, 'hours') * 3_600_000;
    return this.measurements.filter(
      (each) =>
        each.timestamp.getTime() >= since &&
        (filter.operationType === undefined || each.operationType === filter.operationType),
    );
  }

  /** @param filter the last 24 hours by default */
  getMetrics(filter: MeasurementFilter = {}): PerformanceMetrics {
    const hours = filter.hours ?? 24;
    return summarizeMeasurements(this.#select({ ...filter, hours }), hours);
  }

  getSlowestOperations(filter: MeasurementFilter & { readonly limit?: number } = {}): Measurement[] {
    return this.#select(filter)
      .sort((a, b) => b.durationMs - a.durationMs)
      .slice(0, filter.limit ?? 10);
  }

  /** Durations of an operation (or of all) per day, oldest day first; days in UTC. */
  getTrends(
    options: { readonly days?: number; readonly operationType?: string } = {},
  ): Record<string, number[]> {
    const { days = 7, ...filter } = options;
    const trends = startDays(days, this.#now());
    for (const each of this.#select(filter)) trends[dayOf(each.timestamp.getTime())]?.push(each.durationMs);
    return trends;
  }

  /** Removes measurements older than `days`. @returns how many. @throws TypeError for anything but a number of days. */
  cleanupOldMeasurements(days: number = this.retentionDays): number {
    const checked = checkDays(days, 'cleanupOldMeasurements');
    this.flush();
    return this.#dropOld(checked);
  }

  #dropOld(days: number): number {
    const oldest = this.#now() - days * dayMs;
    // The path may be that of an event log: what is no measurement stays.
    const isKept = (each: Measurement | null): boolean => each === null || each.timestamp.getTime() >= oldest;
    if (this.path !== null) return rewriteLog(this.path, (line) => isKept(readSpan(line)));
    const before = this.#stored.length;
    this.#stored = this.#stored.filter(isKept);
    return before - this.#stored.length;
  }

  clear(): number {
    this.flush();
    return this.#dropOld(Number.NEGATIVE_INFINITY);
  }

  /**
   * Writes measurements as CSV, oldest first.
   * @returns how many.
   * @throws if it cannot.
   */
  exportCsv(path: string, filter: MeasurementFilter = {}): number {
    const rows = this.#select(filter).sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
    refuseLog(path, this.path);
    writeFileSync(path, exportMeasurements(rows, 'csv'));
    return rows.length;
  }

  [Symbol.dispose](): void {
    this.flush();
  }
}

/** @throws TypeError for anything but a text. */
function checkType(operationType: unknown): string {
  if (typeof operationType === 'string' && operationType.trim() !== '') return operationType;
  throw new TypeError('An operation needs an `operationType`.');
}
