/** The machine while the build ran: charts of its samples, and their numbers as a table. */
import type { Report } from '../../model.ts';
import { plural } from '../format.ts';
import { describeHealth, machineRows } from '../machine.ts';
import { writeTable } from './elements.ts';
import type { HealthSeries } from './page-data.ts';

/** What was sampled at least twice. */
export function listHealth(report: Report): HealthSeries[] {
  const points = report.health?.points ?? [];
  return machineRows.flatMap((row): HealthSeries[] => {
    const samples = points.map((point) => finite(row.read(point)));
    const known = samples.filter((sample) => sample !== null);
    return known.length < 2 || known.every((sample) => sample === 0) ? [] : [{ title: row.name, samples }];
  });
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}

/** '' when nothing was sampled. */
export function writeHealth({ health }: Report, charted: readonly HealthSeries[]): string {
  if (health === null || charted.length === 0) return '';
  const charts = charted.map(
    ({ title }, index) =>
      `<figure class="chart" data-health="${index}" hidden><figcaption>${title}</figcaption></figure>`,
  );
  const rows = charted.flatMap(({ title, samples }) => {
    const row = machineRows.find(({ name }) => name === title);
    return row ? [{ title, show: row.show, known: samples.filter((sample) => sample !== null) }] : [];
  });
  const table = writeTable(
    'Health',
    [
      { title: 'Measured', kind: 'name', cell: (h) => h.title },
      { title: 'Least', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => Math.min(a, b))) },
      { title: 'Mean', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => a + b) / h.known.length) },
      { title: 'Most', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => Math.max(a, b))) },
      { title: 'At the end', kind: 'n', cell: (h) => h.show(h.known.at(-1) ?? 0) },
    ],
    rows,
    rows.length,
  );
  return `<p>${describeHealth(health)} From ${plural(health.samples, 'sample')}.</p><div class="charts">${charts.join('\n')}</div>${table}`;
}
