/** Events of the log as a table, in their order. */

import { formatCount } from '../../model/counts.ts';
import type { Level } from '../../model/level.ts';
import { levels } from '../../model/level-order.ts';
import type { Report } from '../../model/report.ts';
import type { TableData } from './page-data.ts';
import { makeColumn } from './table-section.ts';

/** Maximum number of events on the page; the JSON report has all of them. */
const maxEvents = 5_000;

/** null without events; of too many the most severe are kept. */
export function listEvents(report: Report): TableData | null {
  const { events } = report;
  if (events.length === 0) return null;
  const rank = (level: Level) => levels.indexOf(level);
  const kept =
    events.length <= maxEvents
      ? events
      : [...events].sort((a, b) => rank(b.severity) - rank(a.severity)).slice(0, maxEvents);
  const columns = [
    makeColumn('Time', 'time', kept, (event) => event.timeMs),
    makeColumn('Type', 'word', kept, (event) => event.type),
    makeColumn('Level', 'word', kept, (event) => event.severity),
    makeColumn('Message', 'name', kept, (event) => event.message ?? ''),
  ];
  const severe = kept.flatMap((event, index) => (event.severity === 'info' ? [] : [index]));
  const views = [{ title: 'All', rows: null, sortBy: 0, descending: false }];
  return {
    noun: 'event',
    columns,
    views:
      severe.length > 0
        ? [...views, { title: 'Warnings and worse', rows: severe, sortBy: 0, descending: false }]
        : views,
  };
}

/** The number of omitted events, as text; '' without any. */
export function countHiddenEvents(report: Report): string {
  const hidden = report.events.length - maxEvents;
  return hidden > 0
    ? `<p class="soft">${formatCount(hidden)} milder events are in the JSON report alone.</p>`
    : '';
}
