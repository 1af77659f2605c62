/** The trend of a series: charts of its values, the builds as a table, and a comparison of two builds. */

import { plural } from '../../model/counts.ts';
import type { Report, TrendPoint } from '../../model/report.ts';
import type { Measure } from '../../model/series.ts';
import { quantileOfSorted } from '../../stats/quantile.ts';
import { formatTime, isCommit, shortCommit } from '../../words/numbers.ts';
import { cleanText } from '../escape.ts';
import { formatCell } from './cell.ts';
import type { CellFormat, TableData, TrendData, TrendSeries } from './page-data.ts';
import { makeColumn, writeDataTable } from './table-section.ts';

interface TrendNumber {
  readonly key: string;
  readonly title: string;
  readonly format: CellFormat;
  readonly read: (point: TrendPoint) => number | null;
  /** The measure of the build that is judged, if any. */
  readonly measure: Measure | null;
}

const numbers: readonly TrendNumber[] = [
  {
    key: 'duration',
    title: 'Build time',
    format: 'duration',
    read: (p) => p.durationMs,
    measure: 'duration',
  },
  { key: 'cost', title: 'Build cost', format: 'money', read: (p) => p.costUsd, measure: 'cost' },
  { key: 'tokens', title: 'Build tokens', format: 'tokens', read: (p) => p.tokens, measure: 'tokens' },
  { key: 'success', title: 'Success rate', format: 'percent', read: (p) => p.successRate, measure: null },
  { key: 'cache', title: 'Cache hits', format: 'percent', read: (p) => p.cacheHitRate, measure: null },
  { key: 'tasks', title: 'Tasks', format: 'count', read: (p) => p.tasks, measure: null },
  { key: 'failed', title: 'Failed tasks', format: 'count', read: (p) => p.failedTasks, measure: null },
];

/** null with fewer than two builds. */
export function listTrend(report: Report): TrendData | null {
  const { trend } = report;
  if (trend.length < 2) return null;
  const series = numbers.flatMap((number): TrendSeries[] => {
    const values = trend.map((point) => known(number.read(point)));
    const isKnown = values.filter((value) => value !== null).length >= 2;
    return isKnown
      ? [{ key: number.key, title: number.title, format: number.format, values, ...judged(report, number) }]
      : [];
  });
  const builds = trend.map((point) => ({
    timeMs: known(point.timeMs),
    label: `${formatTime(point.timeMs)}${nameCommit(point) === '' ? '' : `, ${nameCommit(point)}`}`,
    result: point.result,
    complete: point.complete,
    commit: nameCommit(point),
    runner: cleanText(point.runner ?? '', 120),
  }));
  return { series, builds };
}

function known(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

function nameCommit(point: TrendPoint): string {
  return isCommit(point.commit) ? shortCommit(point.commit) : cleanText(point.commit ?? '', 40);
}

/** The usual range of a value, and its change. */
function judged(report: Report, number: TrendNumber): Pick<TrendSeries, 'band' | 'changedAt'> {
  const change = report.changes.find(
    ({ series }) => series.scope === 'build' && series.task === null && series.measure === number.measure,
  );
  const index = report.trend.findIndex((point) => point.buildId === change?.since?.buildId);
  const band = change?.band ?? (number.measure === null ? null : spread(report, number.read));
  return { band: band?.every(Number.isFinite) ? band : null, changedAt: index < 0 ? null : index };
}

/** 10th and 90th percentile of the builds before this one; null with fewer than five. */
function spread(report: Report, read: (point: TrendPoint) => number | null): [number, number] | null {
  if (report.baseline.status !== 'ready') return null;
  const values = report.trend
    .slice(0, -1)
    .filter((point) => point.complete && point.result === 'success')
    .map((point) => read(point) ?? Number.NaN)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (values.length < 5) return null;
  return [quantileOfSorted(values, 0.1) as number, quantileOfSorted(values, 0.9) as number];
}

/** The builds of the trend as a table, newest first. */
export function listBuilds(report: Report): TableData | null {
  const { trend } = report;
  if (trend.length < 2) return null;
  const has = (read: (point: TrendPoint) => unknown) => trend.some((point) => read(point) !== null);
  const columns = [
    makeColumn('Build', 'time', trend, (p) => p.timeMs),
    makeColumn('Commit', 'name', trend, nameCommit),
    makeColumn('Result', 'word', trend, (p) => (p.complete ? p.result : `${p.result}, incomplete`)),
    ...numbers
      .filter(({ read }) => has(read))
      .map(({ title, format, read }) => makeColumn(title, format, trend, read)),
    ...(has((p) => p.pullRequest) ? [makeColumn('Pull request', 'count', trend, (p) => p.pullRequest)] : []),
    ...(has((p) => p.runner) ? [makeColumn('Runner', 'word', trend, (p) => p.runner)] : []),
  ];
  return { noun: 'build', columns, views: [{ title: 'All', rows: null, sortBy: 0, descending: true }] };
}

/** Build time always; other charts only if they have something to show. Counts are in the tables. */
function isCharted({ key, values }: TrendSeries): boolean {
  if (key === 'duration') return true;
  return key !== 'tasks' && key !== 'failed' && new Set(values).size > 1;
}

/** '' without a trend. */
export function writeTrend(trend: TrendData | null, builds: TableData | null): string {
  if (trend === null || builds === null) return '';
  const charts = trend.series.filter(isCharted).map(({ key, title, format, band, changedAt, values }) => {
    const usual =
      band === null
        ? ''
        : ` Band: baseline p10–p90, ${band.map((edge) => formatCell(format, edge)).join(' to ')}.`;
    const since =
      changedAt === null ? '' : ` Dashed line: changed ${describeAgo(values.length - 1 - changedAt)}.`;
    return `<figure class="chart" data-trend="${key}" hidden><figcaption>${title}<span class="soft">${usual}${since}</span></figcaption></figure>`;
  });
  const drawn = `<div class="charts">${charts.join('\n')}</div>
<p class="legend">Each point is a build; hollow points are failed builds. <span class="hint">Arrow keys move along a chart; drag to zoom, double-click or Escape for all.</span></p>
`;
  return `${charts.length === 0 ? '' : drawn}<details><summary>Builds as a table</summary>${writeDataTable('builds', 'Builds', builds)}</details>`;
}

function describeAgo(buildsAgo: number): string {
  return buildsAgo === 0 ? 'with this build' : `${plural(buildsAgo, 'build')} ago`;
}

/** The comparison of two builds of the trend; '' without a trend. */
export function writeComparison(report: Report): string {
  if (report.trend.length < 2) return '';
  return `<div class="compare" hidden><div class="tools"><label>Build A<select></select></label>
<label>Build B<select></select></label></div>
<div class="scroll" role="region" aria-label="Compare builds" tabindex="0"><table><thead><tr><th scope="col">Fact</th><th scope="col" class="n">Build A</th><th scope="col" class="n">Build B</th><th scope="col" class="n">B vs A</th></tr></thead><tbody></tbody></table></div></div>
<noscript><p class="soft">Comparing builds needs scripts; the table of builds has the numbers.</p></noscript>`;
}
