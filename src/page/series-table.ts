/** The table of series on the overview: only the visible rows are in the document. */

import { formatCount } from '../model/counts.ts';
import type { SeriesRow, Status } from '../site/site-data.ts';
import { cutMiddle } from '../words/cut-middle.ts';
import { formatChange, formatMeasure, formatPercent, formatStep } from '../words/numbers.ts';
import { type Listed, titleOf } from './listed-series.ts';
import { drawSpark, make } from './site-elements.ts';
import { seriesHref } from './site-links.ts';
import type { ListView } from './site-views.ts';

/** As in the style sheet; on a phone a name takes up to three lines, with its status below. */
const isNarrow = (): boolean => matchMedia('(max-width:640px)').matches;
const rowHeight = (): number => (isNarrow() ? 60 : 40);
/** Rows above and below the visible ones, so that scrolling shows no gap. */
const margin = 12;
const printed = 300;

const statusWords: Readonly<Record<Status, readonly [word: string, tone: string]>> = {
  regressed: ['open regression', 'bad'],
  failing: ['failing', 'bad'],
  suspected: ['possible regression', 'warn-text'],
  drifting: ['slow drift', 'warn-text'],
  flaky: ['flaky', 'warn-text'],
  improved: ['improvement', 'good'],
  acknowledged: ['acknowledged', 'soft'],
  learning: ['no baseline yet', 'soft'],
  fine: ['no change', 'soft'],
};

export function makeStatus(status: Status): HTMLElement {
  const [word, tone] = statusWords[status];
  return make('span', { class: `tag ${tone}` }, word);
}

/** Fills `box`; its scroll position decides which rows are drawn. */
export function fillSeriesTable(
  box: HTMLElement,
  rows: readonly Listed[],
  hasHistories: boolean,
  view: ListView,
): void {
  const hasOwners = rows.some(({ row }) => row.owners.length > 0);
  const hasSince = rows.some(({ row }) => row.since !== null);
  const shown = { hasHistories, hasOwners, hasSince, view };
  const body = make('tbody');
  const table = make('table', { 'aria-rowcount': rows.length + 1 }, make('thead', {}, makeHead(shown)), body);
  const scroll = make(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': view.title, tabindex: 0 },
    table,
  );
  const draw = (from: number, to: number): void =>
    body.replaceChildren(
      makeSpace(from),
      ...rows.slice(from, to).map((each, index) => makeRow(each, from + index, shown)),
      makeSpace(rows.length - to),
    );
  let drawn = -1;
  const redraw = (): void => {
    const height = rowHeight();
    const from = Math.max(0, Math.floor(scroll.scrollTop / height / margin) * margin - margin);
    if (from === drawn) return;
    drawn = from;
    draw(from, Math.min(rows.length, from + Math.ceil((scroll.clientHeight || 600) / height) + 3 * margin));
  };
  scroll.addEventListener('scroll', redraw, { passive: true });
  scroll.addEventListener('beforeprint', () => draw(0, Math.min(printed, rows.length)));
  box.replaceChildren(rows.length === 0 ? make('p', { class: 'soft' }, 'No series here.') : scroll);
  redraw();
}

// A printout has no scrolling: one listener for the current table.
addEventListener('beforeprint', () => {
  for (const scroll of document.querySelectorAll('.series-table .scroll'))
    scroll.dispatchEvent(new Event('beforeprint'));
});

interface Shown {
  readonly hasHistories: boolean;
  readonly hasOwners: boolean;
  readonly hasSince: boolean;
  readonly view: ListView;
}

function makeHead({ hasOwners, hasSince, view: { extra } }: Shown): HTMLElement {
  const own = extra ? [extra.title] : [];
  const last = [...(hasSince ? ['Since'] : []), ...(hasOwners ? ['Owner'] : [])];
  const numbers = ['Newest', 'Change', ...own];
  const cells = ['Series', 'Status', ...numbers, 'Trend', ...last].map((title) =>
    make('th', { scope: 'col', class: numbers.includes(title) ? 'n' : title.toLowerCase() }, title),
  );
  return make('tr', {}, ...cells);
}

function makeRow(
  { row, history }: Listed,
  place: number,
  { hasHistories, hasOwners, hasSince, view }: Shown,
): HTMLElement {
  const title = titleOf(row);
  // The style sheet would cut the end, which distinguishes the name.
  const shown = cutMiddle(title, isNarrow() ? 36 : 58);
  const link = make('a', { href: seriesHref(history.id, row.id) }, shown);
  const where = hasHistories ? [history.repository, history.name].filter(Boolean).join(' · ') : '';
  const narrow = make('span', { class: 'narrow' }, statusWords[row.status][0], where === '' ? '' : ' · ');
  const name = make('td', { class: 'name' }, link, make('small', {}, narrow, where));
  name.title = title;
  const change = make(
    'td',
    { class: 'n' },
    row.median === null || row.newest === null ? '' : formatStep(row.median, row.newest, row),
  );
  const isNews = !['fine', 'learning', 'flaky', 'failing'].includes(row.status);
  if (isNews) change.classList.add(row.status === 'improved' ? 'good' : 'bad');
  return make(
    'tr',
    { 'aria-rowindex': place + 2 },
    name,
    make('td', { class: 'status' }, makeStatus(row.status)),
    make('td', { class: 'n' }, row.newest === null ? '' : formatMeasure(row.newest, row)),
    change,
    view.extra ? make('td', { class: 'n' }, describeExtra(row, view.extra.kind)) : null,
    make('td', {}, drawSpark(row.spark)),
    hasSince ? make('td', {}, row.since ?? '') : null,
    hasOwners ? make('td', {}, row.owners.join(' ')) : null,
  );
}

function describeExtra(row: SeriesRow, kind: 'growth' | 'failures' | 'flakes'): string {
  if (kind === 'growth') return formatChange(row.growth);
  return kind === 'failures' ? formatPercent(row.failureRate) : formatCount(row.flakes);
}

function makeSpace(rows: number): HTMLElement {
  const tr = make('tr', { class: 'space', 'aria-hidden': 'true' });
  tr.style.height = `${Math.max(0, rows) * rowHeight()}px`;
  return tr;
}
