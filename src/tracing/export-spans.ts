/** Sends spans over OTLP/HTTP; the parts of OpenTelemetry for it are loaded on the first send. */
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { type Signal, sendBatches, splitBatches } from './otlp-delivery.ts';
import { otlpEndpoint } from './otlp-endpoint.ts';

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
  const { openTraceExporter } = await import('./otlp-exporter.ts');
  return await sendBatches(tracesSignal, { list, open: openTraceExporter }, endpoint, env);
}
