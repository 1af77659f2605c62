/** The metrics that a step exports: totals that continue from run to run; a metrics failure never fails the build. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Call, type Fault, jsonAnswer, type Loopback, startLoopback } from '../services/loopback.ts';
import type { Scenario } from '../services/runner.ts';
import { commandsIn, makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
let receiver: Loopback;
let calls: Call[] = [];
let fault: Fault | null = null;

beforeAll(async () => {
  receiver = await startLoopback(async (call) => {
    calls.push(call);
    return { answer: async () => jsonAnswer(200, {}), fault };
  });
});
afterAll(() => receiver.close());
afterEach(() => {
  calls = [];
  fault = null;
});

const inputs = { artifacts: 'none' };
const variables = (more: NonNullable<Scenario['env']> = {}): NonNullable<Scenario['env']> => ({
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${receiver.url}/v1/metrics`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  ...more,
});

/** Name → the values of its data points; for a histogram, its count. */
function valuesIn({ body }: Call): Record<string, number[]> {
  const [{ scopeMetrics }] = JSON.parse(body.toString()).resourceMetrics;
  return Object.fromEntries(
    // biome-ignore lint/suspicious/noExplicitAny: the JSON of OTLP
    scopeMetrics[0].metrics.map(({ name, sum, gauge, histogram }: any) => [
      name,
      (sum ?? gauge ?? histogram).dataPoints.map(
        ({ asDouble, count }: { asDouble?: number; count?: number }) => asDouble ?? count,
      ),
    ]),
  );
}

it('continue from run to run, through the cache', async () => {
  for (const runId of ['1', '2', '3']) {
    const run = runId === '1' ? github.runBundle : github.run;
    const { exitCode, stdout } = await run({ runId, inputs, log: makeLog(), env: variables() });
    expect([exitCode, commandsIn(stdout)]).toEqual([0, []]);
  }
  expect(calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(
    Array(3).fill('POST /v1/metrics'),
  );
  expect(calls.map((call) => valuesIn(call)['cicd.pipeline.run.duration'])).toEqual([[1], [2], [3]]);
  expect(calls.map((call) => valuesIn(call)['build_telemetry.tasks'])).toEqual([[2], [4], [6]]);
  expect(Object.keys(valuesIn(calls[0] as Call))).toContain('builder_duration_ms');
});

it('of a pull request contain only its own build', async () => {
  await github.run({ event: 'pull_request', inputs, log: makeLog(), env: variables() });
  expect(Object.keys(valuesIn(calls[0] as Call))).toEqual([
    'builder_duration_ms',
    'builder_cache_hit_rate',
    'builder_targets_per_second',
  ]);
});

it('have no totals without `actions: read`, and name the missing permission', async () => {
  const { stdout } = await github.run({ token: 'bare-token', inputs, log: makeLog(), env: variables() });
  expect(commandsIn(stdout).join('\n')).toMatch(/No counters were exported.*actions: read/);
  expect(Object.keys(valuesIn(calls[0] as Call))).not.toContain('cicd.pipeline.run.duration');
});

it('that an endpoint refuses are one line, and the verdict stays', async () => {
  fault = 401;
  const { exitCode, stdout } = await github.run({ inputs, log: makeLog(), env: variables() });
  expect(exitCode).toBe(0);
  expect(commandsIn(stdout)).toEqual([expect.stringMatching(/^::warning::.*The metrics were not exported/)]);
});
