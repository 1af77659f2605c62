/** Negative costs, tokens and times are wrong: they are unknown, and never 0. */
import { expect, it } from 'vitest';
import { buildOf, lines } from '../source-of.ts';

const answer = {
  type: 'result',
  subtype: 'success',
  is_error: false,
  duration_ms: 900,
  duration_api_ms: -5,
  num_turns: -1,
  result: 'done',
  session_id: 's',
};
const claude = (costUsd: number, input: number, modelUsage: object = {}) => ({
  ...answer,
  total_cost_usd: costUsd,
  usage: { input_tokens: input, output_tokens: 2 },
  modelUsage,
});
const usage = (costUSD: number, inputTokens: number) => ({
  opus: { inputTokens, outputTokens: 2, cacheReadInputTokens: 0, cacheCreationInputTokens: 0, costUSD },
});
const qwen = (input: number) => [
  { type: 'system', subtype: 'session_start', uuid: 'a', session_id: 's' },
  {
    ...{ type: 'result', subtype: 'success', uuid: 'b', session_id: 's', is_error: false, duration_ms: 9 },
    usage: { input_tokens: input, output_tokens: 2, total_tokens: input + 2 },
  },
];
const own = (costUsd: number, input: number) => ({
  ...{ v: 1, type: 'task', build_id: 'b', task_id: 't', name: 'a', cost_usd: costUsd },
  tokens: { input, output: 2, cache_read: 0, cache_creation: 0 },
});
const span = (costUsd: number, input: number): string => {
  const attributes = [
    { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
    { key: 'gen_ai.usage.input_tokens', value: { intValue: input } },
    { key: 'gen_ai.usage.output_tokens', value: { intValue: 9 } },
    { key: 'gen_ai.usage.cost', value: { doubleValue: costUsd } },
  ];
  const times = { startTimeUnixNano: '1767261600000000000', endTimeUnixNano: '1767261601000000000' };
  const spans = [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), name: 'chat', ...times, attributes }];
  return JSON.stringify({ resourceSpans: [{ resource: {}, scopeSpans: [{ spans }] }] });
};

it.each([
  ['claude', JSON.stringify(claude(0.5, 7)), JSON.stringify(claude(-0.5, -7))],
  [
    'claude by model',
    JSON.stringify(claude(0.5, 7, usage(0.5, 7))),
    JSON.stringify(claude(-0.5, 7, usage(-0.5, -7))),
  ],
  ['build-telemetry', lines(own(0.5, 7)), lines(own(-0.5, -7))],
  ['otlp', span(0.5, 7), span(-0.5, -7)],
])('a cost and tokens of %s', async (_, right, wrong) => {
  const [known] = (await buildOf(right)).tasks;
  expect([known?.costUsd, known?.tokens?.input]).toEqual([0.5, 7]);
  const build = await buildOf(wrong);
  expect(build.tasks[0]).toMatchObject({ costUsd: null, tokens: null });
  expect(build.metrics).toEqual([]);
});

it('tokens of an agent without costs', async () => {
  expect((await buildOf(lines(...qwen(7)))).tasks[0]?.tokens).toMatchObject({ input: 7 });
  expect((await buildOf(lines(...qwen(-7)))).tasks[0]).toMatchObject({ tokens: null });
});

const time = '2026-01-01T10:00:00Z';
const goEvents = (elapsed: number | undefined): string =>
  lines(
    { Time: time, Action: 'start', Package: 'p' },
    { Time: time, Action: 'run', Package: 'p', Test: 'TestA' },
    { Time: time, Action: 'pass', Package: 'p', Test: 'TestA', Elapsed: elapsed },
    { Time: time, Action: 'pass', Package: 'p', Elapsed: elapsed },
  );

it.each([
  [undefined, null],
  [0, 0],
  [2.5, 2500],
])('a Go build whose clock stood still, with tests of %j s', async (elapsed, durationMs) => {
  expect((await buildOf(goEvents(elapsed))).durationMs).toBe(durationMs);
});

it('a run of Nx whose clock stood still', async () => {
  const task = { taskId: 'a:b', target: 'b', status: 0, cacheStatus: 'cache-miss' };
  const run = { command: 'nx', startTime: time, endTime: time };
  const log = (extra: object): string => JSON.stringify({ run, tasks: [{ ...task, ...extra }] });
  expect((await buildOf(log({}))).durationMs).toBeNull();
  const later = '2026-01-01T10:00:03Z';
  expect((await buildOf(log({ startTime: time, endTime: later }))).durationMs).toBe(3000);
});
