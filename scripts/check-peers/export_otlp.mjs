/** Exports one build as OTLP/JSON over HTTP and prints what it was: `node export_otlp.mjs ENDPOINT`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const require = createRequire(join(process.cwd(), 'index.js'));
const { context, SpanStatusCode, trace } = require('@opentelemetry/api');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { TracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace');

const manifest = 'node_modules/@opentelemetry/exporter-trace-otlp-http/package.json';
const { version } = JSON.parse(readFileSync(manifest, 'utf8'));

const memory = new InMemorySpanExporter();
const exporter = new OTLPTraceExporter({ url: `${process.argv[2]}/v1/traces` });
const provider = new TracerProvider({
  spanProcessors: [memory, exporter].map((each) => new SimpleSpanProcessor({ exporter: each })),
});
const tracer = provider.getTracer('build');
const root = tracer.startSpan('build');
const inside = trace.setSpan(context.active(), root);
for (const name of ['compile api', 'compile web', 'test web']) {
  const span = tracer.startSpan(name, {}, inside);
  await wait(20);
  if (name === 'test web') span.setStatus({ code: SpanStatusCode.ERROR, message: 'expected 1, got 2' });
  span.end();
}
root.end();
await provider.forceFlush();

const finished = memory.getFinishedSpans();
const tookMs = ({ duration: [seconds, nanos] }) => seconds * 1000 + nanos / 1e6;
const tasks = finished.filter(({ name }) => name !== 'build');
console.log(
  JSON.stringify({
    version: `@opentelemetry/exporter-trace-otlp-http ${version}`,
    tasks: tasks.length,
    failed: tasks.filter(({ status }) => status.code === SpanStatusCode.ERROR).length,
    durationMs: tookMs(finished.find(({ name }) => name === 'build')),
    taskDurationMs: tasks.reduce((sum, span) => sum + tookMs(span), 0),
    metrics: 0,
    logs: 0,
  }),
);
await provider.shutdown();
