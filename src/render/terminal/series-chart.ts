/** One series as a chart of characters, for a terminal or a log. */

import type { SeriesKey } from '../../model/series.ts';
import { formatMeasure } from '../../words/numbers.ts';

export interface ChartOptions {
  /** Columns in all. */
  readonly width: number;
  readonly height: number;
  readonly unit: Pick<SeriesKey, 'measure' | 'unit'>;
  /** Indexes of the values to mark below the chart, with the mark. */
  readonly marks: ReadonlyMap<number, string>;
}

/** Lines of the newest values that fit, oldest left, on an axis from the minimum to the maximum. */
export function drawSeries(
  values: readonly number[],
  { width, height, unit, marks }: ChartOptions,
): string[] {
  const axis = 12;
  const first = Math.max(0, values.length - Math.max(1, width - axis - 2));
  const shown = values.slice(first);
  const low = Math.min(...shown);
  const high = Math.max(...shown);
  const rowOf = (value: number): number =>
    high === low ? 0 : Math.round(((value - low) / (high - low)) * (height - 1));
  const rows = shown.map(rowOf);
  const lines = Array.from({ length: height }, (_, i) => {
    const row = height - 1 - i;
    const at = low + ((high - low) * row) / Math.max(1, height - 1);
    const label = i === 0 || row === 0 ? formatMeasure(at, unit) : '';
    return `${label.padStart(axis)} ┤${rows.map((each) => (each === row ? '•' : ' ')).join('')}`.trimEnd();
  });
  const marked = shown
    .map((_, i) => marks.get(first + i) ?? ' ')
    .join('')
    .trimEnd();
  return marked === '' ? lines : [...lines, `${' '.repeat(axis + 2)}${marked}`];
}
