/**
 * What metrics cost: to count one, to export 1,000 of them by each exporter, and to query the running ones and the
 * history.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MetricsCollector } from '../src/agents/metrics-collector.ts';
import { JSONExporter } from '../src/exporters/json-exporter.ts';
import { OpenTelemetryExporter } from '../src/exporters/opentelemetry-exporter.ts';
import { compactSegments } from '../src/history/compact.ts';
import { encodeBuild } from '../src/history/encode-build.ts';
import { readSegments } from '../src/history/read-segments.ts';
import type { SegmentFile } from '../src/history/segment.ts';
import type { MetricPoint } from '../src/model/metric-point.ts';
import { historyPoints } from '../src/points/history-points.ts';
import { metricSpecs } from '../src/points/metric-specs.ts';
import { writeExposition } from '../src/points/write-exposition.ts';
import { dashboardData } from '../src/query/dashboard-data.ts';
import { queryPoints } from '../src/query/query-points.ts';
import { makeBuild, makeTask } from '../test/make.ts';

type Report = (what: string, value: number, unit: string, limit: number, claim: string) => void;

const rounds = 7;

/** Median milliseconds of CPU time. */
async function measure(work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b)[rounds >> 1] as number;
}

const calls = 20_000;
const builds = 1000;

export async function benchMetrics(report: Report, folder: string): Promise<void> {
  const collector = new MetricsCollector({ path: join(folder, 'agents.ndjson'), enabled: true });
  const track = await measure(() => {
    for (let i = 0; i < calls; i++)
      collector.trackToolUsage({ tool: `tool-${i % 20}`, duration: i % 997, success: i % 7 > 0 });
    collector.flush();
  });
  // Each call moves three metrics, and writes its event into the log.
  report(
    'count a metric, with its event in the log',
    (track * 1000) / calls / 3,
    'µs',
    5,
    'Golden Armada ~0.1 ms',
  );

  const points = Array.from({ length: 1000 }, (_, at): MetricPoint => {
    const labels = { agent_type: `agent-${at % 40}`, phase: `phase-${at % 25}`, status: `s-${at}` };
    return { name: 'agent_execution_total', kind: 'counter', labels, timeMs: at * 1000, value: at };
  });
  const text = await measure(() => writeExposition(points, metricSpecs, { format: 'text' }));
  report('text of 1,000 series for Prometheus', text, 'ms', 15, 'Golden Armada ~50 ms');
  const json = new JSONExporter({ outputDir: join(folder, 'exports'), recordPath: null });
  report(
    'JSON file of 1,000 data points',
    await measure(() => json.export(points)),
    'ms',
    15,
    'Golden Armada ~100 ms',
  );
  report('send 1,000 data points by OTLP', await sendPoints(points), 'ms', 20, 'Golden Armada ~200 ms');
  const query = {
    metric: 'agent_execution_total',
    labels: { phase: 'phase-3' },
    aggregation: 'p95',
    interval: '5m',
  } as const;
  report(
    'query of 1,000 data points',
    await measure(() => dashboardData.query(query, points)),
    'ms',
    1,
    'Golden Armada ~10 ms',
  );
  report(`query of a history of ${builds} builds`, await measure(askHistory(storeBuilds())), 'ms', 100, '');
}

async function sendPoints(points: readonly MetricPoint[]): Promise<number> {
  const server = createServer((request, response) => void request.resume().on('end', () => response.end()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/metrics`;
  const exporter = new OpenTelemetryExporter({ endpoint, recordPath: null, env: {} });
  const cost = await measure(async () => {
    const outcome = await exporter.export(points);
    if (outcome?.error !== null) throw new Error(String(outcome?.error));
  });
  server.close();
  server.closeAllConnections();
  return cost;
}

function storeBuilds(): readonly SegmentFile[] {
  let files: SegmentFile[] = [];
  const limits = { maxBuilds: builds, maxAgeDays: 1e5, maxBytes: null, now: 0 };
  for (let number = 0; number < builds; number++) {
    const tasks = Array.from({ length: 50 }, (_, at) =>
      makeTask({
        id: `t${at}`,
        name: at < 5 ? `coder-${at}/plan` : `task ${at}`,
        kind: at < 5 ? 'agent' : 'task',
        durationMs: number + at,
      }),
    );
    const build = makeBuild({ id: `b${number}`, startTimeMs: number * 3_600_000, durationMs: 60_000, tasks });
    files.push(encodeBuild(build, 0));
    if (number % 16 !== 15) continue;
    const { add, remove } = compactSegments(files, limits);
    files = [...files.filter(({ name }) => !remove.includes(name)), ...add];
  }
  return files;
}

/** From the files to the answer. */
function askHistory(files: readonly SegmentFile[]): () => void {
  const limits = { maxBuilds: builds, maxAgeDays: 1e5, maxBytes: null, now: 0 };
  const metric = 'agent_execution_duration_seconds';
  return () => {
    const { history } = readSegments(files, limits);
    const found = queryPoints({ metric, aggregation: 'p95', interval: '1d' }, historyPoints(history, metric));
    if (found.length < 40) throw new Error('Builds are missing.');
  };
}
