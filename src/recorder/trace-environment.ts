/**
 * The variables that pass a trace on to a command. Reference:
 * https://opentelemetry.io/docs/specs/otel/context/env-carriers/
 */

import { randomBytes } from 'node:crypto';
import type { Variables } from '../model/variables.ts';
import { traceOfEnvironment } from '../traces/environment-trace.ts';

/** 64 random bits as hexadecimal digits: the id of both a task and its span. */
export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

/**
 * The variables for a command inside the span `spanId`: the trace of the environment, or else a new one. `BAGGAGE` is
 * passed on unchanged. `TRACESTATE` without its trace is not.
 */
export function traceEnvironment(env: Variables, spanId: string): Record<string, string | undefined> {
  const around = traceOfEnvironment(env);
  const traceId = around?.traceId ?? randomBytes(16).toString('hex');
  const traceparent = `00-${traceId}-${spanId}-${around?.flags ?? '01'}`;
  return {
    TRACEPARENT: traceparent,
    TRACE_CONTEXT: traceparent,
    TRACESTATE: around?.isContinued ? env['TRACESTATE'] : undefined,
  };
}
