/** Elements of the pages of the trend site. All text goes through `textContent`. */
import { formatCount } from '../model/counts.ts';

type Child = Node | string | null;

interface Attributes {
  readonly [name: string]: string | number | boolean;
}

/** Creates an element; `false` omits an attribute, `true` sets it empty. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A link to another page; plain text without an address. */
export function makeLink(href: string | null, text: string, attributes: Attributes = {}): Node {
  return href === null ? document.createTextNode(text) : make('a', { href, ...attributes }, text);
}

export interface SiteColumn<T> {
  readonly title: string;
  readonly kind?: 'n' | 'name';
  readonly cell: (row: T) => Child;
}

/** A table in a box that scrolls; the first column names its row. */
export function makeTable<T>(
  caption: string,
  columns: readonly SiteColumn<T>[],
  rows: readonly T[],
): HTMLElement {
  const head = columns.map(({ title, kind }) => make('th', { scope: 'col', class: kind ?? '' }, title));
  const body = rows.map((row) =>
    make('tr', {}, ...columns.map(({ cell, kind }) => make('td', { class: kind ?? '' }, cell(row)))),
  );
  const table = make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...body));
  return make('div', { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: 0 }, table);
}

/** The first rows of a long table, and a button for the rest. */
export function makeLongTable<T>(
  caption: string,
  columns: readonly SiteColumn<T>[],
  rows: readonly T[],
  first: number,
): HTMLElement {
  const box = make('div', {}, makeTable(caption, columns, rows.slice(0, first)));
  if (rows.length <= first) return box;
  const button = make('button', { type: 'button', class: 'more' }, `Show all ${formatCount(rows.length)}`);
  button.addEventListener('click', () => box.replaceChildren(makeTable(caption, columns, rows)));
  box.append(button);
  return box;
}

/** A labelled choice. */
export function makeSelect(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLLabelElement {
  const select = make(
    'select',
    {},
    ...options.map(([value, text]) => new Option(text, value, false, value === chosen)),
  );
  select.addEventListener('change', () => onChange(select.value));
  return make('label', {}, label, select);
}

/** Properties as cards. */
export function makeCards(cards: readonly (readonly [label: string, value: string])[]): HTMLElement {
  const known = cards.filter(([, value]) => value !== '' && value !== '—');
  return make(
    'dl',
    { class: 'cards' },
    ...known.map(([label, value]) => make('div', {}, make('dt', {}, label), make('dd', {}, value))),
  );
}

const width = 110;
const height = 26;

/** A line without axes; its numbers are in the same row. */
export function drawSpark(values: readonly number[]): Node {
  if (values.length < 2) return document.createTextNode('');
  const low = Math.min(...values);
  const span = Math.max(...values) - low || Math.abs(low) * 0.1 || 1;
  const x = (index: number): number => Math.round((index / (values.length - 1)) * (width - 8) * 10) / 10 + 4;
  const y = (value: number): number =>
    Math.round((height - 4 - ((value - low) / span) * (height - 8)) * 10) / 10;
  const svg = makeSvg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'spark', 'aria-hidden': 'true' });
  const points = values.map((value, index) => `${x(index)},${y(value)}`).join(' ');
  svg.append(makeSvg('polyline', { points, class: 'trend' }));
  const last = values.length - 1;
  svg.append(makeSvg('circle', { cx: x(last), cy: y(values[last] as number), r: 2.5, class: 'now' }));
  return svg;
}

function makeSvg(tag: string, attributes: Attributes): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
