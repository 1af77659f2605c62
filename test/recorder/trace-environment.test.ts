/** The trace that `exec` hands on to its command. */
import { describe, expect, it } from 'vitest';
import { newSpanId, traceEnvironment } from '../../src/recorder/trace-environment.ts';
import { buildTraceId, runTraceId } from '../../src/traces/trace-ids.ts';
import { TraceContext } from '../../src/tracing.ts';

const found = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

describe('the environment of a command', () => {
  it('continues the trace that is found, with its state and flags', () => {
    const spanId = newSpanId();
    const env = traceEnvironment({ TRACEPARENT: found, TRACESTATE: 'a=1' }, spanId);
    const traceparent = `00-0af7651916cd43dd8448eb211c80319c-${spanId}-00`;
    expect(env).toEqual({ TRACEPARENT: traceparent, TRACE_CONTEXT: traceparent, TRACESTATE: 'a=1' });
  });

  it.each([
    '',
    'nonsense',
    found.replace('00-', 'ff-'),
    `${found}-more`,
    found.replace(/-b7.*-/, `-${'0'.repeat(16)}-`),
    found.toUpperCase(),
  ])('begins afresh after %j, as OpenTelemetry does, and drops its state', (TRACEPARENT) => {
    const env = traceEnvironment({ TRACEPARENT, TRACESTATE: 'a=1' }, newSpanId());
    expect(TraceContext.parse(TRACEPARENT).isFresh).toBe(true);
    const context = TraceContext.parse(env['TRACEPARENT']);
    expect([context.isFresh, context.traceId.startsWith('0af7'), env['TRACESTATE']]).toEqual([
      false,
      false,
      undefined,
    ]);
  });

  it('is the trace of the workflow run, or of the build that is named', () => {
    const traceOf = (env: Record<string, string>): string =>
      TraceContext.parse(traceEnvironment(env, newSpanId())['TRACEPARENT']).traceId;
    const run = { runId: '77', runAttempt: 2, traceIds: 'job' } as const;
    expect(traceOf({ GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: '2' })).toBe(runTraceId(run));
    expect(traceOf({ BUILD_TELEMETRY_BUILD_ID: 'b7' })).toBe(buildTraceId('b7'));
  });
});
