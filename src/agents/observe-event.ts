/** Adds an event to the metrics of agents, in the same way while it is collected and when its log is read. */
import { isFields, readNumber } from '../ingest/read-fields.ts';
import type { Tokens } from '../model/task.ts';
import { observeWork, unknownLabel } from '../points/observe-work.ts';
import { resultOfEvent } from '../recorder/event-record.ts';
import { familyOf } from '../recorder/event-type.ts';
import type { ErrorEvent, PerformanceEvent, RecordedEvent, TaskEvent } from '../recorder/events.ts';

/** Receives one value of one series. */
export type ObserveAny = (name: string, labels: Readonly<Record<string, string>>, value: number) => void;

/** Name of the record with the usage of a context window. */
export const contextMetric = 'context_window_used_tokens';

/** @param active running agents by type, which this call changes */
export function observeEvent(
  event: RecordedEvent,
  observe: ObserveAny,
  active: Map<string, Set<string>>,
): void {
  const family = familyOf(event.eventType);
  if (family === 'task-end') return observeTaskEnd(event as TaskEvent, observe, active);
  if (event.eventType === 'TASK_STARTED') return observeStart(event as TaskEvent, observe, active);
  if (family === 'error') return observeError(event as ErrorEvent, observe);
  if (family === 'performance') observeMeasure(event as PerformanceEvent, observe);
}

function observeTaskEnd(event: TaskEvent, observe: ObserveAny, active: Map<string, Set<string>>): void {
  const { taskId, taskName, taskType, durationMs, modelUsed, costUsd, tokensUsed, tokensByType } = event;
  const kind = taskType ?? (modelUsed === null ? 'task' : 'agent');
  const name = taskName ?? taskId ?? 'task';
  observeWork(
    {
      ...{ kind, name, durationMs, costUsd, model: modelUsed, errorType: event.errorType },
      result: resultOfEvent(event.eventType, event.success),
      tokens: tokensByType === null ? tokensUsed : readTypes(tokensByType),
    },
    observe,
  );
  for (const [type, ids] of active)
    if (taskId !== null && ids.delete(taskId)) observe('active_agents', { agent_type: type }, ids.size);
}

function readTypes(types: Readonly<Record<string, unknown>>): Tokens {
  const read = (key: string): number => Math.max(0, readNumber(types, key) ?? 0);
  return {
    input: read('input'),
    output: read('output'),
    cacheRead: read('cache_read'),
    cacheCreation: read('cache_creation'),
  };
}

function observeStart(
  { taskId, taskName, taskType }: TaskEvent,
  observe: ObserveAny,
  active: Map<string, Set<string>>,
): void {
  if (taskType !== 'agent' || taskId === null) return;
  const type = taskName ?? unknownLabel;
  const ids = active.get(type) ?? new Set();
  active.set(type, ids.add(taskId));
  observe('active_agents', { agent_type: type }, ids.size);
}

function observeError({ errorType, severity, metadata }: ErrorEvent, observe: ObserveAny): void {
  const { component } = metadata;
  const labels = {
    component: typeof component === 'string' ? component : unknownLabel,
    error_type: errorType ?? unknownLabel,
    severity: severity.toLowerCase(),
  };
  observe('error_total', labels, 1);
}

function observeMeasure({ metricName, value, metadata }: PerformanceEvent, observe: ObserveAny): void {
  const labels = metadata['labels'];
  if (metricName === null || value === null || !isFields(labels)) return;
  if (metricName !== contextMetric) return observe(metricName, readLabels(labels), value);
  const { agent_id = unknownLabel, session_id = '', total } = labels;
  const agent = { agent_id: String(agent_id) };
  observe('context_window_used_tokens', agent, value);
  if (typeof total !== 'number') return;
  observe('context_window_size_tokens', agent, total);
  const session = { ...agent, session_id: String(session_id) };
  if (total > 0) observe('context_window_utilization', session, (100 * value) / total);
}

/** Texts, numbers and flags are converted to text; other values cannot be labels. */
function readLabels(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => isPlain(value))
      .map(([name, value]) => [name, String(value)]),
  );
}
