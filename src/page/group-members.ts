/** For a group its tasks, as a table; for a task the group that is reported in its place, as a link. */
import { isPartOf } from '../metrics/name-path.ts';
import { plural } from '../model/counts.ts';
import { isTaskTime } from '../model/series.ts';
import type { SeriesData, SiteIndex } from '../site/site-data.ts';
import { fillSeriesTable } from './series-table.ts';
import { make, makeLink } from './site-elements.ts';
import { seriesHref } from './site-links.ts';
import { findView } from './site-views.ts';

type Entry = SiteIndex['histories'][number];

/** `Reported with packages/billing.` */
export function linkGroup(history: Entry, { partOf }: SeriesData): HTMLElement | null {
  const group = history.series.find(({ scope, task }) => scope === 'group' && task === partOf);
  if (group === undefined) return null;
  return make('p', {}, 'Reported with ', makeLink(seriesHref(history.id, group.id), group.task ?? ''), '.');
}

/** null for a series that is not a group. */
export function listMembers(history: Entry, { scope, task }: SeriesData): HTMLElement | null {
  if (scope !== 'group') return null;
  const view = findView('all');
  const members = history.series
    .filter((row) => isTaskTime(row) && isPartOf(row.task, task))
    .map((row) => ({ row, history }))
    .sort(view.compare);
  const table = make('div', { class: 'series-table' });
  fillSeriesTable(table, members, false, view);
  return make('div', {}, make('h2', {}, plural(members.length, 'task')), table);
}
