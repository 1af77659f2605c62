/**
 * The contribution of a piece of work to the metrics of agents, tools and tasks: the same live, from a log
 * and from the history.
 */
import type { Labels } from '../model/metric-point.ts';
import type { Result, Tokens } from '../model/task.ts';
import type { MetricName } from './agent-metrics.ts';

/** Receives one value of one series: the increase of a counter, or an observation of a histogram. */
export type Observe = (name: MetricName, labels: Labels, value: number) => void;

/** A task from a log, the recorder or the history. */
export interface ObservedWork {
  readonly kind: string;
  /** For an agent its type, and after a slash its phase. */
  readonly name: string;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly errorType: string | null;
  readonly model: string | null;
  /** A number if only the sum is known. */
  readonly tokens: Tokens | number | null;
  readonly costUsd: number | null;
}

/** The label value for unknown values. */
export const unknownLabel = 'unknown';

/** Values of the label `status`; skipped and cancelled work neither succeeded nor failed. */
const statuses: Readonly<Record<Result, string>> = {
  success: 'success',
  failure: 'failure',
  error: 'failure',
  timeout: 'failure',
  cancellation: 'cancelled',
  skip: 'skipped',
  unknown: unknownLabel,
};

export function observeWork(work: ObservedWork, observe: Observe): void {
  if (work.kind === 'agent') observeAgent(work, observe);
  else if (work.kind === 'tool') observeTool(work, observe);
  // Model usage besides the main one belongs to its agent, and is not a separate execution.
  else if (work.kind === 'model') observeUsage(work, observe);
  else observeTask(work, observe);
}

function observeAgent(work: ObservedWork, observe: Observe): void {
  const [agent_type, phase = unknownLabel] = splitName(work.name);
  observe('agent_execution_total', { agent_type, phase, status: statuses[work.result] }, 1);
  if (work.durationMs !== null)
    observe('agent_execution_duration_seconds', { agent_type, phase }, work.durationMs / 1000);
  observeUsage(work, observe);
}

/** The names of spans of OpenTelemetry's GenAI conventions begin with the operation. */
function plainName(name: string): string {
  return name.replace(/^(?:invoke_agent|create_agent|execute_tool) (?=\S)/, '');
}

/** `coder/plan` is the type and the phase; `claude / haiku` the type and a further model. */
function splitName(name: string): readonly [string, string?] {
  const plain = plainName(name);
  const slash = plain.indexOf('/');
  if (slash < 0) return [plain];
  const type = plain.slice(0, slash);
  return type.endsWith(' ') ? [type.trimEnd()] : [type, plain.slice(slash + 1)];
}

/** A call of a model reveals its agent only in a name with the session: `claude / haiku`. */
function callerOf({ kind, name }: ObservedWork): string {
  return kind === 'model' && !name.includes(' / ') ? unknownLabel : splitName(name)[0];
}

function observeUsage(work: ObservedWork, observe: Observe): void {
  const { model, tokens, costUsd } = work;
  const labels = { agent_type: callerOf(work), model: model ?? unknownLabel };
  if (costUsd !== null && costUsd > 0) observe('agent_cost_usd_total', labels, costUsd);
  if (tokens === null) return;
  if (typeof tokens === 'number') return observe('agent_tokens_used', labels, tokens);
  const types = [
    ['input', tokens.input],
    ['output', tokens.output],
    ['cache_read', tokens.cacheRead],
    ['cache_creation', tokens.cacheCreation],
  ] as const;
  let sum = 0;
  for (const [type, count] of types) {
    sum += count;
    if (count > 0) observe('agent_tokens_total', { ...labels, type }, count);
  }
  observe('agent_tokens_used', labels, sum);
}

function observeTool({ name, durationMs, result, errorType }: ObservedWork, observe: Observe): void {
  const status = statuses[result];
  const tool = plainName(name);
  observe('tool_calls_total', { tool, status }, 1);
  if (durationMs !== null) observe('tool_call_duration_seconds', { tool }, durationMs / 1000);
  if (status === 'success') observe('tool_call_success_total', { tool }, 1);
  if (status === 'failure')
    observe('tool_call_failure_total', { tool, error_type: errorType ?? unknownLabel }, 1);
}

function observeTask({ kind, durationMs, result, errorType }: ObservedWork, observe: Observe): void {
  const status = statuses[result];
  if (durationMs !== null) observe('task_duration_seconds', { task_type: kind, status }, durationMs / 1000);
  if (status === 'success') observe('task_success_total', { task_type: kind }, 1);
  if (status === 'failure')
    observe('task_failure_total', { task_type: kind, error_type: errorType ?? unknownLabel }, 1);
}
