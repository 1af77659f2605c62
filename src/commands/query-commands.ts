/**
 * Commands that ask what was recorded. The event log answers; where it holds nothing, or `--history` names a
 * folder, the history of builds does, as far as it stores the answer.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { TelemetryAnalyzer } from '../builder/analyze-sessions.ts';
import { sessionsOfHistory } from '../builder/build-session.ts';
import { MetricsAnalyzer, type Period, periodMs, periods } from '../buildrunner/metrics-analyzer.ts';
import { measurementsOfBuilds, spanOfBuilds } from '../buildrunner/stored-tasks.ts';
import { summarizeMeasurements } from '../buildrunner/summarize-measurements.ts';
import { type MetricsSummary, summarizeBuilds } from '../buildrunner/summarize-work.ts';
import { ThresholdMonitor } from '../buildrunner/threshold-monitor.ts';
import type { Level } from '../model/level.ts';
import { isAtLeast, levels } from '../model/level-order.ts';
import { type AlertLevel, normalizeEventType } from '../recorder/event-type.ts';
import { exportEvents } from '../recorder/events-csv.ts';
import { exportMeasurements } from '../recorder/measurement.ts';
import { dayMs, hourMs } from '../recorder/recorder-settings.ts';
import { runWatch } from '../recorder/watch.ts';
import {
  showAlerts,
  showDashboard,
  showEvents,
  showPerformance,
  showSummary,
} from '../render/terminal/print-events.ts';
import type { View } from '../render/terminal/print-format.ts';
import {
  exportSessionsCsv,
  exportSessionsJson,
  showBuildSummary,
  showRecent,
} from '../render/terminal/print-sessions.ts';
import { showStoredAlerts } from '../render/terminal/print-stored.ts';
import { judgeStored } from '../tune/judge-stored.ts';
import { type Arguments, type Command, readArguments, tellProblem } from './command.ts';
import {
  historyFlags,
  type Log,
  logFlag,
  openLog,
  openMonitor,
  readHealth,
  readHistory,
  readLimits,
  restoreSince,
  type Stored,
} from './open-recorded.ts';
import { printText, widthOf } from './terminal.ts';
import { countFlag, defineView, jsonFlag, readChoice, readCount, refuse } from './view.ts';

/** Asks the log, unless it holds nothing or the user names a history that holds builds. */
async function chooseSource(args: Arguments, log: Log, isRecorded: boolean): Promise<Log | Stored> {
  if (isRecorded && args.flags['history'] === undefined) return log;
  const stored = await readHistory(args);
  return stored.history.builds.length > 0 ? stored : log;
}

function isStored(source: Log | Stored): source is Stored {
  return 'history' in source;
}

/** Says where an answer comes from, and what it cannot know. */
function addSource(view: View, stored: Stored, lacks: string): View {
  const note = `From ${stored.label}. ${lacks}`;
  return { text: `${view.text}\n${note}\n`, json: { ...(view.json as object), source: 'history', note } };
}

export const summaryCommand = defineView(
  {
    name: 'summary',
    operands: '[--period hour|day|week|all]',
    summary: 'Summarise the recorded tasks, cost and errors, and the builds of the history.',
    flags: [
      { name: 'period', value: 'PERIOD', description: 'hour, day (default), week or all.' },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const period = readChoice<Period>(args, 'period', periods, 'day');
    const { collector } = openLog(args);
    const stored = await readHistory(args);
    const isFromLog =
      stored.history.builds.length === 0 ||
      (args.flags['history'] === undefined && collector.events.length > 0);
    const events = isFromLog
      ? showSummary(new MetricsAnalyzer(collector).calculateSummary(period))
      : addSource(showSummary(summarizeStored(stored, period)), stored, lacksEvents);
    const sessions = sessionsOfHistory(stored.history);
    if (sessions.length === 0) return { text: events.text, json: { events: events.json, builds: null } };
    const builds = showBuildSummary(new TelemetryAnalyzer(sessions).analyze());
    return { text: `${events.text}\n${builds.text}`, json: { events: events.json, builds: builds.json } };
  },
);

function summarizeStored(stored: Stored, period: Period): MetricsSummary {
  const endMs = Date.now();
  const startMs = endMs - periodMs[period];
  // A day of cost is told whatever the period is.
  return summarizeBuilds(restoreSince(stored, Math.min(startMs, endMs - dayMs)), { period, startMs, endMs });
}

const lacksEvents =
  'Events of errors and of security are not stored there; a task counts at the end of its build.';

export const eventsCommand = defineView(
  {
    name: 'events',
    operands: '[--count N] [--type TYPE]',
    summary: 'List the newest recorded events.',
    flags: [
      countFlag(20),
      { name: 'type', value: 'TYPE', description: 'Only events of this type.' },
      logFlag,
      jsonFlag,
    ],
  },
  async (args) => {
    const type = args.flags['type'];
    const { collector, path } = openLog(args);
    const wanted = type === undefined ? {} : { eventTypes: [normalizeEventType(type)] };
    const found = showEvents(
      collector.query({ ...wanted, limit: readCount(args, 'count', 20) }),
      widthOf(process.stdout),
    );
    if (collector.events.length > 0) return found;
    const { history, label } = await readHistory(args);
    if (history.builds.length === 0) return found;
    const note = `There are no events in ${path}. ${capitalize(label)} hold no events: they are in each run's own log.`;
    return { text: `${found.text}\n${note}\n`, json: { ...(found.json as object), note } };
  },
);

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Builds that `alerts` looks back on in the history. */
const judgedBuilds = 10;

export const alertsCommand = defineView(
  {
    name: 'alerts',
    operands: '[--count N] [--level LEVEL]',
    summary: 'Show thresholds that are crossed now, and those of before.',
    flags: [
      countFlag(20),
      {
        name: 'level',
        value: 'LEVEL',
        description: 'Only this level and above: info, warning, error, critical.',
      },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const level = readChoice(args, 'level', levels, 'info');
    const isShown = (each: Level): boolean => isAtLeast(each, level);
    const limit = readCount(args, 'count', 20);
    const log = openLog(args);
    const source = await chooseSource(args, log, log.collector.events.length > 0);
    if (isStored(source)) {
      const { config, baselineBranch } = readLimits();
      const judged = judgeStored(source.history, config, baselineBranch, judgedBuilds);
      return addSource(
        showStoredAlerts(judged, isShown, limit, widthOf(process.stdout)),
        source,
        `The newest ${judged.length} were judged again; security events are not stored there.`,
      );
    }
    const monitor = openMonitor(log);
    const active = monitor.checkThresholds().filter((alert) => isShown(alert.level.toLowerCase() as Level));
    const past = monitor.getAlertHistory({ minLevel: level.toUpperCase() as AlertLevel, limit });
    return showAlerts(
      active,
      past,
      monitor.getStatistics({ since: Date.now() - dayMs }),
      widthOf(process.stdout),
    );
  },
);

export const performanceCommand = defineView(
  {
    name: 'performance',
    operands: '[--hours N] [--operation NAME]',
    summary: 'Show how long recorded operations took, and how the machine fared.',
    flags: [
      { name: 'hours', value: 'N', description: 'The last so many hours; 24 by default.' },
      { name: 'operation', value: 'NAME', description: 'Only operations of this type.' },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const hours = readCount(args, 'hours', 24);
    const operation = args.flags['operation'];
    const log = openLog(args);
    const since = Date.now() - hours * hourMs;
    const source = await chooseSource(args, log, log.tracker.measurements.length > 0);
    if (isStored(source)) {
      const builds = restoreSince(source, since);
      const measured = measurementsOfBuilds(builds, operation ?? null);
      const slowest = measured.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, 5);
      const view = showPerformance(summarizeMeasurements(measured, hours, spanOfBuilds(builds)), slowest);
      return addSource(view, source, 'Tasks are operations of their kind, at the start of their build.');
    }
    const filter = { hours, ...(operation === undefined ? {} : { operationType: operation }) };
    const slowest = log.tracker.getSlowestOperations({ ...filter, limit: 5 });
    return showPerformance(log.tracker.getMetrics(filter), slowest, readHealth(log, since));
  },
);

export const recentCommand = defineView(
  {
    name: 'recent',
    operands: '[N]',
    summary: 'List the newest builds of the history, with their slowest targets.',
    flags: [...historyFlags, jsonFlag],
  },
  async (args) => {
    const wanted = readCount(args, 'count', 10);
    return showRecent(
      sessionsOfHistory((await readHistory(args)).history)
        .slice(-wanted)
        .reverse(),
    );
  },
);

export const exportCommand = defineView(
  {
    name: 'export',
    operands: 'PATH [--type events|performance|builds] [--format csv|json]',
    summary: 'Write recorded events, measurements or builds to a file.',
    flags: [
      { name: 'type', value: 'TYPE', description: 'events (default), performance or builds.' },
      { name: 'format', value: 'FORMAT', description: "csv or json; by default the path's ending, or csv." },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const [path] = args.operands;
    if (path === undefined)
      return refuse('export', 'No path is given.', 'Write `build-telemetry export events.csv`.');
    const fromPath = path.endsWith('.json') ? 'json' : 'csv';
    const format = readChoice(args, 'format', ['csv', 'json'] as const, fromPath);
    const type = readChoice(args, 'type', ['events', 'performance', 'builds'] as const, 'events');
    writeFileSync(path, await exporters[type](args, format));
    return { text: `Wrote ${path}.\n`, json: { path, type, format } };
  },
);

type ExportFormat = 'csv' | 'json';

const exporters: Readonly<
  Record<'events' | 'performance' | 'builds', (args: Arguments, format: ExportFormat) => Promise<string>>
> = {
  events: async (args, format) => exportEvents(openLog(args).collector.events, format),
  performance: async (args, format) => {
    const log = openLog(args);
    const { measurements } = log.tracker;
    const source = await chooseSource(args, log, measurements.length > 0);
    const everything = Number.NEGATIVE_INFINITY;
    return exportMeasurements(
      isStored(source) ? measurementsOfBuilds(restoreSince(source, everything), null) : measurements,
      format,
    );
  },
  builds: async (args, format) => {
    const sessions = sessionsOfHistory((await readHistory(args)).history);
    return format === 'json' ? exportSessionsJson(sessions) : exportSessionsCsv(sessions);
  },
};

export const clearCommand = defineView(
  {
    name: 'clear',
    operands: '--yes',
    summary: 'Remove the event log and the measurements beside it; builds go with `history clear`.',
    flags: [{ name: 'yes', description: 'Really remove them.' }, logFlag, jsonFlag],
  },
  (args) => {
    if (!args.flags['yes']) refuse('clear', 'Nothing was removed.', 'Write `build-telemetry clear --yes`.');
    const { collector, tracker, alertsPath } = openLog(args);
    const events = collector.clear();
    const operations = tracker.clear();
    rmSync(alertsPath, { force: true });
    return { text: `Removed ${events} events and ${operations} operations.\n`, json: { events, operations } };
  },
);

export const watchCommand: Command = {
  name: 'watch',
  operands: '[--interval SECONDS]',
  summary: 'Show the last hour live: tasks, success, cost, alerts, the machine, newest events.',
  flags: [
    { name: 'interval', value: 'SECONDS', description: 'Between two pictures; 5 by default.' },
    { name: 'once', description: 'Draw one picture and end.' },
    logFlag,
    jsonFlag,
  ],
  run: async (args) => {
    const read = readArguments(args, watchCommand.flags);
    for (const problem of read.problems) tellProblem(problem);
    if (read.problems.length > 0) return 2;
    // It reads on from where it stopped, so that a long log is read once.
    const log = openLog(read);
    const analyzer = new MetricsAnalyzer(log.collector);
    const draw = (): string => {
      const alerts = new ThresholdMonitor(analyzer).checkThresholds();
      const health = readHealth(log, Date.now() - hourMs);
      const recent = log.collector.getRecent(10);
      const made = showDashboard(analyzer.calculateSummary('hour'), alerts, recent, health);
      return read.flags['json'] ? `${JSON.stringify(made.json)}\n` : made.text;
    };
    const print = read.flags['json'] ? (text: string) => void process.stdout.write(text) : printText;
    if (read.flags['once']) {
      print(draw());
      return 0;
    }
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    process.once('SIGTERM', () => stop.abort());
    await runWatch(draw, {
      intervalMs: Math.max(0.2, Number(read.flags['interval']) || 5) * 1000,
      write: print,
      clear: process.stdout.isTTY === true && !read.flags['json'],
      signal: stop.signal,
    });
    return 0;
  },
};
