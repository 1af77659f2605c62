/** The eleven panels of Golden Armada's overview, in the order of its document. */
import { type Dashboard, DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { bars, figure, lines, list, ranking, redBelow, redFrom, shares } from './panels.ts';
import { promql, promqlNow, sql } from './queries.ts';
import { byLabel, chooseSource, textBox } from './variables.ts';

const agents = 'agent_type=~"$agent_type"';

export function agentsDashboard(): Dashboard {
  return new DashboardBuilder('Golden Armada - Agent Orchestration Overview')
    .uid('build-telemetry-agents')
    .description('Agents, tools, contexts, errors and tasks, as build-telemetry serves and stores them.')
    .tags(['build-telemetry', 'agents'])
    .time({ from: 'now-6h', to: 'now' })
    .refresh('30s')
    .withVariable(chooseSource('prometheus'))
    .withVariable(chooseSource('database'))
    .withVariable(byLabel('agent_type', 'agent_type', 'agent_execution_total'))
    .withVariable(byLabel('tool', 'tool', 'tool_calls_total'))
    .withVariable(textBox('trace_url', 'URL of a trace, without its id', 'http://localhost:16686/trace/'))
    .withPanel(executionRate())
    .withPanel(activeAgents())
    .withPanel(errorRate())
    .withPanel(tokens())
    .withPanel(contextUse())
    .withPanel(executionTime())
    .withPanel(toolSuccess())
    .withPanel(topTools())
    .withPanel(queueSize())
    .withPanel(errorTypes())
    .withPanel(timeline())
    .build();
}

function executionRate() {
  return lines(
    { title: 'Agent Execution Rate', description: 'Executions a second by type of agent.', unit: 'ops' },
    promql(
      `sum by (agent_type) (rate(agent_execution_total{${agents}}[$__rate_interval]))`,
      '{{agent_type}}',
    ),
  );
}

function activeAgents() {
  return figure(
    { title: 'Active Agents', description: 'Agents at work now.' },
    promqlNow(`sum(active_agents{${agents}})`, 'agents'),
  ).height(8);
}

function errorRate() {
  return figure(
    { title: 'Error Rate', description: 'Errors a second over the last minute.', unit: 'ops' },
    promqlNow('sum(error_rate)', 'errors'),
  )
    .thresholds(redFrom(1))
    .height(8);
}

/** Prometheus adds `_total` to a counter that comes by OTLP. */
function tokens() {
  return lines(
    { title: 'Total Tokens Used', description: 'Tokens of all agents so far, by model.' },
    promql(
      `sum by (model) (agent_tokens_used{${agents}} or agent_tokens_used_total{${agents}})`,
      '{{model}}',
    ),
  );
}

function contextUse() {
  return lines(
    {
      title: 'Context Window Utilization',
      description: 'Used part of the context windows: mean of all agents, and the fullest.',
      unit: 'percent',
    },
    promql('avg(context_window_utilization)', 'mean'),
    promql('max(context_window_utilization)', 'fullest'),
  ).max(100);
}

function executionTime() {
  return lines(
    {
      title: 'Agent Execution Duration (p95)',
      description: '95 of 100 executions are shorter, by type of agent.',
      unit: 's',
    },
    promql(
      `histogram_quantile(0.95, sum by (le, agent_type) (rate(agent_execution_duration_seconds_bucket{${agents}}[$__rate_interval])))`,
      '{{agent_type}}',
    ),
  );
}

function toolSuccess() {
  const calls = (matchers: string): string =>
    `sum by (tool) (increase(tool_calls_total{tool=~"$tool"${matchers}}[$__range]))`;
  return ranking(
    {
      title: 'Tool Call Success Rate',
      description: 'Part of the calls that ended and succeeded, by tool.',
      unit: 'percent',
    },
    promqlNow(`100 * ${calls(',status="success"')} / ${calls(',status=~"success|failure"')}`, '{{tool}}'),
  )
    .max(100)
    .thresholds(redBelow(90));
}

function topTools() {
  return ranking(
    { title: 'Top Tools by Usage', description: 'The ten tools that were called most often.' },
    promqlNow('topk(10, sum by (tool) (increase(tool_calls_total{tool=~"$tool"}[$__range])))', '{{tool}}'),
  );
}

function queueSize() {
  return bars(
    { title: 'Task Queue Size', description: 'Tasks that wait, by priority.' },
    promql('sum by (priority) (task_queue_size)', '{{priority}}'),
  );
}

function errorTypes() {
  return shares(
    { title: 'Error Breakdown by Type', description: 'Errors in the time range, by type.' },
    promqlNow('sum by (error_type) (increase(error_total[$__range]))', '{{error_type}}'),
  );
}

function timeline() {
  return list(
    {
      title: 'Agent Execution Timeline',
      description:
        'Traces that `build-telemetry database push` copied, newest first. A click on one opens it.',
    },
    {
      duration_ms: { unit: 'ms' },
      trace_id: { links: [['Trace', '${trace_url}${__data.fields.trace_id}']] },
    },
    sql(`
select to_timestamp(start_ms / 1000) as time, repository, root, duration_ms, spans, errors, trace_id
from v_trace_summary
where start_ms between $__from and $__to
order by start_ms desc
limit 200`),
  )
    .height(8)
    .span(12);
}
