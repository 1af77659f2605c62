/** The names under which models, tokens and costs are traced: they still move, so they stand here alone. Reference: https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/ */
import type { Tokens } from '../../model/task.ts';
import { type Attributes, numberOf, textOf } from './otlp-values.ts';

/** What a model call used. */
export interface Usage {
  readonly model: string | null;
  readonly tokens: Tokens | null;
  readonly costUsd: number | null;
}

/** Newest name first: OpenTelemetry's, its older ones, OpenInference's, Claude Code's, Golden Armada's. */
const names = {
  model: ['gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name', 'model'],
  input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.token_count.prompt'],
  output: [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
    'output_tokens',
  ],
  cacheRead: [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'llm.token_count.prompt_details.cache_read',
    'cache_read_tokens',
  ],
  cacheCreation: [
    'gen_ai.usage.cache_creation.input_tokens',
    'gen_ai.usage.cache_creation_input_tokens',
    'llm.token_count.prompt_details.cache_write',
    'cache_creation_tokens',
  ],
  /** Input without what the cache gave. */
  uncachedInput: ['input_tokens'],
  /** All tokens together; they are kept as input. */
  all: ['tokens', 'tokens_used'],
  costUsd: ['gen_ai.usage.cost', 'gen_ai.usage.cost_usd', 'llm.cost.total', 'cost_usd'],
} as const;

/** Model, tokens and cost of a span or an event. */
export function readUsage(attributes: Attributes): Usage {
  return {
    model: textOf(attributes, ...names.model),
    tokens: readTokens(attributes),
    costUsd: numberOf(attributes, ...names.costUsd),
  };
}

/** OpenTelemetry counts cached tokens as input too; where they are more than the input, they were not. */
function readTokens(attributes: Attributes): Tokens | null {
  const count = (keys: readonly string[]): number => Math.max(0, numberOf(attributes, ...keys) ?? 0);
  const cacheRead = count(names.cacheRead);
  const cacheCreation = count(names.cacheCreation);
  const whole = count(names.input);
  const cached = cacheRead + cacheCreation;
  const input = whole > 0 ? (whole >= cached ? whole - cached : whole) : count(names.uncachedInput);
  const tokens = { input, output: count(names.output), cacheRead, cacheCreation };
  if (sum(tokens) > 0) return tokens;
  const all = count(names.all);
  return all > 0 ? { ...tokens, input: all } : null;
}

function sum({ input, output, cacheRead, cacheCreation }: Tokens): number {
  return input + output + cacheRead + cacheCreation;
}

/** What sort of work a model's or an agent's span is; null for other spans. */
export function kindOfAi(attributes: Attributes): string | null {
  const operation = textOf(attributes, 'gen_ai.operation.name');
  if (operation === 'execute_tool') return 'tool';
  if (operation !== null) return operation.endsWith('_agent') ? 'agent' : 'model';
  const type = textOf(attributes, 'span.type');
  if (type === 'llm_request') return 'model';
  if (type === 'tool') return 'tool';
  return textOf(attributes, 'gen_ai.agent.name', 'agent_type', 'agent.type', 'agentType') === null
    ? null
    : 'agent';
}
