/** Golden Armada's collector: its sixteen metrics, and the one log that it shares with all other sources. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MetricsCollector, type MetricsCollectorOptions } from '../../src/agents/metrics-collector.ts';
import type { MetricPoint } from '../../src/model/metric-point.ts';
import { METRIC_NAMES } from '../../src/points/agent-metrics.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import { buildOf } from '../source-of.ts';
import { tempFolder } from '../temp-folder.ts';

const opened: MetricsCollector[] = [];

function open(options: MetricsCollectorOptions = {}) {
  const path = join(tempFolder('agents'), 'events.ndjson');
  const problems: string[] = [];
  const collector = new MetricsCollector({
    path,
    enabled: true,
    onProblem: ({ message }) => problems.push(message),
    ...options,
  });
  opened.push(collector);
  return { collector, path, problems };
}

/** `name{label=value,…}` → the newest value. */
function valuesOf(points: readonly MetricPoint[]): Record<string, number> {
  return Object.fromEntries(
    points.map(({ name, labels, value }) => {
      const written = Object.entries(labels).map(([label, text]) => `${label}=${text}`);
      return [`${name}{${written.join(',')}}`, value];
    }),
  );
}

/** Everything that the document's basic usage reports, and what its tables imply. */
function trackAll(collector: MetricsCollector): void {
  collector.startAgent({ agentId: 'coder-123', agentType: 'coder' });
  collector.startAgent({ agentId: 'coder-124', agentType: 'coder' });
  collector.trackAgentExecution({
    ...{ agentId: 'coder-123', agentType: 'coder', duration: 5000, tokens: 1500, success: true },
    phase: 'code',
  });
  collector.trackToolUsage({ tool: 'Read', duration: 250, success: true });
  collector.trackToolUsage({ tool: 'Bash', duration: 100, success: false, errorType: 'exit_code' });
  collector.trackContextUsage({ used: 75_000, total: 200_000, agentId: 'coder-123' });
  collector.trackError({ component: 'planner', errorType: 'timeout' });
  collector.trackTask({ taskType: 'review', duration: 1500, success: true });
  collector.trackTask({ taskType: 'review', duration: 500, success: false, errorType: 'conflict' });
  collector.setQueueSize('high', 7);
}

const expected = {
  'agent_execution_total{agent_type=coder,phase=code,status=success}': 1,
  'agent_execution_duration_seconds{agent_type=coder,phase=code}': 5,
  'agent_tokens_used{agent_type=coder,model=unknown}': 1500,
  'tool_calls_total{tool=Read,status=success}': 1,
  'tool_call_duration_seconds{tool=Read}': 0.25,
  'tool_call_success_total{tool=Read}': 1,
  'tool_calls_total{tool=Bash,status=failure}': 1,
  'tool_call_failure_total{tool=Bash,error_type=exit_code}': 1,
  'context_window_utilization{agent_id=coder-123,session_id=}': 37.5,
  'context_window_size_tokens{agent_id=coder-123}': 200_000,
  'context_window_used_tokens{agent_id=coder-123}': 75_000,
  'error_total{component=planner,error_type=timeout,severity=error}': 1,
  'task_queue_size{priority=high}': 7,
  'task_duration_seconds{task_type=review,status=success}': 1.5,
  'task_success_total{task_type=review}': 1,
  'task_failure_total{task_type=review,error_type=conflict}': 1,
  'active_agents{agent_type=coder}': 1,
};

afterEach(() => {
  // Buffered events would be written after the folder was removed.
  for (const collector of opened.splice(0)) collector.flush();
  vi.useRealTimers();
});

describe('the collector of metrics', () => {
  it('updates all sixteen metrics of the document with their labels, milliseconds in and seconds out', () => {
    const { collector, problems } = open();
    trackAll(collector);
    const points = collector.getAllMetrics();
    expect(valuesOf(points)).toMatchObject(expected);
    const named = new Set(points.map(({ name }) => name));
    const ours = ['agent_tokens_total', 'agent_cost_usd_total'];
    expect(Object.values(METRIC_NAMES).filter((name) => !named.has(name))).toEqual(ours);
    expect(problems).toEqual([]);
  });

  it('counts errors per second over the last minute, until there are none', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 1) });
    const { collector } = open();
    const rate = (): number | undefined => collector.getMetricsByName('error_rate').at(-1)?.value;
    for (let i = 0; i < 6; i++) collector.trackError({ component: 'api', errorType: 'rate_limit' });
    expect(rate()).toBe(0.1);
    vi.advanceTimersByTime(59_000);
    expect(rate()).toBe(0.1);
    vi.advanceTimersByTime(1_000);
    expect(rate()).toBe(0);
  });

  it('accumulates: a counter has its running total, a histogram all values by bucket', () => {
    const { collector } = open();
    for (const duration of [100, 250, 900])
      collector.trackToolUsage({ tool: 'Read', duration, success: true });
    expect(collector.getMetricsByName('tool_calls_total').map(({ value }) => value)).toEqual([1, 2, 3]);
    const { distribution } = collector
      .getMetricsByName('tool_call_duration_seconds')
      .at(-1) as Required<MetricPoint>;
    expect(distribution).toMatchObject({ count: 3, sum: 1.25 });
    const counted = distribution.counts.map((count, at) => [distribution.bounds[at], count] as const);
    expect(counted.filter(([, count]) => count > 0)).toEqual([
      [0.1, 1],
      [0.25, 1],
      [1, 1],
    ]);
  });

  it('splits tokens by billing kind, and cost by model', () => {
    const { collector } = open();
    collector.trackAgentExecution({
      ...{ agentId: 'a', agentType: 'coder', duration: 1, success: true, model: 'opus', costUsd: 0.25 },
      tokens: { input: 10, output: 20, cacheRead: 300, cacheCreation: 40 },
    });
    expect(valuesOf(collector.getAllMetrics())).toMatchObject({
      'agent_tokens_used{agent_type=coder,model=opus}': 370,
      'agent_tokens_total{agent_type=coder,model=opus,type=cache_read}': 300,
      'agent_cost_usd_total{agent_type=coder,model=opus}': 0.25,
    });
  });

  it('writes a log that is read as a build: with the work, its model, tokens and cost, and the errors', async () => {
    const { collector, path } = open({ buildId: 'session-1' });
    trackAll(collector);
    collector.trackAgentExecution({
      ...{ agentId: 'coder-124', agentType: 'coder', duration: 9, success: true, model: 'opus' },
      ...{ costUsd: 0.5, tokens: { input: 1, output: 2, cacheRead: 3 } },
    });
    collector.flush();
    const build = await buildOf(readFileSync(path, 'utf8'));
    expect(build).toMatchObject({ complete: true });
    const work = build.tasks.map(({ name, kind, result }) => [name, kind, result]);
    expect(work).toEqual([
      ['coder/code', 'agent', 'success'],
      ['Read', 'tool', 'success'],
      ['Bash', 'tool', 'failure'],
      ['review', 'review', 'success'],
      ['review', 'review', 'failure'],
      ['coder', 'agent', 'success'],
    ]);
    expect(build.tasks.at(-1)).toMatchObject({
      ...{ model: 'opus', costUsd: 0.5 },
      tokens: { input: 1, output: 2, cacheRead: 3, cacheCreation: 0 },
    });
    expect(build.events.map(({ type }) => type)).toContain('ERROR_OCCURRED');
  });

  it('gives the same metrics to readers of the log', () => {
    const { collector, path } = open();
    trackAll(collector);
    collector.flush();
    const reader = new MetricsCollector({ path: null, enabled: true });
    for (const event of new EventCollector({ path, enabled: true }).events) reader.observe(event);
    expect(valuesOf(reader.getAllMetrics())).toEqual(valuesOf(collector.getAllMetrics()));
  });

  it.each([
    ['a duration that is no number', { duration: Number.NaN }, '`duration` is NaN'],
    ['a duration as text', { duration: '5' }, '`duration` is "5": write a number'],
    ['a duration below 0', { duration: -1 }, '`duration` is -1'],
    ['tokens below 0', { tokens: -5 }, '`tokens` is -5'],
    ['no type', { agentType: undefined }, '`agentType` is undefined'],
    ['no result', { success: undefined }, '`success` is undefined'],
    ['a result as text', { success: 'false' }, '`success` is "false": write true or false'],
    ['a kind of tokens below 0', { tokens: { input: 1, output: -5 } }, '`tokens.output` is -5'],
    ['a cost below 0', { costUsd: -1 }, '`costUsd` is -1'],
    ['an error type that is no text', { errorType: { code: 1 } }, '`errorType` is [object Object]'],
    ['a model that is no text', { model: 5 }, '`model` is 5'],
  ])('throws nothing into the agent for %s, reports it once, and counts nothing', (_, wrong, message) => {
    const { collector, problems } = open();
    const right = { agentId: 'a', agentType: 'coder', duration: 1, success: true };
    for (let i = 0; i < 3; i++) collector.trackAgentExecution({ ...right, ...wrong } as never);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
    expect(collector.getAllMetrics()).toEqual([]);
  });

  it.each([
    'trackAgentExecution',
    'trackToolUsage',
    'trackContextUsage',
    'trackError',
    'trackTask',
    'startAgent',
    'define',
  ] as const)('%s takes an object', (name) => {
    const warned: string[] = [];
    const collector = new MetricsCollector({ path: null, onProblem: ({ message }) => warned.push(message) });
    for (const wrong of [undefined, null]) collector[name](wrong as never);
    expect(warned).toEqual([undefined, null].map((wrong) => `\`${name}\` takes an object, not ${wrong}.`));
  });

  it('refuses labels that are no labels, and tasks of the types of agents, tools and models', () => {
    const { collector, problems } = open();
    collector.define({ name: 'a_total', kind: 'counter', help: 'A.' });
    for (const wrong of [null, 'text', { key: { a: 1 } }, { key: null }])
      collector.record('a_total', 1, wrong as never);
    collector.trackTask({ taskType: 'tool', duration: 1, success: true });
    expect(problems).toEqual([
      'The labels of `a_total` are not an object of texts, numbers and booleans.',
      'A task of the type `tool` has its own function: use another type.',
    ]);
    expect(collector.getAllMetrics()).toEqual([]);
  });

  it('throws nothing when it is called with nothing', () => {
    const { collector, problems } = open();
    collector.trackAgentExecution(undefined as never);
    collector.trackToolUsage(null as never);
    collector.define(null as never);
    collector.define({ name: 'a_total', help: 'A.' } as never);
    collector.record('a_total', 1, null as never);
    collector.record(undefined as never, 1);
    collector.startAgent(undefined as never);
    collector.trackContextUsage(undefined as never);
    collector.trackError(undefined as never);
    collector.trackTask(undefined as never);
    collector.setQueueSize(undefined as never, undefined as never);
    expect(problems.length).toBeGreaterThan(4);
    expect(collector.getAllMetrics()).toEqual([]);
  });

  it('supports custom metrics, and warns of names and labels that break the conventions', () => {
    const { collector, problems } = open();
    collector.define({ name: 'cacheSize', kind: 'gauge', help: 'Size.' });
    collector.define({ name: 'wait_ms', kind: 'histogram', help: 'Wait.', bounds: [1] });
    collector.define({ name: 'retries', kind: 'counter', help: 'Retries.', labels: ['user_id'] });
    expect(problems).toEqual([
      expect.stringContaining('snake case'),
      expect.stringContaining('`_seconds`'),
      expect.stringContaining('`_total`'),
      expect.stringContaining('`user_id`'),
    ]);
    collector.define({ name: 'retries_total', kind: 'counter', help: 'Retries.', labels: ['reason'] });
    collector.record('retries_total', 2, { reason: 'flaky' });
    collector.record('retries_total', 3, { reason: 'flaky' });
    collector.record('retries_total', -1, { reason: 'flaky' });
    collector.record('unheard_total', 1);
    expect(valuesOf(collector.getAllMetrics())).toEqual({ 'retries_total{reason=flaky}': 5 });
    expect(problems.slice(4)).toEqual([
      '`retries_total` and `retries` are both `retries_total` in Prometheus: rename one.',
      '`retries_total` cannot have the value -1.',
      '`unheard_total` is not defined: define it first.',
    ]);
  });

  it('limits the label sets with a warning, and loses no count', () => {
    const { collector, problems } = open({ maxSeries: 3 });
    for (let i = 0; i < 10; i++) collector.trackToolUsage({ tool: `tool-${i}`, duration: 1, success: true });
    const values = valuesOf(collector.getMetricsByName('tool_call_success_total'));
    expect(Object.keys(values)).toHaveLength(4);
    expect(values['tool_call_success_total{otel_metric_overflow=true}']).toBe(7);
    expect(problems[0]).toContain('more than 3 sets of labels');
  });

  it('limits the data points and keeps the newest of each series', () => {
    const { collector } = open({ maxPoints: 100 });
    collector.setQueueSize('low', 1);
    for (let i = 0; i < 1000; i++) collector.setQueueSize('high', i);
    const points = collector.getMetricsByName('task_queue_size');
    expect(points.length).toBeLessThan(160);
    expect(valuesOf(points)).toEqual({
      'task_queue_size{priority=low}': 1,
      'task_queue_size{priority=high}': 999,
    });
  });

  it('does nothing when telemetry is switched off', () => {
    const { collector } = open({ enabled: false });
    trackAll(collector);
    expect(collector.getAllMetrics()).toEqual([]);
  });

  it('deletes one metric or all', () => {
    const { collector } = open();
    trackAll(collector);
    collector.clear('tool_calls_total');
    expect(collector.getMetricsByName('tool_calls_total')).toEqual([]);
    expect(collector.getMetricsByName('task_queue_size')).toHaveLength(1);
    collector.clear();
    expect(collector.getAllMetrics()).toEqual([]);
  });
});
