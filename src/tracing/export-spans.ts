/** Sends spans with OpenTelemetry's exporters, which read the standard variables. */
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { type BatchExporter, type Signal, sendBatches, splitBatches } from './otlp-delivery.ts';
import { otlpEndpoint, type Protocol } from './otlp-endpoint.ts';

const tracesSignal: Signal = {
  name: 'TRACES',
  subject: 'The trace was not exported in full',
  items: 'spans',
  code: 'trace-export',
};

/** The endpoint of traces from the standard variables; null if they set none or disable the export. */
export function traceEndpoint(env: Variables): string | null {
  return otlpEndpoint('TRACES', env);
}

/**
 * Sends all spans.
 * @returns the refused spans
 */
export async function exportSpans(
  spans: readonly ReadableSpan[],
  endpoint: string,
  env: Variables,
): Promise<readonly Problem[]> {
  const list = splitBatches(spans, (part) => [...part]);
  const open = (protocol: Protocol, timeoutMillis: number): Promise<BatchExporter<ReadableSpan[]>> =>
    openExporter(protocol, { url: endpoint, timeoutMillis });
  return await sendBatches(tracesSignal, { list, open }, endpoint, env);
}

/** Loaded on the first send. */
async function openExporter(
  protocol: Protocol,
  config: { readonly url: string; readonly timeoutMillis: number },
): Promise<BatchExporter<ReadableSpan[]>> {
  if (protocol === 'http/json')
    return new (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter(config);
  return new (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter(config);
}
