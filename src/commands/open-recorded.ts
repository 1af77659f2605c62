/** Opens what was recorded: the event log with the files beside it, and the history of builds. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PerformanceTracker } from '../buildrunner/performance-tracker.ts';
import { ThresholdMonitor } from '../buildrunner/threshold-monitor.ts';
import { restoreBuilds } from '../history/restore-builds.ts';
import { type HistoryLimits, parseSegmentName } from '../history/segment.ts';
import { measureHealth, type TimedTask } from '../metrics/measure-health.ts';
import type { Build } from '../model/build.ts';
import type { HealthReport } from '../model/health.ts';
import type { History } from '../model/history.ts';
import { EventCollector } from '../recorder/event-collector.ts';
import { familyOf } from '../recorder/event-type.ts';
import type { TaskEvent } from '../recorder/events.ts';
import { readMonitor } from '../recorder/monitor-log.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { type Config, readConfig } from '../settings/config.ts';
import { nameSeriesFolder, segmentFolder } from '../stores/folder-store.ts';
import { readNamedSeries } from '../stores/read-named-series.ts';
import { type Arguments, type Flag, tellProblem } from './command.ts';
import { refuse } from './view.ts';

export const logFlag: Flag = {
  name: 'log',
  value: 'FILE',
  description: 'The event log; .build-telemetry/events.ndjson by default.',
};

/** Where the history is, and which series of builds in it. */
export const historyFlags: readonly Flag[] = [
  {
    name: 'history',
    value: 'DIR',
    description: 'Folder of the history; .build-telemetry/history by default.',
  },
  { name: 'name', value: 'TEXT', description: 'The series of builds; `local` by default.' },
];

/** The event log, and the files beside it. */
export interface Log {
  readonly path: string;
  readonly collector: EventCollector;
  readonly tracker: PerformanceTracker;
  /** Where alerts are remembered; it may be absent. */
  readonly alertsPath: string;
}

export function openLog(args: Arguments): Log {
  const path = args.flags['log'] ?? readRecordSettings().logPath;
  const folder = dirname(path);
  const collector = new EventCollector({ path, enabled: true });
  // Teams that only use `exec` and `emit` have timed events and no measurements.
  const tracker = new PerformanceTracker({
    path: join(folder, 'performance.ndjson'),
    enabled: true,
    autoCleanup: false,
    fallback: collector,
  });
  return { path, collector, tracker, alertsPath: join(folder, 'alerts.ndjson') };
}

/** Remembers alerts beside the log; where nothing was recorded yet, asking makes no folder. */
export function openMonitor({ collector, alertsPath }: Log): ThresholdMonitor {
  return new ThresholdMonitor(collector, existsSync(dirname(alertsPath)) ? { path: alertsPath } : {});
}

/** What samplers saw of the machine since a time, in the log or by the monitor of this job. */
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

/** Reads the history: of the series' folder inside, or the folder itself when it holds segments, as a cache does. */
export async function readHistory(args: Arguments): Promise<Stored> {
  const { history, problems } = await segmentFolder(seriesFolder(args), readRetention()).load();
  for (const problem of problems) tellProblem(problem);
  return { history, label: `the ${history.builds.length} builds of ${historyFolder(args)}` };
}

/** The same history with the tasks and measurements of one name alone; null if only `readHistory` can read it. */
export function readHistoryOf(args: Arguments, name: string): History | null {
  return readNamedSeries(seriesFolder(args), name, readRetention());
}

function readRetention(): HistoryLimits {
  const { maxSessions, retentionDays } = readRecordSettings();
  return { maxBuilds: maxSessions, maxAgeDays: retentionDays, maxBytes: null, now: Date.now() };
}

function historyFolder(args: Arguments): string {
  return args.flags['history'] ?? '.build-telemetry/history';
}

/** What to say where no build is found: which series there are, or how to store builds. */
export function describeNoHistory(args: Arguments): string {
  const folder = historyFolder(args);
  const name = args.flags['name'] ?? 'local';
  const series = existsSync(folder)
    ? readdirSync(folder).filter((each) => listSegments(join(folder, each)).length > 0)
    : [];
  if (series.length === 0)
    return `No history in ${folder} yet. Store a build with \`build-telemetry check LOG\`, or name another folder with \`--history\`.`;
  return `No history in ${folder} for \`${name}\`. Folders with builds: ${series.join(', ')}. Choose a series with \`--name\`.`;
}

function seriesFolder(args: Arguments): string {
  const folder = historyFolder(args);
  if (listSegments(folder).length > 0) return folder;
  return join(folder, nameSeriesFolder(args.flags['name'] ?? 'local'));
}

function listSegments(folder: string): string[] {
  return existsSync(folder) && statSync(folder).isDirectory()
    ? readdirSync(folder).filter((name) => parseSegmentName(name) !== null)
    : [];
}

/** Stored builds that ended since a time, with their tasks. */
export function restoreSince({ history }: Stored, sinceMs: number): Build[] {
  return restoreBuilds(history, (build) => build.startTimeMs + (build.durationMs ?? 0) >= sinceMs);
}

/** The configuration that the action would use here. */
export function readLocalConfig(): { readonly config: Config; readonly baselineBranch: string | null } {
  const path = '.github/build-telemetry.yml';
  const read = readConfig(existsSync(path) ? readFileSync(path, 'utf8') : '', path);
  const [fault] = read.problems.filter(({ level }) => level === 'error');
  if (fault) refuse(fault.where, fault.what, fault.fix);
  return { config: read.config, baselineBranch: read.options.texts['baseline-branch'] ?? null };
}
