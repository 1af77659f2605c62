/**
 * Commands that ask what was recorded. The event log answers; where it holds nothing, or `--history` names a
 * folder, the history of builds does, as far as it stores the answer.
 */
import { rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { TelemetryAnalyzer } from '../builder/analyze-sessions.ts';
import { sessionsOfHistory } from '../builder/build-session.ts';
import { MetricsAnalyzer, type Period, periodMs, periods } from '../buildrunner/metrics-analyzer.ts';
import { measurementsOfBuilds, spanOfBuilds } from '../buildrunner/stored-tasks.ts';
import { summarizeMeasurements } from '../buildrunner/summarize-measurements.ts';
import { type MetricsSummary, summarizeBuilds } from '../buildrunner/summarize-work.ts';
import { ThresholdMonitor } from '../buildrunner/threshold-monitor.ts';
import type { Level } from '../model/level.ts';
import { isAtLeast, levels } from '../model/level-order.ts';
import { type AlertLevel, EventType, normalizeEventType } from '../recorder/event-type.ts';
import type { RecordedEvent } from '../recorder/events.ts';
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
import { suggest } from '../settings/suggest.ts';
import { judgeStored } from '../tune/judge-stored.ts';
import { type Arguments, type Command, readArguments, tellProblem } from './command.ts';
import {
  describeNoHistory,
  historyFlags,
  type Log,
  logFlag,
  openLog,
  openMonitor,
  readHealth,
  readHistory,
  readLocalConfig,
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
      { name: 'period', short: 'p', value: 'PERIOD', description: 'hour, day (default), week or all.' },
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
    const { events } = collector;
    if (events.length > 0)
      return type === undefined || (found.json as EventsJson).events.length > 0
        ? found
        : addNote(found, describeMissingType(normalizeEventType(type), events));
    const { history, label } = await readHistory(args);
    const why =
      history.builds.length > 0
        ? `${capitalize(label)} hold no events: they are in each run's own log.`
        : 'Record some with `build-telemetry exec -- COMMAND` or `build-telemetry emit TYPE`.';
    return addNote(found, `There are no events in ${path}. ${why}`);
  },
);

interface EventsJson {
  readonly events: readonly unknown[];
}

function addNote(view: View, note: string): View {
  return { text: `${view.text}\n${note}\n`, json: { ...(view.json as object), note } };
}

/** Says which types there are: the wanted one may be a slip of the pen. */
function describeMissingType(type: string, events: readonly RecordedEvent[]): string {
  const counts = new Map<string, number>();
  for (const { eventType } of events) counts.set(eventType, (counts.get(eventType) ?? 0) + 1);
  const listed = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 10);
  const seen = listed.map(([each, count]) => `${each.toLowerCase()} (${count})`).join(', ');
  const near = suggest(type, [...new Set([...counts.keys(), ...Object.keys(EventType)])]);
  const hint = near.startsWith('Did you mean')
    ? ` ${near.replaceAll(/`[A-Z_]+`/g, (name) => name.toLowerCase())}`
    : '';
  return `No event of type ${type.toLowerCase()}. Recorded: ${seen}.${hint}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Builds that `alerts` looks back on in the history. */
const judgedBuilds = 10;

export const alertsCommand = defineView(
  {
    name: 'alerts',
    operands: '[--count N] [--level LEVEL]',
    summary: 'Show thresholds that are exceeded now, and past alerts.',
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
      const { config, baselineBranch } = readLocalConfig();
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
    summary: 'Show durations of recorded operations and the load of the machine.',
    flags: [
      { name: 'hours', value: 'N', description: 'Number of hours to look back; 24 by default.' },
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
    const stored = await readHistory(args);
    const shown = showRecent(sessionsOfHistory(stored.history).slice(-wanted).reverse());
    return stored.history.builds.length > 0 ? shown : addNote(shown, describeNoHistory(args));
  },
);

export const exportCommand = defineView(
  {
    name: 'export',
    operands: '[PATH] [--type events|performance|builds] [--format csv|json]',
    summary: 'Write recorded events, measurements or builds to a file, or to standard output.',
    flags: [
      {
        name: 'type',
        value: 'TYPE',
        description: 'events, performance or builds; by default events, and builds without a PATH.',
      },
      {
        name: 'format',
        value: 'FORMAT',
        description:
          "csv or json; by default the path's ending; csv for other files, json for standard output.",
      },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const [path, more] = args.operands;
    if (more !== undefined) refuse(more, 'Only one path can be written.', 'Name one PATH.');
    const isPrinted = path === undefined || standardOutput.test(path);
    const guessed = isPrinted || path.endsWith('.json') ? 'json' : 'csv';
    const format = readChoice(args, 'format', ['csv', 'json'] as const, guessed);
    const type = readChoice(args, 'type', exportTypes, path === undefined ? 'builds' : 'events');
    const text = await exporters[type](args, format);
    if (isPrinted) {
      process.stdout.write(text);
      return { text: '', json: undefined };
    }
    // Not writeFileSync: a pipe such as /dev/stdout takes a large text only in parts.
    await writeFile(path, text);
    const isDevice = !statSync(path).isFile();
    return isDevice
      ? { text: '', json: undefined }
      : { text: `Wrote ${path}.\n`, json: { path, type, format } };
  },
);

/** Written by name it would be opened anew, and a file that the shell redirects to cut. */
const standardOutput = /^(-|\/dev\/(stdout|fd\/1)|\/proc\/self\/fd\/1)$/;

const exportTypes = ['events', 'performance', 'builds'] as const;
type ExportFormat = 'csv' | 'json';

const exporters: Readonly<
  Record<(typeof exportTypes)[number], (args: Arguments, format: ExportFormat) => Promise<string>>
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
    operands: '--yes [--days N]',
    summary: 'Remove recorded events and measurements, all or old ones; `history clear` removes builds.',
    flags: [
      { name: 'yes', description: 'Confirm the removal.' },
      { name: 'days', value: 'N', description: 'Only what is older than N days.' },
      logFlag,
      jsonFlag,
    ],
  },
  (args) => {
    if (!args.flags['yes']) refuse('clear', 'Nothing was removed.', 'Write `build-telemetry clear --yes`.');
    const { collector, tracker, alertsPath } = openLog(args);
    const days = args.flags['days'] === undefined ? null : readCount(args, 'days', 30);
    const events = days === null ? collector.clear() : collector.cleanupOldEvents(days);
    const operations = days === null ? tracker.clear() : tracker.cleanupOldMeasurements(days);
    if (days === null) rmSync(alertsPath, { force: true });
    return { text: `Removed ${events} events and ${operations} operations.\n`, json: { events, operations } };
  },
);

export const watchCommand: Command = {
  name: 'watch',
  operands: '[--interval SECONDS]',
  summary: 'Show the last hour live: tasks, success, cost, alerts, the machine, newest events.',
  flags: [
    { name: 'interval', value: 'SECONDS', description: 'Refresh interval; 5 by default.' },
    { name: 'once', description: 'Print once and exit.' },
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
