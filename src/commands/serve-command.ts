/** `build-telemetry serve`: metrics for Prometheus over HTTP, and for the other exporters of the configuration. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { JSONExporter } from '../exporters/json-exporter.ts';
import type { MetricExporter } from '../exporters/metric-exporter.ts';
import { startMetricsServer } from '../exporters/metrics-server.ts';
import { OpenTelemetryExporter } from '../exporters/opentelemetry-exporter.ts';
import { startPeriodicExport } from '../exporters/periodic-export.ts';
import { PrometheusExporter } from '../exporters/prometheus-exporter.ts';
import { expandHome } from '../io/expand-home.ts';
import { plural } from '../model/counts.ts';
import type { History } from '../model/history.ts';
import type { MetricPoint, MetricSpec } from '../model/metric-point.ts';
import type { Problem } from '../model/problem.ts';
import { metricSpecs } from '../points/metric-specs.ts';
import { writeExposition } from '../points/write-exposition.ts';
import type { ExporterSettings } from '../settings/exporters.ts';
import { listSeries } from '../stores/history-folder.ts';
import { isSdkDisabled, otlpEndpoint, readVariable } from '../tracing/otlp-endpoint.ts';
import { type Arguments, type Command, printProblem } from './command.ts';
import { defaultHistory, historyFlags, openHistoryFolder } from './find-history.ts';
import { followMetrics, totalsOf } from './live-metrics.ts';
import { readLocalConfig } from './local-config.ts';
import { logFlag, openLog, readHistory } from './open-recorded.ts';
import { printText } from './terminal.ts';
import { defineView, jsonFlag, refuse, refuseUnused } from './view.ts';

/** Reading the history again for each scrape would cost too much. */
const historyMs = 15_000;

export const serveCommand: Command = defineView(
  {
    name: 'serve',
    operands: '[--port 9464] [--once]',
    mostOperands: 0,
    summary: 'Serve metrics to Prometheus, and export them by the configuration, until stopped.',
    flags: [
      { name: 'port', value: 'N', description: 'Port to listen on; 9464 by default.' },
      { name: 'host', value: 'ADDRESS', description: 'Address to listen on; 127.0.0.1 by default.' },
      { name: 'path', value: 'PATH', description: 'Path of the metrics; /metrics by default.' },
      { name: 'once', description: 'Export once and exit; nothing listens.' },
      logFlag,
      ...historyFlags,
      { ...jsonFlag, description: 'With --once: print JSON.' },
    ],
  },
  async (args) => {
    const isOnce = args.flags['once'] !== undefined;
    if (isOnce) refuseUnused(args, ['port', 'host', 'path'], 'where metrics are exported once');
    else refuseUnused(args, ['json'], 'without `--once`');
    const settings = readSettings(args);
    const source = openSource(args, !isOnce);
    const points = await source.collect();
    const exporters = openExporters(settings);
    if (isOnce) return await exportOnce(exporters, points);
    await serve(settings, exporters, source);
    return { text: '', json: undefined };
  },
);

/** Flags first, then the configuration file. */
function readSettings({ flags }: Arguments): ExporterSettings {
  const { exporters } = readLocalConfig().config;
  const { port: text = String(exporters.prometheus.port) } = flags;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    refuse('--port', `\`${text}\` is not a port.`, 'Write a number from 0 to 65535, such as 9464.');
  const path = flags['path'] ?? exporters.prometheus.path;
  if (!path.startsWith('/')) refuse('--path', `\`${path}\` is not a path.`, 'Write one such as `/metrics`.');
  const host = flags['host'] ?? exporters.prometheus.host;
  return { ...exporters, prometheus: { ...exporters.prometheus, port, path, host } };
}

interface MetricSource {
  /** The current data of the log and the history. */
  readonly collect: () => Promise<readonly MetricPoint[]>;
  readonly specs: () => readonly MetricSpec[];
}

/** @param isServer it may start before the first event */
function openSource(args: Arguments, isServer: boolean): MetricSource {
  const live = followMetrics(openLog(args, isServer));
  let totals: readonly MetricPoint[] = [];
  let readMs = Number.NEGATIVE_INFINITY;
  return {
    collect: async () => {
      if (Date.now() - readMs > historyMs) {
        totals = totalsOf(await readHistories(args));
        readMs = Date.now();
      }
      return join(totals, live.points());
    },
    specs: () => [...metricSpecs, ...live.specs()],
  };
}

/** The named series, or all of the folder. */
async function readHistories(args: Arguments): Promise<History[]> {
  const folder = await openHistoryFolder(args);
  if (args.flags['name'] !== undefined) return [(await readHistory(args)).history];
  if (existsSync(folder)) return (await listSeries(folder)).map(({ history }) => history);
  if (folder === defaultHistory) return [];
  return refuse(folder, 'Folder not found.', 'Name the folder of a history with `--history DIR`.');
}

/** If both have a series, that of the log is used, which is newer. */
function join(totals: readonly MetricPoint[], live: readonly MetricPoint[]): readonly MetricPoint[] {
  const names = new Set(live.map(({ name }) => name));
  return [...totals.filter(({ name }) => !names.has(name)), ...live];
}

function openExporters({ prometheus, json, opentelemetry }: ExporterSettings): MetricExporter[] {
  const onProblem = (error: Error): void => printProblem(describe(error));
  const { endpoint, protocol, headers } = opentelemetry;
  return [
    ...(prometheus.file === null
      ? []
      : [new PrometheusExporter({ port: null, file: expandHome(prometheus.file), onProblem })]),
    ...(json.enabled
      ? [new JSONExporter({ ...json, outputDir: expandHome(json.outputDir), onProblem })]
      : []),
    ...(sendsOtlp(opentelemetry)
      ? [
          new OpenTelemetryExporter({
            ...{ headers, onProblem },
            ...(endpoint === null ? {} : { endpoint }),
            ...(protocol === null ? {} : { protocol }),
          }),
        ]
      : []),
  ];
}

/** By the configuration, or by the standard variables. */
export function sendsOtlp({ enabled }: Pick<ExporterSettings['opentelemetry'], 'enabled'>): boolean {
  return enabled ? !isSdkDisabled(process.env) : otlpEndpoint('METRICS', process.env) !== null;
}

function describe(error: Error): Problem {
  return { level: 'warning', code: 'metric-export', where: 'serve', what: error.message, fix: '' };
}

function adviseOnExporters(): string {
  if (isSdkDisabled(process.env)) return '`OTEL_SDK_DISABLED` switches off the export by OTLP: unset it.';
  return readVariable(process.env, 'METRICS', 'ENDPOINT') === ''
    ? 'Set `exporters` in the configuration (`json`, `opentelemetry`, `prometheus.file`), or `OTEL_EXPORTER_OTLP_ENDPOINT`.'
    : '`OTEL_METRICS_EXPORTER` switches off the export to the endpoint in the environment: unset it.';
}

async function exportOnce(exporters: readonly MetricExporter[], points: readonly MetricPoint[]) {
  if (exporters.length === 0)
    refuse(
      'exporters',
      'No exporter to send metrics to is configured. Prometheus fetches from `build-telemetry serve`.',
      adviseOnExporters(),
    );
  const outcomes = await Promise.all(exporters.map((exporter) => exporter.export(points)));
  const failed = outcomes.some((outcome) => outcome?.error != null);
  const text = `${plural(points.length, 'data point')} exported by ${plural(exporters.length, 'exporter')}.\n`;
  const json = { points: points.length, exports: outcomes.filter((outcome) => outcome !== null) };
  return { text: failed ? '' : text, json, exitCode: failed ? 1 : 0 };
}

async function serve(
  { prometheus, interval }: ExporterSettings,
  exporters: readonly MetricExporter[],
  source: MetricSource,
): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const server = prometheus.enabled ? await listen(prometheus, source) : null;
  const periodic =
    exporters.length === 0
      ? null
      : startPeriodicExport({ exporters, collect: source.collect, intervalMs: interval });
  const where = server === null ? 'Exporting metrics' : `Serving metrics at ${server.url}`;
  const more =
    exporters.length === 0 ? '' : `, ${plural(exporters.length, 'exporter')} every ${interval / 1000} s`;
  printText(`${where}${more}. Stop with Ctrl+C.\n`);
  // A timer of an exporter alone does not keep the process alive.
  const alive = setInterval(() => {}, 60_000);
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  clearInterval(alive);
  await periodic?.stop().catch(() => undefined);
  await server?.close();
}

async function listen(
  { port, host, path }: ExporterSettings['prometheus'],
  { collect, specs }: MetricSource,
) {
  const write = async (format: 'text' | 'openmetrics'): Promise<string> =>
    writeExposition(await collect(), specs(), { format });
  return await startMetricsServer({ port, host, path, write });
}
