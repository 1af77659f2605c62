/** What events say about a stretch of time: tasks, speed, cost, errors, models, security. Pure. */

import { meanKnown } from '../metrics/final-tasks.ts';
import { familyOf } from '../recorder/event-type.ts';
import type { ErrorEvent, Event, PerformanceEvent, TaskEvent } from '../recorder/events.ts';
import { type DurationSummary, describeDurations } from './describe-durations.ts';

/** Use of one model, the most used first. */
export interface ModelUsage {
  readonly model: string;
  readonly tasks: number;
  /** Of the tasks that name a model, in percent. */
  readonly share: number;
  readonly successRate: number | null;
  readonly totalCostUsd: number | null;
  readonly avgCostUsd: number | null;
  readonly totalTokens: number | null;
}

/** Rates are percent, durations milliseconds, costs US dollars; null is not known. */
export interface MetricsSummary extends DurationSummary {
  readonly period: string;
  /** Start of the period; for all time the first event. null without events. */
  readonly startTime: Date | null;
  readonly endTime: Date;
  /** Tasks that ran to their end, well or not. */
  readonly totalTasks: number;
  readonly successfulTasks: number;
  readonly failedTasks: number;
  readonly skippedTasks: number;
  readonly cancelledTasks: number;
  readonly successRate: number | null;
  readonly failureRate: number | null;
  /** Tasks a second from the first event of the period to its last; null for no time. */
  readonly throughput: number | null;
  readonly totalCostUsd: number | null;
  readonly avgCostPerTask: number | null;
  readonly totalTokens: number | null;
  /** In the 24 hours and in the hour before the end of the period, whatever its length. */
  readonly dailyCostUsd: number | null;
  readonly hourlyCostUsd: number | null;
  /** Error events, or failed tasks when those are more: a failure and the event that tells of it are one. */
  readonly totalErrors: number;
  /** Errors over tasks, at most 100. */
  readonly errorRate: number | null;
  /** Most frequent first. */
  readonly errorTypes: readonly (readonly [type: string, count: number])[];
  readonly modelUsage: readonly ModelUsage[];
  readonly mostUsedModel: string | null;
  readonly securityViolations: number;
  readonly avgCpuPercent: number | null;
  readonly avgMemoryMb: number | null;
  readonly peakMemoryMb: number | null;
  /** The guide's names for the same: `totalCostUsd`, `avgDurationMs`, `p95DurationMs`, `p99DurationMs`. */
  readonly totalCost: number | null;
  readonly avgDuration: number | null;
  readonly p95Duration: number | null;
  readonly p99Duration: number | null;
}

/** A stretch of time, in epoch milliseconds; `startMs` is -Infinity for all time. */
export interface TimeRange {
  readonly period: string;
  readonly startMs: number;
  readonly endMs: number;
}

interface Tally {
  tasks: number;
  succeeded: number;
  costUsd: number | null;
  tokens: number | null;
}

interface Counts {
  firstMs: number;
  lastMs: number;
  succeeded: number;
  failed: number;
  skipped: number;
  cancelled: number;
  errors: number;
  security: number;
  readonly all: Tally;
  readonly durations: number[];
  readonly cpu: number[];
  readonly memory: number[];
  readonly errorEvents: Map<string, number>;
  readonly taskErrors: Map<string, number>;
  readonly models: Map<string, Tally>;
}

/** Summarises the events of a range in one walk. */
export function summarizeEvents(events: readonly Event[], range: TimeRange): MetricsSummary {
  const counts = startCounts();
  let hourly: number | null = null;
  let daily: number | null = null;
  for (const event of events) {
    const time = event.timestamp.getTime();
    if (time > range.endMs) continue;
    if (time >= range.startMs) countEvent(counts, event, time);
    if (time <= range.endMs - dayMs) continue;
    const cost = costOf(event);
    if (cost === null) continue;
    daily = (daily ?? 0) + cost;
    if (time > range.endMs - hourMs) hourly = (hourly ?? 0) + cost;
  }
  return { ...describe(counts, range), dailyCostUsd: daily, hourlyCostUsd: hourly };
}

const hourMs = 3_600_000;
const dayMs = 86_400_000;

function costOf(event: Event): number | null {
  return familyOf(event.eventType) === 'task-end' ? ((event as Partial<TaskEvent>).costUsd ?? null) : null;
}

function startCounts(): Counts {
  return {
    firstMs: Number.POSITIVE_INFINITY,
    lastMs: Number.NEGATIVE_INFINITY,
    succeeded: 0,
    failed: 0,
    skipped: 0,
    cancelled: 0,
    errors: 0,
    security: 0,
    all: { tasks: 0, succeeded: 0, costUsd: null, tokens: null },
    durations: [],
    cpu: [],
    memory: [],
    errorEvents: new Map(),
    taskErrors: new Map(),
    models: new Map(),
  };
}

function countEvent(counts: Counts, event: Event, time: number): void {
  if (time < counts.firstMs) counts.firstMs = time;
  if (time > counts.lastMs) counts.lastMs = time;
  switch (familyOf(event.eventType)) {
    case 'task-end':
      return countTask(counts, event as TaskEvent);
    case 'error':
      counts.errors += 1;
      return increment(counts.errorEvents, (event as ErrorEvent).errorType ?? event.eventType);
    case 'security':
      counts.security += 1;
      return;
    case 'performance': {
      const { cpuPercent, memoryMb } = event as PerformanceEvent;
      if (isNumber(cpuPercent)) counts.cpu.push(cpuPercent);
      if (isNumber(memoryMb)) counts.memory.push(memoryMb);
      return;
    }
    default:
  }
}

function countTask(counts: Counts, event: TaskEvent): void {
  if (event.eventType === 'TASK_SKIPPED') {
    counts.skipped += 1;
    return;
  }
  const success = event.eventType === 'TASK_COMPLETED' && event.success !== false;
  addTally(counts.all, event, success);
  if (event.eventType === 'TASK_CANCELLED') {
    counts.cancelled += 1;
    return;
  }
  if (success) counts.succeeded += 1;
  else {
    counts.failed += 1;
    increment(counts.taskErrors, event.errorType ?? 'failure');
  }
  // What came from a cache says nothing about speed.
  if (isNumber(event.durationMs) && event.cache !== 'hit') counts.durations.push(event.durationMs);
  if (typeof event.modelUsed === 'string') {
    let tally = counts.models.get(event.modelUsed);
    if (tally === undefined) {
      tally = { tasks: 0, succeeded: 0, costUsd: null, tokens: null };
      counts.models.set(event.modelUsed, tally);
    }
    addTally(tally, event, success);
  }
}

/** A plain `Event` may bear a task's type: it has no fields then. */
function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function addTally(tally: Tally, event: TaskEvent, success: boolean): void {
  tally.tasks += 1;
  if (success) tally.succeeded += 1;
  if (isNumber(event.costUsd)) tally.costUsd = (tally.costUsd ?? 0) + event.costUsd;
  if (isNumber(event.tokensUsed)) tally.tokens = (tally.tokens ?? 0) + event.tokensUsed;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function describe(counts: Counts, range: TimeRange): Omit<MetricsSummary, 'dailyCostUsd' | 'hourlyCostUsd'> {
  const total = counts.succeeded + counts.failed;
  const errors = Math.max(counts.errors, counts.failed);
  const percent = (part: number): number | null => (total > 0 ? (100 * part) / total : null);
  const start = Number.isFinite(range.startMs) ? range.startMs : counts.firstMs;
  const seconds = (counts.lastMs - counts.firstMs) / 1000;
  const cost = counts.all.costUsd;
  const models = describeModels(counts.models);
  const durations = describeDurations(counts.durations);
  return {
    period: range.period,
    startTime: Number.isFinite(start) ? new Date(start) : null,
    endTime: new Date(range.endMs),
    totalTasks: total,
    successfulTasks: counts.succeeded,
    failedTasks: counts.failed,
    skippedTasks: counts.skipped,
    cancelledTasks: counts.cancelled,
    successRate: percent(counts.succeeded),
    failureRate: percent(counts.failed),
    ...durations,
    throughput: total > 0 && seconds > 0 ? total / seconds : null,
    totalCostUsd: cost,
    avgCostPerTask: cost === null || total === 0 ? null : cost / total,
    totalTokens: counts.all.tokens,
    totalErrors: errors,
    errorRate: total > 0 ? Math.min(100, (100 * errors) / total) : null,
    errorTypes: rankCounts(counts.errors > 0 ? counts.errorEvents : counts.taskErrors),
    modelUsage: models,
    mostUsedModel: models[0]?.model ?? null,
    securityViolations: counts.security,
    avgCpuPercent: meanKnown(counts.cpu),
    avgMemoryMb: meanKnown(counts.memory),
    peakMemoryMb: counts.memory.length > 0 ? counts.memory.reduce((a, b) => Math.max(a, b)) : null,
    totalCost: cost,
    avgDuration: durations.avgDurationMs,
    p95Duration: durations.p95DurationMs,
    p99Duration: durations.p99DurationMs,
  };
}

/** Most frequent first, equal ones by name. */
function rankCounts(counts: Map<string, number>): [string, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function describeModels(models: ReadonlyMap<string, Tally>): ModelUsage[] {
  let all = 0;
  for (const tally of models.values()) all += tally.tasks;
  return [...models]
    .map(([model, tally]) => ({
      model,
      tasks: tally.tasks,
      share: (100 * tally.tasks) / all,
      successRate: (100 * tally.succeeded) / tally.tasks,
      totalCostUsd: tally.costUsd,
      avgCostUsd: tally.costUsd === null ? null : tally.costUsd / tally.tasks,
      totalTokens: tally.tokens,
    }))
    .sort((a, b) => b.tasks - a.tasks || (a.model < b.model ? -1 : 1));
}
