/** The machine while the build ran, from the samples that the log keeps. */
import type { Metric, Report } from '../../model.ts';
import { cleanText, escapeHtml } from '../escape.ts';
import { formatUcum } from '../format.ts';
import { writeTable } from './elements.ts';
import type { HealthSeries } from './page-data.ts';

const titles: Readonly<Record<string, string>> = {
  'system.cpu.utilization': 'CPU',
  'system.memory.usage': 'Memory used',
  'system.memory.utilization': 'Memory',
  'system.disk.read': 'Disk read',
  'system.disk.write': 'Disk written',
  'system.network.receive': 'Network received',
  'system.network.transmit': 'Network sent',
  'system.processes.count': 'Processes',
};

/** True for a number that was sampled over the build and describes its surroundings. */
export function isHealth(metric: Metric): boolean {
  return /^(system|process|health|worker)s?[._]/.test(metric.name) && (metric.samples?.length ?? 0) >= 2;
}

export function listHealth(report: Report): HealthSeries[] {
  const all = report.measurements.filter(isHealth).map(({ name, unit, samples }) => ({
    title: titles[name] ?? cleanText(name, 80),
    unit: cleanText(unit, 20),
    samples: (samples ?? []).filter(Number.isFinite).map((sample) => Number(sample.toPrecision(6))),
  }));
  return all.filter(({ samples }) => samples.length >= 2);
}

/** '' when nothing was sampled. */
export function writeHealth(health: readonly HealthSeries[]): string {
  if (health.length === 0) return '';
  const charts = health.map(
    ({ title }, index) =>
      `<figure class="chart" data-health="${index}" hidden><figcaption>${escapeHtml(title, 80)}</figcaption></figure>`,
  );
  const show = (series: HealthSeries, value: number) => escapeHtml(formatUcum(value, series.unit), 60);
  const fold = (samples: readonly number[], pick: (a: number, b: number) => number) =>
    samples.reduce((a, b) => pick(a, b));
  const table = writeTable(
    'Health',
    [
      { title: 'Measured', kind: 'name', cell: (h) => escapeHtml(h.title, 80) },
      { title: 'Least', kind: 'n', cell: (h) => show(h, fold(h.samples, Math.min)) },
      { title: 'Mean', kind: 'n', cell: (h) => show(h, fold(h.samples, (a, b) => a + b) / h.samples.length) },
      { title: 'Most', kind: 'n', cell: (h) => show(h, fold(h.samples, Math.max)) },
      { title: 'At the end', kind: 'n', cell: (h) => show(h, h.samples.at(-1) ?? 0) },
      { title: 'Samples', kind: 'n', cell: (h) => String(h.samples.length) },
    ],
    health,
    50,
  );
  return `<div class="charts">${charts.join('\n')}</div>${table}`;
}
