/** `build-telemetry query`: a metric of the recorded events, or of the history, over time. */
import type { Labels, MetricPoint, MetricSpec } from '../model/metric-point.ts';
import type { SeriesKey } from '../model/series.ts';
import { historyPoints } from '../points/history-points.ts';
import { metricSpecs } from '../points/metric-specs.ts';
import { prometheusLabel, prometheusName } from '../points/prometheus-name.ts';
import { type Aggregation, aggregations } from '../query/aggregations.ts';
import { queryPoints } from '../query/query-points.ts';
import { readInterval } from '../query/read-interval.ts';
import type { Bucket } from '../query/time-buckets.ts';
import { drawSeries } from '../render/terminal/series-chart.ts';
import { suggest } from '../settings/suggest.ts';
import { formatMoney, formatTime, formatUcum } from '../words/numbers.ts';
import type { Arguments } from './command.ts';
import { historyFlags } from './find-history.ts';
import { followMetrics } from './live-metrics.ts';
import { logFlag, openLog, readHistory } from './open-recorded.ts';
import { type Answer, defineView, jsonFlag, readChoice, refuse, refuseUnused } from './view.ts';

export const queryCommand = defineView(
  {
    name: 'query',
    operands: 'METRIC [--labels NAME=VALUE,…] [--since 30d] [--agg p95] [--interval 1d]',
    operandValues: metricSpecs.map(({ name }) => name),
    summary: 'Show a metric over time: a table, a chart, JSON or CSV.',
    flags: [
      {
        name: 'labels',
        short: 'l',
        value: 'NAME=VALUE,…',
        description: 'Only series with exactly these labels; others may have any value.',
      },
      { name: 'since', value: 'TIME', description: 'How far back, such as 12h; 30d by default.' },
      {
        name: 'agg',
        value: 'NAME',
        values: aggregations,
        description: 'By default `increase` of a counter, `avg` of everything else.',
      },
      {
        name: 'interval',
        value: 'TIME',
        description: 'One row for each, such as 1h; by default a thirtieth of --since.',
      },
      { name: 'csv', description: 'Print CSV.' },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    if (args.flags['csv']) refuseUnused(args, ['json'], 'with `--csv`');
    const spec = findMetric(args);
    const since = args.flags['since'] ?? '30d';
    const sinceMs = readTime('--since', since);
    const interval = args.flags['interval'] ?? chooseInterval(sinceMs);
    readTime('--interval', interval);
    const labels = readLabels(args.flags['labels'] ?? '', spec);
    const fallback: Aggregation = spec.kind === 'counter' ? 'increase' : 'avg';
    const aggregation = readChoice(args, 'agg', aggregations, fallback);
    const { points, source } = await readPoints(args, spec);
    const range = { start: Date.now() - sinceMs };
    const buckets = queryPoints({ metric: spec.name, labels, range, aggregation, interval }, points);
    if (args.flags['csv']) {
      process.stdout.write(toCsv(buckets));
      return { text: '', json: undefined };
    }
    return show(spec, { aggregation, interval, since, source, labels }, buckets);
  },
);

function findMetric(args: Arguments): MetricSpec {
  const [name, more] = args.operands;
  const names = metricSpecs.map((spec) => spec.name);
  if (name === undefined) return refuse('query', 'No metric is named.', `Use one of: ${names.join(', ')}.`);
  if (more !== undefined) refuse(more, 'Only one metric can be shown.', 'Name one METRIC.');
  const found = metricSpecs.find((spec) => spec.name === name || prometheusName(spec) === name);
  return found ?? refuse(name, `There is no metric \`${name}\`.`, suggest(name, names));
}

function readTime(where: string, text: string): number {
  try {
    return readInterval(text);
  } catch (error) {
    return refuse(where, (error as Error).message, 'Write a number with its unit.');
  }
}

function chooseInterval(sinceMs: number): string {
  const steps = ['1m', '5m', '1h', '6h', '1d', '7d', '30d'];
  return steps.find((step) => sinceMs / readInterval(step) <= 31) ?? '30d';
}

/** Labels in either spelling: `cicd.pipeline.name` or `cicd_pipeline_name`. */
function readLabels(text: string, spec: MetricSpec): Labels {
  const pairs = text.split(',').filter((each) => each.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, Math.max(0, at)).trim();
      const own = spec.labels.find((label) => label === name || prometheusLabel(label) === name);
      if (at < 1) return refuse('--labels', `\`${pair}\` is not a label.`, 'Write `name=value`.');
      if (own === undefined)
        return refuse('--labels', `\`${spec.name}\` has no label \`${name}\`.`, suggest(name, spec.labels));
      return [own, pair.slice(at + 1).trim()];
    }),
  );
}

interface Read {
  readonly points: readonly MetricPoint[];
  readonly source: 'log' | 'history';
}

/** The log, where it has the metric and no history is named; metrics of builds are in the history alone. */
async function readPoints(args: Arguments, { name }: MetricSpec): Promise<Read> {
  const isAsked = args.flags['history'] !== undefined || args.flags['name'] !== undefined;
  const live = isAsked ? [] : followMetrics(openLog(args))().filter((point) => point.name === name);
  if (live.length > 0) return { points: live, source: 'log' };
  const { history } = await readHistory(args);
  return { points: historyPoints(history, name), source: 'history' };
}

function toCsv(buckets: readonly Bucket[]): string {
  const rows = buckets.map(
    ({ timeMs, value, count }) => `${new Date(timeMs).toISOString()},${value},${count}\r\n`,
  );
  return `time,value,count\r\n${rows.join('')}`;
}

interface Asked {
  readonly aggregation: Aggregation;
  readonly interval: string;
  readonly since: string;
  readonly source: string;
  readonly labels: Labels;
}

function show(spec: MetricSpec, asked: Asked, buckets: readonly Bucket[]): Answer {
  const { aggregation, interval, since, source, labels } = asked;
  const json = {
    ...{ metric: spec.name, labels, aggregation, interval, since, source },
    buckets: buckets.map(({ timeMs, ...rest }) => ({ time: new Date(timeMs).toISOString(), ...rest })),
  };
  if (buckets.length === 0)
    return {
      text: `No data for ${spec.name}${Object.keys(labels).length > 0 ? ' with these labels' : ''} in the last ${since} (${source}). Ask further back with \`--since\`.\n`,
      json,
    };
  const format = formatOf(spec, aggregation);
  const rows = buckets.map(
    ({ timeMs, value, count }) => `${formatTime(timeMs)}  ${format(value).padStart(14)}  ${count}`,
  );
  const of = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const title = `${spec.name}${of.length > 0 ? ` (${of.join(', ')})` : ''}: ${aggregation} by ${interval}, last ${since}, from the ${source}`;
  const { scale, unit } = chartUnit(unitOf(spec, aggregation));
  const chart = drawSeries(
    buckets.map(({ value }) => value * scale),
    { width: process.stdout.columns ?? 80, height: 8, unit, marks: new Map() },
  );
  const head = `${'Time'.padEnd(20)}  ${'Value'.padStart(14)}  Points`;
  return { text: `${title}\n\n${chart.join('\n')}\n\n${head}\n${rows.join('\n')}\n`, json };
}

/** What a value of a bucket is: a count, or in the unit of the metric. */
function unitOf({ unit, kind }: MetricSpec, aggregation: Aggregation): string {
  if (aggregation === 'count' || (aggregation === 'increase' && kind === 'histogram')) return '1';
  if (aggregation === 'rate') return '/s';
  if (unit === '{percent}') return '%';
  if (unit === '{ms}') return 'ms';
  return unit === '{USD}' || unit === 's' ? unit : '1';
}

function formatOf(spec: MetricSpec, aggregation: Aggregation): (value: number) => string {
  const unit = unitOf(spec, aggregation);
  if (unit === '{USD}') return formatMoney;
  if (unit === '%') return (value) => `${Number(value.toPrecision(3))}%`;
  return (value) => formatUcum(unit === '1' || unit === '/s' ? Number(value.toPrecision(5)) : value, unit);
}

/** As the chart's axis writes numbers, and what they are multiplied with for it. */
function chartUnit(unit: string): { scale: number; unit: Pick<SeriesKey, 'measure' | 'unit'> } {
  if (unit === '{USD}') return { scale: 1, unit: { measure: 'cost', unit: 'usd' } };
  if (unit === '%') return { scale: 0.01, unit: { measure: 'success_rate', unit: 'ratio' } };
  return { scale: 1, unit: { measure: 'value', unit } };
}
