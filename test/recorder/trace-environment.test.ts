/** The trace that `exec` passes on to its command. */
import { parseTraceParent } from '@opentelemetry/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSpanId, traceEnvironment } from '../../src/recorder/trace-environment.ts';
import { traceOfEnvironment } from '../../src/traces/environment-trace.ts';
import { buildTraceId, runTraceId } from '../../src/traces/trace-ids.ts';
import { originOfBuild } from '../../src/traces/trace-origin.ts';
import { TraceContext } from '../../src/tracing.ts';
import { makeBuild } from '../make.ts';

const found = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

describe('the environment of a command', () => {
  it('continues the existing trace, with its state and flags', () => {
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
  ])('starts a new trace after %j, as OpenTelemetry does, and drops its state', (TRACEPARENT) => {
    const env = traceEnvironment({ TRACEPARENT, TRACESTATE: 'a=1' }, newSpanId());
    expect(TraceContext.parse(TRACEPARENT).isFresh).toBe(true);
    const context = TraceContext.parse(env['TRACEPARENT']);
    expect([context.isFresh, context.traceId.startsWith('0af7'), env['TRACESTATE']]).toEqual([
      false,
      false,
      undefined,
    ]);
  });

  it.each([
    ['01', '01'],
    ['03', '03'],
    ['09', '01'],
    ['fe', '02'],
  ])('passes the flags %s on as %s, as the tracer does', (flags, expected) => {
    const TRACEPARENT = `${found.replace(/^00/, '01').slice(0, -2)}${flags}`;
    expect(traceEnvironment({ TRACEPARENT }, newSpanId())['TRACEPARENT']?.slice(-2)).toBe(expected);
    expect(TraceContext.parse(TRACEPARENT).traceparent.slice(-2)).toBe(expected);
  });

  it('is that of TRACE_CONTEXT if no valid TRACEPARENT exists, as in the tracer', () => {
    for (const TRACEPARENT of [undefined, '', 'nonsense']) {
      const given = { TRACEPARENT, TRACE_CONTEXT: found };
      const env = traceEnvironment(given, 'b7ad6b7169203332');
      expect(env['TRACEPARENT']).toBe('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203332-00');
      expect(TraceContext.fromEnvironment(given).traceparent).toBe(found);
    }
  });

  it('is the trace of the workflow run, or of the build id, which `check` has too', () => {
    const build = makeBuild();
    const traceIdsOf = (env: Record<string, string>): string[] => [
      TraceContext.parse(traceEnvironment(env, newSpanId())['TRACEPARENT']).traceId,
      originOfBuild(build, traceOfEnvironment(env)).traceId,
    ];
    const run = { runId: '77', runAttempt: 2, traceIds: 'job' } as const;
    const inRun = traceIdsOf({ GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: '2' });
    expect(inRun).toEqual([runTraceId(run), runTraceId(run)]);
    const named = traceIdsOf({ BUILD_TELEMETRY_BUILD_ID: 'b7' });
    expect(named).toEqual([buildTraceId('b7'), buildTraceId('b7')]);
  });

  it('reads headers as OpenTelemetry does, whatever their content', () => {
    const part = (digits: number): fc.Arbitrary<string> =>
      fc.oneof(
        fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits }),
        fc.constantFrom('0'.repeat(digits), 'F'.repeat(digits), ''),
      );
    const version = fc.oneof(fc.constantFrom('00', '01', 'cc', 'ff'), part(2));
    const more = fc.constantFrom('', '-', '-what', '.what', '-00', ' ');
    const headers = fc
      .tuple(version, part(32), part(16), part(2), more)
      .map(([first, trace, span, flags, rest]) => `${first}-${trace}-${span}-${flags}${rest}`);
    fc.assert(
      fc.property(fc.oneof(headers, fc.string()), (TRACEPARENT) => {
        const { traceId, spanId } = parseTraceParent(TRACEPARENT.trim()) ?? {};
        expect(traceOfEnvironment({ TRACEPARENT }) ?? {}).toMatchObject(
          traceId === undefined ? {} : { traceId, spanId },
        );
        expect(traceOfEnvironment({ TRACEPARENT }) === null).toBe(traceId === undefined);
      }),
    );
  });
});
