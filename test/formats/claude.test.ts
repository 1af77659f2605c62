/** Claude Code's result, stream, execution file and telemetry: its own totals, and no text of the conversation. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeNdjson } from '../../src/formats/read-build.ts';
import { finalTasks, sumTokens } from '../../src/metrics/final-tasks.ts';
import type { Build } from '../../src/model/build.ts';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';

const opus = {
  inputTokens: 5,
  outputTokens: 1587,
  cacheReadInputTokens: 59_073,
  cacheCreationInputTokens: 30_316,
  webSearchRequests: 0,
  costUSD: 0.2587,
  contextWindow: 200_000,
};
const haiku = {
  inputTokens: 2823,
  outputTokens: 270,
  cacheReadInputTokens: 0,
  cacheCreationInputTokens: 0,
  costUSD: 0.0041,
};

const init = {
  type: 'system',
  subtype: 'init',
  session_id: 's1',
  model: 'opus',
  cwd: '/SECRET',
  apiKeySource: 'SECRET',
};
/** A message as repeated in the stream: once for each of its blocks, with the same usage. */
const answer = (id: string, rest: object = {}): object => ({
  type: 'assistant',
  session_id: 's1',
  parent_tool_use_id: null,
  message: {
    id,
    role: 'assistant',
    model: 'opus',
    content: [{ type: 'text', text: 'SECRET' }],
    usage: { input_tokens: 1000, output_tokens: 1000 },
  },
  ...rest,
});
const result = (rest: object = {}): Record<string, unknown> => ({
  type: 'result',
  subtype: 'success',
  is_error: false,
  duration_ms: 4300,
  duration_api_ms: 4264,
  num_turns: 2,
  result: 'SECRET answer',
  session_id: 's1',
  total_cost_usd: 0.2587,
  usage: {
    input_tokens: 5,
    cache_creation_input_tokens: 30_316,
    cache_read_input_tokens: 59_073,
    output_tokens: 1587,
  },
  modelUsage: { opus },
  permission_denials: [],
  ...rest,
});
const costOf = ({ tasks }: Build): number => tasks.reduce((sum, task) => sum + (task.costUsd ?? 0), 0);
const tokensOf = ({ tasks }: Build): number => tasks.reduce((sum, task) => sum + (sumTokens(task) ?? 0), 0);

describe('a session of Claude Code', () => {
  const stream = [init, answer('m1'), answer('m1'), answer('m2'), result()];

  it('gives the same result from its result, its stream and an execution file', async () => {
    const texts = [
      JSON.stringify(result()),
      JSON.stringify(result(), null, 2),
      lines(...stream),
      JSON.stringify(stream),
    ];
    for (const text of texts) {
      const build = await buildOf(text);
      expect(build).toMatchObject({
        formats: ['claude'],
        result: 'success',
        complete: true,
        durationMs: 4300,
        problems: [],
      });
      expect(build.tasks).toMatchObject([
        {
          name: 'claude',
          kind: 'agent',
          durationMs: 4300,
          result: 'success',
          model: 'opus',
          costUsd: 0.2587,
          tokens: { input: 5, output: 1587, cacheRead: 59_073, cacheCreation: 30_316 },
        },
      ]);
      expect(build.metrics.map(({ name, value }) => [name, value])).toEqual([
        ['claude.turns', 2],
        ['claude.api_duration', 4264],
      ]);
    }
  });

  it('of several models has a share for each, which add up to its own totals', async () => {
    const build = await buildOf(
      JSON.stringify(result({ modelUsage: { haiku, opus }, total_cost_usd: 0.263 })),
    );
    expect(build.tasks.map(({ name, kind, model, parentId }) => [name, kind, model, parentId])).toEqual([
      ['claude', 'agent', 'opus', null],
      ['claude / haiku', 'model', 'haiku', build.tasks[0]?.id],
    ]);
    expect(costOf(build)).toBeCloseTo(0.263, 10);
    expect(tokensOf(build)).toBe(5 + 1587 + 59_073 + 30_316 + 2823 + 270);
    // A share has no result of its own, so it changes no rate.
    expect([build.result, build.tasks[1]?.result]).toEqual(['success', 'unknown']);
  });

  it('reads tokens from the usage of the result if models are not separate', async () => {
    const { modelUsage, ...older } = result();
    const build = await buildOf(lines(init, answer('m1'), older));
    expect(build.tasks).toMatchObject([
      { model: 'opus', costUsd: 0.2587, tokens: { input: 5, output: 1587 } },
    ]);
    expect(modelUsage).toBeDefined();
  });

  it('of the first versions has its cost under another name', async () => {
    const { total_cost_usd, modelUsage, ...first } = result();
    for (const text of [
      JSON.stringify({ ...first, cost_usd: 0.5 }),
      lines(init, { ...first, cost_usd: 0.5 }),
    ])
      expect((await buildOf(text)).tasks).toMatchObject([{ costUsd: 0.5, tokens: { input: 5 } }]);
    expect([total_cost_usd, modelUsage]).toEqual([0.2587, { opus }]);
  });

  it('fails according to its result, whatever the subtype', async () => {
    const { result: text, ...withoutText } = result();
    const cases: [object, string, string | null][] = [
      [result({ is_error: true }), 'failure', null],
      [result({ is_error: true, api_error_status: 529 }), 'failure', 'api_error_529'],
      [{ ...withoutText, subtype: 'error_max_turns' }, 'failure', 'error_max_turns'],
      [
        { ...withoutText, subtype: 'error_max_budget_usd', is_error: true },
        'failure',
        'error_max_budget_usd',
      ],
      [{ ...withoutText, subtype: 'error_during_execution' }, 'error', 'error_during_execution'],
      [{ ...withoutText, subtype: undefined, is_error: undefined }, 'unknown', null],
      [result({ subtype: undefined, is_error: undefined }), 'success', null],
    ];
    for (const [record, outcome, errorType] of cases) {
      const build = await buildOf(JSON.stringify(record));
      expect([build.result, build.tasks[0]?.result, build.tasks[0]?.errorType]).toEqual([
        outcome,
        outcome,
        errorType,
      ]);
      expect(costOf(build)).toBe(0.2587);
    }
    expect(text).toBeDefined();
  });

  it('that did not start is an error, without a time or a cost', async () => {
    const lost = { type: 'result', subtype: 'error_during_execution', is_error: true, num_turns: 0 };
    const build = await buildOf(lines({ ...lost, session_id: 's1', errors: ['SECRET'] }));
    expect(build).toMatchObject({ formats: ['claude'], complete: true, durationMs: null });
    expect(build.tasks).toMatchObject([{ result: 'error', durationMs: null, costUsd: null, tokens: null }]);
    expect(JSON.stringify(build)).not.toContain('SECRET');
  });

  it('without a result is incomplete, with unknown usage', async () => {
    const cut = await buildOf(lines(init, answer('m1'), answer('m2')));
    expect(cut).toMatchObject({ complete: false, result: 'unknown', durationMs: null });
    expect(cut.tasks).toMatchObject([{ model: 'opus', tokens: null, costUsd: null, durationMs: null }]);
    expect(codesOf(cut)).toEqual(['unfinished-task']);
    const again = await buildOf(lines(...stream, answer('m3')));
    expect([again.complete, again.result, costOf(again)]).toEqual([false, 'unknown', 0.2587]);
    expect(again.problems[0]?.what).toMatch(/^The last answer .* is missing\.$/);
  });

  it('that answers several times restates its totals: the last ones count', async () => {
    const more = { ...opus, outputTokens: 2000 };
    const second = result({ total_cost_usd: 0.3, duration_api_ms: 5000, modelUsage: { opus: more } });
    const build = await buildOf(lines(...stream, answer('m3'), second));
    expect(build.tasks).toMatchObject([{ costUsd: 0.3, tokens: { output: 2000 }, durationMs: 8600 }]);
    expect(build.metrics.map(({ value }) => value)).toEqual([4, 5000]);
  });

  it('counts a result once that is in the log twice', async () => {
    for (const end of [result({ uuid: 'r1' }), result()]) {
      const whole = [init, answer('m1'), answer('m2'), end];
      const once = await buildOf(lines(...whole));
      const again = [lines(...whole, ...whole), lines(...whole, end)];
      for (const twice of await Promise.all(again.map((log) => buildOf(log)))) {
        expect(twice).toMatchObject({ complete: true, result: 'success', durationMs: once.durationMs });
        expect([costOf(twice), tokensOf(twice)]).toEqual([costOf(once), tokensOf(once)]);
      }
    }
  });

  it('does not begin with a hook of the session that it continues', async () => {
    const hook = { type: 'system', subtype: 'hook_started', session_id: 'before' };
    const build = await buildOf(lines(hook, ...stream, answer('m3'), result()));
    expect(build).toMatchObject({ complete: true, result: 'success' });
    expect(build.tasks.filter(({ kind }) => kind === 'agent').length).toBe(1);
    expect((await buildOf(lines(hook, hook))).complete).toBe(false);
  });

  it('resumed by another process adds up', async () => {
    const less = result({ total_cost_usd: 0.1, modelUsage: { opus: { ...opus, costUSD: 0.1 }, haiku } });
    for (const text of [lines(...stream, answer('m3'), less), lines(result(), less)]) {
      const build = await buildOf(text);
      expect(costOf(build)).toBeCloseTo(0.3587, 10);
      expect(tokensOf(build)).toBe(2 * (5 + 1587 + 59_073 + 30_316) + 2823 + 270);
      expect(build.tasks.filter(({ kind }) => kind === 'agent').length).toBe(1);
    }
  });

  it('is one of several in a file', async () => {
    const other = result({
      session_id: 's2',
      total_cost_usd: 1,
      modelUsage: { opus: { ...opus, costUSD: 1 } },
    });
    const build = await buildOf(lines(result(), other));
    expect([finalTasks(build.tasks).length, costOf(build), build.durationMs]).toEqual([2, 1.2587, null]);
  });

  it('reports denied tools', async () => {
    const denied = { tool_name: 'Bash', tool_use_id: 't', tool_input: { command: 'SECRET' } };
    const build = await buildOf(JSON.stringify(result({ permission_denials: [denied] })));
    expect(build.events).toMatchObject([
      { type: 'PERMISSION_DENIED', severity: 'warning', attributes: { operation: 'Bash' } },
    ]);
    expect(writeNdjson(build)).not.toContain('SECRET');
  });

  it('drops prompts, answers and folders', async () => {
    expect(writeNdjson(await buildOf(lines(...stream)))).not.toContain('SECRET');
  });

  it('with invalid numbers reports them', async () => {
    const build = await buildOf(
      JSON.stringify(
        result({ duration_ms: -1, total_cost_usd: 'x', modelUsage: { opus: { inputTokens: -5 }, y: 3 } }),
      ),
    );
    expect(build.tasks).toMatchObject([{ durationMs: null, costUsd: null, tokens: null }]);
    expect(codesOf(build)).toContain('invalid-duration');
  });
});

describe('not a session', () => {
  it.each([
    [
      'a transcript',
      lines(
        { type: 'user', sessionId: 's', message: {} },
        { type: 'assistant', sessionId: 's', message: {} },
      ),
    ],
    ['another result', JSON.stringify({ type: 'result', duration_ms: 1, value: 2 })],
    ['records of types', lines({ type: 'user', session_id: 's' }, { type: 'x', message: {} })],
  ])('%s is refused', async (_, text) => {
    const { problems } = await readAll([sourceOf(text)]);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-format']);
  });
});

/** Written by Claude Code 2.1.197 with a stub of its service, which answers with fixed numbers of tokens. */
describe('what Claude Code writes', () => {
  const fixture = (name: string): string =>
    readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
  const used = { input: 14, output: 83, cacheRead: 9000, cacheCreation: 3600 };

  it.each([
    [
      'stream.jsonl',
      { result: 'success', complete: true, durationMs: 237 },
      { tokens: used, costUsd: 0.017487 },
    ],
    ['turns.json', { result: 'success', complete: true }, { durationMs: expect.any(Number) as number }],
    [
      'failed.json',
      { result: 'failure', complete: true, durationMs: 182 },
      { errorType: 'api_error_400', costUsd: 0 },
    ],
    [
      'max-turns.json',
      { result: 'failure', complete: true, durationMs: 229 },
      { errorType: 'error_max_turns', tokens: used, costUsd: 0.017487 },
    ],
    [
      'two-answers.jsonl',
      { result: 'success', complete: true, durationMs: 106 },
      { costUsd: 0.039147, tokens: { input: 14, output: 87, cacheRead: 21_000, cacheCreation: 8400 } },
    ],
    [
      'killed.jsonl',
      { result: 'unknown', complete: false, durationMs: null },
      { costUsd: null, tokens: null },
    ],
  ])('%s', async (name, build, task) => {
    const read = await buildOf(fixture(`claude/${name}`));
    expect(read).toMatchObject(build);
    expect(read.tasks).toMatchObject([{ name: 'claude', kind: 'agent', ...task }]);
    expect(writeNdjson(read)).not.toContain('SECRET');
  });

  const telemetry = fixture('otlp/claude-code.jsonl').split('\n').filter(Boolean);
  const signal = (key: string): string => telemetry.filter((line) => line.startsWith(`{"${key}"`)).join('\n');

  it.each([
    ['events', signal('resourceLogs')],
    ['metrics', signal('resourceMetrics')],
    ['all of its telemetry', telemetry.join('\n')],
  ])('%s through OpenTelemetry give the same tokens and cost', async (_, text) => {
    const build = await buildOf(text);
    expect(costOf(build)).toBeCloseTo(0.017487, 10);
    expect(tokensOf(build)).toBe(14 + 83 + 9000 + 3600);
    const session = build.tasks.find(({ name }) => name === 'claude');
    expect(session).toMatchObject({ kind: 'agent', model: 'claude-sonnet-5', tokens: used });
    expect(writeNdjson(build)).not.toContain('SECRET');
  });

  it('metrics without a session count once beside the result of one', async () => {
    const point = (value: number, values: Readonly<Record<string, string>>): object => ({
      ...{ startTimeUnixNano: '1764000000000000000', timeUnixNano: '1764000001000000000', asDouble: value },
      attributes: Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } })),
    });
    const sum = (name: string, ...dataPoints: object[]): object => ({
      ...{ name, sum: { aggregationTemporality: 1, isMonotonic: true, dataPoints } },
    });
    const exported = (tokens: number): string =>
      lines({
        resourceMetrics: [
          {
            scopeMetrics: [
              {
                metrics: [
                  sum('claude_code.token.usage', point(tokens, { model: 'opus', type: 'input' })),
                  sum('claude_code.cost.usage', point(0.2587, { model: 'opus' })),
                ],
              },
            ],
          },
        ],
      });
    const alone = await buildOf(lines(result()));
    const both = await buildOf(lines(result()), exported(5));
    expect([costOf(both), tokensOf(both)]).toEqual([costOf(alone), tokensOf(alone)]);
    // Of two sessions only one has a result.
    expect(tokensOf(await buildOf(exported(1e6), lines(result())))).toBe(1e6);
  });

  it('spans alone give tokens, without a cost', async () => {
    const build = await buildOf(signal('resourceSpans'));
    expect(tokensOf(build)).toBe(14 + 83 + 9000 + 3600);
    expect(build.tasks.filter(({ kind }) => kind === 'model').length).toBe(2);
    expect(build).toMatchObject({ result: 'success', complete: true });
  });

  it('events are kept with model and tool', async () => {
    const { events } = await buildOf(signal('resourceLogs'));
    expect(events.map(({ type }) => type).slice(0, 3)).toEqual([
      'CLAUDE_CODE_USER_PROMPT',
      'CLAUDE_CODE_TOOL_DECISION',
      'CLAUDE_CODE_API_REQUEST',
    ]);
    expect(events[2]?.attributes).toEqual({ model: 'claude-sonnet-5', value: 25 });
  });
});
