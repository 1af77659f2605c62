/** The machine while the build ran: charts of its samples, and their numbers as a table. */

import { plural } from '../../model/counts.ts';
import type { Report } from '../../model/report.ts';
import { describeHealth, machineRows } from '../machine-markdown.ts';
import { formatCell } from './cell.ts';
import { writeTable } from './elements.ts';
import type { HealthSeries, TableData } from './page-data.ts';
import { makeColumn, writeDataTable } from './table-section.ts';

/** The measures with at least two samples. */
export function listHealth(report: Report): HealthSeries[] {
  const points = report.health?.points ?? [];
  return machineRows.flatMap((row): HealthSeries[] => {
    const samples = points.map((point) => finite(row.read(point)));
    const known = samples.filter((sample) => sample !== null);
    return known.length < 2 || known.every((sample) => sample === 0)
      ? []
      : [{ title: row.name, format: row.format, samples }];
  });
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}

/** The numbers behind the charts; null without samples. */
export function listSamples({ health }: Report, charted: readonly HealthSeries[]): TableData | null {
  const points = health?.points ?? [];
  const [first] = points;
  if (first === undefined || charted.length === 0) return null;
  const rows = machineRows.filter(({ name }) => charted.some(({ title }) => title === name));
  const columns = [
    makeColumn('After', 'duration', points, (p) => p.timeMs - first.timeMs),
    ...rows.map(({ name, format, read }) => makeColumn(name, format, points, read)),
    makeColumn('Health', 'word', points, (p) => p.status.toLowerCase()),
  ];
  return { noun: 'sample', columns, views: [{ title: 'All', rows: null, sortBy: 0, descending: false }] };
}

/** '' without samples. */
export function writeHealth(
  { health }: Report,
  charted: readonly HealthSeries[],
  samples: TableData | null,
): string {
  if (health === null || charted.length === 0 || samples === null) return '';
  const charts = charted.map(
    ({ title }, index) =>
      `<figure class="chart" data-health="${index}" hidden><figcaption>${title}</figcaption></figure>`,
  );
  const rows = charted.map(({ title, format, samples: values }) => {
    const show = (value: number) => formatCell(format, value);
    return { title, show, known: values.filter((value) => value !== null) };
  });
  const table = writeTable(
    'Health',
    [
      { title: 'Measured', cell: (h) => h.title },
      { title: 'Least', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => Math.min(a, b))) },
      { title: 'Mean', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => a + b) / h.known.length) },
      { title: 'Most', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => Math.max(a, b))) },
      { title: 'At the end', kind: 'n', cell: (h) => h.show(h.known.at(-1) ?? 0) },
    ],
    rows,
    rows.length,
  );
  return `<p>${describeHealth(health)} From ${plural(health.samples, 'sample')}.</p><div class="charts">${charts.join('\n')}</div>${table}
<details><summary>The samples as a table</summary>${writeDataTable('samples', 'Samples', samples)}</details>`;
}
