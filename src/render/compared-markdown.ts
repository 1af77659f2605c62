/** Every series of a comparison, as a table in Markdown. */
import type { ComparedSeries, Comparison } from '../model/comparison.ts';
import { formatMeasure, formatMove, formatMoveInterval, formatProbability } from '../words/numbers.ts';
import { nameSeries } from '../words/phrases.ts';
import { writePhraseCell, writeTable } from './markdown.ts';

/** '' without a comparison. */
export function writeCompared(comparison: Comparison | undefined): string {
  const series = comparison?.series ?? [];
  return writeTable<ComparedSeries>(
    [
      { title: 'Metric', cell: (each) => writePhraseCell(nameSeries(each.series)) },
      { title: 'Base (median)', right: true, cell: (each) => formatMeasure(each.from, each.series, each.to) },
      { title: 'Head (median)', right: true, cell: (each) => formatMeasure(each.to, each.series, each.from) },
      { title: 'Change', right: true, cell: formatMove },
      { title: '95% interval', right: true, cell: (each) => formatMoveInterval(each) || '—' },
      { title: 'Worse in', right: true, cell: (each) => `${each.worseIn} of ${each.base.length}` },
      { title: 'Evidence', cell: (each) => formatProbability(each.p) },
      { title: 'Result', cell: ({ standing }) => standing },
    ],
    series,
    50,
    'metric',
  );
}
