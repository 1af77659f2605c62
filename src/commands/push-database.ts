/** `build-telemetry database push`: every series of a history and the traces next to it. */
import type { Database } from '../database/engines/database.ts';
import { isPruneDue, pruneDatabase } from '../database/engines/prune-database.ts';
import { type Judge, pushSeries } from '../database/engines/push-history.ts';
import { pushTraces } from '../database/engines/push-traces.ts';
import { recordExport } from '../database/engines/record-export.ts';
import { type ObservedPoint, pointRows } from '../database/project-points.ts';
import { firstKept, lastRollUp } from '../database/roll-up.ts';
import { metricsTable } from '../database/telemetry-tables.ts';
import { readSegments } from '../history/read-segments.ts';
import { noLimits } from '../history/segment.ts';
import type { Source } from '../ingest/source.ts';
import { findSources } from '../io/files.ts';
import { findRepository } from '../io/repository.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { History } from '../model/history.ts';
import type { Report } from '../model/report.ts';
import { escapeTerminal } from '../render/escape.ts';
import type { Retention } from '../settings/retention.ts';
import { reportStored } from '../tune/judge-stored.ts';
import { type Arguments, printProblem } from './command.ts';
import { chooseBranch } from './find-history.ts';
import { findPushSources, type PushSource } from './find-push-sources.ts';
import { type LocalConfig, readLocalConfig } from './local-config.ts';
import { readEventPoints } from './read-event-points.ts';
import { readKeptDays } from './read-kept-days.ts';
import { type Answer, readCount, refuse } from './view.ts';

const judgedBuilds = 10;

/** Everything that is requested, checked before a database is opened. */
export interface PushPlan {
  /** The repository of these traces and local series. */
  readonly repository: string;
  readonly sources: readonly PushSource[];
  readonly traces: readonly Source[];
  /** The requested series; null: all. */
  readonly series: string | null;
  /** Of the event log. */
  readonly points: readonly ObservedPoint[];
  /** Number of newest builds of each series that are judged. */
  readonly judged: number;
  readonly settings: LocalConfig;
  /** The branch of the baseline of a history. */
  readonly branchOf: (history: History) => string | null;
  readonly retention: Retention;
}

/** Ends the command with the faults and missing parts. */
export async function planPush(args: Arguments): Promise<PushPlan> {
  const judged = readCount(args, 'judge', judgedBuilds);
  const settings = readLocalConfig();
  const retention = readKeptDays(args, settings.config);
  const traces = await findTraces(args);
  const points = readEventPoints(args);
  const isOther = traces.length + points.length > 0;
  const sources = await findPushSources(args, isOther);
  const found = args.flags['repository'] ?? (await findRepository(process.env, process.cwd()));
  // An object storage contains the repository of each history.
  const isKnown = !isOther && sources.every(({ repository }) => repository !== null);
  if (found !== null && !/^[^\s\p{C}]+$/u.test(found))
    refuse(
      '--repository',
      `\`${found}\` is not the name of a repository.`,
      'Write `--repository owner/name`.',
    );
  if (found === null && !isKnown)
    refuse('--repository', 'The repository of this history is unknown.', 'Write `--repository owner/name`.');
  return {
    repository: found ?? '',
    series: args.flags['name'] ?? null,
    sources,
    traces,
    points,
    judged,
    settings,
    branchOf: (history) => chooseBranch(args, history, settings.baselineBranch),
    retention,
  };
}

/** Pushes missing rows, records the push, and removes rows older than the retention. */
export async function runPush(database: Database, plan: PushPlan): Promise<Answer> {
  const { repository } = plan;
  const startedMs = Date.now();
  const series = await pushHistory(database, plan);
  const traces = await pushTraceFiles(database, plan);
  const points = await pushPoints(database, plan);
  const rows = series.reduce((sum, one) => sum + one.rows, traces.rows + points.rows);
  await database.transaction(repository, () =>
    recordExport(database, {
      ...{ repository, exporter: 'database', startedMs, durationMs: Date.now() - startedMs, items: rows },
    }),
  );
  await pruneQuietly(database, plan);
  const lines = series.map(
    (one) =>
      `${nameOf(one, plan)}: ${plural(one.added, 'build')} added, ${formatCount(one.known)} already known${leftOut(one)}\n`,
  );
  if (plan.points.length > 0) lines.push(`metrics: ${plural(points.rows, 'data point')}${leftOut(points)}\n`);
  if (plan.traces.length > 0) lines.push(`traces: ${plural(traces.spans, 'span')}${leftOut(traces)}\n`);
  return {
    text: `${lines.join('')}${plural(rows, 'row')} written to ${database.label}\n`,
    json: { database: database.label, repository, series, traces, points: points.rows, rows },
  };
}

const leftOut = ({ old }: { readonly old: number }): string =>
  old === 0 ? '' : `, ${formatCount(old)} older than the retention`;

async function pushHistory(database: Database, plan: PushPlan) {
  const { builds } = plan.retention;
  const fromMs = builds === null ? undefined : firstKept(Date.now(), builds);
  const done = [];
  for (const { repository: own, files: read } of plan.sources) {
    const repository = own ?? plan.repository;
    const files = await read();
    const { history, problems: unread } = readSegments(files, noLimits);
    const series = history.builds[0]?.name;
    if (series === undefined) for (const problem of unread) printProblem(problem);
    if (series === undefined || (plan.series !== null && series !== plan.series)) continue;
    const judge = judgeNewest(history, plan);
    const { problems, ...counts } = await pushSeries(database, { repository, series }, files, judge, fromMs);
    for (const problem of problems) printProblem(problem);
    done.push({ repository, series, ...counts });
  }
  if (done.length === 0 && plan.series !== null && plan.sources.length > 0)
    printProblem({
      level: 'warning',
      code: 'no-series',
      where: '--name',
      what: `No history is named \`${plan.series}\`: nothing was pushed.`,
      fix: 'Leave `--name` out to push all.',
    });
  return done;
}

/** The series of live recorded data, separate from the series of builds. */
const liveSeries = 'events';

/** Without those of days that were rolled up, perhaps by a push with a shorter retention: they would count twice. */
async function pushPoints(database: Database, { repository, points, retention }: PushPlan) {
  if (points.length === 0) return { rows: 0, old: 0 };
  const owner = { repository, series: liveSeries };
  return await database.transaction(repository, async () => {
    const [row] = await database.query(lastRollUp, [repository, liveSeries]);
    const fromMs = Math.max(firstKept(Date.now(), retention.metrics), Number(row?.['end_ms'] ?? 0));
    const kept = points.filter(({ timeMs }) => timeMs >= fromMs);
    const rows = await database.upsert(metricsTable, pointRows(owner, kept));
    return { rows, old: points.length - kept.length };
  });
}

async function pushTraceFiles(database: Database, { repository, traces, retention }: PushPlan) {
  const fromMs = firstKept(Date.now(), retention.traces);
  const done = { spans: 0, rows: 0, unreadable: 0, old: 0 };
  for (const trace of traces) {
    const { spans, rows, unreadable, old } = await pushTraces(database, repository, trace, fromMs);
    done.spans += spans;
    done.rows += rows;
    done.unreadable += unreadable;
    done.old += old;
    if (unreadable > 0) printProblem(describeUnreadable(trace.name, unreadable));
  }
  return done;
}

/** The default folder of the tracer. */
const tracesPattern = '.build-telemetry/traces/*.otlp.jsonl';

/** The listed files, else those of the tracer. */
async function findTraces({ operands: [, ...named] }: Arguments): Promise<readonly Source[]> {
  const patterns = named.length > 0 ? named : [tracesPattern];
  const { sources, problems } = await findSources(patterns, process.cwd(), 'pipes');
  const [fault] = named.length > 0 ? problems : [];
  if (fault) return refuse(fault.where, fault.what, fault.fix);
  return sources;
}

/** Judges the newest builds; all if the first of them is requested. */
function judgeNewest(history: History, { judged, settings, branchOf }: PushPlan): Judge {
  const newest = new Set(history.builds.slice(-judged).map(({ id }) => id));
  let reports: ReadonlyMap<string, Report> | null = null;
  return ({ id }) => {
    if (!newest.has(id)) return null;
    const options = { gateOn: settings.gateOn, baselineBranch: branchOf(history) };
    reports ??= new Map(
      reportStored(history, settings.config, options, newest).map((report) => [report.build.id, report]),
    );
    return reports.get(id) ?? null;
  };
}

/** Keeping old rows for another hour is no reason to fail a push. */
async function pruneQuietly(database: Database, { retention }: PushPlan): Promise<void> {
  try {
    const nowMs = Date.now();
    if (await isPruneDue(database, nowMs)) await pruneDatabase(database, retention, nowMs);
  } catch (error) {
    printProblem({
      level: 'warning',
      code: 'database-not-pruned',
      where: database.label,
      what: `All rows are stored, but old ones could not be removed: ${(error as Error).message}.`,
      fix: 'Nothing is lost. Run `build-telemetry database prune`.',
    });
  }
}

function describeUnreadable(where: string, count: number): Parameters<typeof printProblem>[0] {
  return {
    level: 'warning',
    code: 'trace-unreadable',
    where,
    what: `${plural(count, 'span or line', 'spans or lines')} could not be read and were left out.`,
    fix: 'The file must contain OTLP/JSON, one request per line.',
  };
}

/** With its repository if there are several. */
function nameOf(one: { readonly repository: string; readonly series: string }, plan: PushPlan): string {
  const isOther = plan.sources.some(({ repository }) => repository !== null);
  return escapeTerminal(isOther ? `${one.repository} ${one.series}` : one.series);
}
