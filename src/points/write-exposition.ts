/**
 * Data points as text for Prometheus: its format 0.0.4, and OpenMetrics 1.0.
 * Reference: https://prometheus.io/docs/instrumenting/exposition_formats/, https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
import type { Labels, MetricPoint, MetricSpec } from '../model/metric-point.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import { newestPoints } from './newest-points.ts';
import { pointKey } from './point-key.ts';
import { prometheusLabel, prometheusName } from './prometheus-name.ts';

export interface ExpositionOptions {
  readonly format: 'text' | 'openmetrics';
  /** Every point with its time, to fill a database with the past; otherwise the newest of each series without. */
  readonly isHistory?: boolean;
}

export const contentTypes = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
} as const;

/**
 * @param specs of the metrics; a metric without a spec is written without help, with the kind of its points
 */
export function writeExposition(
  points: readonly MetricPoint[],
  specs: readonly MetricSpec[],
  { format, isHistory = false }: ExpositionOptions,
): string {
  const known = new Map(specs.map((spec) => [spec.name, spec]));
  const families = new Map<string, MetricPoint[]>();
  for (const point of isHistory ? bySeries(points) : newestPoints(points)) {
    const family = families.get(point.name);
    if (family === undefined) families.set(point.name, [point]);
    else family.push(point);
  }
  const quantiles = summarize(points);
  let text = '';
  for (const [name, family] of families) {
    const [{ kind }] = family as [MetricPoint];
    const spec = known.get(name) ?? { name, kind, help: '', unit: '1', labels: [] };
    const write = openFamily(spec, format, isHistory);
    text += write.head;
    for (const point of family) text += write.point(point, quantiles);
  }
  return format === 'openmetrics' ? `${text}# EOF\n` : text;
}

/** OpenMetrics wants the samples of one series together, by time. */
function bySeries(points: readonly MetricPoint[]): MetricPoint[] {
  const series = new Map<string, MetricPoint[]>();
  for (const point of points) {
    const key = pointKey(point.name, point.labels);
    const known = series.get(key);
    if (known === undefined) series.set(key, [point]);
    else known.push(point);
  }
  return [...series.values()].flatMap((each) => each.sort((a, b) => a.timeMs - b.timeMs));
}

/** Values of each summary's series, ascending: its quantiles are computed here, over the stored points. */
function summarize(points: readonly MetricPoint[]): ReadonlyMap<string, readonly number[]> {
  const values = new Map<string, number[]>();
  for (const { name, kind, labels, value } of points) {
    if (kind !== 'summary') continue;
    const key = pointKey(name, labels);
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else known.push(value);
  }
  for (const each of values.values()) each.sort((a, b) => a - b);
  return values;
}

interface FamilyWriter {
  readonly head: string;
  readonly point: (point: MetricPoint, quantiles: ReadonlyMap<string, readonly number[]>) => string;
}

function openFamily(spec: MetricSpec, format: ExpositionOptions['format'], isHistory: boolean): FamilyWriter {
  const name = prometheusName(spec);
  const isOpen = format === 'openmetrics';
  const isCounter = spec.kind === 'counter';
  // In OpenMetrics every counter ends in `_total`.
  const isUnknown = isOpen && isCounter && !name.endsWith('_total');
  const family = isOpen && isCounter && !isUnknown ? name.slice(0, -'_total'.length) : name;
  const help = spec.help === '' ? '' : `# HELP ${family} ${escapeHelp(spec.help, isOpen)}\n`;
  const sample = (suffix: string, labels: string, value: number, timeMs: number): string => {
    const time = !isHistory ? '' : isOpen ? ` ${timeMs / 1000}` : ` ${Math.round(timeMs)}`;
    return `${name}${suffix}${labels === '' ? '' : `{${labels}}`} ${writeNumber(value)}${time}\n`;
  };
  return {
    head: `${help}# TYPE ${family} ${isUnknown ? 'unknown' : spec.kind}\n`,
    point: ({ name: own, labels, value, distribution, timeMs }, quantiles) => {
      const written = writeLabels(labels);
      if (distribution === undefined) return sample('', written, value, timeMs);
      const { count, sum, bounds, counts } = distribution;
      const within = (label: string): string => (written === '' ? label : `${written},${label}`);
      let text = '';
      if (spec.kind === 'histogram') {
        let below = 0;
        for (const [at, bound] of [...bounds, Number.POSITIVE_INFINITY].entries()) {
          below += counts[at] as number;
          text += sample('_bucket', within(`le="${writeBound(bound, isOpen)}"`), below, timeMs);
        }
      } else {
        const values = quantiles.get(pointKey(own, labels)) ?? [];
        for (const p of [0.5, 0.95, 0.99])
          text += sample('', within(`quantile="${p}"`), quantileOfSorted(values, p) ?? Number.NaN, timeMs);
      }
      return text + sample('_sum', written, sum, timeMs) + sample('_count', written, count, timeMs);
    },
  };
}

function writeLabels(labels: Labels): string {
  const names = Object.keys(labels);
  if (names.length > 1) names.sort();
  let text = '';
  for (const name of names)
    text += `${text === '' ? '' : ','}${prometheusLabel(name)}="${escapeLabel(labels[name] as string)}"`;
  return text;
}

function escapeLabel(value: string): string {
  return /[\\"\n]/.test(value)
    ? value.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`).replaceAll('\n', String.raw`\n`)
    : value;
}

function escapeHelp(help: string, isOpen: boolean): string {
  const text = help.replaceAll('\\', String.raw`\\`).replaceAll('\n', String.raw`\n`);
  return isOpen ? text.replaceAll('"', String.raw`\"`) : text;
}

/**
 * OpenMetrics writes bounds as floats; so does Prometheus itself, for which `10` and `10.0` are two series.
 */
function writeBound(bound: number, isOpen: boolean): string {
  const text = writeNumber(bound);
  return isOpen && Number.isInteger(bound) ? `${text}.0` : text;
}

function writeNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
