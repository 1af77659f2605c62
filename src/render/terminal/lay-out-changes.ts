/**
 * The table of changes in as many columns as fit: the trend is dropped first, then the interval; names keep their
 * end.
 */
import { keepEnd, measureText, wrapText } from './fit-text.ts';

/** The displayed parts of a change, as plain text. */
export interface ChangeCells {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly change: string;
  /** The same with its interval, or its share of the whole. */
  readonly sure: string;
  readonly since: string;
  readonly trend: string;
}

type Column = keyof ChangeCells;

const titles: ChangeCells = {
  ...{ name: '', from: 'from', to: 'to', change: 'change', sure: 'change' },
  ...{ since: 'since', trend: 'trend' },
};

/** Richest first. */
const layouts: readonly (readonly Column[])[] = [
  ['name', 'from', 'to', 'sure', 'since', 'trend'],
  ['name', 'from', 'to', 'sure', 'since'],
  ['name', 'from', 'to', 'change', 'since'],
  ['name', 'from', 'to', 'change'],
];

const words: readonly Column[] = ['name', 'since', 'trend'];

/**
 * Minimum width of a name before the trend or the interval is dropped; the start of a change is dropped only if there
 * is less than that.
 */
const roomyName = 44;
const leastName = 24;

/** The head line, none without columns, and the lines of each row, none wider than `width`. */
export function layOutChanges(
  rows: readonly ChangeCells[],
  width: number,
): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const all = [titles, ...rows];
  const widthOf = (column: Column): number => Math.max(...all.map((row) => measureText(row[column])));
  const roomOf = ([, ...columns]: readonly Column[]): number =>
    width - columns.reduce((sum, column) => sum + widthOf(column) + 2, 0);
  const longest = widthOf('name');
  const find = (least: number, of: typeof layouts) => of.find((columns) => roomOf(columns) >= least);
  const layout =
    find(Math.min(longest, roomyName), layouts.slice(0, -1)) ??
    find(Math.min(longest, leastName), layouts.slice(-2));
  if (layout === undefined) return { head: [], rows: rows.map((row) => listCells(row, width)) };
  const sizes = layout.map((column) =>
    column === 'name' ? Math.min(longest, roomOf(layout)) : widthOf(column),
  );
  const [head = '', ...lines] = all.map((row) => alignRow(row, layout, sizes));
  return { head: [head], rows: lines.map((line) => [line]) };
}

/** Numbers are right-aligned, words left-aligned. */
function alignRow(row: ChangeCells, layout: readonly Column[], sizes: readonly number[]): string {
  return layout
    .map((column, at) => {
      const size = sizes[at] ?? 0;
      const text = column === 'name' ? keepEnd(row[column], size) : row[column];
      const gap = ' '.repeat(Math.max(0, size - measureText(text)));
      return words.includes(column) ? text + gap : gap + text;
    })
    .join('  ')
    .trimEnd();
}

/** A row without enough space for columns. */
function listCells({ name, from, to, sure, since }: ChangeCells, width: number): string[] {
  const numbers = [`${from} → ${to}`, sure, since].filter((part) => part !== '').join(', ');
  return [keepEnd(name, width), ...wrapText(`  ${numbers}`, width, 2)];
}
