/** What a span costs, and sending 1,000 of them, compared with OpenTelemetry's SDK alone in the same run. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { openTraceExporter } from '../src/tracing/otlp-exporter.ts';
import { SpanKind, SpanStatus, Tracer } from '../src/tracing.ts';

type Report = (what: string, value: number, unit: string, limit: number, claim: string) => void;

const attributes = { 'target.name': 'app', kind: 'lib', count: 3, cached: false, ratio: 0.5 };
const rounds = 20_000;

/** The lowest of five rounds, milliseconds of CPU time: other load on the machine never makes it faster. */
async function measure(work: () => void | Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

export async function benchSpans(report: Report): Promise<void> {
  const tracer = new Tracer({ folder: null, exporters: [], env: {} });
  tracer.startTrace();
  const ours = await measure(() => {
    for (let i = 0; i < rounds; i++) {
      const span = tracer
        .startSpan('build-target', SpanKind.Internal)
        .setAttributes(attributes)
        .addEvent('begun');
      span.setStatus(SpanStatus.Ok);
      tracer.finishSpan(span);
    }
  });
  const sdk = new TracerProvider().getTracer('bench');
  const alone = await measure(() => {
    for (let i = 0; i < rounds; i++) {
      const span = sdk.startSpan('build-target').setAttributes(attributes).addEvent('begun');
      span.setStatus({ code: SpanStatus.Ok }).end();
    }
  });
  const microseconds = (ms: number): number => (ms * 1000) / rounds;
  const comparison = `Golden Armada ~200 µs; the SDK alone ${microseconds(alone).toFixed(1)} µs`;
  report('a span with 5 attributes and an event', microseconds(ours), 'µs', 20, comparison);
  report('send 1,000 spans to a local receiver', await sendSpans(tracer), 'ms', 20, 'Golden Armada ~200 ms');
}

async function sendSpans(tracer: Tracer): Promise<number> {
  const server = createServer((request, response) => void request.resume().on('end', () => response.end()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
  const exporter = openTraceExporter({ url, protocol: 'http/protobuf', timeoutMillis: 10_000 });
  const spans = tracer.spansOf(tracer.current.traceId).slice(-1000);
  if (spans.length < 1000) throw new Error('Spans are missing.');
  const send = (): Promise<void> =>
    new Promise((settle) => exporter.export(spans as ReadableSpan[], () => settle()));
  await send();
  const cost = await measure(send);
  await exporter.shutdown();
  server.close();
  return cost;
}
