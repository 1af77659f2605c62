/** The examples of Golden Armada's document, in its order, unchanged except for the name of the package. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MetricsCollector } from '../../src/agents/metrics-collector.ts';
import {
  dashboardData,
  JSONExporter,
  OpenTelemetryExporter,
  metricsCollector as ownCollector,
  PrometheusExporter,
} from '../../src/index.ts';
import { configureTracer, SpanKind, SpanStatusCode, traceContext } from '../../src/tracing.ts';
import { freePort, startLoopback } from '../services/loopback.ts';
import { tempFolder } from '../temp-folder.ts';

let metricsCollector: MetricsCollector;
// Nothing reads the spans of these examples.
beforeAll(() => configureTracer({ folder: null }));
beforeEach(() => {
  vi.stubEnv('BUILD_TELEMETRY_LOG', join(tempFolder('armada'), 'events.ndjson'));
  metricsCollector = new MetricsCollector({ enabled: true });
});
afterEach(() => {
  // Buffered events would be written after the folder was removed.
  metricsCollector.flush();
  vi.unstubAllEnvs();
});

/** "Basic Usage". */
function useBasically(): void {
  metricsCollector.trackAgentExecution({
    agentId: 'coder-123',
    agentType: 'coder',
    duration: 5000,
    tokens: 1500,
    success: true,
    phase: 'code',
  });
  metricsCollector.trackToolUsage({ tool: 'Read', duration: 250, success: true });
  metricsCollector.trackContextUsage({ used: 75000, total: 200000, agentId: 'coder-123' });
}

describe('Golden Armada', () => {
  it('Basic Usage', () => {
    useBasically();
    const rootSpan = traceContext.startTrace('orchestration-session');
    traceContext.setAttributes(rootSpan, { sessionId: 'session-123', coordinator: 'hierarchical' });
    const childSpan = traceContext.startSpan(rootSpan, 'coder-execution');
    traceContext.endSpan(childSpan);
    traceContext.endSpan(rootSpan);
    expect(metricsCollector.getAllMetrics().map(({ name, value }) => [name, value])).toEqual([
      ['agent_execution_total', 1],
      ['agent_execution_duration_seconds', 5],
      ['agent_tokens_used', 1500],
      ['tool_calls_total', 1],
      ['tool_call_duration_seconds', 0.25],
      ['tool_call_success_total', 1],
      ['context_window_used_tokens', 75_000],
      ['context_window_size_tokens', 200_000],
      ['context_window_utilization', 37.5],
    ]);
  });

  it('exports a collector, which is empty until it is used', () => {
    expect(ownCollector).toBeInstanceOf(MetricsCollector);
    expect(ownCollector.getAllMetrics()).toEqual([]);
  });

  it('Prometheus Exporter', async () => {
    useBasically();
    const port = await freePort();
    const exporter = new PrometheusExporter({ enabled: true, port, path: '/metrics' });
    await exporter.export(metricsCollector.getAllMetrics());
    const metricsText = exporter.getMetricsEndpoint();
    const served = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(await served.text()).toBe(metricsText);
    await exporter.close();
    expect(metricsText).toContain(
      'agent_execution_total{agent_type="coder",phase="code",status="success"} 1\n',
    );
  });

  it('JSON Exporter', async () => {
    useBasically();
    const outputDir = tempFolder('exports');
    const exporter = new JSONExporter({ enabled: true, outputDir, rotateInterval: 3600000, maxFiles: 24 });
    await exporter.export(metricsCollector.getAllMetrics());
    const [file = ''] = readdirSync(outputDir);
    expect(JSON.parse(readFileSync(join(outputDir, file), 'utf8')).metrics).toHaveLength(9);
  });

  it('OpenTelemetry Exporter', async () => {
    useBasically();
    const paths: string[] = [];
    const server = await startLoopback(async ({ url }) => {
      paths.push(url.pathname);
      return { answer: async () => ({ status: 200 }), fault: null };
    });
    const exporter = new OpenTelemetryExporter({
      enabled: true,
      endpoint: `${server.url}/v1/metrics`,
      protocol: 'http',
    });
    expect(await exporter.export(metricsCollector.getAllMetrics())).toMatchObject({ error: null });
    await server.close();
    expect(paths).toEqual(['/v1/metrics']);
  });

  it('Span Lifecycle, and Propagating Context', () => {
    const rootSpan = traceContext.startTrace('orchestration-session', SpanKind.SERVER);
    const childSpan = traceContext.startSpan(rootSpan, 'coder-execution', SpanKind.INTERNAL);
    traceContext.addEvent(childSpan, 'code_generation_started', { files: 3, language: 'typescript' });
    traceContext.endSpan(childSpan, { code: SpanStatusCode.OK });
    const subSpan = traceContext.continueTrace(
      traceContext.extract(traceContext.propagate(rootSpan)),
      'sub-agent-work',
    );
    traceContext.endSpan(subSpan);
    traceContext.endSpan(rootSpan, { code: SpanStatusCode.OK });
    const spans = traceContext.exportSpans(rootSpan.traceId);
    expect(spans.map(({ name }) => name)).toEqual([
      'coder-execution',
      'sub-agent-work',
      'orchestration-session',
    ]);
  });

  it('Basic Queries', () => {
    for (const duration of [1000, 2000, 9000])
      metricsCollector.trackAgentExecution({ agentId: 'c', agentType: 'coder', duration, success: true });
    const metrics = metricsCollector.getMetricsByName('agent_execution_duration_seconds');
    const result = dashboardData.query(
      {
        metric: 'agent_execution_duration_seconds',
        labels: { agent_type: 'coder' },
        range: { start: new Date(Date.now() - 3600000), end: new Date() },
        aggregation: 'avg',
        interval: '5m',
      },
      metricsCollector.getAllMetrics(),
    );
    expect(result.map(({ value }) => value)).toEqual([4]);
    const values = metrics.map((m) => m.value);
    const p95 = dashboardData.percentile(
      values.sort((a, b) => a - b),
      0.95,
    );
    const stats = dashboardData.summarize(metrics);
    expect(`Avg: ${stats.avg}, p95: ${stats.p95}, p99: ${stats.p99}`).toBe('Avg: 4, p95: 9, p99: 9');
    expect(p95).toBe(9);
  });

  it('Advanced Queries', () => {
    for (let i = 0; i < 30; i++)
      metricsCollector.trackAgentExecution({
        ...{ agentId: 'c', agentType: 'coder', success: true },
        duration: i === 29 ? 60_000 : 1000 + i,
      });
    const metrics = metricsCollector.getMetricsByName('agent_execution_duration_seconds');
    expect(dashboardData.movingAverage(metrics, 10)).toHaveLength(30);
    expect(dashboardData.detectAnomalies(metrics, 3).map(({ value }) => value)).toEqual([60]);
    const counted = metricsCollector.getMetricsByName('agent_execution_total');
    const grown = dashboardData.calculateRate(counted, '1m').reduce((sum, { value }) => sum + value * 60, 0);
    expect(grown).toBeCloseTo(29);
    const counts = dashboardData.aggregate(metrics, '5m').map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
  });
});
