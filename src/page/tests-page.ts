/** The tests of all histories: those that fail, are flaky, take longest, and grow from build to build. */

import { formatCount, plural } from '../model/counts.ts';
import { isTaskTime } from '../model/series.ts';
import type { SiteIndex } from '../site/site-data.ts';
import { type Listed, toListed } from './listed-series.ts';
import { fillSeriesTable } from './series-table.ts';
import { make, makeCards, makeLink } from './site-elements.ts';
import { overviewHref } from './site-filters.ts';
import { findView, type ListView } from './site-views.ts';

const views = ['failing', 'flaky', 'slowest', 'growing'] as const;
const most = 10;

export function showTests(index: SiteIndex): HTMLElement {
  const tests = toListed(index).filter(({ row }) => isTaskTime(row) && row.kind === 'test');
  const count = (status: string): string =>
    formatCount(tests.filter(({ row }) => row.status === status).length);
  return make(
    'div',
    {},
    make('h1', {}, 'Tests'),
    makeCards([
      ['Tests', formatCount(tests.length)],
      ['Failing now', count('failing')],
      ['Flaky', count('flaky')],
    ]),
    ...views.map((id) => writeSection(findView(id), tests, index.histories.length > 1)),
  );
}

function writeSection(view: ListView, tests: readonly Listed[], hasHistories: boolean): HTMLElement {
  const listed = tests.filter(view.holds).sort(view.compare);
  const table = make('div', { class: 'series-table' });
  fillSeriesTable(table, listed.slice(0, most), hasHistories, view);
  const all = makeLink(overviewHref({ view: view.id, kind: 'test' }), `All ${plural(listed.length, 'test')}`);
  return make(
    'section',
    {},
    make('h2', {}, view.title),
    table,
    listed.length > most ? make('p', {}, all) : null,
  );
}
