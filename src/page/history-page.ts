/** The list of histories, and the page of one: its newest verdict and its builds. */

import { formatCount, plural } from '../model/counts.ts';
import { isBuildTime } from '../model/series.ts';
import type { BuildsData, HistoryRow, SeriesRow, SiteIndex } from '../site/site-data.ts';
import { formatDuration, formatMoney, formatTime } from '../words/numbers.ts';
import { titleOf } from './listed-series.ts';
import { makeStatus } from './series-table.ts';
import { drawSpark, make, makeCards, makeLink, makeLongTable, makeTable } from './site-elements.ts';
import { buildHref, historyHref, linkOut, nameBuild, seriesHref } from './site-links.ts';
import { loadData } from './site-loader.ts';

type Entry = SiteIndex['histories'][number];

function findDuration({ series }: Entry): SeriesRow | null {
  return series.find(isBuildTime) ?? null;
}

export function showHistories({ histories }: SiteIndex): HTMLElement {
  const hasRepositories = histories.some(({ repository }) => repository !== '');
  const table = makeTable<Entry>(
    'Histories',
    [
      ...(hasRepositories ? [{ title: 'Repository', cell: ({ repository }: Entry) => repository }] : []),
      { title: 'History', cell: ({ id, name }) => makeLink(historyHref(id), name) },
      { title: 'Newest build', cell: ({ headline }) => headline },
      { title: 'Duration', kind: 'n', cell: (entry) => formatDuration(findDuration(entry)?.newest ?? null) },
      { title: 'Trend', cell: (entry) => drawSpark(findDuration(entry)?.spark ?? []) },
      { title: 'Builds', kind: 'n', cell: ({ builds }) => formatCount(builds) },
      { title: 'Last run', cell: ({ newestMs }) => formatTime(newestMs) },
    ],
    [...histories].sort((a, b) => b.openRegressions - a.openRegressions || (a.name < b.name ? -1 : 1)),
  );
  return make('div', {}, make('h1', {}, 'Histories'), table);
}

const firstRows = 100;

export async function showHistory(entry: HistoryRow & Pick<Entry, 'series'>): Promise<HTMLElement> {
  const builds = await loadData<BuildsData>(`data/${entry.id}/builds.js`);
  const own = entry.series.filter(
    ({ scope, status, partOf }) => scope === 'build' || (status === 'regressed' && partOf === null),
  );
  const newestFirst = builds.id.map((_, at) => at).reverse();
  return make(
    'div',
    {},
    make('p', { class: 'path' }, makeLink('#/', 'Overview'), ' / ', makeLink('#/histories', 'Histories')),
    make('h1', {}, [entry.repository, entry.name].filter(Boolean).join(' · ')),
    make('p', {}, entry.headline),
    makeCards([
      ['Builds', formatCount(entry.builds)],
      ['Baseline branch', entry.branch ?? 'all without a pull request'],
      ['Open regressions', formatCount(entry.openRegressions)],
      ['Series', formatCount(entry.series.length)],
    ]),
    make('h2', {}, 'Build series and open regressions'),
    makeTable<SeriesRow>(
      'Build series and open regressions',
      [
        {
          title: 'Series',
          kind: 'name',
          cell: (row) => makeLink(seriesHref(entry.id, row.id), titleOf(row)),
        },
        { title: 'Status', cell: ({ status }) => makeStatus(status) },
        { title: 'Trend', cell: ({ spark }) => drawSpark(spark) },
      ],
      own,
    ),
    make('h2', {}, plural(builds.id.length, 'build')),
    makeLongTable<number>(
      'Builds',
      [
        {
          title: 'Build',
          cell: (at) => makeLink(buildHref(entry.id, builds, at), nameBuild(builds, at), { class: 'build' }),
        },
        { title: 'Branch', cell: (at) => builds.words[builds.branch[at] as number] ?? '' },
        { title: 'Result', cell: (at) => writeResult(builds, at) },
        { title: 'Duration', kind: 'n', cell: (at) => formatDuration(builds.durationMs[at] ?? null) },
        ...(builds.queueMs.some((wait) => wait !== null)
          ? [
              {
                title: 'Queue',
                kind: 'n' as const,
                cell: (at: number) => formatDuration(builds.queueMs[at] ?? null),
              },
            ]
          : []),
        { title: 'Failed', kind: 'n', cell: (at) => formatCount(builds.failedTasks[at] ?? null) },
        ...(builds.costUsd.some((cost) => cost !== null)
          ? [
              {
                title: 'Cost',
                kind: 'n' as const,
                cell: (at: number) => formatMoney(builds.costUsd[at] ?? null),
              },
            ]
          : []),
        { title: 'Links', cell: (at) => linkOut(entry, builds, at, null) },
      ],
      newestFirst,
      firstRows,
    ),
  );
}

function writeResult(builds: BuildsData, at: number): HTMLElement {
  const result = builds.result[at] ?? 'unknown';
  const isBad = result === 'failure' || result === 'error' || result === 'timeout';
  return make('span', { class: isBad ? 'bad' : '' }, `${result}${builds.complete[at] ? '' : ', incomplete'}`);
}
