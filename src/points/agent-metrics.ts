/**
 * The metrics of agents, tools, contexts, errors and tasks in Golden Armada's document, and our additions.
 */
import type { MetricSpec } from '../model/metric-point.ts';

/** Every name by its constant. Sixteen are from the document; a comment marks our own. */
export const METRIC_NAMES = {
  AGENT_EXECUTION_TOTAL: 'agent_execution_total',
  AGENT_EXECUTION_DURATION_SECONDS: 'agent_execution_duration_seconds',
  AGENT_TOKENS_USED: 'agent_tokens_used',
  TOOL_CALLS_TOTAL: 'tool_calls_total',
  TOOL_CALL_DURATION_SECONDS: 'tool_call_duration_seconds',
  TOOL_CALL_SUCCESS_TOTAL: 'tool_call_success_total',
  TOOL_CALL_FAILURE_TOTAL: 'tool_call_failure_total',
  CONTEXT_WINDOW_UTILIZATION: 'context_window_utilization',
  CONTEXT_WINDOW_SIZE_TOKENS: 'context_window_size_tokens',
  CONTEXT_WINDOW_USED_TOKENS: 'context_window_used_tokens',
  ERROR_RATE: 'error_rate',
  ERROR_TOTAL: 'error_total',
  TASK_QUEUE_SIZE: 'task_queue_size',
  TASK_DURATION_SECONDS: 'task_duration_seconds',
  TASK_SUCCESS_TOTAL: 'task_success_total',
  TASK_FAILURE_TOTAL: 'task_failure_total',
  /** Ours: the document's dashboard has a panel for it. */
  ACTIVE_AGENTS: 'active_agents',
  /** Ours: tokens as providers bill them. */
  AGENT_TOKENS_TOTAL: 'agent_tokens_total',
  /** Ours. */
  AGENT_COST_USD_TOTAL: 'agent_cost_usd_total',
} as const;

export type MetricName = (typeof METRIC_NAMES)[keyof typeof METRIC_NAMES];

/** Seconds: tools answer within milliseconds, agents work for an hour. */
const callBounds = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const workBounds = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

/** The definitions of all of them, in the order of the document. */
export const agentMetrics: readonly MetricSpec[] = [
  counter('agent_execution_total', 'Executions of agents.', '{execution}', ['agent_type', 'phase', 'status']),
  time('agent_execution_duration_seconds', 'Duration of executions of agents.', workBounds, [
    'agent_type',
    'phase',
  ]),
  counter('agent_tokens_used', 'Tokens that agents used.', '{token}', ['agent_type', 'model']),
  counter('tool_calls_total', 'Calls of tools.', '{call}', ['tool', 'status']),
  time('tool_call_duration_seconds', 'Duration of calls of tools.', callBounds, ['tool']),
  counter('tool_call_success_total', 'Calls of tools that succeeded.', '{call}', ['tool']),
  counter('tool_call_failure_total', 'Calls of tools that failed.', '{call}', ['tool', 'error_type']),
  hold('context_window_utilization', 'Used part of the context window, in percent.', '{percent}', [
    'agent_id',
    'session_id',
  ]),
  hold('context_window_size_tokens', 'Size of the context window.', '{token}', ['agent_id']),
  hold('context_window_used_tokens', 'Used tokens of the context window.', '{token}', ['agent_id']),
  hold('error_rate', 'Errors a second over the last minute.', '{error_per_second}', [
    'component',
    'error_type',
  ]),
  counter('error_total', 'Errors.', '{error}', ['component', 'error_type', 'severity']),
  hold('task_queue_size', 'Tasks that wait.', '{task}', ['priority']),
  time('task_duration_seconds', 'Duration of tasks.', workBounds, ['task_type', 'status']),
  counter('task_success_total', 'Tasks that succeeded.', '{task}', ['task_type']),
  counter('task_failure_total', 'Tasks that failed.', '{task}', ['task_type', 'error_type']),
  hold('active_agents', 'Agents at work.', '{agent}', ['agent_type']),
  counter('agent_tokens_total', 'Tokens that agents used, by what they are billed as.', '{token}', [
    'agent_type',
    'model',
    'type',
  ]),
  counter('agent_cost_usd_total', 'Cost of agents in US dollars.', '{USD}', ['agent_type', 'model']),
];

export function counter(name: string, help: string, unit: string, labels: readonly string[]): MetricSpec {
  return { name, kind: 'counter', help, unit, labels };
}

function hold(name: string, help: string, unit: string, labels: readonly string[]): MetricSpec {
  return { name, kind: 'gauge', help, unit, labels };
}

function time(name: string, help: string, bounds: readonly number[], labels: readonly string[]): MetricSpec {
  return { name, kind: 'histogram', help, unit: 's', labels, bounds };
}
