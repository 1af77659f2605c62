/** Delivery of a build's trace: the file, the endpoint, and which fault is reported. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchSpanProcessor, InMemorySpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { writeOtlp } from '../../src/traces/write-otlp.ts';
import { deliverTrace, type TraceTarget } from '../../src/tracing/deliver-trace.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';
import { jsonAnswer, startLoopback } from '../services/loopback.ts';
import { buildOf } from '../source-of.ts';
import { tempFolder } from '../temp-folder.ts';
import { reportOf, traceOf } from '../traces/make-trace.ts';

const small = makeBuild({ id: 'gh-9182736455-1-aaaa', context: makeContext({ runId: '9182736455' }) });
const nowhere = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_EXPORTER_OTLP_TIMEOUT: '200' };

async function deliver(
  change: Partial<TraceTarget>,
  build: Build = small,
): Promise<readonly { readonly code: string }[]> {
  for (const [name, value] of Object.entries(change.env ?? {})) vi.stubEnv(name, value);
  const target: TraceTarget = {
    env: {},
    file: null,
    job: null,
    repository: null,
    atMs: 0,
    maxTasks: 10_000,
    isFork: false,
    ...change,
  };
  return await deliverTrace(build, reportOf(build), target);
}

/** Trace, span and parent of the build's own span in a file. */
function rootIn(file: string): object {
  const [root] = JSON.parse(readFileSync(file, 'utf8')).resourceSpans[0].scopeSpans[0].spans;
  return [root.traceId, root.parentSpanId ?? null];
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a build’s trace', () => {
  it('is written below the job of its run', async () => {
    const file = join(tempFolder('trace'), 'trace.otlp.json');
    const job = { id: '7001', name: 'build', traceIds: 'job' } as const;
    const repository = {
      name: 'shop',
      url: 'https://github.com/acme/shop',
      runUrl: 'https://github.com/run',
    };
    vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'team=checkout');
    expect(await deliver({ file, job, repository })).toEqual([]);
    expect(rootIn(file)).toEqual(['35997421c3acbe40480c8d0eeeb48953', 'c1ff1739b096dd1a']);
    const { attributes } = JSON.parse(readFileSync(file, 'utf8')).resourceSpans[0].resource;
    const texts = Object.fromEntries(
      attributes.map(({ key, value }: never) => [key, (value as { stringValue: string }).stringValue]),
    );
    expect(texts).toMatchObject({
      'service.name': 'shop',
      team: 'checkout',
      'vcs.repository.url.full': repository.url,
    });
  });

  it('continues the trace of TRACEPARENT outside a workflow', async () => {
    const file = join(tempFolder('trace'), 'trace.otlp.json');
    const env = { TRACEPARENT: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    await deliver({ file, env });
    expect(rootIn(file)).toEqual(['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']);
  });

  it('is written and sent only on request', async () => {
    const file = join(tempFolder('trace'), 'trace.otlp.json');
    expect(await deliver({})).toEqual([]);
    expect(existsSync(file)).toBe(false);
  });

  it('sends no more tasks than the maximum, and has all of them in its file', async () => {
    const bodies: string[] = [];
    const receiver = await startLoopback(async ({ body }) => {
      bodies.push(body.toString());
      return { answer: async () => jsonAnswer(200, {}), fault: null };
    });
    const file = join(tempFolder('trace'), 'trace.otlp.json');
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
    const tasks = ['short', 'longer', 'longest'].map((name, i) =>
      makeTask({ id: name, name, durationMs: 10 * (i + 1) }),
    );
    expect(await deliver({ env, file, maxTasks: 2 }, makeBuild({ tasks }))).toEqual([]);
    await receiver.close();
    const namesIn = (text: string): string[] =>
      JSON.parse(text).resourceSpans[0].scopeSpans[0].spans.map(({ name }: { name: string }) => name);
    expect(bodies.map(namesIn)).toEqual([['RUN ci', 'longer', 'longest']]);
    expect(namesIn(readFileSync(file, 'utf8'))).toEqual(['RUN ci', 'short', 'longer', 'longest']);
  });

  it('reports a failing endpoint, but not on a fork, which has no secrets', async () => {
    expect(await deliver({ env: nowhere })).toMatchObject([{ code: 'trace-export', level: 'warning' }]);
    expect(await deliver({ env: nowhere, isFork: true })).toEqual([]);
  });
});

describe('compared with OpenTelemetry’s SDK', () => {
  it('the same work traced by the SDK and by us is read as the same build', async () => {
    const start = 1_790_000_000_000;
    const tasks = ['compile', 'link'].map((name, i) =>
      makeTask({ id: `t${i}`, name, startTimeMs: start + i * 100, durationMs: 80 }),
    );
    const ours = makeBuild({ startTimeMs: start, durationMs: 200, tasks });
    const memory = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: memory })] });
    const tracer = provider.getTracer('judge');
    const root = tracer.startSpan('build', { startTime: start });
    const around = root.spanContext();
    const { ROOT_CONTEXT, trace } = await import('@opentelemetry/api');
    for (const { name, startTimeMs, durationMs } of tasks) {
      const context = trace.setSpanContext(ROOT_CONTEXT, around);
      tracer
        .startSpan(name, { startTime: startTimeMs ?? 0 }, context)
        .end((startTimeMs ?? 0) + (durationMs ?? 0));
    }
    root.end(start + 200);
    await provider.forceFlush();
    const [bySdk, byUs] = [
      await buildOf(writeOtlp(memory.getFinishedSpans())),
      await buildOf(writeOtlp(traceOf(ours))),
    ];
    const factsOf = ({ startTimeMs, durationMs, tasks: list }: typeof bySdk): object => ({
      startTimeMs,
      durationMs,
      tasks: list
        .map(({ name, kind, result, startTimeMs: at, durationMs: took }) => ({
          name,
          kind,
          result,
          at,
          took,
        }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    });
    expect(factsOf(byUs)).toEqual(factsOf(bySdk));
  });
});
