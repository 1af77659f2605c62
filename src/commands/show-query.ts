/** The output of `query`: a table with a chart, CSV, or the existing names if nothing was found. */
import { roundMeasured } from '../detect/round-number.ts';
import { formatCount } from '../model/counts.ts';
import type { Labels, MetricPoint, MetricSpec } from '../model/metric-point.ts';
import type { SeriesKey } from '../model/series.ts';
import type { Aggregation } from '../query/aggregations.ts';
import { readInterval } from '../query/read-interval.ts';
import type { Bucket } from '../query/time-buckets.ts';
import { shownText, type View } from '../render/terminal/print-format.ts';
import { drawSeries } from '../render/terminal/series-chart.ts';
import { formatMoney, formatTime, formatUcum } from '../words/numbers.ts';

export function toCsv(buckets: readonly Bucket[]): string {
  const rows = buckets.map(
    ({ timeMs, value, count }) => `${new Date(timeMs).toISOString()},${roundMeasured(value)},${count}\r\n`,
  );
  return `time,value,count\r\n${rows.join('')}`;
}

/** The requested time range, epoch milliseconds. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A query, and the points of its metric. */
export interface Asked {
  readonly spec: MetricSpec;
  readonly points: readonly MetricPoint[];
  readonly source: 'log' | 'history';
  readonly aggregation: Aggregation;
  readonly interval: string;
  readonly range: Range;
  readonly labels: Labels;
}

function toJson({ spec: { name }, ...asked }: Asked, buckets: readonly Bucket[]): object {
  const { aggregation, interval, range, source, labels } = asked;
  return {
    ...{ metric: name, labels, aggregation, interval, source },
    range: { start: new Date(range.start).toISOString(), end: new Date(range.end).toISOString() },
    buckets: buckets.map(({ timeMs, value, count }) => ({
      ...{ time: new Date(timeMs).toISOString(), value: roundMeasured(value), count },
    })),
  };
}

/** `2026-11-21 03:07:42 UTC`. */
function formatSecond(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const describeRange = ({ start, end }: Range): string => `${formatTime(start)} to ${formatTime(end)}`;

/** The alternatives: other labels, or other times. */
export function showNoData(asked: Asked): View {
  const { spec, labels, range, source, points } = asked;
  const fixes = Object.entries(labels).flatMap(([name, value]) => {
    const values = new Set(points.map((point) => point.labels[name] ?? ''));
    if (values.size === 0 || values.has(value)) return [];
    const shown = [...values].slice(0, 10).map((each) => `\`${shownText(each, 60)}\``);
    return [`Values of ${name} are ${shown.join(', ')}${values.size > 10 ? ' …' : ''}.`];
  });
  const times = points.map(({ timeMs }) => timeMs).sort((a, b) => a - b);
  const [first] = times;
  if (fixes.length === 0 && first !== undefined)
    fixes.push(`There are values from ${describeRange({ start: first, end: times.at(-1) ?? first })}.`);
  if (first === undefined && spec.help !== '')
    fixes.push(`It has no values at any time. It is: ${spec.help}`);
  const text = `No data for ${spec.name} from ${describeRange(range)} in the ${source}. ${fixes.join(' ')}`;
  return { text: `${text.trim()}\n`, json: toJson(asked, []) };
}

export function showBuckets(asked: Asked, buckets: readonly Bucket[]): View {
  const { spec, aggregation, interval, range, source, labels } = asked;
  const format = formatOf(spec, aggregation);
  const isFine = readInterval(interval) < 60_000;
  const rows = buckets.map(
    ({ timeMs, value, count }) =>
      `${(isFine ? formatSecond : formatTime)(timeMs)}  ${format(value).padStart(14)}  ${formatCount(count)}`,
  );
  const of = Object.entries(labels).map(([name, value]) => `${name}=${shownText(value, 60)}`);
  const title = `${spec.name}${of.length > 0 ? ` (${of.join(', ')})` : ''}: ${aggregation} by ${interval}, ${describeRange(range)}, from the ${source}`;
  const { scale, unit } = chartUnit(unitOf(spec, aggregation));
  const chart = drawSeries(
    buckets.map(({ value }) => value * scale),
    { width: process.stdout.columns || 80, height: 8, unit, marks: new Map() },
  );
  const head = `${'Time'.padEnd(isFine ? 23 : 20)}  ${'Value'.padStart(14)}  Points`;
  // A single value has no chart.
  const drawn = buckets.length > 1 ? [chart.join('\n')] : [];
  return {
    text: `${[title, ...drawn, `${head}\n${rows.join('\n')}`].join('\n\n')}\n`,
    json: toJson(asked, buckets),
  };
}

/** The unit of a bucket's value: a count, or the unit of the metric. */
function unitOf({ unit, kind }: Pick<MetricSpec, 'unit' | 'kind'>, aggregation: Aggregation): string {
  if (aggregation === 'count' || (aggregation === 'increase' && kind === 'histogram')) return '1';
  if (aggregation === 'rate') return '/s';
  if (unit === '{percent}') return '%';
  if (unit === '{ms}') return 'ms';
  return unit === '{USD}' || unit === 's' ? unit : '1';
}

export function formatOf(
  spec: Pick<MetricSpec, 'unit' | 'kind'>,
  aggregation: Aggregation,
): (value: number) => string {
  const unit = unitOf(spec, aggregation);
  if (unit === '{USD}') return formatMoney;
  if (unit === '%') return (value) => `${formatCount(Number(value.toPrecision(3)))}%`;
  return (value) => formatUcum(unit === '1' || unit === '/s' ? Number(value.toPrecision(5)) : value, unit);
}

/** The number format of the chart's axis, and the scale factor for it. */
function chartUnit(unit: string): { scale: number; unit: Pick<SeriesKey, 'measure' | 'unit'> } {
  if (unit === '{USD}') return { scale: 1, unit: { measure: 'cost', unit: 'usd' } };
  if (unit === '%') return { scale: 0.01, unit: { measure: 'success_rate', unit: 'ratio' } };
  return { scale: 1, unit: { measure: 'value', unit } };
}
