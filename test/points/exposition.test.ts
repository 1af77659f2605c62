/** The text for Prometheus: compared with prom-client, which writes the same for the same calls. */
import { Counter, Gauge, Histogram, Registry, type RegistryContentType } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { MetricPoint, MetricSpec } from '../../src/model/metric-point.ts';
import { MetricRegistry } from '../../src/points/metric-registry.ts';
import { prometheusName } from '../../src/points/prometheus-name.ts';
import { writeExposition } from '../../src/points/write-exposition.ts';
import { dashboardData } from '../../src/query/dashboard-data.ts';

const hostile = 'a"b\\c\nd';
const specs: readonly MetricSpec[] = [
  {
    ...{ name: 'calls_total', kind: 'counter', help: 'Calls\nof "tools" \\.', unit: '1' },
    labels: ['tool', 'status'],
  },
  { name: 'queue_size', kind: 'gauge', help: 'Queue.', unit: '1', labels: ['priority'] },
  {
    name: 'took_seconds',
    kind: 'histogram',
    help: 'Time.',
    unit: 's',
    labels: ['tool'],
    bounds: [0.1, 1, 10],
  },
];

/** The same calls for both. */
const calls: readonly (readonly [string, Record<string, string>, number])[] = [
  ['calls_total', { status: 'success', tool: 'Read' }, 2],
  ['calls_total', { status: 'success', tool: 'Read' }, 3],
  ['calls_total', { status: 'failure', tool: hostile }, 1],
  ['queue_size', { priority: 'high' }, 7],
  ['queue_size', { priority: 'high' }, 4.5],
  ['took_seconds', { tool: 'Read' }, 0.1],
  ['took_seconds', { tool: 'Read' }, 0.5],
  ['took_seconds', { tool: 'Read' }, 100],
];

function ours(format: 'text' | 'openmetrics'): string {
  const registry = new MetricRegistry();
  for (const spec of specs) registry.define(spec);
  for (const [name, labels, value] of calls) registry.observe(name, labels, value, 1_700_000_000_000);
  return writeExposition(registry.points(), specs, { format });
}

async function promClient(contentType: RegistryContentType): Promise<string> {
  const registry = new Registry<RegistryContentType>();
  registry.setContentType(contentType);
  const known = { registers: [registry] };
  const metrics = specs.map(({ name, kind, help, labels, bounds = [] }) => {
    const options = { name, help, labelNames: [...labels], ...known };
    if (kind === 'counter') return new Counter(options);
    return kind === 'gauge' ? new Gauge(options) : new Histogram({ ...options, buckets: [...bounds] });
  });
  for (const [name, labels, value] of calls) {
    const metric = metrics[specs.findIndex((spec) => spec.name === name)];
    if (metric instanceof Counter) metric.inc(labels, value);
    else if (metric instanceof Gauge) metric.set(labels, value);
    else metric?.observe(labels, value);
  }
  return await registry.metrics();
}

/** Lines with their labels in one order: the order differs, and has no meaning. */
function linesOf(text: string): string[] {
  const sortLabels = (line: string): string =>
    line.startsWith('#')
      ? line
      : line.replace(
          /\{(.*)\}/,
          (_, labels: string) => `{${(labels.match(/\w+="(?:[^"\\]|\\.)*"/g) ?? []).sort()}}`,
        );
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(sortLabels)
    .sort();
}

describe('the text for Prometheus', () => {
  it('is what prom-client writes, in format 0.0.4', async () => {
    expect(linesOf(ours('text'))).toEqual(linesOf(await promClient(Registry.PROMETHEUS_CONTENT_TYPE)));
  });

  it('is what prom-client writes, in OpenMetrics, with floats as bounds', async () => {
    const text = (await promClient(Registry.OPENMETRICS_CONTENT_TYPE)).replaceAll(/le="(\d+)"/g, 'le="$1.0"');
    const escaped = text.replace(String.raw`\nof "tools" \\`, String.raw`\nof \"tools\" \\`);
    expect(linesOf(ours('openmetrics'))).toEqual(linesOf(escaped));
    expect(ours('openmetrics').endsWith('# EOF\n')).toBe(true);
  });

  it('has the quantiles of a summary, by the product’s rule', () => {
    const registry = new MetricRegistry();
    const spec: MetricSpec = { name: 'size_bytes', kind: 'summary', help: '', unit: 'By', labels: [] };
    registry.define(spec);
    for (let value = 1; value <= 10; value++) registry.observe('size_bytes', {}, value, 0);
    expect(writeExposition(registry.points(), [spec], { format: 'text' })).toBe(
      `# TYPE size_bytes summary
size_bytes{quantile="0.5"} 6
size_bytes{quantile="0.95"} 10
size_bytes{quantile="0.99"} 10
size_bytes_sum 55
size_bytes_count 10
`,
    );
  });

  it('fills a database with the past: every point with its time, each series together', () => {
    const point = (status: string, timeMs: number, value: number): MetricPoint => ({
      ...{ name: 'calls_total', kind: 'counter', labels: { status }, timeMs, value },
    });
    const points = [point('a', 2000, 2), point('b', 1000, 1), point('a', 1500, 1)];
    const write = (format: 'text' | 'openmetrics') =>
      writeExposition(points, [], { format, isHistory: true })
        .split('\n')
        .filter((line) => !line.startsWith('#'));
    expect(write('openmetrics')).toEqual([
      'calls_total{status="a"} 1 1.5',
      'calls_total{status="a"} 2 2',
      'calls_total{status="b"} 1 1',
      '',
    ]);
    expect(write('text')[0]).toBe('calls_total{status="a"} 1 1500');
  });

  it('has the total although the clock was set back, and queries count each call once', () => {
    const registry = new MetricRegistry();
    for (const spec of specs) registry.define(spec);
    for (const timeMs of [5000, 6000, 1000, 2000, 7000]) {
      registry.observe('calls_total', {}, 1, timeMs);
      registry.observe('took_seconds', {}, 1, timeMs);
    }
    const text = writeExposition(registry.points(), specs, { format: 'text' });
    expect(text).toContain('calls_total 5\n');
    expect(text).toContain('took_seconds_count 5\n');
    for (const metric of ['calls_total', 'took_seconds'])
      expect(dashboardData.query({ metric, aggregation: 'increase' }, registry.points())[0]?.value).toBe(4);
  });

  it('is valid for any names and labels: one that Prometheus refuses would cost it all metrics', () => {
    const warnings: string[] = [];
    const registry = new MetricRegistry({ warn: (message) => warnings.push(message) });
    const add = (
      name: string,
      kind: MetricSpec['kind'],
      labels: Record<string, string>,
      more: object = {},
    ) => {
      registry.define({ ...{ name, kind, help: '', unit: '1', labels: [] }, ...more });
      registry.observe(name, labels, 1, 0);
    };
    add('my-metric', 'gauge', { 'a.b': '1', a_b: '2', '': 'e', __name__: 'other', '9x': '9', ü: 'ü' });
    add('my metric{}', 'gauge', { b: '3' });
    add('my.metric.', 'gauge', { a_b: '1;2', _: 'e', _9x: '9', _name__: 'other' });
    add('my_metric_', 'counter', {});
    add('9 lives', 'gauge', {});
    add('t_seconds', 'histogram', { le: '1', quantile: '2' }, { bounds: [3, 1, Number.NaN, 1, Infinity] });
    add('s_seconds', 'summary', { le: '1', quantile: '2' });
    const text = writeExposition(registry.points(), registry.specs, { format: 'text' });
    expect(text).toBe(`# TYPE my_metric gauge
my_metric{_="e;ü",_9x="9",_name__="other",a_b="1;2"} 1
# TYPE my_metric_ gauge
my_metric_{b="3"} 1
my_metric_{_="e",_9x="9",_name__="other",a_b="1;2"} 1
# TYPE _9_lives gauge
_9_lives 1
# TYPE t_seconds histogram
t_seconds_bucket{exported_le="1",quantile="2",le="1"} 1
t_seconds_bucket{exported_le="1",quantile="2",le="3"} 1
t_seconds_bucket{exported_le="1",quantile="2",le="+Inf"} 1
t_seconds_sum{exported_le="1",quantile="2"} 1
t_seconds_count{exported_le="1",quantile="2"} 1
# TYPE s_seconds summary
s_seconds{le="1",exported_quantile="2",quantile="0.5"} 1
s_seconds{le="1",exported_quantile="2",quantile="0.95"} 1
s_seconds{le="1",exported_quantile="2",quantile="0.99"} 1
s_seconds_sum{le="1",exported_quantile="2"} 1
s_seconds_count{le="1",exported_quantile="2"} 1
`);
    expect(warnings).toContain(
      '`my_metric_` and `my metric{}` are both `my_metric_` in Prometheus: rename one.',
    );
  });

  it.each([
    ['wait', 's', 'gauge', 'wait_seconds', '1', 'gauge', 'wait_seconds'],
    ['hits', '1', 'counter', 'hits_total', '1', 'counter', 'hits_total'],
    ['load', '1', 'histogram', 'load_count', '1', 'gauge', 'load_count'],
    ['a_s', 's', 'counter', 'a_s_seconds_total', '1', 'counter', 'a_s_seconds_total'],
  ] as const)(
    '%s (%s, %s) meets %s (%s, %s), scraped or by OTLP',
    (name, unit, kind, other, own, type, both) => {
      const warnings: string[] = [];
      const registry = new MetricRegistry({ warn: (text) => warnings.push(text) });
      registry.define({ name, unit, kind, help: '', labels: [] });
      registry.define({ name: other, unit: own, kind: type, help: '', labels: [] });
      expect(warnings).toContain(
        `\`${other}\` and \`${name}\` are both \`${both}\` in Prometheus: rename one.`,
      );
    },
  );

  it.each([
    ['cicd.pipeline.run.duration', 's', 'histogram', 'cicd_pipeline_run_duration_seconds'],
    ['cicd.pipeline.run.errors', '{error}', 'counter', 'cicd_pipeline_run_errors_total'],
    ['agent_tokens_used', '{token}', 'counter', 'agent_tokens_used'],
    ['agent_execution_total', '{execution}', 'counter', 'agent_execution_total'],
  ] as const)('names %s (%s, %s) %s', (name, unit, kind, expected) => {
    expect(prometheusName({ name, unit, kind })).toBe(expected);
  });
});
