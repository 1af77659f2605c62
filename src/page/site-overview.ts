/** The overview of the trend site: every series, those that need attention first, with search, filters and views. */

import { formatCount, plural } from '../model/counts.ts';
import type { SiteIndex, Status } from '../site/site-data.ts';
import { makeFilters } from './filter-controls.ts';
import { type Listed, toListed } from './listed-series.ts';
import { narrowSeries } from './narrow-series.ts';
import { fillSeriesCharts } from './series-charts.ts';
import { fillSeriesTable } from './series-table.ts';
import { make, makeCards } from './site-elements.ts';
import { chosen, type Filter, rememberChoices, rememberTyped } from './site-filters.ts';
import { type ListView, listViews } from './site-views.ts';

export function showOverview(index: SiteIndex): HTMLElement {
  const all = toListed(index);
  let series: readonly Listed[] = all;
  let texts = new Map(all.map((each) => [each, searchText(each)]));
  const table = make('div', { class: 'series-table' });
  const views = make('div', { class: 'views', role: 'group', 'aria-label': 'Which series' });
  const output = make('output', { 'aria-live': 'polite' });
  const legend = make('p', { class: 'legend' });
  const search = make('input', { type: 'search', autocomplete: 'off', value: chosen.search });
  const known = listViews.filter((view) => view.id === 'all' || all.some((each) => view.holds(each)));
  if (!known.some(({ id }) => id === chosen.view)) chosen.view = known[0]?.id ?? 'all';

  const update = (): void => {
    const words = chosen.search.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = series.filter(
      (each) => matches(each) && words.every((word) => texts.get(each)?.includes(word)),
    );
    const view = known.find(({ id }) => id === chosen.view) as ListView;
    const listed = matching.filter((each) => view.holds(each)).sort(view.compare);
    views.replaceChildren(
      ...known.map((each) => makeViewButton(each, matching, each === view, () => choose('view', each.id))),
    );
    output.textContent = `${formatCount(listed.length)} of ${plural(all.length, 'series', 'series')}`;
    legend.textContent = describeLegend(index);
    const hasHistories = index.histories.length > 1;
    if (chosen.layout === 'charts') fillSeriesCharts(table, listed, hasHistories);
    else fillSeriesTable(table, listed, hasHistories, view);
  };
  let turn = 0;
  const narrow = (): void => {
    const own = ++turn;
    output.textContent = 'Loading …';
    narrowSeries(index, chosen).then(
      (narrowed) => {
        if (own !== turn) return;
        series = narrowed;
        texts = new Map(narrowed.map((each) => [each, searchText(each)]));
        update();
      },
      (error: Error) => {
        output.textContent = error.message;
      },
    );
  };
  const choose = (name: keyof typeof chosen, value: string): void => {
    chosen[name] = value;
    if (name === 'search') rememberTyped();
    else rememberChoices();
    if (name === 'branch' || name === 'runner') return narrow();
    update();
    if (name === 'view') views.querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
  };
  search.addEventListener('input', () => choose('search', search.value));
  // Before a link is followed.
  search.addEventListener('change', rememberChoices);
  const filters = makeFilters(index, choose);
  const page = make(
    'div',
    {},
    make('h1', {}, index.title),
    makeCards(countStatuses(all)),
    make('div', { class: 'tools' }, make('label', {}, 'Search series', search), ...filters, output),
    views,
    table,
    legend,
  );
  if (chosen.branch === '' && chosen.runner === '') update();
  else narrow();
  return page;
}

function describeLegend({ unlisted }: SiteIndex): string {
  const rest =
    unlisted === 0
      ? ''
      : ` ${plural(unlisted, 'more series', 'more series')} without a change are listed on the pages of builds only.`;
  const builds = [
    chosen.branch === '' ? '' : ` of ${chosen.branch}`,
    chosen.runner === '' ? '' : ` on ${chosen.runner}`,
  ].join('');
  const about =
    builds === ''
      ? ''
      : ` Newest: in the newest build${builds}; baseline and status are of the baseline branch.`;
  return `Change: newest value against the baseline median.${about} Press / to search.${rest}`;
}

function makeViewButton(
  view: ListView,
  matching: readonly Listed[],
  isChosen: boolean,
  onClick: () => void,
): HTMLElement {
  const count = matching.filter((each) => view.holds(each)).length;
  const button = make(
    'button',
    { type: 'button', 'aria-pressed': String(isChosen) },
    `${view.title} `,
    make('span', { class: 'count' }, formatCount(count)),
  );
  button.addEventListener('click', onClick);
  return button;
}

function matches({ history, row }: Listed): boolean {
  const has = (name: Filter, values: readonly (string | null)[]): boolean =>
    chosen[name] === '' || values.includes(chosen[name]);
  return (
    has('repository', [history.repository]) &&
    has('history', [history.name]) &&
    has('kind', [row.kind]) &&
    has('owner', row.owners)
  );
}

function searchText({ row, history }: Listed): string {
  return [
    row.task ?? 'build',
    row.kind,
    row.measure,
    row.status,
    row.since,
    ...row.owners,
    history.name,
    history.repository,
  ]
    .join(' ')
    .toLowerCase();
}

function countStatuses(all: readonly Listed[]): [string, string][] {
  const count = (status: Status): string => {
    const number = all.filter(({ row }) => row.status === status && row.partOf === null).length;
    return number === 0 && status !== 'regressed' ? '' : formatCount(number);
  };
  return [
    ['Open regressions', count('regressed')],
    ['Failing now', count('failing')],
    ['Possible regressions', count('suspected')],
    ['Slow drifts', count('drifting')],
    ['Flaky tests', count('flaky')],
    ['Improvements', count('improved')],
    ['Series', formatCount(all.length)],
  ];
}
