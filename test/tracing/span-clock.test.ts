/** Times of spans: to the microsecond, in their order, and the time of day. */
import { hrTimeToMicroseconds } from '@opentelemetry/core';
import { afterEach, expect, it, vi } from 'vitest';
import { Tracer } from '../../src/tracing.ts';

afterEach(() => vi.useRealTimers());

it('lets no span begin before or end after its parent', () => {
  const tracer = new Tracer({ folder: null, env: {} });
  const { traceId } = tracer.startTrace();
  for (let i = 0; i < 500; i++) {
    const outer = tracer.startSpan('outer');
    const inner = tracer.startSpan('inner').addEvent('event');
    tracer.finishSpan(inner);
    tracer.finishSpan(outer);
  }
  const spans = tracer.spansOf(traceId);
  const outer = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const inner = spans.filter(({ name }) => name === 'inner');
  expect(inner).toHaveLength(500);
  for (const { startTime, endTime, events, parentSpanContext } of inner) {
    const around = outer.get(parentSpanContext?.spanId ?? '');
    const times = [around?.startTime, startTime, events[0]?.time, endTime, around?.endTime];
    const order = times.map((time) => hrTimeToMicroseconds(time ?? [0, 0]));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order.every(Number.isInteger)).toBe(true);
  }
});

it('follows changes of the time of day', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2030, 0, 1) });
  const tracer = new Tracer({ folder: null, env: {} });
  const span = tracer.startSpan('work');
  span.end();
  const [ended] = tracer.spansOf(span.traceId);
  expect(ended?.startTime).toEqual([Date.UTC(2030, 0, 1) / 1000, 0]);
});
