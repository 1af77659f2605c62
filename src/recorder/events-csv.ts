/** Events as CSV and JSON. RFC 4180: https://www.rfc-editor.org/rfc/rfc4180 */
import { csvField } from '../ingest/csv-field.ts';
import type { RecordedEvent } from './events.ts';

const leading = [
  'event_id',
  'timestamp',
  'event_type',
  'severity',
  'session_id',
  'build_id',
  'task_id',
  'task_name',
  'duration_ms',
  'model_used',
  'cost_usd',
  'tokens_used',
  'success',
  'error_type',
  'error_message',
];

/** One row per event: the common columns, then those that any event uses, then `metadata` as JSON. */
export function renderEventTable(events: readonly RecordedEvent[]): string {
  return renderTable(
    events.map((event) => event.toDict()),
    leading,
    'metadata',
  );
}

/** Events for another program: CSV, or BuildRunner's JSON array. */
export function exportEvents(events: readonly RecordedEvent[], format: 'csv' | 'json'): string {
  return format === 'csv' ? renderEventTable(events) : `${JSON.stringify(events, null, 2)}\n`;
}

/**
 * Rows as CSV.
 * @param first columns that are always present
 * @param last the column that comes last
 */
export function renderTable(
  rows: readonly Readonly<Record<string, unknown>>[],
  first: readonly string[],
  last: string,
): string {
  const others = new Set<string>();
  for (const row of rows) {
    for (const [key, value] of Object.entries(row)) if (value !== null) others.add(key);
  }
  for (const key of [...first, last]) others.delete(key);
  const columns = [...first, ...others, last];
  const lines = rows.map((row) => columns.map((column) => csvField(cell(row[column]))).join(','));
  return `${[columns.map(csvField).join(','), ...lines].join('\r\n')}\r\n`;
}

function cell(value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return JSON.stringify(value);
}
