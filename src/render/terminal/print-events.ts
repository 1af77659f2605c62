/**
 * The output of the commands for events: `summary`, `events`, `alerts`, `performance`, `watch`. Pure, except for its
 * inputs.
 */

import type { RaisedAlert } from '../../buildrunner/alert-record.ts';
import type { PerformanceMetrics } from '../../buildrunner/summarize-measurements.ts';
import type { MetricsSummary } from '../../buildrunner/summarize-work.ts';
import type { AlertStatistics } from '../../buildrunner/threshold-monitor.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { HealthReport } from '../../model/health.ts';
import { type EventFamily, familyOf } from '../../recorder/event-type.ts';
import type {
  BuildEvent,
  ErrorEvent,
  PerformanceEvent,
  RecordedEvent,
  SecurityEvent,
  TaskEvent,
} from '../../recorder/events.ts';
import type { Measurement } from '../../recorder/measurement.ts';
import {
  drawTable,
  layOutAlerts,
  printMs,
  printNumber,
  printPercent,
  printRate,
  printTime,
  printUsd,
  shownText,
  type View,
} from './print-format.ts';
import { healthLines } from './print-health.ts';

/** `summary --period`. */
export function showSummary(summary: MetricsSummary): View {
  const minute = (time: Date | null): string => printTime(time).slice(0, 16);
  const lines = [
    `Telemetry Summary - ${summary.period.toUpperCase()}`,
    '',
    `Period: ${minute(summary.startTime)} to ${minute(summary.endTime)}`,
    '',
    'Task Metrics:',
    `  Total Tasks: ${formatCount(summary.totalTasks)}`,
    `  Successful: ${formatCount(summary.successfulTasks)}`,
    `  Failed: ${formatCount(summary.failedTasks)}`,
    `  Success Rate: ${printPercent(summary.successRate)}`,
    '',
    'Performance Metrics:',
    `  Avg Duration: ${printMs(summary.avgDurationMs)}`,
    `  P50 Duration: ${printMs(summary.p50DurationMs)}`,
    `  P95 Duration: ${printMs(summary.p95DurationMs)}`,
    `  P99 Duration: ${printMs(summary.p99DurationMs)}`,
    `  Throughput: ${printRate(summary.throughput, 'tasks')}`,
    ...resourceLines(summary),
    '',
    'Cost Metrics:',
    `  Total Cost: ${printUsd(summary.totalCostUsd)}`,
    `  Avg Cost/Task: ${printUsd(summary.avgCostPerTask, 6)}`,
    `  Total Tokens: ${printNumber(summary.totalTokens, 0)}`,
    '',
    'Error Metrics:',
    `  Total Errors: ${formatCount(summary.totalErrors)}`,
    `  Error Rate: ${printPercent(summary.errorRate)}`,
    ...errorLines(summary),
    '',
    ...modelLines(summary),
    'Security:',
    `  Violations: ${formatCount(summary.securityViolations)}`,
  ];
  return { text: `${lines.join('\n')}\n`, json: summary };
}

function resourceLines(summary: MetricsSummary): string[] {
  if (summary.avgCpuPercent === null && summary.avgMemoryMb === null) return [];
  return [
    `  Avg CPU: ${printPercent(summary.avgCpuPercent)}`,
    `  Avg Memory: ${printNumber(summary.avgMemoryMb)}MB`,
    `  Peak Memory: ${printNumber(summary.peakMemoryMb)}MB`,
  ];
}

function errorLines(summary: MetricsSummary): string[] {
  if (summary.errorTypes.length === 0) return [];
  const top = summary.errorTypes.slice(0, 5);
  return [
    '  Top Error Types:',
    ...top.map(([type, count]) => `    • ${shownText(type)}: ${formatCount(count)}`),
  ];
}

function modelLines(summary: MetricsSummary): string[] {
  if (summary.mostUsedModel === null) return [];
  return [
    'Model Usage:',
    ...summary.modelUsage.map((usage) => {
      const cost = usage.totalCostUsd === null ? '' : `, ${printUsd(usage.totalCostUsd)}`;
      return `  ${shownText(usage.model)}: ${plural(usage.tasks, 'task')} (${printPercent(usage.share)})${cost}`;
    }),
    `  Most Used: ${shownText(summary.mostUsedModel)}`,
    '',
  ];
}

/** `events --count --type`. @param events newest first @param width columns of the terminal */
export function showEvents(events: readonly RecordedEvent[], width = Number.POSITIVE_INFINITY): View {
  const rows = events.map((event) => [
    printTime(event.timestamp),
    shownText(event.eventType.toLowerCase(), 30),
    describeEvent(event),
    shownText(event.eventId.slice(0, 8), 8),
  ]);
  const table =
    rows.length === 0 ? 'No events.' : drawTable(['Timestamp', 'Type', 'Details', 'ID'], rows, width);
  return {
    text: `Recent Events\n\n${table}\n\nShowing ${formatCount(events.length)} event(s)\n`,
    json: { events: events.map((event) => event.toDict()) },
  };
}

const describers: Readonly<Record<EventFamily, (event: RecordedEvent) => string | null>> = {
  'task-end': (event) => `Task: ${nameTask(event)} ${endMark(event as TaskEvent)}`,
  task: (event) => {
    const { modelUsed } = event as TaskEvent;
    const model = modelUsed ?? event.metadata['model'];
    return event.eventType.startsWith('TASK_') || typeof model !== 'string'
      ? `Task: ${nameTask(event)}`
      : `Model: ${model}`;
  },
  'build-end': (event) => `Build: ${nameBuild(event)} ${event.eventType === 'BUILD_COMPLETED' ? '✓' : '✗'}`,
  build: (event) => `Build: ${nameBuild(event)}`,
  error: (event) => {
    const { errorType, errorMessage } = event as Partial<ErrorEvent>;
    return `Error: ${[errorType, errorMessage].filter((part) => typeof part === 'string').join(': ')}`;
  },
  security: (event) => {
    const { violationType, filePath } = event as Partial<SecurityEvent>;
    return `Security: ${violationType ?? 'violation'}${typeof filePath !== 'string' ? '' : ` in ${filePath}`}`;
  },
  performance: (event) => {
    const { operationType, durationMs } = event as Partial<PerformanceEvent>;
    return `Operation: ${operationType ?? '—'}${typeof durationMs !== 'number' ? '' : ` ${printMs(durationMs)}`}`;
  },
  other: (event) => {
    const first = Object.entries(event.metadata)[0];
    return first === undefined ? null : `${first[0]}: ${String(first[1])}`;
  },
};

function describeEvent(event: RecordedEvent): string {
  return shownText(describers[familyOf(event.eventType)](event) ?? '');
}

function nameTask(event: RecordedEvent): string {
  const { taskId, taskName } = event as TaskEvent;
  return taskName ?? taskId ?? '—';
}

function nameBuild(event: RecordedEvent): string {
  const { buildId, buildName } = event as BuildEvent;
  return buildId ?? buildName ?? '—';
}

function endMark(event: TaskEvent): string {
  if (event.eventType === 'TASK_SKIPPED') return 'skipped';
  if (event.eventType === 'TASK_CANCELLED') return 'cancelled';
  return event.eventType === 'TASK_COMPLETED' && event.success !== false ? '✓' : '✗';
}

/**
 * `alerts --count --level`.
 * @param active current alerts; superseded ones are not shown
 * @param history newest first
 * @param statistics of the last 24 hours
 * @param width columns of the terminal
 */
export function showAlerts(
  active: readonly RaisedAlert[],
  history: readonly RaisedAlert[],
  statistics: AlertStatistics,
  width = Number.POSITIVE_INFINITY,
): View {
  const rows = history.map((alert) => [
    printTime(alert.timestamp),
    alert.level,
    shownText(alert.message),
    printNumber(alert.value, 2),
  ]);
  const text = layOutAlerts({
    active: active.filter((alert) => !alert.superseded).flatMap(alertLines),
    head: 'Timestamp',
    rows,
    total: `${formatCount(statistics.totalAlerts)} (last 24h)`,
    byLevel: statistics.byLevel,
    width,
  });
  return { text, json: { active, history, statistics } };
}

function alertLines(alert: RaisedAlert): string[] {
  return [
    `  [${alert.level}] ${shownText(alert.message, 120)}`,
    `    ${shownText(alert.metricName)} = ${trim(alert.value)} (threshold: ${trim(alert.threshold)})`,
    `    Triggered: ${printTime(alert.timestamp)}`,
    `    Action: ${shownText(alert.action, 200)}`,
    ...Object.entries(alert.context).map(
      ([name, value]) => `    ${shownText(name)}: ${shownText(value, 120)}`,
    ),
    '',
  ];
}

function trim(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** `performance --hours --operation`. @param slowest slowest first; five are shown @param health of the machine */
export function showPerformance(
  metrics: PerformanceMetrics,
  slowest: readonly Measurement[],
  health: HealthReport | null = null,
): View {
  const lines = [
    `Performance Metrics - Last ${metrics.hours} Hours`,
    '',
    `Operations: ${formatCount(metrics.totalOperations)}`,
    `Throughput: ${printRate(metrics.operationsPerSecond, 'ops')}`,
    '',
    'Duration Metrics:',
    `  Average: ${printMs(metrics.avgDurationMs)}`,
    `  Min: ${printMs(metrics.minDurationMs)}`,
    `  Max: ${printMs(metrics.maxDurationMs)}`,
    `  P50 (median): ${printMs(metrics.p50DurationMs)}`,
    `  P95: ${printMs(metrics.p95DurationMs)}`,
    `  P99: ${printMs(metrics.p99DurationMs)}`,
    ...usageLines(metrics),
    '',
    'By Operation Type:',
    ...metrics.byOperation.flatMap((each) => [
      `  ${shownText(each.operationType)}:`,
      `    Count: ${formatCount(each.count)}`,
      `    Avg: ${printMs(each.avgDurationMs)}`,
    ]),
    '',
    'Slowest Operations:',
    ...slowest
      .slice(0, 5)
      .map(
        (each) =>
          `  ${printMs(each.durationMs)} - ${shownText(nameOperation(each), 120)} (${printTime(each.timestamp)})`,
      ),
    ...healthLines(health),
  ];
  return { text: `${lines.join('\n')}\n`, json: { metrics, slowest, health } };
}

/** Operations of stored builds contain their task. */
function nameOperation({ operationType, metadata }: Measurement): string {
  const { task } = metadata;
  return typeof task === 'string' ? `${operationType} ${task}` : operationType;
}

function usageLines(metrics: PerformanceMetrics): string[] {
  if (metrics.avgCpuPercent === null && metrics.avgMemoryMb === null) return [];
  return [
    '',
    'Resource Usage:',
    `  Avg CPU: ${printPercent(metrics.avgCpuPercent)}`,
    `  Avg Memory: ${printNumber(metrics.avgMemoryMb)}MB`,
    `  Peak Memory: ${printNumber(metrics.peakMemoryMb)}MB`,
  ];
}

/**
 * One drawing of `watch`.
 * @param active current alerts
 * @param recent newest first
 * @param health of the machine
 */
export function showDashboard(
  summary: MetricsSummary,
  active: readonly RaisedAlert[],
  recent: readonly RecordedEvent[],
  health: HealthReport | null = null,
): View {
  const alerts = active.filter((alert) => !alert.superseded);
  const rows = [
    ['Tasks', formatCount(summary.totalTasks)],
    ['Success Rate', printPercent(summary.successRate)],
    ['Avg Duration', summary.avgDurationMs === null ? '—' : `${printNumber(summary.avgDurationMs, 0)}ms`],
    ['P95 Duration', summary.p95DurationMs === null ? '—' : `${printNumber(summary.p95DurationMs, 0)}ms`],
    ['Throughput', `${printNumber(summary.throughput, 2)} tasks/s`],
    ['Errors', formatCount(summary.totalErrors)],
    ['Cost', printUsd(summary.totalCostUsd)],
    ['Tokens', printNumber(summary.totalTokens, 0)],
    ['Alerts', formatCount(alerts.length)],
  ];
  const lines = [
    `Telemetry Dashboard - ${summary.period.toUpperCase()} to ${printTime(summary.endTime)}`,
    drawTable(['Metric', 'Value'], rows),
    ...alerts.map((alert) => `[${alert.level}] ${shownText(alert.message, 120)}`),
    ...healthLines(health),
    ...(recent.length > 0 ? ['', 'Recent:'] : []),
    ...recent.map(
      (event) =>
        `  ${printTime(event.timestamp)}  ${shownText(event.eventType.toLowerCase(), 30)}  ${describeEvent(event)}`,
    ),
  ];
  const json = { summary, alerts: active, health, recent: recent.map((event) => event.toDict()) };
  return { text: `${lines.join('\n')}\n`, json };
}
