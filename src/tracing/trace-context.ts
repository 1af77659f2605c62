/**
 * The position of a process in a trace, in the form of W3C Trace Context. Reference:
 * https://www.w3.org/TR/trace-context/
 */

import { type SpanContext, TraceFlags, type TraceState as W3cTraceState } from '@opentelemetry/api';
import { parseTraceParent, TraceState } from '@opentelemetry/core';
import type { Variables } from '../model/variables.ts';
import { traceFlagBits } from '../traces/environment-trace.ts';
import { loadOpenTelemetry } from './load-opentelemetry.ts';

export class TraceContext implements SpanContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits: the parent of the next spans. */
  readonly spanId: string;
  readonly traceFlags: number;
  readonly traceState?: W3cTraceState;
  readonly isRemote = true;
  /** It comes from no header: its trace does not exist yet. */
  readonly isFresh: boolean;

  private constructor({ traceId, spanId, traceFlags, traceState }: SpanContext, isFresh: boolean) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.traceFlags = traceFlags;
    this.isFresh = isFresh;
    if (traceState !== undefined) this.traceState = traceState;
  }

  /** A trace that begins here. */
  static fresh(): TraceContext {
    const random = new (loadOpenTelemetry('sdk').RandomIdGenerator)();
    const ids = { traceId: random.generateTraceId(), spanId: random.generateSpanId() };
    return new TraceContext({ ...ids, traceFlags: TraceFlags.SAMPLED }, true);
  }

  static of(context: SpanContext): TraceContext {
    return new TraceContext(context, false);
  }

  /** Reads the headers; if `traceparent` is missing or wrong, a new trace begins, without an exception. */
  static parse(traceparent: unknown, tracestate?: unknown): TraceContext {
    const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent.trim()) : null;
    if (parent === null) return TraceContext.fresh();
    const state =
      typeof tracestate === 'string' && tracestate !== '' ? new TraceState(tracestate) : undefined;
    const traceFlags = parent.traceFlags & traceFlagBits;
    return TraceContext.of({ ...parent, traceFlags, ...(state === undefined ? {} : { traceState: state }) });
  }

  /** The trace from the environment: `TRACEPARENT` with `TRACESTATE`, or Golden Armada's `TRACE_CONTEXT`. */
  static fromEnvironment(env: Variables = process.env): TraceContext {
    const headers = [env['TRACEPARENT'], env['TRACE_CONTEXT']];
    const header = headers.find((each) => parseTraceParent(each?.trim() ?? '') !== null);
    return TraceContext.parse(header, env['TRACESTATE']);
  }

  get traceparent(): string {
    return `00-${this.traceId}-${this.spanId}-${this.traceFlags.toString(16).padStart(2, '0')}`;
  }

  /** '' for none. */
  get tracestate(): string {
    return this.traceState?.serialize() ?? '';
  }

  /** Variables for a process that continues the trace. */
  get environment(): Record<string, string> {
    const { traceparent, tracestate } = this;
    return {
      TRACEPARENT: traceparent,
      TRACE_CONTEXT: traceparent,
      ...(tracestate === '' ? {} : { TRACESTATE: tracestate }),
    };
  }

  toString(): string {
    return this.traceparent;
  }
}
