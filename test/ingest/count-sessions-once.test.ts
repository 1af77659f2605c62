/** An agent's session counts once, in whichever combination its logs are read. */
import { describe, expect, it } from 'vitest';
import { sumTokens } from '../../src/metrics/final-tasks.ts';
import { buildOf, codesOf, lines } from '../source-of.ts';

const result = {
  ...{ type: 'result', subtype: 'success', is_error: false, session_id: 's1', num_turns: 2 },
  ...{ duration_ms: 4000, duration_api_ms: 3000, total_cost_usd: 0.5 },
  modelUsage: { big: { inputTokens: 100, outputTokens: 10, costUSD: 0.5 } },
};
const json = JSON.stringify(result);
const stream = lines(
  { type: 'system', subtype: 'init', session_id: 's1', model: 'big' },
  { type: 'assistant', session_id: 's1', message: { role: 'assistant' } },
  result,
);

/** The requests of the session, as Claude Code exports them. */
const telemetry = (...inputs: readonly number[]): string =>
  lines({
    resourceLogs: [
      {
        scopeLogs: [
          {
            logRecords: inputs.map((input, place) => ({
              timeUnixNano: `176400000${place}000000000`,
              eventName: 'claude_code.api_request',
              attributes: [
                { key: 'session.id', value: { stringValue: 's1' } },
                { key: 'model', value: { stringValue: 'big' } },
                { key: 'input_tokens', value: { intValue: String(input) } },
                { key: 'output_tokens', value: { intValue: '5' } },
                { key: 'cost_usd', value: { doubleValue: 0.25 } },
              ],
            })),
          },
        ],
      },
    ],
  });

const used = async (...logs: readonly string[]): Promise<object> => {
  const build = await buildOf(...logs);
  return {
    tokens: build.tasks.reduce((sum, task) => sum + (sumTokens(task) ?? 0), 0),
    costUsd: build.tasks.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
    turns: build.metrics.filter(({ name }) => name.startsWith('claude.turns')).map(({ value }) => value),
    durationMs: build.durationMs,
  };
};

const once = { tokens: 110, costUsd: 0.5, turns: [2], durationMs: 4000 };

describe('a session', () => {
  it('counts once in its result and its stream, in either order', async () => {
    expect(await used(json, stream)).toEqual(once);
    expect(await used(stream, json)).toEqual(once);
    expect(codesOf(await buildOf(json, stream))).toContain('same-session');
  });

  it('adds up if another process continued it', async () => {
    const again = JSON.stringify({ ...result, duration_ms: 5000 });
    expect(await used(json, again)).toMatchObject({ tokens: 220, costUsd: 1 });
  });

  it('counts once with its telemetry, and keeps its duration and result', async () => {
    expect(await used(json, telemetry(50, 50))).toEqual(once);
    const { tasks } = await buildOf(telemetry(50, 50), json);
    expect(tasks).toMatchObject([{ name: 'claude', durationMs: 4000, result: 'success', costUsd: 0.5 }]);
  });

  it('uses its telemetry if that has more, as for a process without a log', async () => {
    expect(await used(json, telemetry(50, 50, 60))).toMatchObject({ tokens: 175, costUsd: 0.75 });
    const { tasks } = await buildOf(json, telemetry(50, 50, 60));
    expect(tasks[0]).toMatchObject({ durationMs: 4000, result: 'success', tokens: null, costUsd: null });
  });

  it('is a different one under another id', async () => {
    expect(await used(json, JSON.stringify({ ...result, session_id: 's2' }))).toMatchObject({ tokens: 220 });
  });

  it('has the model from its telemetry', async () => {
    const codex = lines(
      { type: 'thread.started', thread_id: 't1' },
      { type: 'turn.completed', usage: { input_tokens: 100, cached_input_tokens: 0, output_tokens: 10 } },
    );
    const events = lines({
      resourceLogs: [
        {
          scopeLogs: [
            {
              logRecords: [
                {
                  timeUnixNano: '1764000000000000000',
                  eventName: 'codex.sse_event',
                  attributes: Object.entries({
                    'event.kind': 'response.completed',
                    'conversation.id': 't1',
                    model: 'c-x',
                    input_token_count: 100,
                    output_token_count: 10,
                  }).map(([key, value]) => ({ key, value: { stringValue: String(value) } })),
                },
              ],
            },
          ],
        },
      ],
    });
    const { tasks } = await buildOf(codex, events);
    expect(tasks.map((task) => [task.model, sumTokens(task), task.result])).toEqual([
      [null, null, 'success'],
      ['c-x', 110, 'unknown'],
    ]);
  });
});
