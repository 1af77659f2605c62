/** Tasks and events as CSV for spreadsheets and warehouses. RFC 4180: https://www.rfc-editor.org/rfc/rfc4180 */

import { csvField } from '../ingest/csv-field.ts';
import type { Event } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import type { TaskReport } from '../model/work.ts';
import { compareTask } from './compare-task.ts';

interface CsvColumn<T> {
  readonly title: string;
  readonly value: (row: T) => string | number | null;
}

const taskColumns: readonly CsvColumn<TaskReport>[] = [
  { title: 'name', value: (t) => t.name },
  { title: 'kind', value: (t) => t.kind },
  { title: 'attempt', value: (t) => t.attempt },
  { title: 'start_time', value: (t) => isoTime(t.startTimeMs) },
  { title: 'duration_ms', value: (t) => t.durationMs },
  { title: 'result', value: (t) => t.result },
  { title: 'cache', value: (t) => t.cache },
  { title: 'error_type', value: (t) => t.errorType },
  { title: 'model', value: (t) => t.model },
  { title: 'cost_usd', value: (t) => t.costUsd },
  { title: 'tokens', value: (t) => t.tokens },
  { title: 'baseline_ms', value: (t) => t.baselineMs },
  { title: 'baseline_builds', value: (t) => t.baselineBuilds },
  { title: 'change_ratio', value: compareTask },
];

const eventColumns: readonly CsvColumn<Event>[] = [
  { title: 'id', value: (e) => e.id },
  { title: 'type', value: (e) => e.type },
  { title: 'severity', value: (e) => e.severity },
  { title: 'time', value: (e) => isoTime(e.timeMs) },
  { title: 'task_id', value: (e) => e.taskId },
  { title: 'message', value: (e) => e.message },
  { title: 'attributes', value: (e) => JSON.stringify(e.attributes) },
];

/** One row per task; `change_ratio` is duration over baseline, minus 1. */
export function renderTasksCsv(report: Report): string {
  return writeCsv(taskColumns, report.tasks);
}

/** One row per event; attributes as a JSON object. */
export function renderEventsCsv(report: Report): string {
  return writeCsv(eventColumns, report.events);
}

function writeCsv<T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): string {
  const head = columns.map((column) => column.title).join(',');
  const lines = rows.map((row) => columns.map((column) => csvField(column.value(row))).join(','));
  return `${[head, ...lines].join('\r\n')}\r\n`;
}

function isoTime(timeMs: number | null): string | null {
  return timeMs === null || !(Math.abs(timeMs) <= 8.64e15) ? null : new Date(timeMs).toISOString();
}
