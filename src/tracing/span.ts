/** One traced operation: OpenTelemetry's span under the documents' names. */
import {
  type Attributes,
  type AttributeValue,
  type Span as OpenTelemetrySpan,
  SpanStatusCode,
} from '@opentelemetry/api';
import { spanTime } from './span-clock.ts';
import type { SpanStatus } from './span-kinds.ts';
import { TraceContext } from './trace-context.ts';

export class Span {
  readonly #span: OpenTelemetrySpan;
  #hasError = false;

  constructor(span: OpenTelemetrySpan) {
    this.#span = span;
  }

  /** 32 hexadecimal digits. */
  get traceId(): string {
    return this.#span.spanContext().traceId;
  }

  /** 16 hexadecimal digits. */
  get spanId(): string {
    return this.#span.spanContext().spanId;
  }

  /** What another process needs to continue below this span. */
  get context(): TraceContext {
    return TraceContext.of(this.#span.spanContext());
  }

  /** For code that uses OpenTelemetry itself. */
  get openTelemetry(): OpenTelemetrySpan {
    return this.#span;
  }

  /** False once it has ended: then nothing changes it any more. */
  get isRecording(): boolean {
    return this.#span.isRecording();
  }

  setAttribute(name: string, value: AttributeValue): this {
    this.#span.setAttribute(name, value);
    return this;
  }

  setAttributes(attributes: Attributes): this {
    this.#span.setAttributes(attributes);
    return this;
  }

  addEvent(name: string, attributes: Attributes = {}): this {
    this.#span.addEvent(name, attributes, spanTime());
    return this;
  }

  /** Adds the event `exception`; the status stays as it is. @param error whatever was thrown */
  recordException(error: unknown): this {
    this.#span.recordException(error instanceof Error ? error : { message: String(error) }, spanTime());
    return this;
  }

  /** Adds the exception and sets the status: an error that was recorded stays one, however the span is ended. */
  recordError(error: unknown): this {
    this.recordException(error);
    this.setStatus(SpanStatusCode.ERROR, error instanceof Error ? error.message : String(error));
    this.#hasError = true;
    return this;
  }

  /** The last one counts, but `Ok` is final. @param message of an error */
  setStatus(code: SpanStatus, message?: string): this {
    if (this.#hasError) return this;
    this.#span.setStatus({ code, ...(message === undefined ? {} : { message }) });
    return this;
  }

  /** Ends it now; a second time changes nothing. */
  end(): void {
    if (this.#span.isRecording()) this.#span.end(spanTime());
  }
}
