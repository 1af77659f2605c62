/** Calls of an agent's program as events of the log: an execution, a tool call or a task becomes a task of the build. */

import type { MetricSpec } from '../model/metric-point.ts';
import type { Severity } from '../recorder/event-type.ts';
import { ErrorEvent, PerformanceEvent, TaskEvent } from '../recorder/events.ts';

/** Tokens of one execution: their sum, or the parts that providers bill. */
export type TokensUsed =
  | number
  | {
      readonly input?: number;
      readonly output?: number;
      readonly cacheRead?: number;
      readonly cacheCreation?: number;
    };

export interface AgentExecution {
  readonly agentId: string;
  readonly agentType: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly tokens?: TokensUsed;
  readonly success: boolean;
  readonly phase?: string;
  readonly model?: string;
  readonly costUsd?: number;
  readonly errorType?: string;
}

export interface ToolUsage {
  readonly tool: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly success: boolean;
  readonly errorType?: string;
}

export interface ContextUsage {
  /** Tokens. */
  readonly used: number;
  /** Tokens. */
  readonly total: number;
  readonly agentId: string;
  readonly sessionId?: string;
}

export interface AgentError {
  readonly component: string;
  readonly errorType: string;
  /** `error` by default. */
  readonly severity?: Severity | Lowercase<Severity>;
  readonly message?: string;
}

export interface TaskOutcome {
  readonly taskType: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly success: boolean;
  readonly errorType?: string;
  /** Distinguishes it from other tasks of its type; the type by default. */
  readonly name?: string;
}

const endOf = (success: boolean): string => (success ? 'TASK_COMPLETED' : 'TASK_FAILED');

export function agentEvent(work: AgentExecution): TaskEvent {
  const { agentId, agentType, duration, tokens, success, phase, model, costUsd, errorType } = work;
  const byType = typeof tokens === 'object' ? tokens : null;
  return new TaskEvent({
    eventType: endOf(success),
    taskId: agentId,
    // A phase is separate work: its time is compared with the same phase of other builds.
    taskName: phase === undefined ? agentType : `${agentType}/${phase}`,
    taskType: 'agent',
    durationMs: duration,
    success,
    modelUsed: model ?? null,
    costUsd: costUsd ?? null,
    errorType: errorType ?? null,
    tokensUsed: byType === null ? ((tokens as number | undefined) ?? null) : sumOf(byType),
    tokensByType: byType && {
      input: byType.input ?? 0,
      output: byType.output ?? 0,
      cache_read: byType.cacheRead ?? 0,
      cache_creation: byType.cacheCreation ?? 0,
    },
  });
}

function sumOf(tokens: Exclude<TokensUsed, number>): number {
  return (tokens.input ?? 0) + (tokens.output ?? 0) + (tokens.cacheRead ?? 0) + (tokens.cacheCreation ?? 0);
}

export function agentStart(agentId: string, agentType: string): TaskEvent {
  return new TaskEvent({
    eventType: 'TASK_STARTED',
    taskId: agentId,
    taskName: agentType,
    taskType: 'agent',
  });
}

export function toolEvent({ tool, duration, success, errorType }: ToolUsage): TaskEvent {
  return new TaskEvent({
    eventType: endOf(success),
    taskName: tool,
    taskType: 'tool',
    durationMs: duration,
    success,
    errorType: errorType ?? null,
  });
}

export function taskEvent({ taskType, duration, success, errorType, name }: TaskOutcome): TaskEvent {
  return new TaskEvent({
    eventType: endOf(success),
    taskName: name ?? taskType,
    taskType,
    durationMs: duration,
    success,
    errorType: errorType ?? null,
  });
}

export function errorEvent({ component, errorType, severity = 'error', message }: AgentError): ErrorEvent {
  return new ErrorEvent({
    eventType: 'ERROR_OCCURRED',
    severity,
    errorType,
    errorMessage: message ?? null,
    metadata: { component },
  });
}

/** The value of a gauge, or of a custom metric, with its labels. */
export function measureEvent(
  metricName: string,
  value: number,
  labels: Readonly<Record<string, unknown>>,
  {
    sessionId,
    spec,
  }: { readonly sessionId?: string | undefined; readonly spec?: MetricSpec | undefined } = {},
): PerformanceEvent {
  return new PerformanceEvent({
    eventType: 'PERFORMANCE_MEASURED',
    metricName,
    value,
    sessionId: sessionId ?? null,
    metadata: { labels, ...(spec && { metric: spec }) },
  });
}
