/** A value of a table or chart as plain text; also used by the page's script. */
import { formatCount } from '../../model/counts.ts';
import {
  formatBytes,
  formatChange,
  formatDuration,
  formatMoney,
  formatPercent,
  formatTime,
  formatUnit,
} from '../../words/numbers.ts';
import type { CellFormat, CellValue, TableColumn } from './page-data.ts';

const formats: Readonly<Record<Exclude<CellFormat, 'name' | 'word' | 'band'>, (value: number) => string>> = {
  duration: formatDuration,
  money: formatMoney,
  count: formatCount,
  tokens: (tokens) => formatUnit(tokens, 'tokens'),
  bytes: formatBytes,
  rate: (bytesPerSecond) => `${formatBytes(bytesPerSecond)}/s`,
  percent: formatPercent,
  change: formatChange,
  time: formatTime,
};

/** '' for an unknown value. */
export function formatCell(format: CellFormat, value: CellValue): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((edge) => formatDuration(edge)).join(' to ');
  if (format === 'name' || format === 'word' || format === 'band' || typeof value !== 'number')
    return String(value);
  return formats[format](value);
}

/** The value of a row, with words resolved. */
export function readCell(column: TableColumn, row: number): CellValue {
  const value = column.values[row] ?? null;
  return column.words === undefined || typeof value !== 'number' ? value : (column.words[value] ?? null);
}

/** Numbers are right-aligned. */
export function cellClass(format: CellFormat): string {
  return format === 'name' ? 'name' : format === 'word' ? '' : 'n';
}
