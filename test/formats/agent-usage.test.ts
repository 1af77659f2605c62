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

const logRecords = (service: string, ...records: object[]): string =>
  lines({
    resourceLogs: [
      {
        resource: { attributes: toAttributes({ 'service.name': service }) },
        scopeLogs: [{ logRecords: records }],
      },
    ],
  });

const traceOf = (service: string, ...spans: object[]): string =>
  lines({
    resourceSpans: [
      { resource: { attributes: toAttributes({ 'service.name': service }) }, scopeSpans: [{ spans }] },
    ],
  });

const agent = { 'gen_ai.operation.name': 'invoke_agent' };
const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' };
const used = { 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.output_tokens': 10 };

/** Three traces one after the other, each with one call. */
const turns = (idsOf: (turn: number) => Values, root: Values): string =>
  [1, 2, 3]
    .map((turn) => {
      const spans = [
        span(1, null, { ...root, ...idsOf(turn) }),
        span(2, 1, { ...idsOf(turn), ...chat, ...used }),
      ];
      return trace(
        ...spans.map((each, i) => ({
          ...each,
          ...{ name: `span ${i}`, traceId: String(turn).padStart(32, '0') },
          startTimeUnixNano: `${1_764_000_000 + 200 * turn}000000000`,
          endTimeUnixNano: `${1_764_000_001 + 200 * turn}000000000`,
        })),
      );
    })
    .join('');

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
  'cost by two agents, one inside the other, tokens by their calls': [
    trace(
      span(1, null, { ...agent, 'gen_ai.usage.cost': 0.42 }),
      span(2, 1, { ...chat, ...used }),
      span(3, 1, { ...agent, 'gen_ai.usage.cost': 0.12 }),
      span(4, 3, { ...chat, ...used }),
    ),
    ...([220, 0.42] as const),
  ],
  'two agents, one inside the other, without their calls': [
    trace(
      span(1, null, { ...agent, 'gen_ai.usage.input_tokens': 500, 'gen_ai.usage.output_tokens': 50 }),
      span(2, 1, { ...agent, ...used }),
    ),
    ...([550, null] as const),
  ],
  "pydantic-ai's agents that share one sum of usage": [
    trace(
      span(1, null, { ...agent, 'gen_ai.usage.input_tokens': 200, 'gen_ai.usage.output_tokens': 20 }),
      span(2, 1, { ...chat, ...used }),
      span(3, 1, { ...agent, 'gen_ai.usage.input_tokens': 200, 'gen_ai.usage.output_tokens': 20 }),
      span(4, 3, { ...chat, ...used }),
    ),
    ...([220, null] as const),
  ],
  "the sum of an agent's run, of which only one call states its cost": [
    trace(
      span(1, null, { ...agent, 'gen_ai.aggregated_usage.input_tokens': 200, 'operation.cost': 0.4 }),
      span(2, 1, { ...chat, ...used, 'operation.cost': 0.1 }),
      span(3, 1, { ...chat, ...used }),
    ),
    ...([220, 0.4] as const),
  ],
  "the sum of pydantic-ai's run without its calls": [
    trace(
      span(1, null, {
        ...agent,
        'gen_ai.aggregated_usage.input_tokens': 200,
        'gen_ai.aggregated_usage.output_tokens': 20,
      }),
    ),
    ...([220, null] as const),
  ],
  "Codex's spans and events": [
    traceOf('codex_exec', span(1, null, {}), span(2, 1, used)) +
      logRecords(
        'codex_exec',
        event('codex.sse_event', {
          ...{ 'conversation.id': 's', model: 'c', 'event.kind': 'response.completed' },
          ...{
            input_token_count: 100,
            output_token_count: 10,
            cached_token_count: 50,
            tool_token_count: 110,
          },
        }),
      ),
    ...([110, null] as const),
  ],
  "Gemini CLI's input from tools": [
    logRecords(
      'gemini-cli',
      event('gemini_cli.api_response', {
        ...{ 'session.id': 's', model: 'g', input_token_count: 100, output_token_count: 10 },
        ...{ thoughts_token_count: 5, tool_token_count: 7, total_token_count: 122 },
      }),
    ),
    ...([122, null] as const),
  ],
  'calls of an agent one after the other, in conversations of their own': [
    turns((turn) => ({ 'gen_ai.conversation.id': `c${turn}` }), agent),
    ...([330, null] as const),
  ],
  'turns of a session in the words of OpenLLMetry': [
    turns(() => ({ 'traceloop.association.properties.session_id': 's' }), {}),
    ...([330, null] as const),
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
  ['gen_ai.usage.cached_tokens', 'cacheRead'],
  ['gen_ai.usage.prompt_tokens_details.cached_tokens', 'cacheRead'],
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
  expect(costs.length > 0).toBe(costUsd !== null);
  expect(costs.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(costUsd ?? 0, 10);
});

const split = (input: number, output: number, cacheRead: number): object => ({
  ...{ input, output, cacheRead, cacheCreation: 0 },
});
const details = (usage: object): Values => ({
  'langfuse.observation.usage_details': JSON.stringify(usage),
});
it.each([
  ['within the input', { ...used, 'gen_ai.usage.cache_read_input_tokens': 60 }, split(40, 10, 60)],
  [
    'within the input, by the total',
    { ...used, 'gen_ai.usage.cache_read_input_tokens': 60, 'gen_ai.usage.total_tokens': 110 },
    split(40, 10, 60),
  ],
  [
    'apart, by the total',
    { ...used, 'gen_ai.usage.cache_read_input_tokens': 60, 'gen_ai.usage.total_tokens': 170 },
    split(100, 10, 60),
  ],
  [
    "apart in Anthropic's usage in the AI SDK 5",
    {
      ...{ 'ai.model.provider': 'anthropic.messages', 'ai.usage.inputTokens': 100 },
      ...{ 'ai.usage.outputTokens': 10, 'ai.usage.cachedInputTokens': 60, 'ai.usage.totalTokens': 110 },
    },
    split(100, 10, 60),
  ],
  [
    "within the input in Anthropic's usage in the AI SDK 6",
    {
      ...{ 'ai.model.provider': 'anthropic.messages', 'ai.usage.inputTokens': 100 },
      ...{ 'ai.usage.outputTokens': 10, 'ai.usage.cachedInputTokens': 60 },
      'ai.usage.inputTokenDetails.cacheReadTokens': 60,
    },
    split(40, 10, 60),
  ],
  ['apart in Langfuse', details({ input: 100, output: 10, input_cached_tokens: 60 }), split(100, 10, 60)],
  [
    'within the input in Langfuse, by the total',
    details({
      ...{ input: 100, output: 10, input_cached_tokens: 60, output_reasoning_tokens: 5, total: 110 },
    }),
    split(40, 10, 60),
  ],
  [
    "in OpenAI's words in Langfuse",
    details({
      ...{ prompt_tokens: 100, completion_tokens: 10, prompt_tokens_details: { cached_tokens: 60 } },
      completion_tokens_details: { reasoning_tokens: 5 },
    }),
    split(40, 10, 60),
  ],
])('cached tokens are %s', async (_, usage, tokens) => {
  const { tasks } = await buildOf(trace(span(1, null, { ...chat, ...usage })));
  expect(tasks[0]?.tokens).toEqual(tokens);
});

it.each([
  [{ 'traceloop.span.kind': 'agent' }, 'agent'],
  [{ 'traceloop.span.kind': 'tool' }, 'tool'],
  [{ 'traceloop.span.kind': 'workflow' }, 'task'],
  [{ 'llm.request.type': 'chat' }, 'model'],
  [{ 'llm.request.type': 'rerank' }, 'task'],
  [{ 'gen_ai.tool.name': 'search' }, 'tool'],
])('%j is of kind %s', async (values, kind) => {
  const { tasks } = await buildOf(trace(span(1, null, values)));
  expect(tasks.map((task) => task.kind)).toEqual([kind]);
});
