/**
 * Has real Prometheus and VictoriaMetrics take the metrics of 30 CI jobs and of agents, by scraping and by OTLP, and
 * compares their counts with what happened, and our query engine with theirs.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PrometheusExporter } from '../../src/exporters/prometheus-exporter.ts';
import type { MetricPoint } from '../../src/model/metric-point.ts';
import { MetricRegistry } from '../../src/points/metric-registry.ts';
import { metricSpecs } from '../../src/points/metric-specs.ts';
import { writeExposition } from '../../src/points/write-exposition.ts';
import { dashboardData } from '../../src/query/dashboard-data.ts';
import { freePort } from '../../test/services/loopback.ts';
import { waitForPeer } from './collector.ts';
import { exportJobs, jobs, minuteMs } from './export-jobs.ts';
import { installGo, unpackDebian } from './install.ts';
import { expectNear, expectSame, type PeerCheck, run, runWell } from './peer.ts';
import { askPrometheus as ask, startPrometheus } from './prometheus.ts';

export const metricsChecks: readonly PeerCheck[] = [
  { name: 'metrics/promtool', run: checkText },
  { name: 'metrics/prometheus-scrape', run: scrape },
  { name: 'metrics/prometheus-queries', run: compareQueries },
  { name: 'metrics/prometheus-otlp', run: countInPrometheus },
  { name: 'metrics/victoria-metrics', run: countInVictoriaMetrics },
];

const prometheusModule = 'github.com/prometheus/prometheus/cmd/prometheus@v0.316.0';
// Without the discovery of every cloud, which takes most of the build time.
const prometheusFlags = ['-tags', 'remove_all_sd', '-ldflags', '-s -w'];
const victoriaModule = 'github.com/VictoriaMetrics/VictoriaMetrics/app/victoria-metrics@v1.151.0';

/** One value of every existing metric. */
function everyMetric(): readonly MetricPoint[] {
  const registry = new MetricRegistry();
  for (const spec of metricSpecs) {
    registry.define(spec);
    const labels = Object.fromEntries(spec.labels.map((label) => [label, `a "${label}"`]));
    registry.observe(spec.name, labels, 3, Date.now());
  }
  return registry.points();
}

function checkText(folder: string): string {
  const promtool = join(unpackDebian('prometheus'), 'promtool');
  const text = writeExposition(everyMetric(), metricSpecs, { format: 'text' });
  const { stdout, stderr } = run(promtool, ['check', 'metrics'], { cwd: folder, input: text });
  const output = `${stdout}${stderr}`.trim().split('\n');
  expectSame('what promtool says', output, [
    'agent_tokens_used counter metrics should have "_total" suffix',
    'builder_duration_ms metric names should not contain abbreviated units',
  ]);
  return `${metricSpecs.length} metrics: clean but for the documents' own names agent_tokens_used and builder_duration_ms`;
}

async function askUntil(url: string, query: string, timeMs: () => number): Promise<number[]> {
  for (let tries = 0; tries < 300; tries++) {
    const values = await ask(url, query, timeMs());
    if (values.length > 0) return values;
    await wait(100);
  }
  throw new Error(`${url} never answers ${query}`);
}

async function scrape(folder: string): Promise<string> {
  const program = join(unpackDebian('prometheus'), 'prometheus');
  const port = await freePort();
  const exporter = new PrometheusExporter({ port, recordPath: null });
  await exporter.export(everyMetric());
  const config = `global: { scrape_interval: 1s }
scrape_configs:
  - { job_name: ours, static_configs: [{ targets: ['127.0.0.1:${port}'] }] }
`;
  const { url, child } = await startPrometheus(program, folder, config, []);
  try {
    await askUntil(url, 'up == 1', Date.now);
    const [calls] = await askUntil(url, 'tool_calls_total', Date.now);
    expectSame('a counter', calls, 3);
    const [seconds] = await ask(
      url,
      'histogram_quantile(1, cicd_pipeline_run_duration_seconds_bucket)',
      Date.now(),
    );
    expectSame('a histogram', seconds, 5);
    const [series] = await ask(url, 'scrape_samples_scraped', Date.now());
    return `Prometheus ${await versionOf(url)}: ${series} samples scraped`;
  } finally {
    child.kill('SIGKILL');
    await exporter.close();
  }
}

async function versionOf(url: string): Promise<string> {
  const answer = (await (await fetch(`${url}/api/v1/status/buildinfo`)).json()) as {
    data: { version: string };
  };
  return answer.data.version;
}

/** The same points in both: a counter that restarts, and a gauge, every 15 seconds for an hour. */
async function compareQueries(folder: string): Promise<string> {
  const programs = unpackDebian('prometheus');
  const stepMs = 15_000;
  const startMs = Math.floor((Date.now() - 3 * 3_600_000) / 300_000) * 300_000;
  const points: MetricPoint[] = [];
  for (let at = 0; at < 240; at++) {
    const timeMs = startMs + at * stepMs;
    const calls = (at % 100) * 3;
    points.push({ name: 'calls_total', kind: 'counter', labels: { tool: 'a' }, timeMs, value: calls });
    const value = (at * 37) % 101;
    points.push({ name: 'queue_size', kind: 'gauge', labels: { tool: 'a' }, timeMs, value });
  }
  writeFileSync(
    join(folder, 'points.txt'),
    writeExposition(points, [], { format: 'openmetrics', isHistory: true }),
  );
  mkdirSync(join(folder, 'data'));
  runWell(join(programs, 'promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', 'points.txt', 'data'], {
    cwd: folder,
  });
  const { url, child } = await startPrometheus(join(programs, 'prometheus'), folder, '', []);
  try {
    const gauges = points.filter(({ name }) => name === 'queue_size');
    let compared = 0;
    for (const [aggregation, theirs] of Object.entries(functions)) {
      for (const bucket of dashboardData.aggregate(gauges, '5m', aggregation as 'avg')) {
        // Their range includes its end, and not its start: ours the other way round.
        const [value] = await askUntil(url, `${theirs}(queue_size[299s])`, () => bucket.timeMs + 299_000);
        expectNear(`${theirs} at ${bucket.timeMs}`, value ?? null, bucket.value, 1e-9);
        compared += 1;
      }
    }
    const counters = points.filter(({ name }) => name === 'calls_total');
    // Where a counter is read every 15 seconds, a rate over whole minutes is the same by either.
    const rates = dashboardData.calculateRate(counters, '5m').slice(1);
    const ours = rates.reduce((sum, { value }) => sum + value * 300, 0);
    const end = startMs + 239 * stepMs;
    const [theirs = 0] = await ask(url, `increase(calls_total[${(end - startMs) / 1000 - 300 + 15}s])`, end);
    expectNear('increase over 55 minutes with two resets', theirs, ours, 0.02);
    return `Prometheus ${await versionOf(url)}: ${compared} values of ${Object.keys(functions).join(', ')}, and an increase with resets (${theirs.toFixed(1)}, ours ${ours})`;
  } finally {
    child.kill('SIGKILL');
  }
}

const functions = {
  avg: 'avg_over_time',
  min: 'min_over_time',
  max: 'max_over_time',
  sum: 'sum_over_time',
  count: 'count_over_time',
  last: 'last_over_time',
} as const;

async function countInPrometheus(folder: string): Promise<string> {
  const program = installGo(prometheusModule, 'prometheus', prometheusFlags);
  const config = 'storage: { tsdb: { out_of_order_time_window: 30d } }\n';
  const { url, child } = await startPrometheus(program, folder, config, ['--web.enable-otlp-receiver']);
  try {
    const endMs = await exportJobs(folder, `${url}/api/v1/otlp`);
    const count = 'cicd_pipeline_run_duration_seconds_count{cicd_pipeline_result="success"}';
    const totals = await askUntil(url, `max_over_time(${count}[1d])`, () => endMs);
    expectSame('runs in all', totals, [jobs]);
    expectSame('resets', await ask(url, `resets(${count}[1d])`, endMs), [0]);
    // One run ended every ten minutes: two hours have twelve.
    const [grown = 0] = await ask(url, `increase(${count}[2h])`, endMs);
    expectNear('increase over 2 h', grown, 12, 1e-6);
    const [rate = 0] = await ask(url, `rate(${count}[2h])`, endMs);
    expectNear('rate over 2 h', rate, 1 / (10 * (minuteMs / 1000)), 1e-6);
    const [cost = 0] = await ask(url, 'build_telemetry_cost_usd_total', endMs);
    expectNear('cost', cost, 0.25 * jobs, 1e-9);
    return `Prometheus 3.16: ${jobs} jobs, ${grown} runs in 2 h, $${cost}`;
  } finally {
    child.kill('SIGKILL');
  }
}

async function countInVictoriaMetrics(folder: string): Promise<string> {
  const program = installGo(victoriaModule, 'victoria-metrics', ['-ldflags', '-s -w']);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    `-httpListenAddr=127.0.0.1:${port}`,
    '-storageDataPath=data',
    '-opentelemetry.usePrometheusNaming',
  ];
  const child = spawn(program, [...args, '-search.latencyOffset=0s'], { cwd: folder, stdio: 'ignore' });
  try {
    await waitForPeer(child, `${url}/health`, 'VictoriaMetrics');
    const endMs = await exportJobs(folder, `${url}/opentelemetry`);
    // What arrived in the last second is not yet read.
    await fetch(`${url}/internal/force_flush`);
    const count = 'cicd_pipeline_run_duration_seconds_count{cicd_pipeline_result="success"}';
    const [all] = await askUntil(url, `last_over_time(${count}[1h])`, () => endMs);
    expectSame('runs in all', all, jobs);
    // It counts from the sample before the range, without extrapolation.
    const [grown] = await ask(url, `increase(${count}[2h])`, endMs);
    expectSame('increase over 2 h', grown, 12);
    return `VictoriaMetrics 1.151: ${jobs} jobs, ${grown} runs in 2 h`;
  } finally {
    child.kill('SIGKILL');
  }
}
