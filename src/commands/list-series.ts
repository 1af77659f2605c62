/** The series of a history, as a table for people and as names for scripts. */
import { readStoredSeries, type StoredSeries } from '../detect/collect/stored-series.ts';
import { readStoredTogether } from '../detect/stored-together.ts';
import { formatCount, plural } from '../model/counts.ts';
import { isTogether } from '../model/series.ts';
import { drawTable, shownText } from '../render/terminal/print-format.ts';
import { formatMeasure } from '../words/numbers.ts';
import { nameSeries, plainPhrase } from '../words/phrases.ts';
import type { Stored } from './open-recorded.ts';
import { widthOf } from './terminal.ts';
import type { Answer } from './view.ts';

const maxListed = 50;

/** The build first, then by the newest value within each measure's order: tasks by duration, longest first. */
export function showSeriesList({ history, label }: Stored, branch: string | null): Answer {
  const together = readStoredTogether(history, branch, []);
  const all = [
    ...readStoredSeries(history, branch, []),
    ...(together === null ? [] : [{ ...together, name: plainPhrase(nameSeries(together.key)) }]),
  ].sort((a, b) => rankOf(a) - rankOf(b) || newestOf(b) - newestOf(a));
  const rows = all
    .slice(0, maxListed)
    .map((series) => [
      shownText(series.name, 80),
      series.key.kind ?? '',
      series.key.measure,
      formatCount(series.values.length),
      formatMeasure(newestOf(series), series.key),
    ]);
  const table = drawTable(['Series', 'Kind', 'Measure', 'Builds', 'Newest'], rows, widthOf(process.stdout));
  const rest =
    all.length > maxListed
      ? `… and ${formatCount(all.length - maxListed)} more: \`--names\` lists all.\n`
      : '';
  const text = `${table}\n${rest}${plural(all.length, 'series', 'series')} in ${label}. Show one with \`build-telemetry explain SERIES\`; a part of the name is enough.\n`;
  const json = all.map((series) => ({
    name: series.name,
    ...series.key,
    builds: series.values.length,
    newest: newestOf(series),
  }));
  return { text, json: { history: label, series: json } };
}

export function listSeriesNames({ history }: Stored): Answer {
  const names = ['build', ...new Set(Array.from(history.series, ({ name }) => name))];
  return { text: `${names.map((name) => shownText(name, 1_000)).join('\n')}\n`, json: { names } };
}

function rankOf({ key }: StoredSeries): number {
  if (isTogether(key)) return 0.5;
  return key.scope === 'build' ? 0 : key.measure === 'duration' ? 1 : key.scope === 'metric' ? 2 : 3;
}

function newestOf({ values }: StoredSeries): number {
  return values.at(-1) ?? 0;
}
