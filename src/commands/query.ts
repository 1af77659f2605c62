/** Commands that ask what was recorded: the event log, the measurements beside it, and the history of builds. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderStore } from '../io/folder-store.ts';
import { TelemetryAnalyzer } from '../metrics/analyze-sessions.ts';
import { type BuildSession, sessionsOfHistory } from '../metrics/build-session.ts';
import type { Problem } from '../model.ts';
import { EventCollector } from '../record/event-collector.ts';
import { type AlertLevel, normalizeEventType } from '../record/event-type.ts';
import { exportEvents } from '../record/events-csv.ts';
import { exportMeasurements } from '../record/measurement.ts';
import { MetricsAnalyzer, type Period, periods } from '../record/metrics-analyzer.ts';
import { PerformanceTracker } from '../record/performance-tracker.ts';
import {
  showAlerts,
  showDashboard,
  showEvents,
  showPerformance,
  showSummary,
} from '../record/print-events.ts';
import type { View } from '../record/print-format.ts';
import {
  exportSessionsCsv,
  exportSessionsJson,
  showBuildSummary,
  showRecent,
} from '../record/print-sessions.ts';
import { dayMs, readRecordSettings } from '../record/settings.ts';
import { ThresholdMonitor } from '../record/threshold-monitor.ts';
import { runWatch } from '../record/watch.ts';
import { suggest } from '../suggest.ts';
import { type Arguments, type Command, type Flag, readArguments, tellProblem } from './command.ts';

const json: Flag = { name: 'json', description: 'Print JSON.' };
const log: Flag = {
  name: 'log',
  value: 'FILE',
  description: 'The event log; .build-telemetry/events.ndjson by default.',
};
const history: Flag = {
  name: 'history',
  value: 'DIR',
  description: 'Folder of the history; .build-telemetry/history by default.',
};
const name: Flag = { name: 'name', value: 'TEXT', description: 'The series of builds; `local` by default.' };
const count = (fallback: number): Flag => ({
  name: 'count',
  value: 'N',
  description: `How many to show; ${fallback} by default.`,
});

/** Reads arguments, runs `make`, and prints what it gives. Wrong values throw a `Refusal`. */
function view(command: Omit<Command, 'run'>, make: (args: Arguments) => View | Promise<View>): Command {
  return {
    ...command,
    run: async (args) => {
      const read = readArguments(args, command.flags);
      try {
        if (read.problems.length > 0) throw new Refusal(read.problems);
        const made = await make(read);
        process.stdout.write(read.flags['json'] ? `${JSON.stringify(made.json, null, 2)}\n` : made.text);
        return 0;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        for (const problem of error.problems) tellProblem(problem);
        return 2;
      }
    },
  };
}

class Refusal extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('refused');
    this.problems = problems;
  }
}

function refuse(where: string, what: string, fix: string): never {
  throw new Refusal([{ level: 'error', code: 'invalid-argument', where, what, fix }]);
}

function openLog(args: Arguments): EventCollector {
  const path = args.flags['log'] ?? readRecordSettings().logPath;
  return new EventCollector({ path, enabled: true });
}

function openMeasurements(args: Arguments): PerformanceTracker {
  const path = join(dirname(args.flags['log'] ?? readRecordSettings().logPath), 'performance.ndjson');
  // Teams that only use `exec` and `emit` have timed events and no measurements.
  return new PerformanceTracker({ path, enabled: true, autoCleanup: false, fallback: openLog(args) });
}

function monitorOf(args: Arguments, collector: EventCollector): ThresholdMonitor {
  const folder = dirname(args.flags['log'] ?? readRecordSettings().logPath);
  // Nothing was recorded yet: asking must not make a folder.
  return new ThresholdMonitor(collector, existsSync(folder) ? { path: join(folder, 'alerts.ndjson') } : {});
}

async function readSessions(args: Arguments): Promise<BuildSession[]> {
  const { maxSessions, retentionDays } = readRecordSettings();
  const store = folderStore(args.flags['history'] ?? '.build-telemetry/history', {
    series: args.flags['name'] ?? 'local',
    maxBuilds: maxSessions,
    maxAgeDays: retentionDays,
    maxBytes: null,
    now: Date.now(),
  });
  const loaded = await store.load();
  for (const problem of loaded.problems) tellProblem(problem);
  return sessionsOfHistory(loaded.history);
}

function readCount(args: Arguments, flag: string, fallback: number): number {
  const text = args.flags[flag] ?? (flag === 'count' ? args.operands[0] : undefined);
  if (text === undefined) return fallback;
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  return refuse(flag, `\`${text}\` is not a number above 0.`, `Write a number such as ${fallback}.`);
}

function readChoice<T extends string>(args: Arguments, flag: string, values: readonly T[], fallback: T): T {
  const text = (args.flags[flag] ?? fallback).toLowerCase();
  const found = values.find((value) => value === text);
  return found ?? refuse(`--${flag}`, `\`${text}\` is not one of its values.`, suggest(text, values));
}

export const summaryCommand = view(
  {
    name: 'summary',
    operands: '[--period hour|day|week|all]',
    summary: 'Summarise the recorded tasks, cost and errors, and the builds of the history.',
    flags: [
      { name: 'period', value: 'PERIOD', description: 'hour, day (default), week or all.' },
      log,
      history,
      name,
      json,
    ],
  },
  async (args) => {
    const period = readChoice<Period>(args, 'period', periods, 'day');
    const events = showSummary(new MetricsAnalyzer(openLog(args)).calculateSummary(period));
    const sessions = await readSessions(args);
    if (sessions.length === 0) return { text: events.text, json: { events: events.json, builds: null } };
    const builds = showBuildSummary(new TelemetryAnalyzer(sessions).analyze());
    return { text: `${events.text}\n${builds.text}`, json: { events: events.json, builds: builds.json } };
  },
);

export const eventsCommand = view(
  {
    name: 'events',
    operands: '[--count N] [--type TYPE]',
    summary: 'List the newest recorded events.',
    flags: [count(20), { name: 'type', value: 'TYPE', description: 'Only events of this type.' }, log, json],
  },
  (args) => {
    const type = args.flags['type'];
    const wanted = type === undefined ? {} : { eventTypes: [normalizeEventType(type)] };
    const found = openLog(args)
      .query(wanted)
      .sort((a, b) => b.timestamp.getTime() - a.timestamp.getTime());
    return showEvents(found.slice(0, readCount(args, 'count', 20)));
  },
);

const alertLevels = ['info', 'warning', 'error', 'critical'] as const;

export const alertsCommand = view(
  {
    name: 'alerts',
    operands: '[--count N] [--level LEVEL]',
    summary: 'Show thresholds that are crossed now, and those of before.',
    flags: [
      count(20),
      {
        name: 'level',
        value: 'LEVEL',
        description: 'Only this level and above: info, warning, error, critical.',
      },
      log,
      json,
    ],
  },
  (args) => {
    const monitor = monitorOf(args, openLog(args));
    const minLevel = readChoice(args, 'level', alertLevels, 'info').toUpperCase() as AlertLevel;
    const ranks: readonly string[] = alertLevels;
    const rank = (level: string): number => ranks.indexOf(level.toLowerCase());
    const active = monitor.checkThresholds().filter((alert) => rank(alert.level) >= rank(minLevel));
    const past = monitor.getAlertHistory({ minLevel, limit: readCount(args, 'count', 20) });
    const day = monitor.getStatistics({ since: Date.now() - dayMs });
    return showAlerts(active, past, day);
  },
);

export const performanceCommand = view(
  {
    name: 'performance',
    operands: '[--hours N] [--operation NAME]',
    summary: 'Show how long recorded operations took.',
    flags: [
      { name: 'hours', value: 'N', description: 'The last so many hours; 24 by default.' },
      { name: 'operation', value: 'NAME', description: 'Only operations of this type.' },
      log,
      json,
    ],
  },
  (args) => {
    const operation = args.flags['operation'];
    const filter = {
      hours: readCount(args, 'hours', 24),
      ...(operation === undefined ? {} : { operationType: operation }),
    };
    const tracker = openMeasurements(args);
    return showPerformance(tracker.getMetrics(filter), tracker.getSlowestOperations({ ...filter, limit: 5 }));
  },
);

export const recentCommand = view(
  {
    name: 'recent',
    operands: '[N]',
    summary: 'List the newest builds of the history, with their slowest targets.',
    flags: [history, name, json],
  },
  async (args) => {
    const wanted = readCount(args, 'count', 10);
    return showRecent((await readSessions(args)).slice(-wanted).reverse());
  },
);

export const exportCommand = view(
  {
    name: 'export',
    operands: 'PATH [--type events|performance|builds] [--format csv|json]',
    summary: 'Write recorded events, measurements or builds to a file.',
    flags: [
      { name: 'type', value: 'TYPE', description: 'events (default), performance or builds.' },
      { name: 'format', value: 'FORMAT', description: "csv or json; by default the path's ending, or csv." },
      log,
      history,
      name,
      json,
    ],
  },
  async (args) => {
    const [path] = args.operands;
    if (path === undefined)
      return refuse('export', 'No path is given.', 'Write `build-telemetry export events.csv`.');
    const format = readChoice(
      args,
      'format',
      ['csv', 'json'] as const,
      path.endsWith('.json') ? 'json' : 'csv',
    );
    const type = readChoice(args, 'type', ['events', 'performance', 'builds'] as const, 'events');
    const text = await exportText(args, type, format);
    writeFileSync(path, text);
    return { text: `Wrote ${path}.\n`, json: { path, type, format } };
  },
);

async function exportText(
  args: Arguments,
  type: 'events' | 'performance' | 'builds',
  format: 'csv' | 'json',
): Promise<string> {
  if (type === 'events') return exportEvents(openLog(args).events, format);
  if (type === 'performance') return exportMeasurements(openMeasurements(args).measurements, format);
  const sessions = await readSessions(args);
  return format === 'json' ? exportSessionsJson(sessions) : exportSessionsCsv(sessions);
}

export const clearCommand = view(
  {
    name: 'clear',
    operands: '--yes',
    summary: 'Remove the event log and the measurements beside it; the history of builds stays.',
    flags: [{ name: 'yes', description: 'Really remove them.' }, log, json],
  },
  (args) => {
    if (!args.flags['yes']) refuse('clear', 'Nothing was removed.', 'Write `build-telemetry clear --yes`.');
    const collector = openLog(args);
    const events = collector.clear();
    const operations = openMeasurements(args).clear();
    rmSync(join(dirname(collector.path ?? ''), 'alerts.ndjson'), { force: true });
    return { text: `Removed ${events} events and ${operations} operations.\n`, json: { events, operations } };
  },
);

export const watchCommand: Command = {
  name: 'watch',
  operands: '[--interval SECONDS]',
  summary: 'Show the last hour live: tasks, success, cost, alerts, newest events.',
  flags: [
    { name: 'interval', value: 'SECONDS', description: 'Between two pictures; 5 by default.' },
    { name: 'once', description: 'Draw one picture and end.' },
    log,
    json,
  ],
  run: async (args) => {
    const read = readArguments(args, watchCommand.flags);
    for (const problem of read.problems) tellProblem(problem);
    if (read.problems.length > 0) return 2;
    // It reads on from where it stopped, so that a long log is read once.
    const collector = openLog(read);
    const analyzer = new MetricsAnalyzer(collector);
    const draw = (): string => {
      const alerts = new ThresholdMonitor(analyzer).checkThresholds();
      const made = showDashboard(analyzer.calculateSummary('hour'), alerts, collector.getRecent(10));
      return read.flags['json'] ? `${JSON.stringify(made.json)}\n` : made.text;
    };
    if (read.flags['once']) {
      process.stdout.write(draw());
      return 0;
    }
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    process.once('SIGTERM', () => stop.abort());
    await runWatch(draw, {
      intervalMs: Math.max(0.2, Number(read.flags['interval']) || 5) * 1000,
      write: (text) => void process.stdout.write(text),
      clear: process.stdout.isTTY === true && !read.flags['json'],
      signal: stop.signal,
    });
    return 0;
  },
};
