/** The file of `build-telemetry detect`: `[{"name", "values", …optional "hardware", "group", "keys"}]`. */

import type { WrittenSeries } from '../detect/replay-series.ts';
import { plural } from '../model/counts.ts';
import { refuse } from './view.ts';

/** Reads the text of a series file; ends the command with its faults. */
export function readSeriesFile(text: string, path: string): WrittenSeries[] {
  let written: unknown;
  try {
    // Windows tools add a byte order mark at the start.
    written = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(
      path,
      `It is not JSON: ${(error as Error).message}.`,
      'Write `[{"name": "a", "values": [1, 2]}]`.',
    );
  }
  const rows = Array.isArray(written) ? written : [written];
  if (rows.length === 0)
    refuse(path, 'The file contains no series.', 'Write `[{"name": "a", "values": [1, 2]}]`.');
  return rows.map((row, i) => readRow(row, `${path}: element ${i}`, i));
}

function readRow(row: unknown, where: string, place: number): WrittenSeries {
  if (typeof row !== 'object' || row === null)
    return refuse(where, 'This is not a series.', 'Write `{"name": "a", "values": [1, 2]}`.');
  const fields = row as Readonly<Record<string, unknown>>;
  const values = fields['values'];
  if (!Array.isArray(values))
    return refuse(where, 'The list `values` is missing.', 'Write `"values": [1, 2]`.');
  const wrong = values.findIndex(
    (value) => value !== null && (typeof value !== 'number' || !Number.isFinite(value) || value < 0),
  );
  if (wrong >= 0)
    refuse(
      where,
      `Value ${wrong} is \`${typeof values[wrong] === 'number' ? values[wrong] : JSON.stringify(values[wrong])}\`.`,
      'Values must be numbers of 0 or more, or null where nothing was measured.',
    );
  const { name, group } = fields;
  return {
    name: typeof name === 'string' ? name : `#${place}`,
    values: values.map((value) => (value === null ? Number.NaN : (value as number))),
    ...readTexts(fields, 'hardware', values.length, where),
    ...readTexts(fields, 'keys', values.length, where),
    ...(group === undefined || group === null ? {} : { group: String(group) }),
  };
}

/** A list parallel to the values; one text applies to all of them. */
function readTexts(
  fields: Readonly<Record<string, unknown>>,
  key: 'hardware' | 'keys',
  length: number,
  where: string,
): { readonly [name in 'hardware' | 'keys']?: string[] } {
  const written = fields[key];
  if (written === undefined || written === null) return {};
  if (!Array.isArray(written)) {
    if (key === 'hardware') return { [key]: Array.from({ length }, () => cellText(written)) };
    return refuse(where, '`keys` is not a list.', 'Write the build of each value, or leave it out.');
  }
  if (written.length !== length)
    refuse(
      where,
      `\`${key}\` has ${plural(written.length, 'element')} for ${plural(length, 'value')}.`,
      'Write one for each value.',
    );
  return { [key]: written.map(cellText) };
}

/** A runner may be given in parts. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
