/** Golden Armada's main function, by the examples of its document. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { configureTracer, SpanKind, SpanStatusCode, traceContext } from '../../src/tracing.ts';

beforeAll(async () => {
  await configureTracer({ folder: null, exporters: [] });
});
afterAll(async () => {
  await configureTracer({ folder: null, exporters: [] });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('traceContext', () => {
  it('covers the life of a span', () => {
    const root = traceContext.startTrace('orchestration-session', SpanKind.SERVER);
    traceContext.setAttributes(root, { 'session.id': 'abc', 'agent.count': 3 });
    const child = traceContext.startSpan(root, 'coder-execution', SpanKind.INTERNAL);
    traceContext.addEvent(child, 'code_generation_started', { language: 'typescript' });
    traceContext.endSpan(child, { code: SpanStatusCode.OK });
    traceContext.endSpan(root, { code: SpanStatusCode.OK });
    const spans = traceContext.exportSpans(root.traceId);
    expect(spans.map(({ name, kind, status }) => [name, kind, status.code])).toEqual([
      ['coder-execution', SpanKind.INTERNAL, SpanStatusCode.OK],
      ['orchestration-session', SpanKind.SERVER, SpanStatusCode.OK],
    ]);
    expect(spans[0]?.parentSpanContext?.spanId).toBe(root.spanId);
    expect(spans[0]?.events).toMatchObject([
      { name: 'code_generation_started', attributes: { language: 'typescript' } },
    ]);
    expect(spans[1]?.attributes).toEqual({ 'session.id': 'abc', 'agent.count': 3 });
  });

  it('records an error, which ending with OK does not hide', () => {
    const span = traceContext.startTrace('work');
    traceContext.recordError(span, new Error('timed out'));
    traceContext.endSpan(span, { code: SpanStatusCode.OK });
    const [ended] = traceContext.exportSpans(span.traceId);
    expect(ended?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'timed out' });
    expect(ended?.events).toMatchObject([
      { name: 'exception', attributes: { 'exception.message': 'timed out' } },
    ]);
  });

  it('crosses processes in TRACE_CONTEXT', () => {
    const root = traceContext.startTrace('coordination');
    vi.stubEnv('TRACEPARENT', '');
    vi.stubEnv('TRACE_CONTEXT', traceContext.propagate(root));
    const below = traceContext.continueTrace(
      traceContext.extract(process.env['TRACE_CONTEXT']),
      'sub-agent-work',
    );
    traceContext.endSpan(below);
    expect(below.traceId).toBe(root.traceId);
    expect(traceContext.extract().traceId).toBe(root.traceId);
    const [span] = traceContext.exportSpans(root.traceId);
    expect(span?.parentSpanContext).toMatchObject({ spanId: root.spanId, isRemote: true });
  });

  it.each(['', 'nonsense', null, '00-0-0-00'])('starts a new trace with the header %j', (header) => {
    const span = traceContext.continueTrace(traceContext.extract(header), 'work');
    traceContext.endSpan(span);
    expect(traceContext.exportSpans(span.traceId)).toHaveLength(1);
    expect(traceContext.exportSpans(span.traceId)[0]?.parentSpanContext).toBeUndefined();
  });
});
