/**
 * The PromQL of the dashboards and rules: it parses, names only metrics of the registry, and selects what a run
 * writes.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricSpec } from '../../src/model/metric-point.ts';
import { metricSpecs } from '../../src/points/metric-specs.ts';
import { prometheusLabel, prometheusName } from '../../src/points/prometheus-name.ts';
import { writeExposition } from '../../src/points/write-exposition.ts';
import { tempFolder } from '../temp-folder.ts';
import { expandPromql } from './expand-promql.ts';
import { parsePromql, type Selector } from './parse-promql.ts';
import { dashboards, listQueries } from './read-dashboards.ts';
import { simulatePoints } from './simulate-points.ts';

/** Label names that Prometheus has for our metrics, from a scrape or from OTLP. */
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
  series = writeExposition(simulatePoints(tempFolder('agents')), metricSpecs, { format: 'text' })
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
  it('is used by two dashboards and by alerts', () => {
    expect(queries.length).toBeGreaterThan(25);
    expect(queries.filter(({ place }) => place.startsWith('alert: '))).toHaveLength(3);
  });

  it.each(queries)('$place: metrics and labels are in the registry', ({ expr, legend }) => {
    const selectors = parsePromql(expandPromql(expr));
    expect(selectors.length).toBeGreaterThan(0);
    expect(selectors.flatMap(faultsOf)).toEqual([]);
    const shown = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
    const kept = selectors.flatMap(({ metric, groups }) =>
      groups.length > 0 ? groups : (known.get(metric) as string[]),
    );
    expect(shown.filter((label) => !kept.includes(label as string))).toEqual([]);
  });

  it.each(queries)('$place: selects series that a run writes', ({ expr }) => {
    const empty = parsePromql(expandPromql(expr)).filter((selector) => select(selector).length === 0);
    // A scrape has the documented name; the name with `_total` comes by OTLP.
    expect(
      empty.map(({ metric }) => metric).filter((metric) => metric !== 'agent_tokens_used_total'),
    ).toEqual([]);
  });

  it.each(byVariables)('$place lists an existing label of the metric', ({ query }) => {
    const [, metric, label] = /^label_values\((\w+), (\w+)\)$/.exec(query) as RegExpExecArray;
    expect(known.get(metric as string)).toContain(label);
    expect(select({ metric: metric as string, matchers: [], groups: [] })[0]?.labels).toHaveProperty(
      label as string,
    );
  });

  it('would find a name that is not in the registry', () => {
    const faults = (expr: string): string[] => parsePromql(expr).flatMap(faultsOf);
    expect(faults('sum by (tool, model) (rate(tool_calls_total{phase="a"}[5m]))')).toEqual([
      'no label phase of tool_calls_total',
      'no label model of tool_calls_total',
    ]);
    expect(faults('up')).toEqual(['no metric up']);
    expect(() => parsePromql('sum by (a (b)')).toThrow(SyntaxError);
  });
});
