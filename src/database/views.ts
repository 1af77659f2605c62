/** The six views of Golden Armada's documents: one text for SQLite (3.38 and newer) and PostgreSQL. */
import { percentileSql } from './percentile-sql.ts';

export interface SqlView {
  readonly name: string;
  readonly query: string;
}

const label = (name: string): string => `labels ->> '${name}'`;

export const views: readonly SqlView[] = [
  {
    name: 'v_recent_metrics',
    query: `select repository, series, name, kind, time_ms, value, labels, unit from (
    select repository, series, name, kind, time_ms, value, labels, unit,
      row_number() over (partition by repository, series, name, labels order by time_ms desc, point desc) as n
    from telemetry_metrics) numbered
  where n = 1`,
  },
  {
    name: 'v_agent_performance',
    query: `with timed as (
    select repository, ${label('agent_type')} as agent_type, value,
      row_number() over (partition by repository, ${label('agent_type')} order by value) as n,
      count(*) over (partition by repository, ${label('agent_type')}) as c
    from telemetry_metrics where name = 'agent_execution_duration_seconds'),
  durations as (
    select repository, agent_type, avg(value) as avg_seconds, max(value) as max_seconds, ${percentileSql(0.95)} as p95_seconds
    from timed group by repository, agent_type),
  runs as (
    select repository, ${label('agent_type')} as agent_type, sum(value) as executions,
      sum(case when ${label('status')} = 'success' then value else 0 end) as successes
    from telemetry_metrics where name = 'agent_execution_total' group by repository, ${label('agent_type')}),
  used as (
    select repository, ${label('agent_type')} as agent_type, sum(value) as tokens
    from telemetry_metrics where name = 'agent_tokens_used' group by repository, ${label('agent_type')})
  select runs.repository, runs.agent_type, executions, successes,
    100.0 * successes / nullif(executions, 0) as success_percent,
    avg_seconds, p95_seconds, max_seconds, coalesce(tokens, 0) as tokens
  from runs
    left join durations on durations.repository = runs.repository and durations.agent_type = runs.agent_type
    left join used on used.repository = runs.repository and used.agent_type = runs.agent_type`,
  },
  {
    name: 'v_trace_summary',
    // The root is the first of the spans whose parent is not stored.
    query: `with roots as (
    select repository, trace_id, name,
      row_number() over (partition by repository, trace_id order by start_ms, span_id) as n
    from telemetry_spans child
    where not exists (
      select 1 from telemetry_spans parent
      where parent.trace_id = child.trace_id and parent.span_id = child.parent_span_id)),
  whole as (
    select repository, trace_id, min(start_ms) as start_ms,
      max(start_ms + duration_ms) - min(start_ms) as duration_ms, count(*) as spans,
      sum(case when status = 'ERROR' then 1 else 0 end) as errors
    from telemetry_spans group by repository, trace_id)
  select whole.repository, whole.trace_id, start_ms, duration_ms, spans, errors, roots.name as root
  from whole left join roots on roots.repository = whole.repository and roots.trace_id = whole.trace_id and n = 1`,
  },
  {
    name: 'v_tool_usage',
    query: `with calls as (
    select repository, ${label('tool')} as tool, sum(value) as calls,
      sum(case when ${label('status')} = 'success' then value else 0 end) as successes
    from telemetry_metrics where name = 'tool_calls_total' group by repository, ${label('tool')}),
  durations as (
    select repository, ${label('tool')} as tool, avg(value) as avg_seconds, max(value) as max_seconds
    from telemetry_metrics where name = 'tool_call_duration_seconds' group by repository, ${label('tool')})
  select calls.repository, calls.tool, calls, successes, calls - successes as failures,
    100.0 * successes / nullif(calls, 0) as success_percent, avg_seconds, max_seconds
  from calls left join durations on durations.repository = calls.repository and durations.tool = calls.tool`,
  },
  {
    name: 'v_context_utilization',
    query: `select repository, ${label('agent_id')} as agent_id, count(*) as samples,
    avg(value) as avg_percent, max(value) as max_percent, max(time_ms) as last_ms
  from telemetry_metrics where name = 'context_window_utilization' group by repository, ${label('agent_id')}`,
  },
  {
    name: 'v_error_rate',
    // A rate over the whole time of the repository's metrics: between the first and the last error it would rise the
    // fewer there are.
    query: `with recorded as (
    select repository, max(time_ms) - min(time_ms) as ms from telemetry_metrics group by repository),
  counted as (
    select repository, ${label('component')} as component, ${label('error_type')} as error_type,
      ${label('severity')} as severity, sum(value) as errors, min(time_ms) as first_ms, max(time_ms) as last_ms
    from telemetry_metrics where name = 'error_total'
    group by repository, ${label('component')}, ${label('error_type')}, ${label('severity')})
  select counted.repository, component, error_type, severity, errors, first_ms, last_ms,
    1000.0 * errors / nullif(ms, 0) as per_second
  from counted join recorded on recorded.repository = counted.repository`,
  },
];
