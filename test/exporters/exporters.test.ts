/** The three exporters: what each writes or sends, and how each reports a fault. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readExportLog } from '../../src/exporters/export-log.ts';
import { JSONExporter } from '../../src/exporters/json-exporter.ts';
import { OpenTelemetryExporter } from '../../src/exporters/opentelemetry-exporter.ts';
import { startPeriodicExport } from '../../src/exporters/periodic-export.ts';
import { PrometheusExporter } from '../../src/exporters/prometheus-exporter.ts';
import type { MetricPoint } from '../../src/model/metric-point.ts';
import { agentMetrics } from '../../src/points/agent-metrics.ts';
import { MetricRegistry } from '../../src/points/metric-registry.ts';
import { type Answer, type Call, freePort, type Loopback, startLoopback } from '../services/loopback.ts';
import { tempFolder } from '../temp-folder.ts';

function makePoints(): readonly MetricPoint[] {
  const registry = new MetricRegistry();
  for (const spec of agentMetrics) registry.define(spec);
  const timeMs = Date.UTC(2026, 10, 28, 12);
  registry.observe('tool_calls_total', { tool: 'Read', status: 'success' }, 1, timeMs);
  registry.observe('tool_calls_total', { tool: 'Read', status: 'success' }, 1, timeMs + 1000);
  registry.observe('tool_call_duration_seconds', { tool: 'Read' }, 0.3, timeMs);
  registry.observe('task_queue_size', { priority: 'high' }, 4, timeMs);
  return registry.points();
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) await close();
});

function prometheus(options: ConstructorParameters<typeof PrometheusExporter>[0]) {
  const problems: string[] = [];
  const exporter = new PrometheusExporter({
    recordPath: null,
    onProblem: ({ message }) => problems.push(message),
    ...options,
  });
  closing.push(() => exporter.close());
  return { exporter, problems };
}

describe('the exporter for Prometheus', () => {
  it('serves the newest values at its path, with the content type that Prometheus wants', async () => {
    const port = await freePort();
    const { exporter } = prometheus({ enabled: true, port, path: '/metrics' });
    await exporter.export(makePoints());
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await answer.text();
    expect(text).toBe(exporter.getMetricsEndpoint());
    expect(text).toContain('# HELP tool_calls_total Calls of tools.\n# TYPE tool_calls_total counter\n');
    expect(text).toContain('tool_calls_total{status="success",tool="Read"} 2\n');
    expect(text).toContain('tool_call_duration_seconds_bucket{tool="Read",le="0.5"} 1\n');
  });

  it.each([
    [
      'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1',
      'openmetrics',
    ],
    ['text/plain;version=0.0.4,application/openmetrics-text;q=0.5', 'plain'],
    ['application/openmetrics-text;q=0', 'plain'],
    ['*/*', 'plain'],
  ])('answers `Accept: %s` with %s', async (accept, type) => {
    const port = await freePort();
    const { exporter } = prometheus({ port });
    await exporter.export(makePoints());
    const { headers } = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { accept } });
    expect(headers.get('content-type')).toContain(type);
  });

  it('continues after requests with an invalid URL', async () => {
    const port = await freePort();
    const { exporter } = prometheus({ port });
    await exporter.export(makePoints());
    const status = (path: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        get({ port, host: '127.0.0.1', path }, ({ statusCode }) => resolve(statusCode)).on('error', reject);
      });
    expect(await status('//')).toBe(404);
    expect(await status('/metrics?name[]=a')).toBe(200);
  });

  it('serves OpenMetrics on request, and nothing at other paths', async () => {
    const port = await freePort();
    const { exporter } = prometheus({ port, path: '/custom' });
    await exporter.export(makePoints());
    const url = `http://127.0.0.1:${port}`;
    const headers = { accept: 'application/openmetrics-text;version=1.0.0,text/plain;q=0.5' };
    const open = await fetch(`${url}/custom?x=1`, { headers });
    expect(open.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    expect((await open.text()).endsWith('# EOF\n')).toBe(true);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect((await fetch(`${url}/custom`, { method: 'POST' })).status).toBe(405);
  });

  it('writes the file for the textfile collector, complete and without times, which it refuses', async () => {
    const file = join(tempFolder('prom'), 'new', 'build.prom');
    const { exporter } = prometheus({ port: null, file });
    await exporter.export(makePoints());
    expect(readFileSync(file, 'utf8')).toBe(exporter.getMetricsEndpoint());
    expect(readFileSync(file, 'utf8')).toMatch(/^tool_calls_total\{[^}]*\} 2$/m);
    expect(readdirSync(join(file, '..'))).toEqual(['build.prom']);
  });

  it.each([{ port: -1 }, { port: Number.NaN }, { port: 70_000 }, { path: 'metrics' }, { path: '' }])(
    'refuses %j, where nothing can be served',
    (options) => {
      expect(() => new PrometheusExporter(options)).toThrow(RangeError);
    },
  );

  it('reports once that a port is taken, and still has the text', async () => {
    const taken = await startLoopback(async () => ({ answer: async () => ({ status: 200 }), fault: null }));
    closing.push(taken.close);
    const { exporter, problems } = prometheus({ port: Number(new URL(taken.url).port) });
    expect(await exporter.export(makePoints())).toMatchObject({
      error: expect.stringContaining('EADDRINUSE'),
    });
    await exporter.export(makePoints());
    expect(problems).toEqual([expect.stringContaining('The prometheus export failed: ')]);
    expect(exporter.getMetricsEndpoint()).toContain('tool_calls_total');
  });
});

describe('the exporter to JSON files', () => {
  it('begins a new file each hour and keeps a day', async () => {
    const outputDir = tempFolder('json');
    writeFileSync(join(outputDir, 'kept.txt'), 'not ours');
    const exporter = new JSONExporter({ outputDir, recordPath: null });
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 28, 0, 10), toFake: ['Date'] });
    for (let hour = 0; hour < 30; hour++) {
      await exporter.export(makePoints());
      await exporter.export(makePoints());
      vi.setSystemTime(Date.now() + 3_600_000);
    }
    const files = readdirSync(outputDir).filter((name) => name.endsWith('.json'));
    expect(files).toHaveLength(24);
    expect(files.sort()[0]).toBe(`metrics-2026-11-28T06-00-00-000Z-${process.pid}.json`);
    expect(readdirSync(outputDir)).toContain('kept.txt');
  });

  it('keeps those of other processes in the same hour, and its own', async () => {
    const outputDir = tempFolder('json-parallel');
    const exporter = new JSONExporter({ outputDir, maxFiles: 2, recordPath: null });
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 28, 1, 10), toFake: ['Date'] });
    const nameOf = (hour: number, pid: number): string =>
      `metrics-2026-11-28T0${hour}-00-00-000Z-${pid}.json`;
    const others = [9_999_991, 9_999_992, 9_999_993].map((pid) => nameOf(1, pid));
    for (const name of [nameOf(0, 7), ...others]) writeFileSync(join(outputDir, name), '{}');
    await exporter.export(makePoints());
    expect(readdirSync(outputDir).sort()).toEqual([nameOf(1, process.pid), ...others].sort());
    vi.setSystemTime(Date.now() + 3_600_000);
    await exporter.export(makePoints());
    expect(readdirSync(outputDir)).toHaveLength(2);
  });

  it('writes every data point with its labels, time and buckets', async () => {
    const outputDir = tempFolder('json');
    await new JSONExporter({ outputDir, recordPath: null }).export(makePoints());
    const { version, metrics } = JSON.parse(
      readFileSync(join(outputDir, readdirSync(outputDir)[0] as string), 'utf8'),
    );
    expect(version).toBe(1);
    expect(metrics).toHaveLength(4);
    expect(metrics[1]).toEqual({
      ...{ name: 'tool_calls_total', type: 'counter', value: 2, timestamp: '2026-11-28T12:00:01.000Z' },
      labels: { tool: 'Read', status: 'success' },
    });
    expect(metrics[2]).toMatchObject({ count: 1, sum: 0.3 });
    expect(metrics[2].buckets[4]).toEqual({ le: 0.5, count: 1 });
    expect(metrics[2].buckets.at(-1)).toEqual({ le: null, count: 0 });
  });

  it.each([{ maxFiles: 0 }, { maxFiles: -1 }, { maxFiles: Number.NaN }, { rotateInterval: 0 }])(
    'refuses %j, which would keep nothing',
    (options) => {
      expect(() => new JSONExporter(options)).toThrow(RangeError);
    },
  );
});

interface Received {
  readonly url: string;
  readonly calls: Call[];
}

/** Answers one after another; the last one for all further calls. */
async function receive(...answers: readonly [Answer, ...Answer[]]): Promise<Received> {
  const calls: Call[] = [];
  const server: Loopback = await startLoopback(async (call) => {
    const answer = answers[Math.min(calls.length, answers.length - 1)] as Answer;
    calls.push(call);
    return { answer: async () => answer, fault: null };
  });
  closing.push(server.close);
  return { url: server.url, calls };
}

const secret = 'Bearer very-secret';
const fine: Answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };

describe('the exporter by OTLP', () => {
  it('posts to its endpoint with its headers, each kind as OTLP has it', async () => {
    const { url, calls } = await receive(fine);
    const exporter = new OpenTelemetryExporter({
      ...{ endpoint: `${url}/v1/metrics`, protocol: 'http/json', recordPath: null, env: {} },
      headers: { Authorization: secret },
    });
    expect(await exporter.export(makePoints())).toMatchObject({ error: null, points: 4 });
    expect(calls.map((call) => [call.url.pathname, call.headers['authorization']])).toEqual([
      ['/v1/metrics', secret],
    ]);
    const { metrics } = JSON.parse(String(calls[0]?.body)).resourceMetrics[0].scopeMetrics[0];
    expect(metrics).toMatchObject([
      {
        name: 'tool_calls_total',
        sum: { isMonotonic: true, aggregationTemporality: 2, dataPoints: [{ asDouble: 2 }] },
      },
      { name: 'tool_call_duration_seconds', unit: 's', histogram: { dataPoints: [{ count: 1, sum: 0.3 }] } },
      { name: 'task_queue_size', gauge: { dataPoints: [{ asDouble: 4 }] } },
    ]);
    expect(metrics[0].sum.dataPoints[0].timeUnixNano).toBe('1795867201000000000');
  });

  it('leaves out a total beyond all numbers, which JSON cannot hold', async () => {
    const { url, calls } = await receive(fine);
    const exporter = new OpenTelemetryExporter({
      ...{ endpoint: `${url}/v1/metrics`, protocol: 'http/json', recordPath: null, env: {} },
    });
    const points = makePoints().map((point) =>
      point.kind === 'counter' ? { ...point, value: Number.POSITIVE_INFINITY } : point,
    );
    expect(await exporter.export(points)).toMatchObject({ error: null });
    expect(String(calls[0]?.body)).toContain('task_queue_size');
    expect(String(calls[0]?.body)).not.toMatch(/tool_calls_total|:null/);
  });

  it('sends protobuf by default, and large exports in batches', async () => {
    const { url, calls } = await receive({ status: 200 });
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: url };
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url);
    const points = Array.from(
      { length: 2500 },
      (_, at): MetricPoint => ({
        ...{ name: 'task_queue_size', kind: 'gauge', labels: { priority: String(at) }, timeMs: 0, value: at },
      }),
    );
    await new OpenTelemetryExporter({ recordPath: null, env }).export(points);
    vi.unstubAllEnvs();
    expect(calls.map((call) => call.headers['content-type'])).toEqual(
      Array(3).fill('application/x-protobuf'),
    );
    expect(calls[0]?.url.pathname).toBe('/v1/metrics');
  });

  it('does not fail for a variable that it ignores, and warns of it once', async () => {
    const { url } = await receive({ status: 200 }, { status: 200 }, { status: 400 });
    const problems: string[] = [];
    const exporter = new OpenTelemetryExporter({
      ...{ endpoint: `${url}/v1/metrics`, recordPath: null, env: { OTEL_EXPORTER_OTLP_COMPRESSION: 'zstd' } },
      onProblem: ({ message }) => problems.push(message),
    });
    for (let i = 0; i < 2; i++) expect(await exporter.export(makePoints())).toMatchObject({ error: null });
    expect(problems).toEqual([expect.stringContaining('`zstd` and not `gzip` or `none`: it is ignored')]);
    expect((await exporter.export(makePoints()))?.error).toContain('400');
  });

  it('does not fail for a note of the receiver', async () => {
    const body = JSON.stringify({ partialSuccess: { errorMessage: 'old client' } });
    const { url } = await receive({ status: 200, body });
    const exporter = new OpenTelemetryExporter({
      ...{ endpoint: `${url}/v1/metrics`, protocol: 'http/json', recordPath: null, env: {} },
    });
    expect(await exporter.export(makePoints())).toMatchObject({ error: null });
  });

  it('sends and records nothing if OpenTelemetry is switched off', async () => {
    const { url, calls } = await receive({ status: 200 });
    const env = { OTEL_SDK_DISABLED: 'true' };
    const exporter = new OpenTelemetryExporter({ endpoint: `${url}/v1/metrics`, recordPath: null, env });
    expect(await exporter.export(makePoints())).toBeNull();
    expect(calls).toEqual([]);
  });

  it('shows no secret of an invalid address', async () => {
    const problems: string[] = [];
    const exporter = new OpenTelemetryExporter({
      endpoint: 'http://user:s3cret-word@host:99999/v1/metrics',
      recordPath: null,
      onProblem: ({ message }) => problems.push(message),
    });
    const outcome = await exporter.export(makePoints());
    expect(problems).toHaveLength(1);
    expect(`${problems} ${outcome?.error}`).not.toContain('s3cret');
  });

  it('records each fault, reports it once and again after a success, and never a secret', async () => {
    const folder = tempFolder('otlp');
    const recordPath = join(folder, 'exports.ndjson');
    const answers: Answer[] = [{ status: 401, body: secret }, { status: 401 }, fine, { status: 400 }];
    const server = await startLoopback(async () => ({
      answer: async () => answers.shift() ?? fine,
      fault: null,
    }));
    closing.push(server.close);
    const problems: string[] = [];
    const exporter = new OpenTelemetryExporter({
      ...{ endpoint: `${server.url.replace('//', '//user:pass@')}/v1/metrics?token=${secret}`, env: {} },
      ...{ headers: { Authorization: secret }, recordPath, protocol: 'http/json' },
      onProblem: ({ message }) => problems.push(message),
    });
    for (let i = 0; i < 4; i++) await exporter.export(makePoints());
    expect(problems[0]).toMatch(/not accepted\. Check the endpoint and the headers of this exporter\.$/);
    expect(problems.map((text) => /\b4\d\d\b/.exec(text)?.[0])).toEqual(['401', '400']);
    expect(readExportLog(recordPath).map(({ error }) => error === null)).toEqual([false, false, true, false]);
    expect(problems.join() + readFileSync(recordPath, 'utf8')).not.toMatch(/very-secret|pass/);
  });
});

describe('exports', () => {
  it('do nothing when they are switched off', async () => {
    const { exporter } = prometheus({ enabled: false });
    expect(await exporter.export(makePoints())).toBeNull();
  });

  it('are recorded within limits', async () => {
    const folder = tempFolder('exports');
    const recordPath = join(folder, 'exports.ndjson');
    mkdirSync(folder, { recursive: true });
    const line = JSON.stringify({
      v: 1,
      type: 'export',
      time: new Date().toISOString(),
      exporter: 'json',
      points: 1,
    });
    writeFileSync(recordPath, `${line}\n`.repeat(11_000));
    await prometheus({ port: null, recordPath }).exporter.export(makePoints());
    expect(readExportLog(recordPath).at(-1)).toMatchObject({ exporter: 'prometheus', points: 4 });
    expect(readFileSync(recordPath).length).toBeLessThan(2_000_000);
  });

  it('export repeatedly, one at a time, and once more at the end', async () => {
    vi.useFakeTimers();
    const exported: number[] = [];
    const take = async (points: readonly MetricPoint[]): Promise<null> => {
      exported.push(points.length);
      return null;
    };
    let round = 0;
    const periodic = startPeriodicExport({
      exporters: [{ export: take }],
      collect: () => {
        round += 1;
        if (round === 2) throw new Error('not now');
        return makePoints().slice(0, round);
      },
      intervalMs: 15_000,
    });
    await vi.advanceTimersByTimeAsync(45_000);
    await periodic.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(exported).toEqual([1, 3, 4]);
  });

  it.each([0, -1, Number.NaN])('refuse an interval of %d', (intervalMs) => {
    expect(() => startPeriodicExport({ exporters: [], collect: () => [], intervalMs })).toThrow(TypeError);
  });
});
