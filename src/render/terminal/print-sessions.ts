/** The output of the commands for stored builds: Builder's `summary`, `recent N` and `export`. Pure. */

import { type AnalyticsReport, findBottlenecks, type Trend } from '../../builder/analyze-sessions.ts';
import type { BuildSession } from '../../builder/build-session.ts';
import { formatCount } from '../../model/counts.ts';
import { renderTable } from '../../recorder/events-csv.ts';
import { printNumber, printPercent, shownText, type View } from './print-format.ts';

/** `summary`, over the stored builds. */
export function showBuildSummary(report: AnalyticsReport): View {
  const lines = [
    '=== Build Telemetry Summary ===',
    '',
    `Total Builds: ${formatCount(report.totalBuilds)}`,
    `Successful: ${formatCount(report.successfulBuilds)} (${printPercent(report.successRate)})`,
    `Failed: ${formatCount(report.failedBuilds)}`,
    '',
    'Performance Metrics:',
    `  Average Build Time: ${printWholeMs(report.avgBuildTimeMs)}`,
    `  Fastest Build: ${printWholeMs(report.fastestBuildMs)}`,
    `  Slowest Build: ${printWholeMs(report.slowestBuildMs)}`,
    `  Standard Deviation: ${printWholeMs(report.buildTimeSdMs)}`,
    '',
    'Cache Efficiency:',
    `  Average Hit Rate: ${printPercent(report.avgCacheHitRate)}`,
    `  Trend: ${printTrend(report.cacheHitTrend)}`,
    '',
    'Parallelism:',
    `  Average Utilization: ${report.avgParallelism === null ? '— (no build states its number of workers)' : printPercent(report.avgParallelism)}`,
    `  Targets at Work: ${printNumber(report.avgMeanParallelism)} at a time`,
    `  Targets/Second: ${printNumber(report.avgTargetsPerSecond, 2)}`,
    ...bottleneckLines(report),
    '',
    `Build Time Trend: ${printTrend(report.buildTimeTrend)}`,
    ...regressionLines(report),
  ];
  return { text: `${lines.join('\n')}\n`, json: report };
}

function printWholeMs(durationMs: number | null): string {
  return durationMs === null ? '—' : `${Math.round(durationMs)} ms`;
}

function printTrend(trend: Trend): string {
  return trend.charAt(0).toUpperCase() + trend.slice(1);
}

function bottleneckLines(report: AnalyticsReport): string[] {
  if (report.bottlenecks.length === 0) return [];
  const rows = report.bottlenecks.slice(0, 3).map((target, index) => {
    return `  ${index + 1}. ${shownText(target.name, 120)} (avg: ${printSeconds(target.avgMs)})`;
  });
  return ['', 'Top Bottlenecks:', ...rows];
}

function printSeconds(durationMs: number): string {
  return durationMs < 50 ? `${printNumber(durationMs)}ms` : `${(durationMs / 1000).toFixed(1)}s`;
}

function regressionLines(report: AnalyticsReport): string[] {
  if (report.regressions.length === 0) return [];
  return [
    '',
    '⚠️  Performance Regressions Detected:',
    ...report.regressions.map(
      (each) =>
        `  • ${printStart(each.startTimeMs)}: ${each.slowdown.toFixed(1)}x slower than average ` +
        `(expected ${printSeconds(each.expectedMs)}, got ${printSeconds(each.actualMs)})`,
    ),
  ];
}

function printStart(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19);
}

/** `recent N`. @param sessions newest first */
export function showRecent(sessions: readonly BuildSession[]): View {
  const blocks = sessions.map((session, index) => {
    const mark = session.succeeded ? '✓' : '✗';
    const duration = session.durationMs === null ? '—' : `${Math.round(session.durationMs)}ms`;
    return [
      `${index + 1}. [${mark}] ${printStart(session.startTimeMs)} - ${duration} (cache: ${printPercent(session.cacheHitRate)})`,
      ...(session.failureReason === null ? [] : [`   Error: ${shownText(session.failureReason, 200)}`]),
      ...targetLines(session),
    ].join('\n');
  });
  const text = `Recent ${formatCount(sessions.length)} Builds:\n\n${blocks.map((block) => `${block}\n`).join('\n')}`;
  return { text, json: { sessions: sessions.map(exportSession) } };
}

function targetLines(session: BuildSession): string[] {
  const slowest = findBottlenecks(session);
  if (slowest.length === 0 || !session.succeeded) return [];
  return [
    '   Top bottlenecks:',
    ...slowest.map(({ name, durationMs }) => `     • ${shownText(name, 120)}: ${Math.round(durationMs)}ms`),
  ];
}

/** A session in Builder's export format; numbers with two decimals. */
function exportSession(session: BuildSession): Record<string, unknown> {
  return {
    startTime: printStart(session.startTimeMs),
    durationMs: session.durationMs === null ? null : Math.round(session.durationMs),
    totalTargets: session.totalTargets,
    built: session.built,
    cached: session.cached,
    failed: session.failed,
    cacheHitRate: round(session.cacheHitRate),
    parallelismUtilization: round(session.parallelismUtilization),
    targetsPerSecond: round(session.targetsPerSecond),
    succeeded: session.succeeded,
  };
}

function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}

/** Builder's documented JSON: `{sessions: […]}`, oldest first as given. */
export function exportSessionsJson(sessions: readonly BuildSession[]): string {
  return `${JSON.stringify({ sessions: sessions.map(exportSession) }, null, 2)}\n`;
}

/** The same as CSV. */
export function exportSessionsCsv(sessions: readonly BuildSession[]): string {
  const columns =
    'startTime durationMs totalTargets built cached failed cacheHitRate parallelismUtilization targetsPerSecond';
  return renderTable(sessions.map(exportSession), columns.split(' '), 'succeeded');
}
