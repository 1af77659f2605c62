/** Numbers over collected events: summaries, single metrics, top errors, trends. */

import { finalTasks, hasFailed, meanKnown } from '../metrics/final-tasks.ts';
import { withoutFailedParents } from '../metrics/measure-build.ts';
import { rankErrors } from '../metrics/rank-errors.ts';
import { dayMs, hourMs } from '../model/time-units.ts';
import { camelCase } from '../recorder/event-fields.ts';
import { checkLimit, compileFilter, readMoment, taskIdOf } from '../recorder/event-filter.ts';
import { resultOfEvent } from '../recorder/event-record.ts';
import { familyOf } from '../recorder/event-type.ts';
import type { ErrorEvent, RecordedEvent, TaskEvent } from '../recorder/events.ts';
import { checkKeys } from '../settings/check-keys.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { workOfEvents } from './build-of-events.ts';
import { dayOf, startDays } from './days.ts';
import { type MetricsSummary, summarizeEvents, type TimeRange } from './summarize-work.ts';

export const MetricType = {
  COUNT: 'COUNT',
  RATE: 'RATE',
  AVERAGE: 'AVERAGE',
  MEDIAN: 'MEDIAN',
  MIN: 'MIN',
  MAX: 'MAX',
  P50: 'P50',
  P95: 'P95',
  P99: 'P99',
  PERCENTILE_50: 'P50',
  PERCENTILE_95: 'P95',
  PERCENTILE_99: 'P99',
  SUCCESS_RATE: 'SUCCESS_RATE',
  FAILURE_RATE: 'FAILURE_RATE',
  ERROR_RATE: 'ERROR_RATE',
} as const;
export type MetricType = (typeof MetricType)[keyof typeof MetricType];

/** One calculated number; `value` is null if no event has the required data. */
export interface CalculatedMetric {
  readonly name: string;
  readonly type: MetricType;
  readonly value: number | null;
  /** Number of values or events behind it. */
  readonly count: number;
  readonly period: string;
  readonly startTime: Date | null;
  readonly endTime: Date;
}

export type Period = 'hour' | 'day' | 'week' | 'month' | 'all';

export const periods: readonly Period[] = ['hour', 'day', 'week', 'month', 'all'];

/** A named period up to now, or any range; the last day by default. */
export interface RangeOptions {
  readonly period?: Period;
  readonly startTime?: Date | number | string;
  readonly endTime?: Date | number | string;
}

export interface MetricOptions extends RangeOptions {
  readonly metricName: string;
  readonly metricType: MetricType;
  /** Only events of this type. */
  readonly eventType?: string;
  /** The measured field, `duration_ms` or `durationMs`; also in metadata. */
  readonly attribute?: string;
  /** The time unit of RATE; a second by default. */
  readonly per?: 'second' | 'minute' | 'hour' | 'day';
}

export interface TopError {
  readonly errorType: string;
  readonly count: number;
  /** The newest one. */
  readonly example: {
    readonly eventId: string;
    readonly timestamp: Date;
    readonly taskId: string | null;
    readonly message: string | null;
  };
}

/** Any object with events: a collector, or `{events}`. */
export interface EventSource {
  readonly events: readonly RecordedEvent[];
}

export const periodMs: Readonly<Record<Period, number>> = {
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  all: Number.POSITIVE_INFINITY,
};

const unitMs = { second: 1000, minute: 60_000, hour: hourMs, day: dayMs } as const;

export class MetricsAnalyzer {
  readonly source: EventSource;
  readonly #now: () => number;

  constructor(source: EventSource, options: { readonly now?: () => number } = {}) {
    this.source = source;
    this.#now = options.now ?? Date.now;
  }

  /**
   * @param range `'day'`, `{period: 'week'}` or `{startTime, endTime}`
   * @throws TypeError for another one.
   */
  calculateSummary(range: Period | RangeOptions = {}): MetricsSummary {
    return summarizeEvents(this.source.events, this.#range(range));
  }

  /** @throws TypeError for an unknown key, metric type, unit or time. */
  calculateMetric(options: MetricOptions): CalculatedMetric {
    const range = this.#range(options, ['metricName', 'metricType', 'eventType', 'attribute', 'per']);
    checkWord(options.metricType, Object.values(MetricType), 'metricType');
    checkWord(options.per ?? 'second', Object.keys(unitMs), 'per');
    const matches = compileFilter({
      ...(Number.isFinite(range.startMs) ? { startTime: range.startMs } : {}),
      endTime: range.endMs,
      ...(options.eventType === undefined ? {} : { eventType: options.eventType }),
    });
    const events = this.source.events.filter(matches);
    const first = events.reduce(
      (low, event) => Math.min(low, event.timestamp.getTime()),
      Number.POSITIVE_INFINITY,
    );
    const startMs = Number.isFinite(range.startMs) ? range.startMs : first;
    const { value, count } = measureEvents(events, options, range.endMs - startMs);
    return {
      name: options.metricName,
      type: options.metricType,
      value,
      count,
      period: range.period,
      startTime: Number.isFinite(startMs) ? new Date(startMs) : null,
      endTime: new Date(range.endMs),
    };
  }

  /**
   * The most frequent errors of a range (all time by default), including those of failed tasks, each with its newest
   * example.
   */
  getTopErrors(options: RangeOptions & { readonly limit?: number } = {}): TopError[] {
    const range = this.#range({ period: 'all', ...options }, ['limit']);
    checkLimit(options.limit, 'errors');
    const events = this.source.events.filter(({ timestamp }) => {
      const timeMs = timestamp.getTime();
      return timeMs >= range.startMs && timeMs <= range.endMs;
    });
    const newest = new Map<string, RecordedEvent>();
    for (const event of events) {
      const type = errorOfEvent(event);
      const known = type === null ? undefined : newest.get(type);
      if (type !== null && (known === undefined || known.timestamp <= event.timestamp))
        newest.set(type, event);
    }
    const work = workOfEvents(events);
    return rankErrors(withoutFailedParents(finalTasks(work.tasks)), work.events)
      .slice(0, options.limit ?? 10)
      .map(({ type, count }) => ({
        errorType: type,
        count,
        example: describeError(newest.get(type) as ErrorEvent),
      }));
  }

  /** The values of a field (`durationMs` of ended tasks by default) per day, oldest day first; days in UTC. */
  getPerformanceTrends(
    options: { readonly days?: number; readonly metric?: string } = {},
  ): Record<string, number[]> {
    const name = camelCase(options.metric ?? 'durationMs');
    const trends = startDays(options.days ?? 7, this.#now());
    for (const event of this.source.events) {
      const values = trends[dayOf(event.timestamp.getTime())];
      const value = values && familyOf(event.eventType) === 'task-end' ? readAttribute(event, name) : null;
      if (value !== null) values?.push(value);
    }
    return trends;
  }

  /** @param others the keys of the options besides those of a range */
  #range(given: Period | RangeOptions, others: readonly string[] = []): TimeRange {
    const options = typeof given === 'string' ? { period: given } : given;
    checkKeys(options, ['period', 'startTime', 'endTime', ...others], 'A range');
    const endMs = options.endTime === undefined ? this.#now() : readMoment(options.endTime, 'endTime');
    if (options.startTime !== undefined)
      return { period: 'custom', startMs: readMoment(options.startTime, 'startTime'), endMs };
    const period = options.period ?? 'day';
    checkWord(period, periods, 'period');
    return { period, startMs: endMs - periodMs[period], endMs };
  }
}

/** @throws TypeError for a word that is not one of the known ones. */
function checkWord(word: unknown, known: readonly string[], where: string): void {
  if (!known.includes(word as string))
    throw new TypeError(`${where}: \`${String(word)}\` is not one of ${[...new Set(known)].join(', ')}.`);
}

/** The error in an event, with the names of `rankErrors`; null for none. */
function errorOfEvent(event: RecordedEvent): string | null {
  const { errorType, success } = event as Partial<TaskEvent>;
  const family = familyOf(event.eventType);
  if (family === 'error') return errorType ?? event.eventType;
  if (family !== 'task-end') return null;
  const result = resultOfEvent(event.eventType, success);
  return hasFailed({ result }) ? (errorType ?? result) : null;
}

function describeError(event: ErrorEvent): TopError['example'] {
  return {
    eventId: event.eventId,
    timestamp: event.timestamp,
    taskId: taskIdOf(event),
    message: event.errorMessage ?? null,
  };
}

/** A numeric field of an event or its metadata; null without one. */
function readAttribute(event: RecordedEvent, name: string): number | null {
  const own = (event as unknown as Record<string, unknown>)[name];
  const value = own ?? Object.entries(event.metadata).find(([key]) => camelCase(key) === name)?.[1];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function measureEvents(
  events: readonly RecordedEvent[],
  options: MetricOptions,
  spanMs: number,
): { value: number | null; count: number } {
  const type = options.metricType;
  if (type === 'COUNT') return { value: events.length, count: events.length };
  if (type === 'RATE') {
    const units = spanMs / unitMs[options.per ?? 'second'];
    return { value: units > 0 ? events.length / units : null, count: events.length };
  }
  if (type === 'SUCCESS_RATE' || type === 'FAILURE_RATE' || type === 'ERROR_RATE')
    return measureRate(events, type);
  const name = camelCase(options.attribute ?? 'durationMs');
  const values = events.map((event) => readAttribute(event, name)).filter((value) => value !== null);
  return { value: measureValues(values, type), count: values.length };
}

function measureRate(
  events: readonly RecordedEvent[],
  type: 'SUCCESS_RATE' | 'FAILURE_RATE' | 'ERROR_RATE',
): { value: number | null; count: number } {
  const summary = summarizeEvents(events, {
    period: 'all',
    startMs: Number.NEGATIVE_INFINITY,
    endMs: 8.64e15,
  });
  const rates = {
    SUCCESS_RATE: summary.successRate,
    FAILURE_RATE: summary.failureRate,
    ERROR_RATE: summary.errorRate,
  };
  return { value: rates[type], count: summary.totalTasks };
}

function measureValues(values: readonly number[], type: MetricType): number | null {
  const sorted = Float64Array.from(values).sort();
  switch (type) {
    case 'AVERAGE':
      return meanKnown(values);
    case 'MEDIAN':
      return sorted.length > 0 ? medianOfSorted(sorted) : null;
    case 'MIN':
      return sorted[0] ?? null;
    case 'MAX':
      return sorted.at(-1) ?? null;
    default:
      return quantileOfSorted(sorted, Number(type.slice(1)) / 100);
  }
}
