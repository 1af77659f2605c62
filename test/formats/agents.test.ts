/** Usage of a session, from each agent's own log. */
import { describe, expect, it } from 'vitest';
import { sumTokens } from '../../src/metrics/final-tasks.ts';
import type { Tokens } from '../../src/model/task.ts';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';
import { openFixture } from './fixtures.ts';

const tokens = (input: number, output: number, cacheRead = 0, cacheCreation = 0): Tokens => ({
  input,
  output,
  cacheRead,
  cacheCreation,
});

describe('sessions of agents', () => {
  it.each([
    // A thread's totals continue: 30,000, of which 28,000 are from the cache, and 200.
    ['codex/two-turns.jsonl', tokens(2000, 200, 28_000), null, null],
    ['gemini/answer.json', tokens(3676, 174, 21_263), 'gemini-2.5-pro', null],
    // The total has 50 more than input and output: thoughts.
    ['gemini/stream.jsonl', tokens(30, 200, 20), 'gemini-2.5-pro', null],
    ['cursor/stream.jsonl', tokens(11, 12, 13, 14), 'other-model', null],
    ['qwen/answer.json', tokens(40, 20, 60), 'q-coder', null],
    ['opencode/two-steps.jsonl', tokens(1665, 30, 5380, 8076), null, 0.03298206],
    ['copilot/answer.jsonl', tokens(2200, 1800, 3000), 'gpt-5', null],
  ])('%s', async (path, used, model, costUsd) => {
    const [main] = (await buildOf(openFixture(path))).tasks;
    expect(main).toMatchObject({ kind: 'agent', tokens: used, model });
    expect(main?.costUsd === null ? null : main?.costUsd.toFixed(8)).toBe(costUsd?.toFixed(8) ?? null);
  });

  it.each(['codex/killed.jsonl', 'gemini/killed.jsonl'])(
    '%s belongs to a session that did not end',
    async (path) => {
      const build = await buildOf(openFixture(path));
      expect([build.complete, build.result, codesOf(build)]).toEqual([false, 'unknown', ['unfinished-task']]);
    },
  );

  it('that Codex ran one after the other begin at zero', async () => {
    const turn = (input: number): object => ({
      type: 'turn.completed',
      usage: { input_tokens: input, cached_input_tokens: 0, output_tokens: 1 },
    });
    const thread = (id: string): object => ({ type: 'thread.started', thread_id: id });
    const build = await buildOf(lines(thread('a'), turn(100), thread('b'), turn(60), thread('b'), turn(20)));
    expect(build.tasks.map((task) => sumTokens(task))).toEqual([101, 82]);
  });

  it('that Codex continues in another process begin with the totals so far', async () => {
    const run = (input: number): string =>
      lines(
        { type: 'thread.started', thread_id: 't' },
        { type: 'item.plan.delta', item_id: 'i', delta: '' },
        { type: 'turn.completed', usage: { input_tokens: input, cached_input_tokens: 0, output_tokens: 1 } },
      );
    for (const logs of [[run(100) + run(250)], [run(100), run(250)], [run(250), run(100)]]) {
      const build = await buildOf(...logs);
      expect(build.tasks.reduce((sum, task) => sum + (sumTokens(task) ?? 0), 0)).toBe(251);
    }
  });

  it.each([
    ['gemini', { session_id: 's', error: { type: 'FatalAuthenticationError', message: 'x', code: 41 } }],
    [
      'opencode',
      { type: 'error', timestamp: 1_764_000_000_000, sessionID: 's', error: { name: 'ApiError' } },
    ],
  ])('of %s that did not start have failed', async (name, record) => {
    const build = await buildOf(lines(record));
    expect(build).toMatchObject({ result: 'failure', complete: true });
    expect(build.tasks).toMatchObject([
      { name, result: 'failure', errorType: expect.stringMatching('Error$') },
    ]);
  });

  it('of Cursor count once in an answer and in the stream of the same turn', async () => {
    const ids = { session_id: 's', request_id: 'r' };
    const usage = { inputTokens: 11, outputTokens: 12 };
    const answer = {
      ...{ type: 'result', subtype: 'success', is_error: false, duration_ms: 9, duration_api_ms: 9 },
      ...{ ...ids, usage },
    };
    const init = { type: 'system', subtype: 'init', apiKeySource: 'env', permissionMode: 'x', model: 'm' };
    const build = await buildOf(lines(answer), lines({ ...init, session_id: 's' }, answer));
    expect(build.tasks).toMatchObject([{ model: 'm', tokens: tokens(11, 12), durationMs: 9 }]);
  });

  it('of Codex include tokens written to the cache', async () => {
    const usage = {
      ...{ input_tokens: 21_294, cached_input_tokens: 6912, cache_write_input_tokens: 1000 },
      ...{ output_tokens: 5, reasoning_output_tokens: 2 },
    };
    const build = await buildOf(
      lines({ type: 'thread.started', thread_id: 't' }, { type: 'turn.completed', usage }),
    );
    expect(build.tasks[0]?.tokens).toEqual(tokens(13_382, 5, 6912, 1000));
  });

  it('of Gemini CLI count input from tools, and contain the error if no model answered', async () => {
    const stats = (models: object): object => ({ models, tools: { totalCalls: 1 } });
    const counted = { prompt: 8965, candidates: 10, total: 9033, cached: 0, thoughts: 30, tool: 28 };
    const answer = { response: 'x', stats: stats({ g: { api: { totalLatencyMs: 5 }, tokens: counted } }) };
    expect((await buildOf(JSON.stringify(answer))).tasks[0]?.tokens).toEqual(tokens(8993, 40));
    const refused = { response: '', stats: stats({}), error: { type: 'ApiError', message: 'x', code: 401 } };
    expect((await buildOf(JSON.stringify(refused))).tasks).toMatchObject([
      { name: 'gemini', result: 'failure', errorType: 'ApiError', tokens: null },
    ]);
  });

  it('of Copilot CLI are read from its own record, with each process that continued them', async () => {
    const shutdown = (inputTokens: number): object => ({
      type: 'session.shutdown',
      data: {
        shutdownType: 'routine',
        modelMetrics: {
          m: {
            requests: { count: 2, cost: 1 },
            usage: { inputTokens, outputTokens: 10, cacheReadTokens: 60 },
          },
        },
      },
    });
    const start = { type: 'session.start', data: { sessionId: 's', selectedModel: 'm' } };
    const resume = { type: 'session.resume', data: { sessionId: 's' } };
    const build = await buildOf(lines(start, shutdown(100), resume, shutdown(70)));
    expect(build.tasks).toMatchObject([{ model: 'm', tokens: tokens(50, 20, 120), result: 'success' }]);
  });

  const ended = { type: 'result', subtype: 'success', is_error: false, num_turns: 1, session_id: 'T-1' };
  it.each([
    [
      'Amp',
      [
        { type: 'system', subtype: 'init', session_id: 'T-1', tools: [] },
        { ...ended, duration_ms: 9 },
      ],
    ],
    ['Droid', [{ ...ended, duration_ms: 9, result: 'x' }]],
  ])(
    'of %s, which writes a stream like Claude Code’s without a cost, are not claimed',
    async (_, records) => {
      const { build, problems } = await readAll([sourceOf(lines(...records))]);
      expect([build, codesOf({ problems })]).toEqual([null, ['unknown-format']]);
    },
  );

  it('of Qwen Code are known by its version, also without a result or its total', async () => {
    const ids = { session_id: 's', uuid: 'u' };
    const init = { type: 'system', subtype: 'init', ...ids, tools: [], qwen_code_version: '0.14.0' };
    const result = { type: 'result', ...ids, is_error: false, duration_ms: 9, num_turns: 1 };
    const usage = { input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 60 };
    expect(await buildOf(lines(init, { ...result, usage }))).toMatchObject({
      formats: ['qwen'],
      tasks: [{ tokens: tokens(40, 20, 60) }],
    });
    expect(await buildOf(lines(init))).toMatchObject({ formats: ['qwen'], complete: false });
    const twice = await buildOf(lines(init, { ...result, usage }, { ...result, usage }));
    expect(twice.tasks).toMatchObject([{ tokens: tokens(40, 20, 60), durationMs: 9 }]);
  });

  it('of other tools are never claimed as Claude Code', async () => {
    for (const path of [
      'cursor/stream.jsonl',
      'qwen/answer.json',
      'qwen/failed.jsonl',
      'gemini/stream.jsonl',
    ])
      expect((await buildOf(openFixture(path))).formats).not.toContain('claude');
  });
});
