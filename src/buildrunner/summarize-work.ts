/**
 * BuildRunner's summary of a period: the engine's measurements of its work, with the documents' names and in percent.
 * Pure.
 */

import { addKnown, finalTasks, hasFailed, meanKnown, sumTokens } from '../metrics/final-tasks.ts';
import { measureBuild } from '../metrics/measure-build.ts';
import type { Build } from '../model/build.ts';
import type { Task } from '../model/task.ts';
import { dayMs, hourMs } from '../model/time-units.ts';
import { familyOf } from '../recorder/event-type.ts';
import type { PerformanceEvent, RecordedEvent, TaskEvent } from '../recorder/events.ts';
import { toBuild, workOfEvents } from './build-of-events.ts';
import { endOf } from './stored-tasks.ts';

/** Milliseconds; null for no durations. */
export interface DurationSummary {
  readonly avgDurationMs: number | null;
  readonly minDurationMs: number | null;
  readonly maxDurationMs: number | null;
  readonly p50DurationMs: number | null;
  readonly p95DurationMs: number | null;
  readonly p99DurationMs: number | null;
}

/** Use of one model, the most used first. */
export interface ModelUsage {
  readonly model: string;
  readonly tasks: number;
  /** Of the tasks with a model, in percent. */
  readonly share: number;
  readonly successRate: number | null;
  readonly totalCostUsd: number | null;
  readonly avgCostUsd: number | null;
  readonly totalTokens: number | null;
}

/** Rates are percent, durations milliseconds, costs US dollars; null is not known. */
export interface MetricsSummary extends DurationSummary {
  readonly period: string;
  /** Start of the period; for all time the first start. null without events. */
  readonly startTime: Date | null;
  readonly endTime: Date;
  /** Finished tasks, successful or not; without skipped and cancelled ones. */
  readonly totalTasks: number;
  readonly successfulTasks: number;
  readonly failedTasks: number;
  readonly skippedTasks: number;
  readonly cancelledTasks: number;
  readonly successRate: number | null;
  readonly failureRate: number | null;
  /** Tasks per second from the first start to the last end or event of the period; null without a duration. */
  readonly throughput: number | null;
  readonly totalCostUsd: number | null;
  /** `totalCostUsd` over `totalTasks`. */
  readonly avgCostPerTask: number | null;
  readonly totalTokens: number | null;
  /** In the 24 hours and in the hour before the end of the period, whatever its length. */
  readonly dailyCostUsd: number | null;
  readonly hourlyCostUsd: number | null;
  /** Error events and failed tasks; a failure and its event count as one. The sum of all types. */
  readonly totalErrors: number;
  /** `totalErrors` over `totalTasks`, at most 100. */
  readonly errorRate: number | null;
  /** Most frequent first, at most ten. */
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

/** A period, in epoch milliseconds; `startMs` is -Infinity for all time. */
export interface TimeRange {
  readonly period: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The parts of a summary besides the work itself. */
interface Surroundings {
  readonly range: TimeRange;
  /** Start and end of the work; none without work. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly dailyCostUsd: number | null;
  readonly hourlyCostUsd: number | null;
  readonly cpuPercents: readonly number[];
  readonly memoryMbs: readonly number[];
}

/** Summarises the events of a range. */
export function summarizeEvents(events: readonly RecordedEvent[], range: TimeRange): MetricsSummary {
  const inRange: RecordedEvent[] = [];
  const costs = startCosts(range.endMs);
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  const [cpuPercents, memoryMbs]: [number[], number[]] = [[], []];
  for (const event of events) {
    const timeMs = event.timestamp.getTime();
    if (timeMs > range.endMs) continue;
    const family = familyOf(event.eventType);
    if (family === 'task-end') costs.add(timeMs, (event as TaskEvent).costUsd);
    if (timeMs < range.startMs) continue;
    inRange.push(event);
    const startMs = timeMs - (family === 'task-end' ? ((event as TaskEvent).durationMs ?? 0) : 0);
    if (startMs < firstMs) firstMs = startMs;
    if (timeMs > lastMs) lastMs = timeMs;
    if (family !== 'performance') continue;
    const { cpuPercent, memoryMb } = event as Partial<PerformanceEvent>;
    if (typeof cpuPercent === 'number') cpuPercents.push(cpuPercent);
    if (typeof memoryMb === 'number') memoryMbs.push(memoryMb);
  }
  const span = inRange.length === 0 ? noSpan : { firstMs, lastMs };
  const resources = { cpuPercents, memoryMbs };
  return summarize(toBuild(workOfEvents(inRange)), { range, ...span, ...costs.sums(), ...resources });
}

/** Summarises builds of the history: their stored tasks, from the first start to the last end. */
export function summarizeBuilds(builds: readonly Build[], range: TimeRange): MetricsSummary {
  const costs = startCosts(range.endMs);
  for (const build of builds) costs.add(endOf(build), addKnown(build.tasks.map(({ costUsd }) => costUsd)));
  const wanted = builds.filter((build) => endOf(build) >= range.startMs && endOf(build) <= range.endMs);
  const starts = wanted.map((build) => build.startTimeMs ?? endOf(build));
  const span =
    wanted.length === 0
      ? noSpan
      : {
          firstMs: starts.reduce((a, b) => Math.min(a, b)),
          lastMs: wanted.reduce((last, build) => Math.max(last, endOf(build)), 0),
        };
  const resources = { cpuPercents: [], memoryMbs: [] };
  const work = toBuild({ tasks: wanted.flatMap(({ tasks }) => tasks), events: [] });
  return summarize(work, { range, ...span, ...costs.sums(), ...resources });
}

const noSpan = { firstMs: null, lastMs: null };

/** Adds up the cost in the day and in the hour before a time. */
function startCosts(endMs: number) {
  let dailyCostUsd: number | null = null;
  let hourlyCostUsd: number | null = null;
  return {
    add: (timeMs: number, costUsd: number | null | undefined): void => {
      if (typeof costUsd !== 'number' || timeMs > endMs || timeMs <= endMs - dayMs) return;
      dailyCostUsd = (dailyCostUsd ?? 0) + costUsd;
      if (timeMs > endMs - hourMs) hourlyCostUsd = (hourlyCostUsd ?? 0) + costUsd;
    },
    sums: () => ({ dailyCostUsd, hourlyCostUsd }),
  };
}

function summarize(build: Build, around: Surroundings): MetricsSummary {
  const metrics = measureBuild(build, { builds: [], series: [] });
  const tasks = finalTasks(build.tasks);
  const { succeeded, cancelled, minDurationMs } = tally(tasks);
  const totalTasks = tasks.length - metrics.skippedTasks - cancelled;
  const models = describeModels(tasks);
  const perTask = (sum: number | null): number | null =>
    sum === null || totalTasks === 0 ? null : sum / totalTasks;
  const errorRate = perTask(metrics.errors);
  return {
    period: around.range.period,
    startTime: toDate(Number.isFinite(around.range.startMs) ? around.range.startMs : around.firstMs),
    endTime: new Date(around.range.endMs),
    totalTasks,
    successfulTasks: succeeded,
    failedTasks: metrics.failedTasks,
    skippedTasks: metrics.skippedTasks,
    cancelledTasks: cancelled,
    successRate: toPercent(metrics.successRate),
    failureRate:
      metrics.successRate === null ? null : (100 * metrics.failedTasks) / (succeeded + metrics.failedTasks),
    avgDurationMs: metrics.meanTaskMs,
    minDurationMs,
    maxDurationMs: metrics.maxTaskMs,
    p50DurationMs: metrics.p50TaskMs,
    p95DurationMs: metrics.p95TaskMs,
    p99DurationMs: metrics.p99TaskMs,
    throughput: ratePerSecond(totalTasks, around),
    totalCostUsd: metrics.costUsd,
    avgCostPerTask: perTask(metrics.costUsd),
    totalTokens: metrics.tokens,
    dailyCostUsd: around.dailyCostUsd,
    hourlyCostUsd: around.hourlyCostUsd,
    totalErrors: metrics.errors,
    errorRate: toPercent(errorRate && Math.min(1, errorRate)),
    errorTypes: metrics.topErrors.map((error) => [error.type, error.count]),
    modelUsage: models,
    mostUsedModel: models[0]?.model ?? null,
    securityViolations: metrics.securityViolations,
    avgCpuPercent: meanKnown(around.cpuPercents),
    avgMemoryMb: meanKnown(around.memoryMbs),
    peakMemoryMb: around.memoryMbs.length > 0 ? around.memoryMbs.reduce((a, b) => Math.max(a, b)) : null,
    totalCost: metrics.costUsd,
    avgDuration: metrics.meanTaskMs,
    p95Duration: metrics.p95TaskMs,
    p99Duration: metrics.p99TaskMs,
  };
}

/** Counts of the documents that the engine does not have. */
function tally(tasks: readonly Task[]) {
  let succeeded = 0;
  let cancelled = 0;
  let minDurationMs: number | null = null;
  for (const { result, durationMs, cache } of tasks) {
    if (result === 'success') succeeded += 1;
    if (result === 'cancellation') cancelled += 1;
    if (durationMs !== null && cache !== 'hit' && durationMs < (minDurationMs ?? Number.POSITIVE_INFINITY))
      minDurationMs = durationMs;
  }
  return { succeeded, cancelled, minDurationMs };
}

function toPercent(ratio: number | null): number | null {
  return ratio === null ? null : 100 * ratio;
}

function toDate(timeMs: number | null): Date | null {
  return timeMs === null ? null : new Date(timeMs);
}

function ratePerSecond(tasks: number, { firstMs, lastMs }: Surroundings): number | null {
  if (firstMs === null || lastMs === null || lastMs <= firstMs || tasks === 0) return null;
  return (1000 * tasks) / (lastMs - firstMs);
}

interface ModelTally {
  tasks: number;
  failed: number;
  costUsd: number | null;
  tokens: number | null;
}

function describeModels(tasks: readonly Task[]): ModelUsage[] {
  const byModel = new Map<string, ModelTally>();
  let all = 0;
  for (const task of tasks) {
    if (task.model === null || task.result === 'skip' || task.result === 'cancellation') continue;
    const use = byModel.get(task.model) ?? { tasks: 0, failed: 0, costUsd: null, tokens: null };
    all += 1;
    use.tasks += 1;
    if (hasFailed(task)) use.failed += 1;
    if (task.costUsd !== null) use.costUsd = (use.costUsd ?? 0) + task.costUsd;
    if (task.tokens !== null) use.tokens = (use.tokens ?? 0) + (sumTokens(task) ?? 0);
    byModel.set(task.model, use);
  }
  return [...byModel]
    .map(([model, use]) => ({
      model,
      tasks: use.tasks,
      share: (100 * use.tasks) / all,
      successRate: (100 * (use.tasks - use.failed)) / use.tasks,
      totalCostUsd: use.costUsd,
      avgCostUsd: use.costUsd === null ? null : use.costUsd / use.tasks,
      totalTokens: use.tokens,
    }))
    .sort((a, b) => b.tasks - a.tasks || (a.model < b.model ? -1 : 1));
}
