/** The PromQL of the dashboards and rules: it parses, names what the registry has, and selects what a run writes. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { MetricsCollector } from '../../src/agents/metrics-collector.ts';
import type { Build } from '../../src/model/build.ts';
import type { MetricSpec } from '../../src/model/metric-point.ts';
import { measureRun } from '../../src/points/measure-run.ts';
import { metricSpecs } from '../../src/points/metric-specs.ts';
import { prometheusLabel, prometheusName } from '../../src/points/prometheus-name.ts';
import { builderPoints, toPoints } from '../../src/points/run-points.ts';
import { addAmounts, runDuration } from '../../src/points/run-totals.ts';
import { writeExposition } from '../../src/points/write-exposition.ts';
import { makeBuild, makeTask } from '../make.ts';
import { tempFolder } from '../temp-folder.ts';
import { reportOf } from '../traces/make-trace.ts';
import { parsePromql, type Selector } from './parse-promql.ts';
import { dashboards, listQueries } from './read-dashboards.ts';

/** Grafana puts a regular expression of the chosen values where a variable stands; here all. */
function expand(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$__range', '30d')
    .replaceAll('$window', '1d')
    .replaceAll(/\$\w+/g, '.*');
}

/** Labels of each name that Prometheus has of our metrics, by a scrape or by OTLP. */
const known = new Map<string, readonly string[]>(metricSpecs.flatMap(namesOf));

function namesOf(spec: MetricSpec): [string, readonly string[]][] {
  const name = prometheusName(spec);
  const labels = spec.labels.map(prometheusLabel);
  if (spec.kind === 'histogram')
    return [
      [`${name}_bucket`, [...labels, 'le']],
      [`${name}_sum`, labels],
      [`${name}_count`, labels],
    ];
  const names = spec.kind === 'counter' && !name.endsWith('_total') ? [name, `${name}_total`] : [name];
  return names.map((each) => [each, labels]);
}

function faultsOf({ metric, matchers, groups }: Selector): string[] {
  const labels = known.get(metric);
  if (labels === undefined) return [`no metric ${metric}`];
  return [...matchers.map(({ label }) => label), ...groups]
    .filter((label) => !labels.includes(label))
    .map((label) => `no label ${label} of ${metric}`);
}

const queries = listQueries('expr').map(({ place, target }) => ({
  place,
  expr: target.expr as string,
  legend: target.legendFormat ?? '',
}));
const byVariables = dashboards.flatMap(({ title, templating }) =>
  templating.list.flatMap(({ name, query }) =>
    typeof query === 'object' ? [{ place: `${title}: $${name}`, query: query.query }] : [],
  ),
);

/** Series of a scrape after two builds and a session of agents. */
let series: readonly { readonly metric: string; readonly labels: Readonly<Record<string, string>> }[];
beforeAll(() => {
  series = writeSimulated()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, metric, labels = ''] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) as RegExpExecArray;
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, value]) => [
        label,
        value,
      ]);
      return { metric: metric as string, labels: Object.fromEntries(pairs) };
    });
});

function writeSimulated(): string {
  const tokens = { input: 10, output: 5, cacheRead: 100, cacheCreation: 1 };
  const tasks = [
    makeTask({ id: 'a', name: 'compile', cache: 'miss', model: 'large', costUsd: 0.5, tokens }),
    makeTask({ id: 'b', name: 'link', kind: 'test', result: 'failure', errorType: 'AssertionError' }),
  ];
  const wait = { id: '7/queue', name: 'test / queue', durationMs: 5000 };
  const build = {
    ...makeBuild({ result: 'failure', tasks }),
    spans: [wait] as unknown as Build['spans'],
  };
  const report = reportOf(build);
  const amounts = measureRun(
    build,
    {
      alerts: [{ level: 'critical' }] as unknown as typeof report.alerts,
      changes: [{ verdict: 'confirmed', state: 'new' }] as unknown as typeof report.changes,
    },
    { isMeasured: () => true },
  );
  const stored = [
    ...['success', 'failure'].map((result) => runDuration(build.name, 'executing', result, 60_000)),
    ...['hits', 'lookups'].map((what) => ({
      name: `build_telemetry.cache.${what}`,
      labels: { 'cicd.pipeline.name': build.name },
      amount: 2,
    })),
  ];
  const points = [
    ...toPoints(addAmounts([amounts, stored]), 0),
    ...builderPoints(build.name, 0, { durationMs: 1000, cacheHitRate: 0.5, tasks: 2 }),
    ...runAgents().getAllMetrics(),
  ];
  return writeExposition(points, metricSpecs, { format: 'text' });
}

function runAgents(): MetricsCollector {
  const collector = new MetricsCollector({
    enabled: true,
    path: join(tempFolder('agents'), 'events.ndjson'),
  });
  collector.startAgent({ agentId: 'a', agentType: 'coder' });
  const execution = { agentId: 'a', agentType: 'coder', duration: 5000, phase: 'code', model: 'large' };
  collector.trackAgentExecution({ ...execution, tokens: 1500, success: true });
  collector.trackToolUsage({ tool: 'Read', duration: 250, success: true });
  collector.trackContextUsage({ used: 75_000, total: 200_000, agentId: 'a' });
  collector.trackError({ component: 'coder', errorType: 'timeout', severity: 'error' });
  collector.setQueueSize('high', 3);
  return collector;
}

function select({ metric, matchers }: Selector): typeof series {
  return series.filter(
    (each) =>
      each.metric === metric &&
      matchers.every(({ label, operator, value }) => {
        const own = each.labels[label] ?? '';
        const is = operator.includes('~') ? new RegExp(`^(?:${value})$`, 's').test(own) : own === value;
        return operator.startsWith('!') ? !is : is;
      }),
  );
}

describe('PromQL of the dashboards', () => {
  it('is asked by two dashboards and by alerts', () => {
    expect(queries.length).toBeGreaterThan(25);
    expect(queries.filter(({ place }) => place.startsWith('alert: '))).toHaveLength(3);
  });

  it.each(queries)('$place: metrics and labels are of the registry', ({ expr, legend }) => {
    const selectors = parsePromql(expand(expr));
    expect(selectors.length).toBeGreaterThan(0);
    expect(selectors.flatMap(faultsOf)).toEqual([]);
    const shown = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
    const kept = selectors.flatMap(({ metric, groups }) =>
      groups.length > 0 ? groups : (known.get(metric) as string[]),
    );
    expect(shown.filter((label) => !kept.includes(label as string))).toEqual([]);
  });

  it.each(queries)('$place: selects series that a run writes', ({ expr }) => {
    const empty = parsePromql(expand(expr)).filter((selector) => select(selector).length === 0);
    // A scrape has the documented name; the one with `_total` comes by OTLP.
    expect(
      empty.map(({ metric }) => metric).filter((metric) => metric !== 'agent_tokens_used_total'),
    ).toEqual([]);
  });

  it.each(byVariables)('$place lists a label that the metric has', ({ query }) => {
    const [, metric, label] = /^label_values\((\w+), (\w+)\)$/.exec(query) as RegExpExecArray;
    expect(known.get(metric as string)).toContain(label);
    expect(select({ metric: metric as string, matchers: [], groups: [] })[0]?.labels).toHaveProperty(
      label as string,
    );
  });

  it('would name what the registry has not', () => {
    const faults = (expr: string): string[] => parsePromql(expr).flatMap(faultsOf);
    expect(faults('sum by (tool, model) (rate(tool_calls_total{phase="a"}[5m]))')).toEqual([
      'no label phase of tool_calls_total',
      'no label model of tool_calls_total',
    ]);
    expect(faults('up')).toEqual(['no metric up']);
    expect(() => parsePromql('sum by (a (b)')).toThrow(SyntaxError);
  });
});
