/** What each agent's own log says that its session used. */
import { describe, expect, it } from 'vitest';
import { sumTokens } from '../../src/metrics/final-tasks.ts';
import type { Tokens } from '../../src/model/task.ts';
import { buildOf, codesOf, lines } from '../source-of.ts';
import { openFixture } from './fixtures.ts';

const tokens = (input: number, output: number, cacheRead = 0, cacheCreation = 0): Tokens => ({
  input,
  output,
  cacheRead,
  cacheCreation,
});

describe('sessions of agents', () => {
  it.each([
    // A thread's totals go on: 30,000 of which 28,000 from the cache, and 200.
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
    '%s is of a session that did not end',
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

  it('never are of Claude Code when another tool wrote them', async () => {
    for (const path of [
      'cursor/stream.jsonl',
      'qwen/answer.json',
      'qwen/failed.jsonl',
      'gemini/stream.jsonl',
    ])
      expect((await buildOf(openFixture(path))).formats).not.toContain('claude');
  });
});
