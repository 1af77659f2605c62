/** All batches of one signal together: how long they may take. */
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { metricsSignal, sendBatches } from '../../src/tracing/otlp-delivery.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('gives up after 20 s, although each batch is accepted in time', async () => {
  const taken: number[] = [];
  const exporter = {
    export: (batch: number, settle: (result: ExportResult) => void) => {
      taken.push(batch);
      setTimeout(() => settle({ code: ExportResultCode.SUCCESS }), 9_000);
    },
    abort: vi.fn(),
  };
  const list = Array.from({ length: 9 }, (_, i) => ({ batch: i, items: 1000 }));
  const sent = sendBatches(metricsSignal, { list, open: () => exporter }, 'http://127.0.0.1:1', {});
  await vi.advanceTimersByTimeAsync(20_000);
  expect((await sent).map(({ what }) => what)).toEqual([
    'The metrics were not exported in full: It did not answer within 20 s.',
  ]);
  expect(taken).toEqual([0, 1, 2]);
  expect(exporter.abort).toHaveBeenCalledOnce();
});
