/**
 * Data points as text for Prometheus: its format 0.0.4, and OpenMetrics 1.0.
 * Reference: https://prometheus.io/docs/instrumenting/exposition_formats/, https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
import type { Labels, MetricKind, MetricPoint, MetricSpec } from '../model/metric-point.ts';
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
  const quantiles = summarize(points);
  let text = '';
  for (const { spec, points: own } of groupByFamily(
    isHistory ? bySeries(points) : newestPoints(points),
    specs,
  )) {
    const write = openFamily(spec, format, isHistory);
    text += write.head;
    const written = new Set<string>();
    for (const point of own) {
      const labels = writeLabels(point.labels, spec.kind);
      // Prometheus refuses all metrics of an answer with a sample twice; names may become equal here.
      const sample = isHistory ? `${labels} ${point.timeMs}` : labels;
      if (!written.has(sample)) text += write.point(point, labels, quantiles);
      written.add(sample);
    }
  }
  return format === 'openmetrics' ? `${text}# EOF\n` : text;
}

interface Family {
  readonly spec: MetricSpec;
  readonly points: MetricPoint[];
}

/** Metrics whose names become equal are one family; of other kinds than the first, they are left out. */
function groupByFamily(points: readonly MetricPoint[], specs: readonly MetricSpec[]): Iterable<Family> {
  const known = new Map(specs.map((spec) => [spec.name, spec]));
  const byMetric = new Map<string, Family | null>();
  const byName = new Map<string, Family>();
  const find = ({ name, kind }: MetricPoint): Family | null => {
    const spec = known.get(name) ?? { name, kind, help: '', unit: '1', labels: [] };
    const family = byName.get(prometheusName(spec)) ?? { spec, points: [] };
    byName.set(prometheusName(spec), family);
    return family.spec.kind === spec.kind ? family : null;
  };
  for (const point of points) {
    const family = byMetric.get(point.name);
    const own = family === undefined ? find(point) : family;
    byMetric.set(point.name, own);
    own?.points.push(point);
  }
  return byName.values();
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
  readonly point: (
    point: MetricPoint,
    labels: string,
    quantiles: ReadonlyMap<string, readonly number[]>,
  ) => string;
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
    point: ({ name: own, labels, value, distribution, timeMs }, written, quantiles) => {
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

/** Labels that a kind of metric has of its own; others of that name are renamed as by Prometheus. */
const ownLabels: Readonly<Partial<Record<MetricKind, string>>> = { histogram: 'le', summary: 'quantile' };

function writeLabels(labels: Labels, kind: MetricKind): string {
  const names = Object.keys(labels);
  if (names.length > 1) names.sort();
  const values = new Map<string, string>();
  for (const name of names) {
    const label = prometheusLabel(name);
    const free = label === ownLabels[kind] ? `exported_${label}` : label;
    const known = values.get(free);
    const value = labels[name] as string;
    // As in Prometheus, where several names become one.
    values.set(free, known === undefined ? value : `${known};${value}`);
  }
  return [...values].map(([name, value]) => `${name}="${escapeLabel(value)}"`).join(',');
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
