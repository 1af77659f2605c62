/** The load of the machine during a build or a job, as Markdown. */

import { plural } from '../model/counts.ts';
import type { HealthPoint, HealthReport, HealthStatus } from '../model/health.ts';
import { mean } from '../stats/mean.ts';
import { sparkline } from '../words/numbers.ts';
import { formatCell } from './html/cell.ts';
import type { CellFormat } from './html/page-data.ts';
import { writeTable } from './markdown.ts';

const maxColumns = 60;

/** One measure of the machine over time. */
export interface MachineRow {
  readonly name: string;
  readonly format: CellFormat;
  readonly read: (point: HealthPoint) => number | null;
}

/** The displayed data of a sampled machine. */
export const machineRows: readonly MachineRow[] = [
  { name: 'CPU', format: 'percent', read: (p) => p.cpuRatio },
  { name: 'Memory', format: 'bytes', read: (p) => p.memoryUsedBytes },
  { name: 'Memory in use', format: 'percent', read: (p) => p.memoryUsedBytes / p.memoryTotalBytes },
  { name: 'Disk, read', format: 'rate', read: (p) => p.diskReadBytesPerSecond },
  { name: 'Disk, written', format: 'rate', read: (p) => p.diskWriteBytesPerSecond },
  { name: 'Network, received', format: 'rate', read: (p) => p.networkReceivedBytesPerSecond },
  { name: 'Network, sent', format: 'rate', read: (p) => p.networkSentBytesPerSecond },
  { name: 'Processes', format: 'count', read: (p) => p.processes },
  { name: 'Tasks at work', format: 'count', read: (p) => p.workers },
];

/** One row per series with its mean, peak and chart, and the overall health. */
export function writeMachine(health: HealthReport): string {
  const known = machineRows
    .map((row) => ({ ...row, values: health.points.map(row.read).filter((value) => value !== null) }))
    .filter(({ values }) => values.length > 0);
  const table = writeTable(
    [
      { title: 'Machine', cell: (row) => row.name },
      { title: 'Mean', right: true, cell: (row) => formatCell(row.format, mean(row.values)) },
      {
        title: 'Peak',
        right: true,
        cell: (row) =>
          formatCell(
            row.format,
            row.values.reduce((a, b) => Math.max(a, b)),
          ),
      },
      { title: 'Over time', cell: (row) => sparkline(thin(row.values)) },
    ],
    known,
    known.length,
    'series',
  );
  return `${table}\n\n${describeHealth(health)} From ${plural(health.samples, 'sample')}.`;
}

const words: Readonly<Record<HealthStatus, string>> = {
  HEALTHY: 'healthy',
  WARNING: 'strained',
  DEGRADED: 'degraded',
  CRITICAL: 'critical',
};

/** `Health: healthy at the end, degraded at its worst, and improving.` */
export function describeHealth({ status, worstStatus, trend }: HealthReport): string {
  const heading = trend === 'improving' || trend === 'degrading' ? `, and ${trend}` : '';
  if (status === worstStatus) return `Health: ${words[status]} at the end${heading}.`;
  return `Health: ${words[status]} at the end, ${words[worstStatus]} at its worst${heading}.`;
}

/** At most 60 values, each the peak of its period. */
function thin(values: readonly number[]): number[] {
  const stride = Math.max(1, Math.ceil(values.length / maxColumns));
  return Array.from({ length: Math.ceil(values.length / stride) }, (_, i) =>
    values.slice(i * stride, (i + 1) * stride).reduce((a, b) => Math.max(a, b)),
  );
}
