/** The variables that pass a trace on to a command. Reference: https://opentelemetry.io/docs/specs/otel/context/env-carriers/ */
import { randomBytes } from 'node:crypto';
import { traceOfEnvironment } from '../traces/environment-trace.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** 64 random bits as hexadecimal digits, which are the id of a task and of its span alike. */
export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

/**
 * What a command inside the span `spanId` is given: the trace that the environment stands in, or else a new one.
 * `BAGGAGE` is handed on as it is. `TRACESTATE` without a trace that it belongs to is not.
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
