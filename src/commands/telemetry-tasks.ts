/** The subcommands of `build-telemetry telemetry` that are not separate commands. */
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readExportLog } from '../exporters/export-log.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { MetricPoint, MetricSpec } from '../model/metric-point.ts';
import { metricSpecs } from '../points/metric-specs.ts';
import { newestPoints } from '../points/newest-points.ts';
import { dashboardData } from '../query/dashboard-data.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { drawTable, shownText } from '../render/terminal/print-format.ts';
import { printTrace, rangeOfSpans, type TraceSpan } from '../render/terminal/print-trace.ts';
import { suggest } from '../settings/suggest.ts';
import { formatDuration, formatTime } from '../words/numbers.ts';
import type { Arguments } from './command.ts';
import { followMetrics, listOwnMetrics, readLogPoints } from './live-metrics.ts';
import { readLocalConfig } from './local-config.ts';
import { openLog } from './open-recorded.ts';
import { listTraceFiles, readTraces, tracesFolder } from './read-traces.ts';
import { sendsOtlp } from './serve-command.ts';
import { formatOf } from './show-query.ts';
import { widthOf } from './terminal.ts';
import { type Answer, refuse } from './view.ts';

const tasks = { status, metrics, traces, stats, clear } as const;

export async function runTelemetryTask(task: keyof typeof tasks, args: Arguments): Promise<Answer> {
  const { traces } = args.flags;
  if (traces !== undefined && !existsSync(traces))
    refuse(traces, 'Folder not found.', 'Check the path of `--traces`.');
  return tasks[task](args);
}

const folderOf = ({ flags }: Arguments): string => flags['traces'] ?? tracesFolder;
const exportsBeside = (logPath: string): string => join(dirname(logPath), 'exports.ndjson');

/** Whether telemetry is enabled, what is recorded, and the results of the last exports. */
function status(args: Arguments): Answer {
  const { enabled } = readRecordSettings();
  const log = openLog(args);
  const all = readTraces(folderOf(args));
  const spans = [...all.values()].reduce((sum, { length }) => sum + length, 0);
  const { prometheus, json, opentelemetry } = readLocalConfig().config.exporters;
  const on = { prometheus: prometheus.enabled, json: json.enabled, opentelemetry: sendsOtlp(opentelemetry) };
  const exports = readExportLog(exportsBeside(log.path));
  const last = Object.entries(on).map(([exporter, isOn]) => ({
    ...{ exporter, enabled: isOn },
    last: exports.findLast((each) => each.exporter === exporter) ?? null,
  }));
  const metrics = newestPoints(followMetrics(log).points()).length;
  const facts = { enabled, log: log.path, events: log.collector.events.length, metrics };
  const lines = [
    `Telemetry is ${enabled ? 'on' : 'off'}.`,
    `  events     ${formatCount(facts.events)} in ${shownText(log.path, 200)}`,
    `  metrics    ${formatCount(metrics)} series`,
    `  traces     ${formatCount(all.size)}, ${plural(spans, 'span')}`,
    ...last.map(({ exporter, enabled: isOn, last: outcome }) => {
      const state = isOn ? 'on' : 'off';
      if (outcome === null) return `  ${exporter.padEnd(14)} ${state}, no export yet`;
      const how =
        outcome.error === null
          ? plural(outcome.points, 'data point')
          : `failed: ${shownText(outcome.error, 200)}`;
      return `  ${exporter.padEnd(14)} ${state}, last export ${formatTime(outcome.timeMs)}: ${how}`;
    }),
  ];
  return { text: `${lines.join('\n')}\n`, json: { ...facts, traces: all.size, spans, exporters: last } };
}

/** The newest value of each series. */
function metrics(args: Arguments): Answer {
  const log = openLog(args);
  const followed = followMetrics(log);
  const points = newestPoints(followed.points());
  const specs = followed.specs();
  const rows = points
    .map((point) => [
      ...[point.name, point.kind, describeLabels(point), printPoint(point, specs)],
      formatTime(point.timeMs),
    ])
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
  const table = drawTable(['Metric', 'Kind', 'Labels', 'Value', 'Time'], rows, widthOf(process.stdout));
  return {
    text:
      points.length === 0 ? `No metrics are recorded in ${shownText(log.path, 200)} yet.\n` : `${table}\n`,
    json: { metrics: points },
  };
}

/** For a histogram the number of its values. */
function printPoint({ name, distribution, value }: MetricPoint, specs: readonly MetricSpec[]): string {
  return distribution === undefined
    ? formatOf(specOf(name, specs), 'last')(value)
    : formatCount(distribution.count);
}

/** A metric without a definition has no unit. */
function specOf(name: string, specs: readonly MetricSpec[]): Pick<MetricSpec, 'kind' | 'unit'> {
  return specs.find((spec) => spec.name === name) ?? { kind: 'gauge', unit: '1' };
}

function describeLabels({ labels }: MetricPoint): string {
  return shownText(
    Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
    120,
  );
}

function traces(args: Arguments): Answer {
  const all = readTraces(folderOf(args));
  const [, wanted] = args.operands;
  if (wanted !== undefined) return showTrace(all, wanted);
  const listed = [...all]
    .map(([id, spans]) => describeTrace(id, spans))
    .sort((a, b) => b.startMs - a.startMs);
  const rows = listed.map((one) => [
    ...[one.id.slice(0, 16), shownText(one.root, 60), formatTime(one.startMs)],
    ...[formatDuration(one.durationMs), formatCount(one.spans), formatCount(one.errors)],
  ]);
  const table = drawTable(
    ['Trace', 'Root', 'Start', 'Duration', 'Spans', 'Errors'],
    rows,
    widthOf(process.stdout),
  );
  const hint = 'Show one with `build-telemetry telemetry traces ID`; the first digits are enough.';
  const text =
    listed.length === 0 ? `No traces in ${shownText(folderOf(args), 200)} yet.\n` : `${table}\n${hint}\n`;
  return { text, json: { traces: listed } };
}

function showTrace(all: ReadonlyMap<string, readonly TraceSpan[]>, wanted: string): Answer {
  const found = [...all.keys()].filter((id) => id.startsWith(wanted.toLowerCase()));
  const [id, other] = found;
  if (id === undefined || wanted === '')
    return refuse(
      wanted || 'telemetry traces',
      'Trace not found.',
      'List them with `build-telemetry telemetry traces`.',
    );
  if (other !== undefined)
    return refuse(wanted, `${plural(found.length, 'trace')} match.`, 'Write more digits.');
  const spans = all.get(id) ?? [];
  const facts = describeTrace(id, spans);
  const head = `Trace ${id}: ${plural(spans.length, 'span')}, ${formatDuration(facts.durationMs)}, from ${formatTime(facts.startMs)}\n`;
  return { text: `${head}${printTrace(spans, widthOf(process.stdout))}`, json: { ...facts, tree: spans } };
}

function describeTrace(id: string, spans: readonly TraceSpan[]) {
  const { startMs, endMs } = rangeOfSpans(spans);
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const roots = spans.filter(({ parentId }) => parentId === null || !ids.has(parentId));
  // Without their parent, the spans below it are roots, too.
  const root = roots.reduce<TraceSpan | null>(
    (first, span) => (first === null || span.startMs < first.startMs ? span : first),
    null,
  );
  return {
    ...{ id, root: root?.name ?? '', startMs, durationMs: endMs - startMs, spans: spans.length },
    errors: spans.filter(({ hasFailed }) => hasFailed).length,
  };
}

function stats(args: Arguments): Answer {
  const [, name = ''] = args.operands;
  const known = metricSpecs.map((spec) => spec.name);
  if (name === '')
    refuse(
      'telemetry stats',
      'Missing argument: METRIC.',
      'Write `build-telemetry telemetry stats agent_tokens_used`.',
    );
  const wanted = readLabels(args.flags['labels'] ?? '');
  const log = openLog(args);
  const all = readLogPoints(log, name);
  if (all.length === 0 && !known.includes(name)) refuse(name, 'Metric not found.', suggest(name, known));
  const points = all
    .filter(({ labels }) => wanted.every(([key, value]) => labels[key] === value))
    .map(({ before = 0, ...point }) =>
      // Running totals of a counter cannot be added up, but increments can.
      point.kind === 'counter' ? { ...point, value: point.value - before } : point,
    );
  const summary = dashboardData.summarize(points);
  const format = formatOf(specOf(name, [...metricSpecs, ...listOwnMetrics(log)]), 'avg');
  const rows = Object.entries(summary).map(([key, value]) => [
    key,
    key === 'count' || value === null ? formatCount(value) : format(value),
  ]);
  const table = drawTable([name, 'Value'], rows, widthOf(process.stdout));
  const text = points.length === 0 ? `No value of ${name} is recorded.\n` : `${table}\n`;
  return { text, json: { metric: name, labels: Object.fromEntries(wanted), ...summary } };
}

function readLabels(text: string): readonly (readonly [string, string])[] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, key, value] = /^\s*([\w.]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
      if (key === undefined || value === undefined)
        return refuse('--labels', `\`${part}\` is not a label.`, 'Write `--labels NAME=VALUE,NAME=VALUE`.');
      return [key, value] as const;
    });
}

function clear(args: Arguments): Answer {
  const [, what = ''] = args.operands;
  const kinds = ['metrics', 'traces'];
  if (!kinds.includes(what))
    refuse(
      'telemetry clear',
      what === '' ? 'Missing argument.' : `Unknown argument \`${what}\`.`,
      suggest(what, kinds),
    );
  if (!args.flags['yes'])
    refuse(
      'telemetry clear',
      'Nothing was removed.',
      `Write \`build-telemetry telemetry clear ${what} --yes\`.`,
    );
  if (what === 'metrics') {
    const events = openLog(args).collector.clear();
    return { text: `Removed ${plural(events, 'event')} and their metrics.\n`, json: { events } };
  }
  const folder = folderOf(args);
  const files = listTraceFiles(folder);
  for (const name of files) rmSync(join(folder, name), { force: true });
  return { text: `Removed ${plural(files.length, 'file')} of traces.\n`, json: { files: files.length } };
}
