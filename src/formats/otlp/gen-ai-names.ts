/**
 * The attribute names of models, tokens and costs in traces: these conventions still change, so they are in one
 * place. Reference: https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/
 */
import { knownTokens, positive } from '../../ingest/clean-task.ts';
import { isFields, readFields, readNumber } from '../../ingest/read-fields.ts';
import type { Tokens } from '../../model/task.ts';
import { type Attributes, numberOf, textAttribute } from './otlp-values.ts';

/** The usage of a model call. */
export interface Usage {
  readonly model: string | null;
  readonly tokens: Tokens | null;
  readonly costUsd: number | null;
}

/**
 * Newest names first: OpenTelemetry's, its older ones, Sentry's; then OpenInference's, pydantic-ai's, LiteLLM's,
 * those of the AI SDK and of OpenLLMetry, the log events of Codex, Gemini CLI and Claude Code, Golden Armada's.
 */
const names = {
  model: [
    ...[
      'gen_ai.response.model',
      'gen_ai.request.model',
      'llm.model_name',
      'ai.response.model',
      'ai.model.id',
    ],
    ...['llm.response.model', 'llm.request.model', 'langfuse.observation.model.name', 'mlflow.llm.model'],
    'model',
  ],
  input: withSums([
    ...['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.token_count.prompt'],
    ...['ai.usage.inputTokens', 'ai.usage.promptTokens', 'llm.usage.prompt_tokens', 'input_token_count'],
  ]),
  output: withSums([
    ...['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.token_count.completion'],
    ...['ai.usage.outputTokens', 'ai.usage.completionTokens', 'llm.usage.completion_tokens'],
    ...['output_token_count', 'output_tokens'],
  ]),
  /** Separate from the output in Gemini CLI. */
  thoughts: ['thoughts_token_count'],
  /** Input from tools, separate from the other input in Gemini CLI. */
  tools: ['tool_token_count'],
  cacheRead: withSums([
    ...['gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'],
    ...['gen_ai.usage.cache_read_tokens', 'gen_ai.usage.details.cache_read_tokens'],
    ...['gen_ai.usage.cached_tokens', 'gen_ai.usage.prompt_tokens_details.cached_tokens'],
    'gen_ai.usage.input_tokens_details.cached_tokens',
    'gen_ai.usage.input_tokens.cached',
    ...['gen_ai.usage.details.cache_read_input_tokens', 'gen_ai.usage.details.cached_tokens'],
    ...['llm.token_count.prompt_details.cache_read', 'llm.usage.cache_read_input_tokens'],
    ...['ai.usage.inputTokenDetails.cacheReadTokens', 'ai.usage.cachedInputTokens'],
    ...['cached_content_token_count', 'cached_token_count', 'cache_read_tokens'],
  ]),
  cacheCreation: withSums([
    ...['gen_ai.usage.cache_write.input_tokens', 'gen_ai.usage.cache_write_input_tokens'],
    ...['gen_ai.usage.cache_creation.input_tokens', 'gen_ai.usage.cache_creation_input_tokens'],
    'gen_ai.usage.input_tokens.cache_write',
    ...['gen_ai.usage.cache_write_tokens', 'gen_ai.usage.cache_creation_tokens'],
    ...['gen_ai.usage.details.cache_write_tokens', 'gen_ai.usage.details.cache_creation_input_tokens'],
    ...['llm.token_count.prompt_details.cache_write', 'llm.usage.cache_creation_input_tokens'],
    ...['ai.usage.inputTokenDetails.cacheWriteTokens', 'cache_creation_tokens'],
    'cache_write_token_count',
  ]),
  /** Input without cached tokens. */
  uncachedInput: ['input_tokens'],
  /** All tokens together; they are kept as input. */
  all: [
    ...[
      'gen_ai.usage.total_tokens',
      'llm.token_count.total',
      'llm.usage.total_tokens',
      'ai.usage.totalTokens',
      'ai.usage.tokens',
    ],
    ...['total_token_count', 'tokens', 'tokens_used'],
  ],
  costUsd: [
    ...['gen_ai.usage.cost', 'gen_ai.usage.cost_usd', 'gen_ai.usage.total_cost', 'gen_ai.cost.total_cost'],
    ...['gen_ai.cost.total_tokens', 'ai.total_cost', 'llm.cost.total', 'operation.cost', 'cost_usd'],
    'gen_ai.usage.cost.total',
  ],
} as const;

/** pydantic-ai names the sums of an agent's run differently. */
function withSums(keys: readonly string[]): readonly string[] {
  const sums = keys.filter((key) => key.startsWith('gen_ai.usage.'));
  return [...keys, ...sums.map((key) => key.replace('.usage.', '.aggregated_usage.'))];
}

/** Costs that some report only in parts. */
const costParts = [
  ['llm.cost.prompt', 'llm.cost.completion'],
  ['gen_ai.cost.input_cost', 'gen_ai.cost.output_cost'],
  ['gen_ai.usage.input_cost', 'gen_ai.usage.output_cost'],
  // Sentry's, in dollars as well.
  ['gen_ai.cost.input_tokens', 'gen_ai.cost.output_tokens'],
] as const;

/** Model, tokens and cost of a span or an event. */
export function readUsage(attributes: Attributes): Usage {
  return {
    // MLflow writes each text as JSON.
    model: textAttribute(attributes, ...names.model)?.replaceAll('"', '') ?? null,
    tokens: readTokens(attributes),
    costUsd: readCost(attributes),
  };
}

function readCost(attributes: Attributes): number | null {
  const whole = positive(numberOf(attributes, ...names.costUsd));
  if (whole !== null) return whole;
  for (const parts of costParts) {
    const known = parts.map((part) => numberOf(attributes, part)).filter((cost) => cost !== null);
    if (known.length > 0)
      return known.every((cost) => cost >= 0) ? known.reduce((sum, cost) => sum + cost, 0) : null;
  }
  const details = readDetails(attributes, 'langfuse.observation.cost_details', 'mlflow.llm.cost');
  const { total_cost, total = total_cost, ...others } = details;
  const sum = Object.values(others).reduce((all, cost) => all + cost, 0);
  return total ?? (Object.keys(others).length > 0 ? sum : null);
}

const usageDetails = 'langfuse.observation.usage_details';

/** Parts of the usage of OpenAI. */
const detailKeys = [
  ...['prompt_tokens_details', 'completion_tokens_details'],
  ...['input_tokens_details', 'output_tokens_details'],
];

/** Langfuse and MLflow write numbers by name as a JSON text. */
function readDetails(attributes: Attributes, ...keys: readonly string[]): Readonly<Record<string, number>> {
  const text = textAttribute(attributes, ...keys);
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (!isFields(value)) return {};
    return Object.fromEntries(
      [value, ...detailKeys.map((key) => readFields(value, key))].flatMap((fields) =>
        Object.keys(fields).flatMap((key): [string, number][] => {
          const number = readNumber(fields, key);
          return number === null || number < 0 ? [] : [[key, number]];
        }),
      ),
    );
  } catch {
    return {};
  }
}

/** Each kind of token is counted once there, unlike in the usage of OpenAI, which some pass on. */
function readLangfuse(attributes: Attributes): Tokens | null {
  const details = readDetails(attributes, usageDetails);
  const sumOf = (pattern: RegExp): number =>
    Object.entries(details)
      .filter(([key]) => pattern.test(key))
      .reduce((all, [, count]) => all + count, 0);
  const input = sumOf(/^(?:input|prompt)(?:_tokens)?$/);
  const output = sumOf(/^(?:output|completion)(?:_tokens)?$/);
  const cacheRead = sumOf(/cache_read|cached/);
  const cacheCreation = sumOf(/cache_(?:creation|write)/);
  const reasoning = sumOf(/reasoning/);
  const total = details['total'] ?? details['total_tokens'] ?? 0;
  const cached = cacheRead + cacheCreation;
  const isNested = textAttribute(attributes, usageDetails)?.includes('_tokens_details"') ?? false;
  const isWhole = input >= cached && (isNested || (total > 0 && total === input + output));
  const tokens = {
    input: isWhole ? input - cached : input,
    output: isWhole ? output : output + reasoning,
    ...{ cacheRead, cacheCreation },
  };
  if (sum(tokens) > 0) return tokens;
  return total > 0 ? { ...tokens, input: total } : null;
}

function readMlflow(attributes: Attributes): Tokens | null {
  const counts = readDetails(attributes, 'mlflow.chat.tokenUsage');
  const { input_tokens: whole = 0, output_tokens: output = 0 } = counts;
  const { cache_read_input_tokens: cacheRead = 0, cache_creation_input_tokens: cacheCreation = 0 } = counts;
  const cached = cacheRead + cacheCreation;
  const input = withoutCached(
    whole,
    cached,
    cached > 0 && counts['total_tokens'] === whole + cached + output,
  );
  return whole + output > 0 ? { input, output, cacheRead, cacheCreation } : null;
}

/**
 * OpenTelemetry includes cached tokens in the input. It did not if there are more of them than input, or if the total
 * counts them separately.
 */
function withoutCached(whole: number, cached: number, isApart = false): number {
  return whole >= cached && !isApart ? whole - cached : whole;
}

/** The AI SDK before version 6, which began to list the parts of the input: Anthropic's own count. */
function isOlderSdk(attributes: Attributes): boolean {
  return (
    attributes.has('ai.usage.cachedInputTokens') &&
    !attributes.has('ai.usage.inputTokenDetails.cacheReadTokens') &&
    /anthropic|bedrock/.test(textAttribute(attributes, 'ai.model.provider', 'gen_ai.system') ?? '')
  );
}

function readTokens(attributes: Attributes): Tokens | null {
  const count = (keys: readonly string[]): number => numberOf(attributes, ...keys) ?? 0;
  const cacheRead = count(names.cacheRead);
  const cacheCreation = count(names.cacheCreation);
  const whole = count(names.input);
  const cached = cacheRead + cacheCreation;
  const all = count(names.all);
  const output = count(names.output);
  const thoughts = count(names.thoughts);
  const isApart = cached > 0 && (all === whole + cached + output || isOlderSdk(attributes));
  // Codex has its total under the same name.
  const tools = attributes.has('thoughts_token_count') ? count(names.tools) : 0;
  const tokens = {
    input: whole !== 0 ? withoutCached(whole, cached, isApart) + tools : count(names.uncachedInput),
    output: all > 0 && all === whole + output + tools ? output : output + thoughts,
    ...{ cacheRead, cacheCreation },
  };
  if (sum(tokens) > 0) return knownTokens(tokens);
  const details = readLangfuse(attributes) ?? readMlflow(attributes);
  if (details !== null) return details;
  return all > 0 ? { ...tokens, input: all } : null;
}

function sum({ input, output, cacheRead, cacheCreation }: Tokens): number {
  return input + output + cacheRead + cacheCreation;
}

/** Operations of a model itself; others, such as retrieval, are work around it. */
const modelOperations: ReadonlySet<string> = new Set([
  ...['chat', 'text_completion', 'generate_content', 'embeddings'],
]);

/** Kinds in the terms of OpenInference, Langfuse, Claude Code, MLflow and OpenLLMetry. */
const kindsInWords: ReadonlyMap<string, string> = new Map([
  ...['llm', 'embedding', 'generation', 'llm_request', 'chat_model', 'chat', 'completion'].map(
    (word): [string, string] => [word, 'model'],
  ),
  ['tool', 'tool'],
  ['agent', 'agent'],
]);

/** The kind of work of a model's or an agent's span; null for other spans. */
export function kindOfAi(attributes: Attributes): string | null {
  const operation = textAttribute(attributes, 'gen_ai.operation.name');
  if (operation === 'execute_tool') return 'tool';
  if (operation?.endsWith('_agent')) return 'agent';
  if (operation !== null) return modelOperations.has(operation) ? 'model' : null;
  const word = textAttribute(
    attributes,
    ...['openinference.span.kind', 'langfuse.observation.type', 'span.type', 'mlflow.spanType'],
    ...['llm.request.type', 'traceloop.span.kind'],
  );
  const kind = kindsInWords.get(word?.toLowerCase().replaceAll('"', '') ?? '');
  if (kind !== undefined) return kind;
  const sdk = textAttribute(attributes, 'operation.name') ?? '';
  if (/^ai\..*\.do(?:Generate|Stream|Embed)/.test(sdk)) return 'model';
  if (sdk.startsWith('ai.toolCall') || attributes.has('gen_ai.tool.name')) return 'tool';
  return textAttribute(attributes, 'gen_ai.agent.name', 'agent_type', 'agent.type', 'agentType') === null
    ? null
    : 'agent';
}

/** The conversation of a span; null without one. */
export function conversationOf(attributes: Attributes): string | null {
  return textAttribute(
    attributes,
    ...['gen_ai.conversation.id', 'langfuse.session.id', 'ai.telemetry.metadata.sessionId', 'session.id'],
    ...['conversation.id', 'traceloop.association.properties.session_id'],
  );
}
