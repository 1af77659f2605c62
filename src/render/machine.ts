/** What the monitor of a job saw, for its summary. */
import type { Metric } from '../model.ts';
import { codeSpan, tableRow } from './escape.ts';
import { formatUcum, plural, sparkline } from './format.ts';

const maxPoints = 60;

/** Markdown: one row a metric with its mean, peak and course. */
export function renderMachine(metrics: readonly Metric[], samples: number): string {
  const rows = metrics.map((metric) => {
    const values = metric.samples ?? [metric.value];
    const peak = values.reduce((a, b) => Math.max(a, b));
    return tableRow([
      codeSpan(metric.name),
      formatUcum(metric.value, metric.unit),
      formatUcum(peak, metric.unit),
      sparkline(thin(values)),
    ]);
  });
  const head = '| Machine | Mean | Peak | Course |\n|---|--:|--:|---|';
  return `\n### Machine\n\n${head}\n${rows.join('\n')}\n\nFrom ${plural(samples, 'sample')}.\n`;
}

/** At most 60 values, each the peak of its stretch. */
function thin(values: readonly number[]): number[] {
  const stride = Math.max(1, Math.ceil(values.length / maxPoints));
  return Array.from({ length: Math.ceil(values.length / stride) }, (_, i) =>
    values.slice(i * stride, (i + 1) * stride).reduce((a, b) => Math.max(a, b)),
  );
}
