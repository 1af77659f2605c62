/**
 * The trace of a process, from its environment. Reference:
 * https://opentelemetry.io/docs/specs/otel/context/env-carriers/
 */
import type { Variables } from '../model/variables.ts';
import { buildTraceId, runSpanId, runTraceId } from './trace-ids.ts';

export interface EnvironmentTrace {
  readonly traceId: string;
  /** The span around the process, which another program exports; null: none. */
  readonly spanId: string | null;
  /** Two hexadecimal digits. */
  readonly flags: string;
  /** A header set it, so its `TRACESTATE` counts. */
  readonly isContinued: boolean;
}

/** Sampled, and random trace id: flags that version 00 does not have are not passed on. */
export const traceFlagBits = 0b11;

/** Of version 00, and the parts that later versions keep. */
const header = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * The trace of `TRACEPARENT` or else of Golden Armada's `TRACE_CONTEXT`, if one of them is valid; otherwise that of
 * the workflow run, or of the build in `BUILD_TELEMETRY_BUILD_ID`. null without any.
 */
export function traceOfEnvironment(env: Variables): EnvironmentTrace | null {
  for (const name of ['TRACEPARENT', 'TRACE_CONTEXT']) {
    const [, version, traceId, spanId, flags, more] = header.exec(env[name]?.trim() ?? '') ?? [];
    if (traceId === undefined || spanId === undefined || flags === undefined) continue;
    if (version === '00' && more !== undefined) continue;
    const known = (Number.parseInt(flags, 16) & traceFlagBits).toString(16).padStart(2, '0');
    return { traceId, spanId, flags: known, isContinued: true };
  }
  const [runId, buildId] = [env['GITHUB_RUN_ID'], env['BUILD_TELEMETRY_BUILD_ID']];
  const begun = { flags: '01', isContinued: false };
  if (runId) {
    const runAttempt = Number(env['GITHUB_RUN_ATTEMPT']) || 1;
    const run = { runId, runAttempt, traceIds: 'job' } as const;
    return { ...begun, traceId: runTraceId(run), spanId: runSpanId(run) };
  }
  return buildId ? { ...begun, traceId: buildTraceId(buildId), spanId: null } : null;
}
