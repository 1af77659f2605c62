/** Spans on their way to an exporter: none are lost, and a flush waits for all of them. */
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { expect, it, onTestFinished, vi } from 'vitest';
import { SpanQueue } from '../../src/tracing/span-queue.ts';
import { Tracer } from '../../src/tracing.ts';

type Settle = (result: ExportResult) => void;

/** Keeps each batch; `answer` settles the oldest one without a result. */
function manualExporter() {
  const batches: (readonly ReadableSpan[])[] = [];
  const open: Settle[] = [];
  const exporter: SpanExporter = {
    export: (spans, settle) => {
      batches.push(spans);
      open.push(settle);
    },
    shutdown: async () => {},
  };
  const answer = (code = ExportResultCode.SUCCESS): void => open.shift()?.({ code });
  return { exporter, batches, answer };
}

const span = (): ReadableSpan => ({}) as ReadableSpan;
const sizes = (batches: readonly (readonly ReadableSpan[])[]) => batches.map(({ length }) => length);
const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

it('sends all spans that end at once, more than OpenTelemetry queues', async () => {
  let sent = 0;
  const exporter: SpanExporter = {
    export: (spans, settle) => {
      sent += spans.length;
      setImmediate(() => settle({ code: ExportResultCode.SUCCESS }));
    },
    shutdown: async () => {},
  };
  const tracer = new Tracer({ folder: null, env: {}, exporters: [exporter] });
  tracer.startTrace();
  for (let i = 0; i < 10_000; i++) tracer.finishSpan(tracer.startSpan('work'));
  await tracer.flush();
  expect(sent).toBe(10_000);
});

it('waits in a flush for a batch that is already on its way', async () => {
  const { exporter, batches, answer } = manualExporter();
  const queue = new SpanQueue(exporter, () => {});
  for (let i = 0; i < 600; i++) queue.onEnd(span());
  let isFlushed = false;
  const flushed = queue.forceFlush().then(() => {
    isFlushed = true;
  });
  await settled();
  expect([sizes(batches), isFlushed]).toEqual([[512], false]);
  answer();
  await settled();
  expect([sizes(batches), isFlushed]).toEqual([[512, 88], false]);
  // A flush does not wait for what ends after its call.
  queue.onEnd(span());
  answer();
  await flushed;
  expect(sizes(batches)).toEqual([512, 88]);
  const over = queue.shutdown();
  queue.onEnd(span());
  await settled();
  answer();
  await over;
  expect(sizes(batches)).toEqual([512, 88, 1]);
});

it('gives up what waits behind a batch that failed, and sends later spans', async () => {
  const { exporter, batches, answer } = manualExporter();
  const faults: string[] = [];
  const queue = new SpanQueue(exporter, ({ message }) => faults.push(message));
  for (let i = 0; i < 2_000; i++) queue.onEnd(span());
  const flushed = queue.forceFlush();
  answer(ExportResultCode.FAILED);
  await flushed;
  expect([sizes(batches), faults]).toEqual([[512], ['no answer']]);
  queue.onEnd(span());
  const again = queue.forceFlush();
  answer();
  await again;
  expect(sizes(batches)).toEqual([512, 1]);
});

it('reports once that spans are left out, and keeps no more than it may', async () => {
  const { exporter, batches, answer } = manualExporter();
  const faults: string[] = [];
  const queue = new SpanQueue(exporter, ({ message }) => faults.push(message), 1_000);
  for (let i = 0; i < 3_000; i++) queue.onEnd(span());
  expect(faults).toEqual(['more than 1,000 spans waited: further ones were not sent']);
  const flushed = queue.forceFlush();
  for (let i = 0; i < 3; i++) {
    answer();
    await settled();
  }
  await flushed;
  expect(sizes(batches)).toEqual([512, 512, 488]);
});

it('gives up a batch that is not answered, and sends later spans', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { exporter, batches, answer } = manualExporter();
  const faults: string[] = [];
  const queue = new SpanQueue(exporter, ({ message }) => faults.push(message));
  queue.onEnd(span());
  const flushed = queue.forceFlush();
  await vi.advanceTimersByTimeAsync(30_000);
  await flushed;
  expect(faults).toEqual(['no answer within 30 s']);
  answer();
  queue.onEnd(span());
  const again = queue.forceFlush();
  answer();
  await again;
  expect([sizes(batches), faults.length]).toEqual([[1, 1], 1]);
});
