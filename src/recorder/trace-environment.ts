/** The variables that hand a trace on to a command. Reference: https://opentelemetry.io/docs/specs/otel/context/env-carriers/ */
import { randomBytes } from 'node:crypto';
import { buildTraceId, runTraceId } from '../traces/trace-ids.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Of version 00, and what later versions keep of it. */
const header = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?$/;

/** 64 random bits as hexadecimal digits, which are the id of a task and of its span alike. */
export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

/**
 * What a command inside the span `spanId` is given. It continues the trace of `TRACEPARENT`, or else that of the
 * workflow run or the build; `BAGGAGE` is handed on as it is. `TRACESTATE` without a trace that it belongs to is not.
 */
export function traceEnvironment(env: Variables, spanId: string): Record<string, string | undefined> {
  const [, version, traceId, flags, more] = header.exec(env['TRACEPARENT']?.trim() ?? '') ?? [];
  const isContinued = traceId !== undefined && !(version === '00' && more !== undefined);
  const traceparent = `00-${isContinued ? traceId : traceOf(env)}-${spanId}-${isContinued ? flags : '01'}`;
  return {
    TRACEPARENT: traceparent,
    TRACE_CONTEXT: traceparent,
    TRACESTATE: isContinued ? env['TRACESTATE'] : undefined,
  };
}

function traceOf(env: Variables): string {
  const runId = env['GITHUB_RUN_ID'];
  if (runId)
    return runTraceId({ runId, runAttempt: Number(env['GITHUB_RUN_ATTEMPT']) || 1, traceIds: 'job' });
  const buildId = env['BUILD_TELEMETRY_BUILD_ID'];
  return buildId ? buildTraceId(buildId) : randomBytes(16).toString('hex');
}
