/** Compares two builds of the trend. */

import { formatCell } from '../render/html/cell.ts';
import type { CellFormat, TrendData } from '../render/html/page-data.ts';
import { formatChange, formatStep } from '../words/numbers.ts';

/** `box` is the result of `writeComparison`. */
export function activateComparison(box: HTMLElement, trend: TrendData): void {
  const [a, b] = box.querySelectorAll('select');
  const body = box.querySelector('tbody');
  if (!a || !b || !body) return;
  const newest = trend.builds.length - 1;
  fillOptions(a, trend, newest - 1);
  fillOptions(b, trend, newest);
  const update = (): void =>
    body.replaceChildren(...compareBuilds(trend, Number(a.value), Number(b.value)).map(makeRow));
  a.addEventListener('change', update);
  b.addEventListener('change', update);
  box.hidden = false;
  update();
}

/** Newest first. */
function fillOptions(select: HTMLSelectElement, trend: TrendData, chosen: number): void {
  const newest = trend.builds.length - 1;
  const options = trend.builds.map(
    ({ label }, index) =>
      new Option(index === newest ? `This build, ${label}` : label, String(index), false, index === chosen),
  );
  select.replaceChildren(...options.reverse());
}

type Row = readonly [fact: string, a: string, b: string, difference: string];

function compareBuilds(trend: TrendData, a: number, b: number): Row[] {
  const [first, second] = [trend.builds[a], trend.builds[b]];
  if (!first || !second) return [];
  const text = (fact: string, read: (build: NonNullable<typeof first>) => string): Row => {
    const isSame = read(first) === read(second);
    return [fact, read(first), read(second), isSame ? 'same' : 'differs'];
  };
  return [
    ['Started', formatCell('time', first.timeMs), formatCell('time', second.timeMs), ''],
    text('Commit', (build) => build.commit),
    text('Result', (build) => (build.complete ? build.result : `${build.result}, incomplete`)),
    text('Runner', (build) => build.runner),
    ...trend.series.map(({ title, format, values }): Row => {
      const [x, y] = [values[a] ?? null, values[b] ?? null];
      return [title, formatCell(format, x), formatCell(format, y), describeDifference(format, x, y)];
    }),
  ];
}

/** Ratios differ by points, other values by a share of the first. */
function describeDifference(format: CellFormat, a: number | null, b: number | null): string {
  if (a === null || b === null) return '';
  if (a === b) return 'same';
  if (format === 'percent') return formatStep(a, b, { measure: 'share', unit: 'ratio' });
  return a === 0 ? '' : formatChange(b / a - 1);
}

function makeRow(row: Row): HTMLTableRowElement {
  const tr = document.createElement('tr');
  for (const [index, text] of row.entries()) {
    const cell = document.createElement(index === 0 ? 'th' : 'td');
    if (index === 0) cell.setAttribute('scope', 'row');
    else cell.className = 'n';
    cell.textContent = text;
    tr.append(cell);
  }
  return tr;
}
