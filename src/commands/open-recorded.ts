/** Opens the recorded data: the event log with the files next to it, and the history of builds. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PerformanceTracker } from '../buildrunner/performance-tracker.ts';
import { ThresholdMonitor } from '../buildrunner/threshold-monitor.ts';
import { restoreBuilds } from '../history/restore-builds.ts';
import type { HistoryLimits } from '../history/segment.ts';
import { findStats } from '../io/open-log.ts';
import { measureHealth, type TimedTask } from '../metrics/measure-health.ts';
import type { Build } from '../model/build.ts';
import { plural } from '../model/counts.ts';
import type { HealthReport } from '../model/health.ts';
import type { History } from '../model/history.ts';
import { EventCollector } from '../recorder/event-collector.ts';
import { familyOf } from '../recorder/event-type.ts';
import type { TaskEvent } from '../recorder/events.ts';
import { readFirstLine } from '../recorder/log-file.ts';
import { readMonitor } from '../recorder/monitor-log.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { comparableBuilds } from '../settings/history-limits.ts';
import { segmentFolder } from '../stores/folder-store.ts';
import { readNamedSeries } from '../stores/read-named-series.ts';
import { type Arguments, type Flag, printProblem } from './command.ts';
import { type Found, findHistory } from './find-history.ts';
import { refuse } from './view.ts';

export const logFlag: Flag = {
  name: 'log',
  value: 'FILE',
  description: 'The event log; .build-telemetry/events.ndjson by default.',
};

/** The event log, and the files next to it. */
export interface Log {
  readonly path: string;
  readonly collector: EventCollector;
  readonly tracker: PerformanceTracker;
  /** The file for past alerts; it may be absent. */
  readonly alertsPath: string;
}

/** @param mayBegin a log that is named may not exist yet */
export function openLog(args: Arguments, mayBegin = false): Log {
  const { log } = args.flags;
  const path = log ?? readRecordSettings().logPath;
  const stats = findStats(path);
  if (stats?.isDirectory() === true)
    refuse(path, 'This is a folder, not an event log.', 'Name a file with `--log FILE`.');
  if (log !== undefined && stats === null && !mayBegin)
    refuse(log, 'File not found.', 'Check the path of `--log`.');
  const folder = dirname(path);
  // Ends the command if the log cannot be read; the collector would only warn.
  const firstLine = readFirstLine(path);
  const collector = new EventCollector({ path, enabled: true });
  if (isOther(firstLine, collector))
    refuse(
      path,
      'This is not an event log: it has no events.',
      'Name a file that `exec` or `emit` wrote with `--log FILE`; `check` and `inspect` read logs of other tools.',
    );
  // Teams that only use `exec` and `emit` have timed events and no measurements.
  const tracker = new PerformanceTracker({
    path: join(folder, 'performance.ndjson'),
    enabled: true,
    autoCleanup: false,
    fallback: collector,
  });
  return { path, collector, tracker, alertsPath: join(folder, 'alerts.ndjson') };
}

/** The file has text, none of which is of an event log. A last line may be one that is being written. */
function isOther(firstLine: string, collector: EventCollector): boolean {
  if (collector.events.length > 0 || collector.machine.length > 0) return false;
  return collector.getStatistics().skippedLines > 0 || !/^\s*(?:[[{]|$)/.test(firstLine);
}

/** Stores alerts next to the log; if nothing was recorded yet, a query does not create a folder. */
export function openMonitor({ collector, alertsPath }: Log): ThresholdMonitor {
  return new ThresholdMonitor(collector, existsSync(dirname(alertsPath)) ? { path: alertsPath } : {});
}

/** Samples of the machine since a time, from the log or the monitor of this job. */
export function readHealth({ collector }: Log, sinceMs: number): HealthReport | null {
  const seen = [...collector.machine, ...readMonitor(process.env)];
  const tasks = collector.events.flatMap((event): TimedTask[] => {
    const { durationMs, success } = event as Partial<TaskEvent>;
    if (familyOf(event.eventType) !== 'task-end' || typeof durationMs !== 'number') return [];
    const failed = event.eventType === 'TASK_FAILED' || success === false;
    const startTimeMs = event.timestamp.getTime() - durationMs;
    return [{ startTimeMs, durationMs, result: failed ? 'failure' : 'success' }];
  });
  return measureHealth(
    seen.filter(({ timeMs }) => timeMs >= sinceMs),
    tasks,
  );
}

/** The history of one series, and its name for messages. */
export interface Stored {
  readonly history: History;
  readonly label: string;
}

/** Reads the requested history. Ends the command if there is none, or more than one. */
export async function readHistory(args: Arguments): Promise<Stored> {
  const place = await findHistory(args);
  if (place.segments === null) return refuse(place.folder, place.what, place.fix);
  return await load(place);
}

/**
 * Reads the history for an answer that also has another source.
 * @returns the reason if none is stored
 */
export async function readOptionalHistory(args: Arguments, isRecorded: boolean): Promise<Stored | string> {
  const place = await findHistory(args);
  if (place.segments !== null) return await load(place);
  const { folder, reason, what, fix } = place;
  const isAnswered = reason === 'empty' || (reason === 'several' && isRecorded);
  return isAnswered ? `${what} ${fix}` : refuse(folder, what, fix);
}

async function load({ folder, segments }: Found): Promise<Stored> {
  const loaded = await segmentFolder(segments, readRetention()).load();
  const rest = loaded.withoutUnreadable?.() ?? null;
  for (const problem of [...loaded.problems, ...(rest?.problems ?? [])]) printProblem(problem);
  const { history } = rest ?? loaded;
  const series = history.builds.at(-1)?.name;
  const of = series === undefined ? '' : ` of ${series}`;
  return { history, label: `the ${plural(history.builds.length, 'build')}${of} in ${folder}` };
}

/** The same history with only the tasks and measurements of one name; null if only `readHistory` can read it. */
export async function readHistoryOf(args: Arguments, name: string): Promise<History | null> {
  const { segments } = await findHistory(args);
  return segments === null ? null : readNamedSeries(segments, name, readRetention());
}

function readRetention(): HistoryLimits {
  const { maxSessions, retentionDays } = readRecordSettings();
  // As in a check: rare builds are not too old to be shown.
  const leastOfBranch = comparableBuilds;
  return {
    maxBuilds: maxSessions,
    maxAgeDays: retentionDays,
    leastOfBranch,
    maxBytes: null,
    now: Date.now(),
  };
}

/** Stored builds that ended since a time, with their tasks. */
export function restoreSince({ history }: Stored, sinceMs: number): Build[] {
  return restoreBuilds(history, (build) => build.startTimeMs + (build.durationMs ?? 0) >= sinceMs);
}
