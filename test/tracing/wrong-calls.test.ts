/**
 * Wrong calls of both tracers throw nothing into the traced program: each is reported once, and the rest of the trace
 * is complete.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeOtlp } from '../../src/traces/write-otlp.ts';
import { type Span, SpanExporter, SpanStatus, Tracer, traceContext } from '../../src/tracing.ts';

const warn = vi.spyOn(process, 'emitWarning');
beforeEach(() => void warn.mockReset().mockReturnValue());
afterEach(() => vi.unstubAllEnvs());

const bare = Object.create(null) as unknown;
const circle: object[] = [];
circle.push(circle);
const newTracer = (): Tracer => new Tracer({ folder: null, env: {} });

/** Calls that a program without types may make. */
const calls: Readonly<Record<string, (tracer: Tracer, span: Span) => unknown>> = {
  'a parent that is none': (tracer) => tracer.startSpan('x', 0, 5 as never),
  'no name': (tracer) => tracer.startSpan(undefined as never),
  'a kind that is none': (tracer) => tracer.startSpan('x', 'SERVER' as never),
  'nothing to finish': (tracer) => tracer.finishSpan(undefined as never),
  'an exporter that is none': (tracer) => tracer.addExporter('jaeger' as never),
  'an endpoint without a scheme': (tracer) =>
    tracer.addExporter(SpanExporter.otlp({ url: 'collector:4318' })),
  'a protocol that is not supported': (tracer) =>
    tracer.addExporter(SpanExporter.jaeger('http://127.0.0.1:9', { protocol: 'grpc' as never })),
  'an address of Zipkin that is none': (tracer) => tracer.addExporter(SpanExporter.zipkin(5 as never)),
  'no options': (tracer) => tracer.addExporter(SpanExporter.otlp(null as never)),
  'an attribute without a value that counts': (_, span) => span.setAttribute('a', Symbol('x') as never),
  'an event without a name': (_, span) => span.addEvent(circle as never),
  'a status of another spelling': (_, span) => span.setStatus('OK' as never),
  'a span of nobody': () => traceContext.setAttributes(undefined as never, {}),
  'a parent of nobody': () => traceContext.startSpan({} as never, 'x'),
  'a context of nobody': () => traceContext.continueTrace(null as never, 'x'),
};

it.each(Object.entries(calls))('%s is reported once', (_, call) => {
  const tracer = newTracer();
  const span = tracer.startSpan('around');
  for (let times = 0; times < 2; times++) expect(() => call(tracer, span)).not.toThrow();
  expect(warn.mock.calls.map(([, type]) => type)).toEqual(['BuildTelemetryWarning']);
  tracer.finishSpan(span);
  expect(tracer.spansOf(span.traceId)).toMatchObject([
    { name: 'around', status: { code: SpanStatus.Unset } },
  ]);
});

it('accepts any thrown value', () => {
  const tracer = newTracer();
  const span = tracer.startSpan('work');
  const odd = Object.assign(new Error('x'), { code: bare });
  const thrown = [bare, Symbol('x'), null, undefined, 5, { message: 5 }, odd];
  for (const each of thrown) span.recordError(each);
  span.end();
  expect(tracer.spansOf(span.traceId)[0]?.events).toHaveLength(thrown.length);
  expect(warn).not.toHaveBeenCalled();
});

it('leaves out attributes without a value, without a warning', () => {
  const tracer = newTracer();
  const span = tracer.startSpan('work');
  span.setAttribute('none', null).setAttribute('open', undefined).setAttributes({ open: undefined, is: 1 });
  span.end();
  expect(tracer.spansOf(span.traceId)).toMatchObject([{ attributes: { is: 1 } }]);
  expect(Object.keys(tracer.spansOf(span.traceId)[0]?.attributes ?? {})).toEqual(['is']);
  expect(warn).not.toHaveBeenCalled();
});

it('writes numbers that JSON or integers of 64 bits cannot hold as texts: a receiver refuses them', () => {
  const tracer = newTracer();
  const span = tracer.startSpan('work');
  const given = {
    none: Number.NaN,
    all: Number.POSITIVE_INFINITY,
    large: 1e21,
    list: [1, -1e21],
    fine: 2 ** 62,
  };
  const written = { none: 'NaN', all: 'Infinity', large: '1e+21', list: ['1', '-1e+21'], fine: 2 ** 62 };
  span.setAttributes(given).addEvent('event', given).end();
  const spans = tracer.spansOf(span.traceId);
  expect(spans).toMatchObject([{ attributes: written, events: [{ attributes: written }] }]);
  expect(writeOtlp(spans)).not.toMatch(/:null|Value":-?[\d.]+e/);
});

it('starts without OTLP if the standard variables are invalid', () => {
  const faults: string[] = [];
  const start = (endpoint: string): Tracer =>
    new Tracer({
      folder: null,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint },
      onProblem: ({ message }) => faults.push(message),
    });
  start('collector:4318').startSpan('x').end();
  vi.stubEnv('OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc');
  start('http://127.0.0.1:9').startSpan('x').end();
  expect(faults).toEqual([
    expect.stringContaining('does not begin with http://'),
    expect.stringContaining('`grpc` is not supported'),
  ]);
});

it('reports an exporter that throws', async () => {
  const faults: string[] = [];
  const tracer = new Tracer({ folder: null, env: {}, onProblem: ({ message }) => faults.push(message) });
  tracer.addExporter({
    export: () => {
      throw new Error('out of order');
    },
    shutdown: async () => {},
  });
  tracer.startSpan('x').end();
  await tracer.flush();
  expect(faults).toEqual(['out of order']);
});
