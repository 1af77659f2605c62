/** Numbers, times and tables in the format of BuildRunner's and Builder's guides. Pure. */
import { formatCount, unknownText } from '../../model/counts.ts';
import { escapeTerminal } from '../escape.ts';
import { cutText, keepEnd, measureText } from './fit-text.ts';

/** The output of a command: as text, and as data for programs. */
export interface View {
  /** Ends in a newline. */
  readonly text: string;
  readonly json: unknown;
}

/** `1,234.5`; `—` for an unknown value. */
export function printNumber(value: number | null, decimals = 1): string {
  if (value === null || !Number.isFinite(value)) return unknownText;
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `1,234.5ms`. */
export function printMs(durationMs: number | null): string {
  return durationMs === null ? unknownText : `${printNumber(durationMs)}ms`;
}

/** `91.5%`. */
export function printPercent(percent: number | null): string {
  return percent === null ? unknownText : `${percent.toFixed(1)}%`;
}

const rateUnits = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
] as const;

/** `0.15 ops/second`; by a longer unit of time where that would be 0.00: `0.09 ops/minute`. */
export function printRate(perSecond: number | null, what: string): string {
  const isKnown = perSecond !== null && perSecond > 0;
  const wanted = isKnown ? rateUnits.find(([, seconds]) => perSecond * seconds >= 0.01) : rateUnits[0];
  const [unit, seconds] = wanted ?? rateUnits[3];
  return `${printNumber(perSecond === null ? null : perSecond * seconds, 2)} ${what}/${unit}`;
}

/** `$2.1540`. */
export function printUsd(usd: number | null, decimals = 4): string {
  return usd === null ? unknownText : `$${printNumber(usd, decimals)}`;
}

/** `2025-11-18 14:30:15`, in UTC like all times of this product. */
export function printTime(time: Date | number | null): string {
  if (time === null) return unknownText;
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** Text of a build, escaped for a terminal. */
export function shownText(text: string, maxLength = 60): string {
  return escapeTerminal(text, maxLength);
}

/**
 * A table in box characters, with the longest cells cut if it is wider than `width` columns. If that is not enough,
 * each row becomes a list of its cells.
 */
export function drawTable(
  titles: readonly string[],
  whole: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string {
  const clean = whole.map((row) => row.map((cell) => escapeTerminal(cell)));
  const widths = fitWidths(
    titles.map((title, column) =>
      Math.max(title.length, ...clean.map((row) => measureText(row[column] ?? ''))),
    ),
    width - 3 * titles.length - 1,
  );
  if (widths === null) return clean.map((row) => listCells(titles, row, width)).join('\n\n');
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((size) => '─'.repeat(size + 2)).join(middle)}${right}`;
  const line = (cells: readonly string[]): string =>
    `│${widths.map((size, column) => ` ${padText(cutCell(cells[column] ?? '', size, column), size)} `).join('│')}│`;
  return [
    rule('┌', '┬', '┐'),
    line(titles),
    rule('├', '┼', '┤'),
    ...clean.map(line),
    rule('└', '┴', '┘'),
  ].join('\n');
}

/** The first column identifies a row: the end distinguishes a long name. */
function cutCell(cell: string, size: number, column: number): string {
  return column === 0 ? keepEnd(cell, size) : cutText(cell, size);
}

function padText(text: string, size: number): string {
  return text + ' '.repeat(Math.max(0, size - measureText(text)));
}

function listCells(titles: readonly string[], cells: readonly string[], width: number): string {
  const label = Math.max(...titles.map((title) => title.length));
  return titles
    .map((title, column) => cutText(`${title.padEnd(label)}  ${cells[column] ?? ''}`.trimEnd(), width))
    .join('\n');
}

const narrowest = 8;

/** Shrinks the widest column until all fit; null if none can be narrower. */
function fitWidths(widths: readonly number[], room: number): number[] | null {
  const fitted = [...widths];
  for (let over = fitted.reduce((a, b) => a + b, 0) - room; over > 0; over--) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if ((fitted[widest] ?? 0) <= narrowest) return null;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}

/**
 * The page of `alerts`, for every data source.
 * @param page `active` lines, and table `rows` under `head` and three more
 */
export function layOutAlerts(page: {
  readonly active: readonly string[];
  readonly head: string;
  readonly rows: readonly (readonly string[])[];
  readonly total: string;
  readonly byLevel: Readonly<Record<string, number>>;
  readonly width: number;
}): string {
  const levels = Object.entries(page.byLevel).map(([level, count]) => `'${level}': ${count}`);
  const table =
    page.rows.length === 0
      ? []
      : [drawTable([page.head, 'Level', 'Message', 'Value'], page.rows, page.width), ''];
  const lines = [
    'Recent Alerts',
    '',
    ...(page.active.length === 0 ? ['No active alerts.', ''] : ['⚠️  Active Alerts:', '', ...page.active]),
    ...table,
    `Showing ${formatCount(page.rows.length)} alert(s)`,
    '',
    'Alert Statistics:',
    `  Total Alerts: ${page.total}`,
    `  By Level: {${levels.join(', ')}}`,
  ];
  return `${lines.join('\n')}\n`;
}
