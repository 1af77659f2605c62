/** The trend of a series as a Mermaid chart and a table. https://mermaid.js.org/syntax/xyChart.html */

import { formatCount } from '../model/counts.ts';
import type { Report, TrendPoint } from '../model/report.ts';
import { isBuildTime } from '../model/series.ts';
import {
  formatDuration,
  formatMoney,
  formatPercent,
  formatTime,
  isCommit,
  shortCommit,
  sparkline,
} from '../words/numbers.ts';
import { codeSpan, mermaidLabel } from './escape.ts';
import { type MarkdownColumn, writeTable } from './markdown.ts';

const pointsInChart = 30;
const rowsInTable = 15;

/** A chart of the newest builds and a table, newest first; '' with fewer than two known values. */
export function writeTrend(report: Report): string {
  const change = report.changes.find(
    ({ series }) => isBuildTime(series) || (series.scope === 'build' && series.measure === 'cost'),
  );
  const isCost = change?.series.measure === 'cost';
  const key = isCost ? 'costUsd' : 'durationMs';
  const values = report.trend
    .map((point) => point[key] ?? Number.NaN)
    .filter(Number.isFinite)
    .slice(-pointsInChart);
  if (values.length < 2) return '';
  const what = isCost ? 'Build cost' : 'Build time';
  const title = `${what}, the newest ${formatCount(values.length)} builds: \`${sparkline(values)}\``;
  return [title, drawChart(report.name, values, isCost, change?.band ?? null), tableTrend(report.trend)].join(
    '\n\n',
  );
}

/** Visible on white and on black; Mermaid's own first colour can hardly be seen on white. */
const lineColor = '#2f81f7';
const edgeColor = '#8b949e';

/**
 * Dollars, or seconds or minutes, whichever reads better, on an axis from zero; grey: the limits of the usual range.
 */
function drawChart(
  name: string,
  values: readonly number[],
  isCost: boolean,
  band: readonly [number, number] | null,
): string {
  const edges = (band ?? []).filter(Number.isFinite);
  const highest = Math.max(...values, ...edges);
  const [unit, size] = isCost ? ['dollars', 1] : pickTimeUnit(highest);
  const top = Number(((highest / size) * 1.1).toPrecision(2)) || 1;
  const draw = (numbers: readonly number[]): string =>
    `  line [${numbers.map((value) => Number((value / size).toFixed(6))).join(', ')}]`;
  const palette = [...edges.map(() => edgeColor), lineColor].join(', ');
  return [
    '```mermaid',
    '---',
    'config:',
    '  xyChart:',
    '    width: 900',
    '    height: 320',
    '  themeVariables:',
    '    xyChart:',
    `      plotColorPalette: "${palette}"`,
    '---',
    'xychart-beta',
    `  title ${mermaidLabel(name)}`,
    `  x-axis "builds, oldest to newest" 1 --> ${values.length}`,
    `  y-axis "${unit}" 0 --> ${top}`,
    ...edges.map((edge) => draw(values.map(() => edge))),
    draw(values),
    '```',
  ].join('\n');
}

function pickTimeUnit(highestMs: number): [string, number] {
  if (highestMs >= 600_000) return ['minutes', 60_000];
  return highestMs >= 5_000 ? ['seconds', 1_000] : ['milliseconds', 1];
}

function tableTrend(trend: readonly TrendPoint[]): string {
  const newest = [...trend].reverse();
  const columns: MarkdownColumn<TrendPoint>[] = [
    { title: 'Build', right: true, cell: (p) => formatTime(p.timeMs) },
    { title: 'Commit', cell: nameCommit },
    { title: 'Time', right: true, cell: (p) => formatDuration(p.durationMs) },
    { title: 'Result', cell: (p) => (p.complete ? p.result : `${p.result}, incomplete`) },
  ];
  const optional: [keyof TrendPoint, MarkdownColumn<TrendPoint>][] = [
    ['successRate', { title: 'Success', right: true, cell: (p) => formatPercent(p.successRate) }],
    ['cacheHitRate', { title: 'Cache hits', right: true, cell: (p) => formatPercent(p.cacheHitRate) }],
    ['costUsd', { title: 'Cost', right: true, cell: (p) => formatMoney(p.costUsd) }],
  ];
  const known = optional.filter(([key]) => trend.some((point) => point[key] !== null));
  return writeTable([...columns, ...known.map(([, column]) => column)], newest, rowsInTable, 'build');
}

function nameCommit(point: TrendPoint): string {
  const commit =
    point.commit === null
      ? ''
      : isCommit(point.commit)
        ? shortCommit(point.commit)
        : codeSpan(point.commit, 20);
  return point.pullRequest === null ? commit : `${commit} (pull request ${point.pullRequest})`;
}
