/**
 * Spans as OTLP/JSON from OpenTelemetry's own serializer: one request per line, as in the Collector's file exporter.
 * Reference: https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/
 */
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** Spans of one request: a trace of this size or less is one JSON document. */
const batch = 10_000;

export function writeOtlp(spans: readonly ReadableSpan[]): string {
  const lines: string[] = [];
  for (let first = 0; first < spans.length; first += batch) {
    const bytes = JsonTraceSerializer.serializeRequest(spans.slice(first, first + batch));
    lines.push(`${new TextDecoder().decode(bytes)}\n`);
  }
  return lines.join('');
}
