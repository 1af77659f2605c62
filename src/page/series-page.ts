/** The page of one series: its chart with the baseline and events, its builds, and a comparison of two. */

import { formatCount, plural } from '../model/counts.ts';
import type { BuildsData, HistoryRow, SeriesData, SiteIndex } from '../site/site-data.ts';
import { formatMeasure, formatPercent, formatStep } from '../words/numbers.ts';
import { drawSeriesChart } from './draw-series-chart.ts';
import { linkGroup, listMembers } from './group-members.ts';
import { titleOf } from './listed-series.ts';
import { compareTwo } from './series-comparison.ts';
import { listShownEvents, writeEvents } from './series-events.ts';
import {
  firstBranch,
  isOnBranch,
  isOnRunner,
  listBranches,
  listPoints,
  listRunners,
  type Point,
  runnerAt,
} from './series-points.ts';
import { makeStatus } from './series-table.ts';
import { make, makeLink, makeLongTable, makeSelect } from './site-elements.ts';
import { chosen } from './site-filters.ts';
import { buildHref, historyHref, linkOut, nameBuild } from './site-links.ts';
import { loadData } from './site-loader.ts';

export async function showSeries(history: SiteIndex['histories'][number], id: string): Promise<HTMLElement> {
  const [series, builds] = await Promise.all([
    loadData<SeriesData>(`data/${history.id}/s-${id}.js`),
    loadData<BuildsData>(`data/${history.id}/builds.js`),
  ]);
  const all = listPoints(series);
  const body = make('div');
  const members = listMembers(history, series);
  const branches = listBranches(history, builds, all);
  const runners = listRunners(builds, all);
  let branch = branches.find(([, name]) => name === chosen.branch)?.[0] ?? firstBranch(builds, all);
  let runner = runners.includes(chosen.runner) ? chosen.runner : '';
  let newest = 300;
  const draw = (): void => {
    const points = all
      .filter(({ at }) => isOnBranch(builds, at, branch) && isOnRunner(builds, at, runner))
      .slice(-newest);
    body.replaceChildren(...drawBody(history, series, builds, points, members));
  };
  const tools = make(
    'div',
    { class: 'tools' },
    makeSelect('Builds of', branches, branch, (value) => {
      branch = value;
      draw();
    }),
    runners.length < 2
      ? null
      : makeSelect(
          'Runner',
          [['', 'All'], ...runners.map((name) => [name, name] as const)],
          runner,
          (value) => {
            runner = value;
            draw();
          },
        ),
    all.length <= 100
      ? null
      : makeSelect(
          'Show',
          [100, 300, 1000, all.length].map(
            (count) =>
              [String(count), count === all.length ? 'all builds' : `newest ${formatCount(count)}`] as const,
          ),
          String(newest),
          (value) => {
            newest = Number(value);
            draw();
          },
        ),
  );
  const page = make('div', {}, ...writeHead(history, series), linkGroup(history, series), tools, body);
  // A chart needs the width of its container.
  requestAnimationFrame(draw);
  return page;
}

function writeHead(history: HistoryRow, series: SeriesData): HTMLElement[] {
  const where = [history.repository, history.name].filter(Boolean).join(' · ');
  const since = series.since === null ? '' : ` Since ${series.since}.`;
  const failures = series.failureRate
    ? ` Failed in ${formatPercent(series.failureRate)} of its newest runs.`
    : '';
  const flakes =
    series.flakes > 0 ? ` Flaky: ${plural(series.flakes, 'build')} passed and failed on one commit.` : '';
  return [
    make('p', { class: 'path' }, makeLink('#/', 'Overview'), ' / ', makeLink(historyHref(history.id), where)),
    make('h1', {}, titleOf(series)),
    make('p', {}, makeStatus(series.status), ` ${describeNewest(series)}${since}${failures}${flakes}`),
    series.notes.length === 0
      ? make('div')
      : make('ul', {}, ...series.notes.map((note) => make('li', {}, note))),
    series.owners.length === 0 ? make('div') : make('p', {}, `Owner: ${series.owners.join(' ')}`),
  ];
}

/** `Newest 2.58 s: 45% above 1.79 s, the median of 78 builds.` */
function describeNewest(series: SeriesData): string {
  const { newest, median, baselineBuilds } = series;
  if (newest === null) return '';
  const own = `Newest ${formatMeasure(newest, series)}`;
  if (median === null)
    return baselineBuilds < 12 ? `${own}. No baseline yet: ${baselineBuilds} of 12 builds.` : `${own}.`;
  const level = `${formatMeasure(median, series)}, the median of ${plural(baselineBuilds, 'build')}`;
  if (median <= 0) return `${own}, compared with ${level}.`;
  const change = formatStep(median, newest, series);
  const size = change.replace(/^[+−]/, '');
  return /[1-9]/.test(size)
    ? `${own}: ${size} ${newest > median ? 'above' : 'below'} ${level}.`
    : `${own}: the same as ${level}.`;
}

function drawBody(
  history: HistoryRow,
  series: SeriesData,
  builds: BuildsData,
  points: readonly Point[],
  members: HTMLElement | null,
): HTMLElement[] {
  const places = new Map(points.map(({ at }, index) => [at, index]));
  const events = listShownEvents(series, builds, places);
  const figure = make('figure', { class: 'chart' });
  requestAnimationFrame(() => {
    if (figure.isConnected) drawSeriesChart(figure, { history, series, builds, points, events }, 320);
  });
  const band =
    series.band === null
      ? ''
      : ` Band: baseline p10–p90, ${series.band.map((edge) => formatMeasure(edge, series)).join(' to ')}.`;
  return [
    figure,
    make(
      'p',
      { class: 'legend' },
      `${plural(points.length, 'build')}; hollow points failed.${band} `,
      make(
        'span',
        { class: 'hint' },
        'Drag to zoom, double-click or Escape for all; arrow keys move, Enter or a click opens the build.',
      ),
    ),
    writeEvents(history, builds, events),
    ...(members === null ? [] : [members]),
    ...compareTwo(history, series, builds, points),
    make('h2', {}, 'Builds'),
    writePoints(history, series, builds, points),
  ];
}

const firstRows = 50;

function writePoints(
  history: HistoryRow,
  series: SeriesData,
  builds: BuildsData,
  points: readonly Point[],
): HTMLElement {
  return makeLongTable<Point>(
    'Builds of this series',
    [
      {
        title: 'Build',
        cell: ({ at }) =>
          makeLink(buildHref(history.id, builds, at), nameBuild(builds, at), { class: 'build' }),
      },
      {
        title: 'Value',
        kind: 'n',
        cell: ({ value }) => (value === null ? 'failed' : formatMeasure(value, series)),
      },
      { title: 'Branch', cell: ({ at }) => builds.words[builds.branch[at] as number] ?? '' },
      { title: 'Runner', cell: ({ at }) => runnerAt(builds, at) },
      { title: 'Links', cell: ({ at }) => linkOut(history, builds, at, null) },
    ],
    [...points].reverse(),
    firstRows,
  );
}
