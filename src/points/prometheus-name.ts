/**
 * The name of a metric in Prometheus: the one that its own OTLP receiver creates, so both ways give one
 * series. Names without dots come from the documents and stay. Reference:
 * https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/
 */
import type { MetricSpec } from '../model/metric-point.ts';

export function prometheusName({ name, unit, kind }: Pick<MetricSpec, 'name' | 'unit' | 'kind'>): string {
  if (!name.includes('.') && /^[a-zA-Z_:][\w:]*$/.test(name)) return name;
  const base = prometheusLabel(name);
  if (!name.includes('.')) return base;
  const withUnit = unit === 's' && !base.endsWith('_seconds') ? `${base}_seconds` : base;
  return kind === 'counter' && !withUnit.endsWith('_total') ? `${withUnit}_total` : withUnit;
}

const unitNames: Readonly<Record<string, string>> = {
  s: 'seconds',
  ms: 'milliseconds',
  By: 'bytes',
  '%': 'percent',
};

/** Every name under which samples of a metric are in Prometheus: scraped, or by OTLP with unit and `_total`. */
export function sampleNames(spec: Pick<MetricSpec, 'name' | 'unit' | 'kind'>): string[] {
  const { name, unit, kind } = spec;
  const base = prometheusLabel(name);
  const suffix = unitNames[unit];
  const withUnit = suffix === undefined || base.split('_').includes(suffix) ? base : `${base}_${suffix}`;
  const sent = kind === 'counter' && !withUnit.endsWith('_total') ? `${withUnit}_total` : withUnit;
  const parts = kind === 'histogram' || kind === 'summary' ? ['', '_bucket', '_sum', '_count'] : [''];
  return [prometheusName(spec), sent].flatMap((each) => parts.map((part) => each + part));
}

/** `cicd.pipeline.name` → `cicd_pipeline_name`. Prometheus reserves names that begin with `__`. */
export function prometheusLabel(label: string): string {
  return label.replaceAll(/[^a-zA-Z0-9_]+/g, '_').replace(/^(?=\d|$)|^__+/, '_');
}
