/** The trace that a step exports: enabled by the standard variables alone; a trace failure never fails the build. */
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runTraceId } from '../../src/traces/trace-ids.ts';
import { type Call, type Fault, jsonAnswer, type Loopback, startLoopback } from '../services/loopback.ts';
import type { Scenario } from '../services/runner.ts';
import { commandsIn, makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
let receiver: Loopback;
let calls: Call[] = [];
let fault: Fault | null = null;
/** Called for each request before it is answered. */
let arrive: () => Promise<void> | void = () => {};

beforeAll(async () => {
  receiver = await startLoopback(async (call) => {
    calls.push(call);
    await arrive();
    return { answer: async () => jsonAnswer(200, {}), fault };
  });
});
afterAll(() => receiver.close());
afterEach(() => {
  calls = [];
  fault = null;
  arrive = () => {};
});

/** Metrics are sent in the same way, to a path of their own. */
const traces = (): Call[] => calls.filter(({ url }) => url.pathname === '/v1/traces');
const inputs = { artifacts: 'none', 'check-run-id': '7001', 'save-history': 'never' };
const variables = (more: NonNullable<Scenario['env']> = {}): NonNullable<Scenario['env']> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  OTEL_EXPORTER_OTLP_HEADERS: 'x-team=a%20b',
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
  ...more,
});

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
}

function spansIn({ headers, body }: Call): readonly SentSpan[] {
  const bytes = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  const { resourceSpans } = JSON.parse(bytes.toString());
  return resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: SentSpan[] }[] }) =>
    scopeSpans.flatMap(({ spans }) => spans),
  );
}

it('contains the build with its verdict, with ids of its run, and is the same on a second export', async () => {
  const log = makeLog();
  for (const run of [github.runBundle, github.run]) {
    const { exitCode, stdout } = await run({ runId: '5000', inputs, log, env: variables() });
    expect([exitCode, commandsIn(stdout)]).toEqual([0, []]);
  }
  expect(traces().map(({ method }) => method)).toEqual(['POST', 'POST']);
  expect(traces()[0]?.headers).toMatchObject({ 'x-team': 'a b', 'content-encoding': 'gzip' });
  const [first = [], second = []] = traces().map(spansIn);
  expect(first.map(({ name }) => name)).toEqual(['ci/test', 'compile', 'test']);
  const traceId = runTraceId({ runId: '5000', runAttempt: 1, traceIds: 'job' });
  expect(new Set(first.map((span) => span.traceId))).toEqual(new Set([traceId]));
  expect(first[0]?.attributes).toContainEqual({
    key: 'build_telemetry.verdict',
    value: { stringValue: 'pass' },
  });
  const ids = (spans: readonly SentSpan[]): string[] => spans.map(({ spanId }) => spanId);
  expect(ids(second)).toEqual(ids(first));
});

it('is protobuf by default, and is not sent if the SDK is off or no endpoint is set', async () => {
  await github.run({ inputs, env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  expect(traces().map(({ headers }) => headers['content-type'])).toEqual(['application/x-protobuf']);
  calls = [];
  await github.run({ inputs, env: variables({ OTEL_SDK_DISABLED: 'true' }) });
  await github.run({ inputs });
  expect(calls).toEqual([]);
});

it('names a header with an invalid percent sign, and sends the trace: so does the bundle', async () => {
  const env = variables({ OTEL_EXPORTER_OTLP_HEADERS: 'x-load=100%' });
  for (const run of [github.runBundle, github.run]) {
    const { stdout } = await run({ inputs, env });
    expect(commandsIn(stdout)).toEqual([expect.stringContaining('header 1 of 1 must be `name=value`')]);
  }
  expect(traces()).toHaveLength(2);
});

it.each<[Fault]>([[401], [413], [503], ['refused']])(
  'an endpoint that answers %s is one line, and the verdict stays',
  async (answer) => {
    fault = answer;
    const env = variables({ OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '1500' });
    const { exitCode, stdout, summary } = await github.run({ inputs, env });
    expect(exitCode).toBe(0);
    expect(commandsIn(stdout)).toEqual([expect.stringMatching(/^::warning::.*The trace was not exported/)]);
    expect(summary.match(/The trace was not exported/g)).toHaveLength(1);
  },
);

it('is sent at the same time as the metrics: a slow receiver costs its time once', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  arrive = () => {
    if (new Set(calls.map(({ url }) => url.pathname)).size === 2) resolve();
    return promise;
  };
  const log = makeLog();
  const { exitCode, stdout } = await github.run({ runId: '5040', inputs, log, env: variables() });
  expect([exitCode, commandsIn(stdout)]).toEqual([0, []]);
  expect(calls.map(({ url }) => url.pathname).sort()).toEqual(['/v1/metrics', '/v1/traces']);
});

it("reports nothing about it on a fork's pull request, which has no secrets", async () => {
  fault = 401;
  const scenario = { event: 'fork', token: 'read-token', inputs: { ...inputs, comment: 'never' } } as const;
  const { exitCode, stdout, summary } = await github.run({ ...scenario, env: variables() });
  expect([exitCode, commandsIn(stdout)]).toEqual([0, []]);
  expect(summary).not.toContain('trace');
});
