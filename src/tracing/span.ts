/** One traced operation: OpenTelemetry's span under the documents' names. */
import type { Attributes, AttributeValue, Exception, Span as OpenTelemetrySpan } from '@opentelemetry/api';
import { isAttributeValue } from '@opentelemetry/core';
import { fitAttributes, fitValue } from '../traces/attribute-values.ts';
import { reportMisuse, safeText } from './report-misuse.ts';
import { spanTime } from './span-clock.ts';
import { type SpanStatus, SpanStatusCode } from './span-kinds.ts';
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

  /** The data that another process needs to continue below this span. */
  get context(): TraceContext {
    return TraceContext.of(this.#span.spanContext());
  }

  /** For code that uses OpenTelemetry itself. */
  get openTelemetry(): OpenTelemetrySpan {
    return this.#span;
  }

  /** False once it has ended: then it cannot change any more. */
  get isRecording(): boolean {
    return this.#span.isRecording();
  }

  /** Null and undefined values are left out. */
  setAttribute(name: string, value: AttributeValue | null | undefined): this {
    if (value === null || value === undefined) return this;
    if (isAttributeValue(value) && typeof name === 'string')
      this.#span.setAttribute(name, fitValue(value) ?? undefined);
    else
      reportMisuse(
        `The attribute \`${safeText(name)}\` of a span takes a text, a number, a flag or a list of one of them.`,
      );
    return this;
  }

  setAttributes(attributes: Attributes): this {
    for (const [name, value] of Object.entries(attributes ?? {})) this.setAttribute(name, value);
    return this;
  }

  addEvent(name: string, attributes: Attributes = {}): this {
    if (typeof name !== 'string') reportMisuse(`The name of an event is a text, not ${safeText(name)}.`);
    this.#span.addEvent(safeText(name), fitAttributes(attributes ?? {}), spanTime());
    return this;
  }

  /**
   * Adds the event `exception`; the status stays unchanged.
   * @param error any thrown value
   */
  recordException(error: unknown): this {
    const record = (exception: Exception): void => this.#span.recordException(exception, spanTime());
    try {
      record(error instanceof Error ? error : { message: safeText(error) });
    } catch {
      // A getter of the error throws, or its message, name or stack is not a string.
      record({ message: safeText(error) });
    }
    return this;
  }

  /** Adds the exception and sets the status: a recorded error stays one, however the span is ended. */
  recordError(error: unknown): this {
    this.recordException(error);
    this.setStatus(SpanStatusCode.ERROR, error instanceof Error ? error.message : safeText(error));
    this.#hasError = true;
    return this;
  }

  /** The last one counts, but `Ok` is final. @param message of an error */
  setStatus(code: SpanStatus, message?: string): this {
    if (!Object.values(SpanStatusCode).includes(code))
      reportMisuse(
        `\`${safeText(code)}\` is not a status: use one of SpanStatus, such as \`SpanStatus.Ok\`.`,
      );
    else if (!this.#hasError) this.#span.setStatus({ code, ...(message === undefined ? {} : { message }) });
    return this;
  }

  /** Ends it now; a second time changes nothing. */
  end(): void {
    if (this.#span.isRecording()) this.#span.end(spanTime());
  }
}
