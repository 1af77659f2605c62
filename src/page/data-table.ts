/** Enhances a table: searches, sorts, and keeps only the visible rows in the document. */

import { formatCount, plural } from '../model/counts.ts';
import { cellClass, formatCell, readCell } from '../render/html/cell.ts';
import type { TableColumn, TableData, TableView } from '../render/html/page-data.ts';
import { sortRows } from '../render/html/table-section.ts';

const rowHeight = 33;
/** Rows above and below the visible ones, so that scrolling shows no gap. */
const margin = 12;
/** Number of rows in print. */
const printed = 300;

interface State {
  rows: number[];
  sortBy: number;
  descending: boolean;
  view: TableView | undefined;
}

/** `box` is the result of `writeDataTable`. */
export function activateTable(box: Element, data: TableData): void {
  const scroll = find(box, '.scroll', HTMLElement);
  const table = find(box, 'table', HTMLTableElement);
  const body = table.tBodies[0];
  const search = find(box, 'input', HTMLInputElement);
  const count = find(box, 'output', HTMLOutputElement);
  const heads = [...table.querySelectorAll('th')];
  const buttons = [...box.querySelectorAll('.views button')];
  if (!body) return;
  const total = data.columns[0]?.values.length ?? 0;
  const texts = listTexts(data, total);
  const [first] = data.views;
  const state: State = {
    rows: [],
    sortBy: first?.sortBy ?? 0,
    descending: first?.descending ?? false,
    view: first,
  };

  const draw = (from: number, to: number): void => {
    const rows = state.rows.slice(from, to).map((row, index) => makeRow(data, row, from + index));
    body.replaceChildren(makeSpace(from), ...rows, makeSpace(state.rows.length - to));
  };
  let drawnFrom = -1;
  const redraw = (): void => {
    const height = scroll.clientHeight || 600;
    // In steps, so that most scrolling does not change the rows.
    const from = Math.max(0, Math.floor(scroll.scrollTop / rowHeight / margin) * margin - margin);
    if (from === drawnFrom) return;
    drawnFrom = from;
    draw(from, Math.min(state.rows.length, from + Math.ceil(height / rowHeight) + 3 * margin));
  };
  const markChoices = (): void => {
    const order = state.descending ? 'descending' : 'ascending';
    for (const [index, head] of heads.entries())
      head.setAttribute('aria-sort', index === state.sortBy ? order : 'none');
    for (const [index, button] of buttons.entries())
      button.setAttribute('aria-pressed', String(data.views[index] === state.view));
    table.setAttribute('aria-rowcount', String(state.rows.length + 1));
  };
  const update = (): void => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = state.view?.rows ?? Array.from({ length: total }, (_, row) => row);
    const matching =
      words.length === 0 ? all : all.filter((row) => words.every((word) => texts[row]?.includes(word)));
    const column = data.columns[state.sortBy];
    state.rows = column ? sortRows(matching, column, state.descending) : [...matching];
    markChoices();
    count.textContent = `${formatCount(state.rows.length)} of ${plural(total, data.noun)}`;
    scroll.scrollTop = 0;
    drawnFrom = -1;
    redraw();
  };

  for (const [index, head] of heads.entries()) {
    head.querySelector('button')?.addEventListener('click', () => {
      const isText = cellClass(data.columns[index]?.format ?? 'name') !== 'n';
      state.descending = index === state.sortBy ? !state.descending : !isText;
      state.sortBy = index;
      update();
    });
  }
  for (const [index, button] of buttons.entries()) {
    button.addEventListener('click', () => {
      state.view = data.views[index];
      state.sortBy = state.view?.sortBy ?? 0;
      state.descending = state.view?.descending ?? false;
      update();
    });
  }
  search.addEventListener('input', update);
  scroll.addEventListener('scroll', redraw, { passive: true });
  addEventListener('beforeprint', () => draw(0, Math.min(printed, state.rows.length)));
  addEventListener('afterprint', () => {
    drawnFrom = -1;
    redraw();
  });
  // In a closed fold there is no height to fill.
  box.closest('details')?.addEventListener('toggle', () => {
    drawnFrom = -1;
    redraw();
  });
  box.classList.add('live');
  find(box, '.tools', HTMLElement).hidden = false;
  update();
}

/** The searched text of each row: its names and words. */
function listTexts(data: TableData, rows: number): string[] {
  const columns = data.columns.filter(({ format }) => format === 'name' || format === 'word');
  return Array.from({ length: rows }, (_, row) =>
    columns
      .map((column) => String(readCell(column, row) ?? ''))
      .join(' ')
      .toLowerCase(),
  );
}

function makeRow(data: TableData, row: number, place: number): HTMLTableRowElement {
  const tr = document.createElement('tr');
  tr.setAttribute('aria-rowindex', String(place + 2));
  for (const column of data.columns) tr.append(makeCell(column, row));
  return tr;
}

function makeCell(column: TableColumn, row: number): HTMLTableCellElement {
  const td = document.createElement('td');
  const text = formatCell(column.format, readCell(column, row));
  td.className = cellClass(column.format);
  if (column.format === 'name') {
    td.title = text;
    td.append(keepEnd(text));
  } else td.textContent = text;
  if (/^(failure|error|timeout)$/.test(text)) td.classList.add('bad');
  if (column.format === 'change') toneChange(td, column.values[row]);
  return td;
}

/**
 * A name that is too long loses its beginning, which other names share: its cell is cut at the line end of
 * right-to-left text.
 */
function keepEnd(name: string): HTMLElement {
  const text = document.createElement('bdi');
  text.dir = 'ltr';
  text.textContent = name;
  return text;
}

function toneChange(td: HTMLTableCellElement, change: unknown): void {
  if (typeof change !== 'number' || Math.abs(change) <= 0.05) return;
  td.classList.add(change > 0 ? 'bad' : 'good');
}

function makeSpace(rows: number): HTMLTableRowElement {
  const tr = document.createElement('tr');
  tr.className = 'space';
  tr.setAttribute('aria-hidden', 'true');
  tr.style.height = `${Math.max(0, rows) * rowHeight}px`;
  return tr;
}

/**
 * An element from the renderer.
 * @throws if it is absent.
 */
export function find<T extends Element>(box: ParentNode, selector: string, kind: new () => T): T {
  const element = box.querySelector(selector);
  if (element instanceof kind) return element;
  throw new Error(`the page has no ${selector}`);
}
