/** Golden Armada's functions over the tracer of this process: each call takes its span. */
import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { reportMisuse, safeText } from './report-misuse.ts';
import { Span } from './span.ts';
import { SpanKind, type SpanStatus } from './span-kinds.ts';
import { TraceContext } from './trace-context.ts';
import { getTracer } from './tracer.ts';

export const traceContext = {
  /** @returns the root span of a new trace */
  startTrace(name: string, kind: SpanKind = SpanKind.INTERNAL): Span {
    return getTracer().openSpan(name, kind, TraceContext.fresh());
  },

  startSpan(parent: Span, name: string, kind: SpanKind = SpanKind.INTERNAL): Span {
    return getTracer().openSpan(name, kind, parent);
  },

  setAttributes(span: Span, attributes: Attributes): void {
    onSpan(span, () => span.setAttributes(attributes));
  },

  addEvent(span: Span, name: string, attributes: Attributes = {}): void {
    onSpan(span, () => span.addEvent(name, attributes));
  },

  /** An exception event and the error status, which ending the span with `OK` does not reset. */
  recordError(span: Span, error: unknown): void {
    onSpan(span, () => span.recordError(error));
  },

  endSpan(span: Span, status?: { readonly code: SpanStatus; readonly message?: string }): void {
    onSpan(span, () => {
      if (status) span.setStatus(status.code, status.message);
      span.end();
    });
  },

  /** Ended spans of a trace, in the form of OpenTelemetry's SDK. */
  exportSpans(traceId: string): readonly ReadableSpan[] {
    return getTracer().spansOf(traceId);
  },

  /** @returns a `traceparent` for `process.env.TRACE_CONTEXT`, a header or a message; '' for an invalid span */
  propagate(span: Span): string {
    return onSpan(span, () => span.context.traceparent) ?? '';
  },

  /**
   * A missing or wrong header gives a new trace. By default that of the environment: `TRACEPARENT` or
   * `TRACE_CONTEXT`.
   */
  extract(header?: string | null): TraceContext {
    return header === undefined ? TraceContext.fromEnvironment() : TraceContext.parse(header);
  },

  /** @returns a span below that of another process */
  continueTrace(context: TraceContext, name: string, kind: SpanKind = SpanKind.INTERNAL): Span {
    return getTracer().openSpan(name, kind, context);
  },
};

function onSpan<T>(span: unknown, work: () => T): T | null {
  if (span instanceof Span) return work();
  reportMisuse(`\`traceContext\` works with spans that it started, not with ${safeText(span)}.`);
  return null;
}
