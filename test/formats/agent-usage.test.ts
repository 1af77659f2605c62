/** Usage in the traces and events of agents is counted once, wherever it is reported. */
import { expect, it } from 'vitest';
import { sumTokens } from '../../src/metrics/final-tasks.ts';
import { buildOf, lines } from '../source-of.ts';

type Values = Readonly<Record<string, string | number>>;

const toAttributes = (values: Values): object[] =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { doubleValue: value },
  }));

/** A span below the span of `parent`, one second after the previous one. */
const span = (id: number, parent: number | null, values: Values): object => ({
  traceId: '1'.padStart(32, '0'),
  spanId: String(id).padStart(16, '0'),
  parentSpanId: parent === null ? '' : String(parent).padStart(16, '0'),
  name: `span ${id}`,
  kind: 1,
  startTimeUnixNano: `${1_764_000_000 + (parent === null ? 0 : id)}000000000`,
  endTimeUnixNano: `${1_764_000_000 + (parent === null ? 100 : id + 1)}000000000`,
  attributes: toAttributes(values),
});

const trace = (...spans: object[]): string => lines({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

const event = (name: string, values: Values): object => ({
  timeUnixNano: '1764000000000000000',
  eventName: name,
  attributes: toAttributes(values),
});

const agent = { 'gen_ai.operation.name': 'invoke_agent' };
const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' };
const used = { 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.output_tokens': 10 };

const logs: Readonly<Record<string, readonly [log: string, tokens: number, costUsd: number | null]>> = {
  'cost by the outermost span, tokens by its calls': [
    trace(span(1, null, { ...agent, ...used, 'gen_ai.usage.cost': 0.4 }), span(2, 1, { ...chat, ...used })),
    ...([110, 0.4] as const),
  ],
  'tokens by the outermost span, cost by its calls': [
    trace(span(1, null, { ...agent, ...used }), span(2, 1, { ...chat, 'operation.cost': 0.4 })),
    ...([110, 0.4] as const),
  ],
  'both by both': [
    trace(
      span(1, null, { ...agent, ...used, 'gen_ai.usage.cost': 0.4 }),
      span(2, 1, { ...chat, ...used, 'gen_ai.usage.cost': 0.4 }),
    ),
    ...([110, 0.4] as const),
  ],
  "LiteLLM's request around the raw one": [
    trace(
      span(1, null, { ...chat, ...used, 'gen_ai.cost.total_cost': 0.4 }),
      span(2, 1, { 'llm.openai.model': 'm' }),
    ),
    ...([110, 0.4] as const),
  ],
  "Sentry's cost of all tokens": [
    trace(
      span(1, null, {}),
      span(2, 1, { ...chat, ...used, 'gen_ai.cost.total_tokens': 0.4, 'gen_ai.cost.input_tokens': 0.1 }),
    ),
    ...([110, 0.4] as const),
  ],
  "MLflow's texts of numbers": [
    trace(
      span(1, null, {}),
      span(2, 1, {
        'mlflow.spanType': '"CHAT_MODEL"',
        'mlflow.llm.model': '"m"',
        'mlflow.chat.tokenUsage': '{"input_tokens": 100, "output_tokens": 10, "total_tokens": 110}',
        'mlflow.llm.cost': '{"input_cost": 0.1, "output_cost": 0.3, "total_cost": 0.4}',
      }),
    ),
    ...([110, 0.4] as const),
  ],
  'turns of a session that only the resource names': [
    lines(
      ...[1, 2].map((turn) => {
        const at = (seconds: number): string => `${1_764_000_000 + turn * 100 + seconds}000000000`;
        const common = {
          traceId: String(turn).padStart(32, '0'),
          startTimeUnixNano: at(0),
          endTimeUnixNano: at(9),
        };
        const root = { ...common, spanId: '0000000000000001', name: 'turn', attributes: toAttributes(agent) };
        const call = {
          ...common,
          spanId: '0000000000000002',
          parentSpanId: '0000000000000001',
          name: 'chat m',
        };
        const spans = [root, { ...call, attributes: toAttributes({ ...chat, ...used }) }];
        const resource = { attributes: toAttributes({ 'session.id': 's' }) };
        return { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] };
      }),
    ),
    ...([220, null] as const),
  ],
  'an embedding of the AI SDK': [
    trace(span(1, null, {}), span(2, 1, { 'operation.name': 'ai.embed.doEmbed', 'ai.usage.tokens': 7 })),
    ...([7, null] as const),
  ],
  "Gemini CLI's own event and the convention's of one call": [
    lines({
      resourceLogs: [
        {
          scopeLogs: [
            {
              logRecords: [
                event('gemini_cli.api_response', {
                  ...{ 'session.id': 's', model: 'g', input_token_count: 100, output_token_count: 10 },
                }),
                event('gen_ai.client.inference.operation.details', {
                  ...{ 'session.id': 's', 'gen_ai.request.model': 'g', ...used },
                }),
              ],
            },
          ],
        },
      ],
    }),
    ...([110, null] as const),
  ],
};

it.each([
  ['gen_ai.usage.cache_write.input_tokens', 'cacheCreation'],
  ['gen_ai.usage.cache_write_input_tokens', 'cacheCreation'],
  ['gen_ai.usage.input_tokens.cache_write', 'cacheCreation'],
  ['gen_ai.usage.input_tokens.cached', 'cacheRead'],
])('%s is %s', async (name, kind) => {
  const { tasks } = await buildOf(trace(span(1, null, { ...chat, ...used, [name]: 40 })));
  expect(tasks[0]?.tokens).toEqual({ input: 60, output: 10, cacheRead: 0, cacheCreation: 0, [kind]: 40 });
});

it('knows calls of a model in the words of MLflow and OpenLLMetry', async () => {
  for (const values of [{ 'mlflow.spanType': '"CHAT_MODEL"' }, { 'llm.request.type': 'chat' }])
    expect((await buildOf(trace(span(1, null, values)))).tasks[0]?.kind).toBe('model');
});

it.each(Object.entries(logs))('%s', async (_, [log, tokens, costUsd]) => {
  const { tasks } = await buildOf(log);
  expect(tasks.reduce((sum, task) => sum + (sumTokens(task) ?? 0), 0)).toBe(tokens);
  const costs = tasks.flatMap((task) => task.costUsd ?? []);
  expect(costs).toEqual(costUsd === null ? [] : [costUsd]);
});
