/** A table that the page's script makes searchable, sortable and virtual; without the script, its first rows. */

import { formatCount } from '../../model/counts.ts';
import { roundDigits } from '../../stats/round-digits.ts';
import { takeLargest } from '../../stats/take-largest.ts';
import { cleanLongName, cleanText, escapeHtml } from '../escape.ts';
import { cellClass, formatCell, readCell } from './cell.ts';
import type { CellFormat, CellValue, TableColumn, TableData } from './page-data.ts';

/** Creates a column of rows. */
export function makeColumn<T>(
  title: string,
  format: CellFormat,
  rows: readonly T[],
  read: (row: T, index: number) => CellValue,
): TableColumn {
  if (format === 'name')
    return {
      title,
      format,
      values: rows.map((row, index) => cleanLongName(String(read(row, index) ?? ''), 300)),
    };
  if (format !== 'word') return { title, format, values: rows.map((row, index) => finite(read(row, index))) };
  const indexes = new Map<string, number>();
  const values = rows.map((row, index) => {
    const word = cleanText(String(read(row, index) ?? ''), 80);
    const known = indexes.get(word);
    if (known !== undefined) return known;
    indexes.set(word, indexes.size);
    return indexes.size - 1;
  });
  return { title, format, values, words: [...indexes.keys()] };
}

/** JSON has no NaN, and nine digits are more than any table shows. */
function finite(value: CellValue): CellValue {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) ? roundDigits(value, 9) : null;
}

const rowsWithoutScript = 50;

/** HTML of the table `id`; its data must be in the page's data under the same id. */
export function writeDataTable(id: string, caption: string, table: TableData): string {
  const [view] = table.views;
  const count = table.columns[0]?.values.length ?? 0;
  const all = view?.rows ?? Array.from({ length: count }, (_, row) => row);
  const sortBy = table.columns[view?.sortBy ?? 0];
  const rows = sortBy === undefined ? [] : sortFirst(all, sortBy, view?.descending ?? false);
  const head = table.columns
    .map(
      ({ title, format }) =>
        `<th scope="col" class="${cellClass(format)}"><button type="button">${title}</button></th>`,
    )
    .join('');
  const body = rows
    .map((row) => `<tr>${table.columns.map((column) => writeCell(column, row)).join('')}</tr>`)
    .join('\n');
  const buttons = table.views
    .map(
      ({ title, rows: chosen }, index) =>
        `<button type="button" aria-pressed="${index === 0}">${title} <span class="count">${formatCount(chosen?.length ?? count)}</span></button>`,
    )
    .join('');
  const views =
    table.views.length < 2
      ? ''
      : `<div class="views" role="group" aria-label="${caption}: which">${buttons}</div>\n`;
  return `<div class="data-table" data-table="${id}"><div class="tools" hidden>
<label>Search ${escapeHtml(table.noun)}s<input type="search" autocomplete="off"></label>
${views}<output aria-live="polite"></output></div>
<div class="scroll" role="region" aria-label="${caption}: table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>
<noscript><p class="soft">${formatCount(rows.length)} of ${formatCount(count)}; the rest, search and sorting need scripts.</p></noscript></div>`;
}

/** The rows that are shown without the script. */
function sortFirst(rows: readonly number[], column: TableColumn, descending: boolean): number[] {
  const isNumeric = column.format !== 'name' && column.format !== 'word';
  const readNumber = (row: number): number => {
    const key = sortKey(readCell(column, row));
    return typeof key === 'number' ? key : Number.NEGATIVE_INFINITY;
  };
  const some = descending && isNumeric ? takeLargest(rows, rowsWithoutScript, readNumber) : rows;
  return sortRows(some, column, descending).slice(0, rowsWithoutScript);
}

function writeCell(column: TableColumn, row: number): string {
  const text = formatCell(column.format, readCell(column, row));
  return `<td class="${cellClass(column.format)}">${escapeHtml(text, 300)}</td>`;
}

/** Unknown values come last in both directions. */
export function sortRows(rows: readonly number[], column: TableColumn, descending: boolean): number[] {
  const direction = descending ? -1 : 1;
  const keys = new Map(rows.map((row) => [row, sortKey(readCell(column, row))]));
  return [...rows].sort((a, b) => {
    const x = keys.get(a) ?? null;
    const y = keys.get(b) ?? null;
    if (x === y) return a - b;
    if (x === null || x === '') return 1;
    if (y === null || y === '') return -1;
    return (x < y ? -1 : 1) * direction;
  });
}

function sortKey(value: CellValue): string | number | null {
  return Array.isArray(value) ? (value[1] ?? null) : (value as string | number | null);
}
