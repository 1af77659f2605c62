/**
 * Has the action export a run's trace to a real collector and a real Jaeger, and the library's tracer to a real
 * Jaeger and a real Zipkin, and reads the same spans back from each.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../test/services/loopback.ts';
import { startCollector, waitForPeer } from './collector.ts';
import { exportRun, exportWork } from './export-traces.ts';
import { installJaeger, installZipkin } from './install.ts';
import { expectSame, type PeerCheck } from './peer.ts';
import { readOtlpSpans, type SpanFacts } from './span-facts.ts';

export const traceChecks: readonly PeerCheck[] = [
  { name: 'traces/collector', run: readCollector },
  { name: 'traces/jaeger', run: readJaeger },
  { name: 'traces/zipkin', run: readZipkin },
];

/** Both protocols, with everything that a span has; a second export adds nothing. */
async function readCollector(folder: string): Promise<string> {
  const collector = await startCollector(folder);
  try {
    const [first, ...others] = [
      await exportRun(folder, { ...otlpTo(collector.endpoint), OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' }),
      await exportRun(folder, { ...otlpTo(collector.endpoint), OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }),
    ];
    const requests = readFileSync(await collector.stop(), 'utf8')
      .trim()
      .split('\n');
    const received = requests.map((line) => readOtlpSpans(JSON.parse(line)));
    for (const spans of received) expectSame('spans of the run', first, spans);
    for (const spans of others) expectSame('spans of the second export', spans, first);
    return `collector ${collector.version}: ${first.length} spans by protobuf with gzip and by JSON`;
  } finally {
    collector.kill();
  }
}

async function readJaeger(folder: string): Promise<string> {
  const { program, version } = installJaeger();
  const ports = { otlp: await freePort(), query: await freePort() };
  writeFileSync(join(folder, 'jaeger.yaml'), configureJaeger(ports));
  const child = spawn(program, ['--config', 'jaeger.yaml'], { cwd: folder, stdio: 'ignore' });
  const query = `http://127.0.0.1:${ports.query}`;
  try {
    await waitForPeer(child, query, 'Jaeger');
    const run = await exportRun(folder, otlpTo(`http://127.0.0.1:${ports.otlp}`));
    expectSame('spans of the run', run, await findInJaeger(query, run));
    const work = exportWork(folder, { jaeger: `http://127.0.0.1:${ports.otlp}` });
    expectSame("the tracer's spans by OTLP", work, await findInJaeger(query, work));
    return `Jaeger ${version}: ${run.length} spans of a run, ${work.length} of the tracer`;
  } finally {
    child.kill('SIGKILL');
  }
}

async function readZipkin(folder: string): Promise<string> {
  const { archive, version } = installZipkin();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const options = ['-Xmx256m', '-jar', archive];
  const child = spawn('java', options, {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, QUERY_PORT: String(port), SERVER_ADDRESS: '127.0.0.1' },
  });
  try {
    await waitForPeer(child, `${url}/health`, 'Zipkin');
    const work = exportWork(folder, { zipkin: `${url}/api/v2/spans` });
    const own = work.map(({ traceId, spanId, parentSpanId, name }) => ({
      traceId,
      spanId,
      parentSpanId,
      name,
    }));
    const found = await retry(async () => await listInZipkin(url, work[0]?.traceId ?? ''), own.length);
    expectSame("the tracer's spans", own, found);
    return `Zipkin ${version}: ${found.length} spans of the tracer`;
  } finally {
    child.kill('SIGKILL');
  }
}

function otlpTo(endpoint: string): Record<string, string> {
  return { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
}

/** Jaeger's API version 3 answers with OTLP. */
async function findInJaeger(url: string, spans: readonly SpanFacts[]): Promise<readonly SpanFacts[]> {
  const read = async (): Promise<readonly SpanFacts[]> => {
    const answer = await fetch(`${url}/api/v3/traces/${spans[0]?.traceId}`);
    if (!answer.ok) return [];
    const { result } = (await answer.json()) as { result: unknown };
    return readOtlpSpans(result);
  };
  return await retry(read, spans.length);
}

async function listInZipkin(url: string, traceId: string): Promise<readonly object[]> {
  const answer = await fetch(`${url}/api/v2/trace/${traceId}`);
  if (!answer.ok) return [];
  const spans = (await answer.json()) as { traceId: string; id: string; parentId?: string; name: string }[];
  return spans
    .map(({ traceId, id, parentId = '', name }) => ({ traceId, spanId: id, parentSpanId: parentId, name }))
    .sort((a, b) => a.spanId.localeCompare(b.spanId));
}

/** What is stored becomes visible a moment later. */
async function retry<T>(read: () => Promise<readonly T[]>, wanted: number): Promise<readonly T[]> {
  for (let tries = 0; ; tries++) {
    const found = await read();
    if (found.length >= wanted || tries === 50) return found;
    await wait(200);
  }
}

function configureJaeger({ otlp, query }: Readonly<Record<'otlp' | 'query', number>>): string {
  return `receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:${otlp}' } } } }
exporters: { jaeger_storage_exporter: { trace_storage: memory } }
extensions:
  jaeger_storage: { backends: { memory: { memory: { max_traces: 1000 } } } }
  jaeger_query:
    storage: { traces: memory }
    http: { endpoint: '127.0.0.1:${query}' }
    grpc: { endpoint: '127.0.0.1:0' }
service:
  extensions: [jaeger_storage, jaeger_query]
  telemetry: { metrics: { level: none } }
  pipelines: { traces: { receivers: [otlp], exporters: [jaeger_storage_exporter] } }
`;
}
