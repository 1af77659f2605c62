/** Events as a table: BuildRunner's CSV export, and our own. Reference: docs/formats.md#buildrunner */
import type { Draft } from '../../ingest/draft.ts';
import type { Input } from '../../ingest/format.ts';
import { readCsv } from '../../ingest/read-csv.ts';
import { type Fields, isFields } from '../../ingest/read-fields.ts';
import { firstRow } from '../../ingest/split-csv.ts';

/** At least one of these must be next to `event_type` in an event. */
export const secondKeys = ['event_id', 'timestamp', 'task_id', 'build_id', 'severity', 'session_id'] as const;

/** A header with `event_type` and a second column of events, in any case and order. */
export function isEventTable(text: string): boolean {
  const keys = (firstRow(text.slice(0, 65_536)) ?? []).map(keyOf);
  return keys.includes('event_type') && secondKeys.some((key) => keys.includes(key));
}

/** Calls `visit` for each row with a type, converted back into an event. */
export async function readEventTable(
  input: Input,
  draft: Draft,
  visit: (event: Fields) => void,
): Promise<void> {
  await readCsv(input, draft, keyOf, (row) => {
    if (Object.hasOwn(row, 'event_type')) visit(restoreEvent(row));
    else draft.report('warning', 'unknown-record', 'A row without `event_type` is left out.');
  });
}

/** `Event Type`, `EventType` and `event_type` are the same column. */
function keyOf(title: string): string {
  return title
    .trim()
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

/** Words for flags, nothing for none, and `metadata` as the original JSON. */
function restoreEvent(row: Fields): Fields {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, cell]) => {
      const value = key === 'metadata' ? parseFields(String(cell)) : restoreWord(String(cell));
      return value === null ? [] : [[key, value]];
    }),
  );
}

function restoreWord(cell: string): string | boolean | null {
  const word = cell.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  return word === 'none' || word === 'null' || word === 'nan' ? null : cell;
}

function parseFields(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
