/**
 * The library's entry for traces, `build-telemetry/tracing`: it loads OpenTelemetry's SDK, so the other entry need
 * not.
 */
export type { ReadableSpan } from '@opentelemetry/sdk-trace';
export { traceContext } from './tracing/agent-traces.ts';
export { Span } from './tracing/span.ts';
export { type OtlpOptions, SpanExporter } from './tracing/span-exporter.ts';
export { SpanKind, SpanStatus, SpanStatusCode } from './tracing/span-kinds.ts';
export { TraceContext } from './tracing/trace-context.ts';
export { configureTracer, getTracer, Tracer, type TracerOptions } from './tracing/tracer.ts';
