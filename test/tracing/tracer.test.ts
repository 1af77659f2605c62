/** Builder's tracer: its document's example, one current span per line of work, exporters, files. */
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  getTracer,
  SpanExporter,
  SpanKind,
  SpanStatus,
  TraceContext,
  Tracer,
  type TracerOptions,
} from '../../src/tracing.ts';
import { type Answer, type Call, startLoopback } from '../services/loopback.ts';
import { buildOf } from '../source-of.ts';
import { tempFolder } from '../temp-folder.ts';

const open: Tracer[] = [];
afterEach(async () => {
  for (const tracer of open.splice(0)) await tracer.shutdown();
});

function newTracer(options: TracerOptions = {}): Tracer {
  const tracer = new Tracer({ folder: null, env: {}, ...options });
  open.push(tracer);
  return tracer;
}

const tree = (spans: readonly ReadableSpan[]): object =>
  Object.fromEntries(
    spans.map(({ name, parentSpanContext }) => [
      name,
      spans.find((span) => span.spanContext().spanId === parentSpanContext?.spanId)?.name ?? null,
    ]),
  );

describe('the example of the document', () => {
  const build = (tracer: Tracer, compile: () => void): ReturnType<Tracer['startSpan']> => {
    tracer.startTrace();
    const span = tracer.startSpan('build-target', SpanKind.Internal);
    span.setAttribute('target.name', 'myapp');
    try {
      compile();
      span.setStatus(SpanStatus.Ok);
    } catch (error) {
      span.recordException(error);
      span.setStatus(SpanStatus.Error);
    } finally {
      tracer.finishSpan(span);
    }
    return span;
  };

  it('traces what succeeds', () => {
    const tracer = newTracer();
    const span = build(tracer, () => {});
    expect(tracer.spansOf(span.traceId)).toMatchObject([
      { name: 'build-target', attributes: { 'target.name': 'myapp' }, status: { code: SpanStatus.Ok } },
    ]);
  });

  it('traces what fails', () => {
    const tracer = newTracer();
    const { traceId } = build(tracer, () => {
      throw new TypeError('no such target');
    });
    const [span] = tracer.spansOf(traceId);
    expect(span?.status.code).toBe(SpanStatus.Error);
    expect(span?.events).toMatchObject([
      {
        name: 'exception',
        attributes: { 'exception.type': 'TypeError', 'exception.message': 'no such target' },
      },
    ]);
  });

  it('leaves the status to the program if an exception is recorded', () => {
    const tracer = newTracer();
    const span = tracer.startSpan('retried').recordException(new Error('once'));
    tracer.finishSpan(span);
    expect(tracer.spansOf(span.traceId)[0]?.status).toEqual({ code: SpanStatus.Unset });
  });

  it('has one tracer per process', () => {
    expect(getTracer()).toBe(getTracer());
  });
});

describe('a trace', () => {
  it('has an id of 128 bits that its first span has too, without a parent', () => {
    const tracer = newTracer();
    const { traceId } = tracer.startTrace();
    expect(traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    const span = tracer.startSpan('first');
    expect([span.traceId, span.spanId.length]).toEqual([traceId, 16]);
    tracer.finishSpan(span);
    expect(tracer.spansOf(traceId)[0]?.parentSpanContext).toBeUndefined();
    expect(tracer.startTrace().traceId).not.toBe(traceId);
  });

  it('nests spans, and continues after a finished one', () => {
    const tracer = newTracer();
    const { traceId } = tracer.startTrace();
    const outer = tracer.startSpan('outer');
    const inner = tracer.startSpan('inner');
    tracer.finishSpan(inner);
    tracer.finishSpan(inner);
    const next = tracer.startSpan('next');
    tracer.finishSpan(next);
    tracer.finishSpan(outer);
    const root = tracer.startSpan('root');
    const middle = tracer.startSpan('middle');
    tracer.finishSpan(tracer.startSpan('leaf'));
    tracer.finishSpan(middle);
    tracer.finishSpan(tracer.startSpan('beside the middle'));
    tracer.finishSpan(root);
    tracer.finishSpan(tracer.startSpan('last'));
    expect(tree(tracer.spansOf(traceId))).toEqual({
      ...{ inner: 'outer', next: 'outer', outer: null, root: null },
      ...{ middle: 'root', leaf: 'middle', 'beside the middle': 'root', last: null },
    });
  });

  it('closes a span whose child was left open', () => {
    const tracer = newTracer();
    const { traceId } = tracer.startTrace();
    const outer = tracer.startSpan('outer');
    const left = tracer.startSpan('left open');
    outer.end();
    tracer.finishSpan(left);
    tracer.finishSpan(tracer.startSpan('after'));
    // A span that has ended accepts no more children.
    expect(tree(tracer.spansOf(traceId))).toEqual({ outer: null, 'left open': 'outer', after: null });
  });

  it('keeps parallel work separate', async () => {
    const tracer = newTracer();
    const { traceId } = tracer.startTrace();
    const work = (name: string, ms: number) =>
      tracer.withSpan(name, async () => {
        await wait(ms);
        await tracer.withSpan(`${name} below`, () => wait(1));
      });
    await Promise.all([work('a', 5), work('b', 1)]);
    expect(tree(tracer.spansOf(traceId))).toEqual({ a: null, b: null, 'a below': 'a', 'b below': 'b' });
  });

  it('records what work throws, and throws it again', async () => {
    const tracer = newTracer();
    const { traceId } = tracer.startTrace();
    await expect(tracer.withSpan('work', () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    expect(tracer.spansOf(traceId)[0]?.status).toEqual({ code: SpanStatus.Error, message: 'broken' });
  });

  it('continues the trace of another process, from its variables', () => {
    const first = newTracer();
    const span = first.startSpan('parent');
    const second = newTracer({ env: span.context.environment });
    const child = second.startSpan('child');
    second.finishSpan(child);
    expect(child.traceId).toBe(span.traceId);
    expect(second.spansOf(span.traceId)[0]?.parentSpanContext?.spanId).toBe(span.spanId);
  });

  it('keeps `Ok`, and accepts no changes after the end', () => {
    const tracer = newTracer();
    const span = tracer.startSpan('s');
    span.setStatus(SpanStatus.Ok).setStatus(SpanStatus.Error);
    tracer.finishSpan(span);
    span.setAttribute('late', true);
    expect(tracer.spansOf(span.traceId)[0]).toMatchObject({
      status: { code: SpanStatus.Ok },
      attributes: {},
    });
  });
});

describe('exporters', () => {
  it('can be combined: OTLP as JSON and protobuf, Jaeger, Zipkin', async () => {
    const calls: Call[] = [];
    const answer: Answer = { status: 202, headers: { 'content-type': 'application/json' }, body: '{}' };
    const server = await startLoopback(async (call) => {
      calls.push(call);
      return { answer: async () => answer, fault: null };
    });
    const memory = new InMemorySpanExporter();
    const tracer = newTracer({
      exporters: [
        memory,
        SpanExporter.otlp({ url: `${server.url}/json`, protocol: 'http/json', headers: { token: 'abc' } }),
        SpanExporter.otlp({ url: `${server.url}/protobuf` }),
        SpanExporter.jaeger(server.url),
        SpanExporter.zipkin(`${server.url}/api/v2/spans`),
      ],
    });
    const span = tracer.startSpan('work', SpanKind.Server);
    tracer.finishSpan(span);
    await tracer.flush();
    await server.close();
    const byPath = new Map(calls.map((call) => [call.url.pathname, call]));
    expect([...byPath.keys()].sort()).toEqual(['/api/v2/spans', '/json', '/protobuf', '/v1/traces']);
    expect(byPath.get('/json')?.headers['token']).toBe('abc');
    const [zipkin] = JSON.parse(String(byPath.get('/api/v2/spans')?.body));
    expect(zipkin).toMatchObject({ traceId: span.traceId, id: span.spanId, name: 'work', kind: 'SERVER' });
    expect(memory.getFinishedSpans()).toHaveLength(1);
  });

  it('that fail are reported, and break nothing', async () => {
    const warnings: string[] = [];
    const exporters = [SpanExporter.otlp({ url: 'http://127.0.0.1:1', timeoutMs: 200 })];
    const tracer = newTracer({ exporters, onProblem: (error) => warnings.push(error.message) });
    tracer.finishSpan(tracer.startSpan('work'));
    await tracer.flush();
    expect(warnings).toEqual([expect.stringMatching(/^OTLP endpoint http:\/\/127\.0\.0\.1:1: \w/)]);
  });
});

describe('spans that a receiver rejects', () => {
  it('are reported, and later ones are sent', async () => {
    const warnings: string[] = [];
    const partialSuccess = { rejectedSpans: '1', errorMessage: 'span too old' };
    let calls = 0;
    const server = await startLoopback(async () => {
      calls += 1;
      const body = JSON.stringify(calls === 1 ? { partialSuccess } : {});
      return { answer: async () => ({ status: 200, body }), fault: null };
    });
    const exporters = [SpanExporter.otlp({ url: server.url, protocol: 'http/json' })];
    const tracer = newTracer({ exporters, onProblem: (error) => warnings.push(error.message) });
    for (let i = 0; i < 1_000; i++) tracer.finishSpan(tracer.startSpan('work'));
    await tracer.flush();
    await server.close();
    const warning = `OTLP endpoint ${server.url}: 1 spans were rejected. span too old`;
    expect([warnings, calls]).toEqual([[warning], 2]);
  });
});

describe('a timeout that is longer than a timer of Node', () => {
  it('does not end an export at once', async () => {
    const warnings: string[] = [];
    const server = await startLoopback(async () => ({
      answer: async () => {
        await wait(50);
        return { status: 200 };
      },
      fault: null,
    }));
    const exporters = [SpanExporter.otlp({ url: server.url, timeoutMs: 2 ** 31 })];
    const tracer = newTracer({ exporters, onProblem: (error) => warnings.push(error.message) });
    tracer.finishSpan(tracer.startSpan('work'));
    await tracer.flush();
    await server.close();
    expect(warnings).toEqual([]);
  });
});

describe('files', () => {
  it('hold a trace as OTLP, which is read as a build', async () => {
    const folder = tempFolder('traces');
    const tracer = newTracer({ folder });
    tracer.startTrace();
    const outer = tracer.startSpan('build');
    for (const name of ['compile', 'link']) tracer.finishSpan(tracer.startSpan(name));
    tracer.finishSpan(outer);
    await tracer.flush();
    const [file = ''] = readdirSync(folder);
    const build = await buildOf(readFileSync(join(folder, file)));
    expect(build.tasks.map(({ name, result }) => [name, result])).toEqual([
      ['compile', 'success'],
      ['link', 'success'],
    ]);
  });

  it.each([{ OTEL_SDK_DISABLED: 'true' }, { BUILD_TELEMETRY_ENABLED: 'false' }])(
    'are neither written nor sent if it is switched off: %j',
    async (env) => {
      const folder = tempFolder('traces');
      const tracer = newTracer({ folder, env });
      const send = vi.fn();
      tracer.addExporter({ export: send, shutdown: async () => {} });
      tracer.finishSpan(tracer.startSpan('work'));
      await tracer.flush();
      expect(send).not.toHaveBeenCalled();
      expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    },
  );

  it('are deleted after seven days, and no other file is', async () => {
    const folder = tempFolder('traces');
    mkdirSync(folder, { recursive: true });
    const old = new Date(Date.now() - 8 * 86_400_000);
    for (const name of ['old.otlp.jsonl', 'notes.txt']) {
      writeFileSync(join(folder, name), '');
      utimesSync(join(folder, name), old, old);
    }
    const tracer = newTracer({ folder });
    tracer.finishSpan(tracer.startSpan('work'));
    await tracer.flush();
    expect(readdirSync(folder).filter((name) => name === 'old.otlp.jsonl' || name === 'notes.txt')).toEqual([
      'notes.txt',
    ]);
  });

  it.each([-1, Number.NaN, '7', null])('are all kept with %j retention days', async (retentionDays) => {
    const folder = tempFolder('traces');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'other.otlp.jsonl'), '');
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const tracer = newTracer({ folder, retentionDays: retentionDays as never });
    tracer.finishSpan(tracer.startSpan('work'));
    await tracer.flush();
    expect(readdirSync(folder)).toHaveLength(2);
    expect(warned.mock.calls.flat().join()).toContain('`retentionDays` is');
    warned.mockRestore();
  });

  it('are not written if telemetry is switched off', async () => {
    const folder = tempFolder('traces');
    const tracer = newTracer({ folder: join(folder, 'traces'), env: { BUILD_TELEMETRY_ENABLED: '0' } });
    tracer.finishSpan(tracer.startSpan('work'));
    await tracer.flush();
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** Cases of the test suite of W3C: https://github.com/w3c/trace-context/blob/main/test/test.py */
describe('traceparent', () => {
  const [trace, parent] = ['12345678901234567890123456789012', '1234567890123456'];
  it.each([
    ['as it is written', `00-${trace}-${parent}-01`, true],
    ['not sampled', `00-${trace}-${parent}-00`, true],
    ['of a future version', `cc-${trace}-${parent}-01`, true],
    ['of a future version, with more', `cc-${trace}-${parent}-01-what-the-future-will-be-like`, true],
    ['of a future version, with more but no dash', `cc-${trace}-${parent}-01.what-the-future`, false],
    ['of version 00 with more', `00-${trace}-${parent}-01-what-the-future-will-be-like`, false],
    ['of version ff', `ff-${trace}-${parent}-01`, false],
    ['of an illegal version', `.0-${trace}-${parent}-01`, false],
    ['of a short version', `0-${trace}-${parent}-01`, false],
    ['of a long version', `000-${trace}-${parent}-01`, false],
    ['with a trace id of zeros', `00-${'0'.repeat(32)}-${parent}-01`, false],
    ['with a parent id of zeros', `00-${trace}-${'0'.repeat(16)}-01`, false],
    ['with an illegal trace id', `00-.${trace.slice(1)}-${parent}-01`, false],
    ['with capital letters', `00-${'A'.repeat(32)}-${parent}-01`, false],
    ['with a short trace id', `00-${trace.slice(1)}-${parent}-01`, false],
    ['with a long trace id', `00-${trace}0-${parent}-01`, false],
    ['with an illegal parent id', `00-${trace}-.${parent.slice(1)}-01`, false],
    ['with a short parent id', `00-${trace}-${parent.slice(1)}-01`, false],
    ['with a long parent id', `00-${trace}-${parent}0-01`, false],
    ['with illegal flags', `00-${trace}-${parent}-.0`, false],
    ['with flags that are illegal in part', `00-${trace}-${parent}-0.`, false],
    ['with short flags', `00-${trace}-${parent}-1`, false],
    ['with long flags', `00-${trace}-${parent}-001`, false],
    ['with white space around it', `\t 00-${trace}-${parent}-01 \t`, true],
    ['missing', undefined, false],
    ['of another type', 42, false],
  ])('%s', (_, header, isTaken) => {
    const context = TraceContext.parse(header);
    expect(context.isFresh).toBe(!isTaken);
    expect(context.traceId === trace).toBe(isTaken);
    expect(context.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
  });

  it('passes tracestate on, below its own spans', () => {
    const context = TraceContext.parse(`00-${trace}-${parent}-01`, 'foo=1,bar=2');
    const tracer = newTracer();
    const span = tracer.startSpan('s', SpanKind.Internal, context);
    expect(span.context.environment['TRACESTATE']).toBe('foo=1,bar=2');
    expect(TraceContext.parse('wrong', 'foo=1').tracestate).toBe('');
  });

  const allowed = 'abcdefghijklmnopqrstuvwxyz0123456789_-*/';
  const members = Array.from({ length: 32 }, (_, i) => `bar${i}=${i}`);
  it.each([
    ['nothing', '', ''],
    ['white space', ' foo=1 \t , \t bar=2, \t baz=3 \t', 'foo=1,bar=2,baz=3'],
    ['a key of 256', `${'z'.repeat(256)}=1`, `${'z'.repeat(256)}=1`],
    ['a key of a tenant', `${allowed}@a-z=1`, `${allowed}@a-z=1`],
    ['a key that is too long', `foo=1,${'z'.repeat(257)}=1`, 'foo=1'],
    ['an illegal key', 'foo.bar=1', ''],
    ['a key in capitals', 'FOO=1', ''],
    ['an illegal value', 'foo=bar=baz', ''],
    ['as many members as may be', members.join(','), members.join(',')],
  ])('reads from tracestate %s', (_, header, taken) => {
    expect(TraceContext.parse(`00-${trace}-${parent}-00`, header).tracestate).toBe(taken);
  });
});
