/** A series in the lists of the trend site, with its history. */
import type { HistoryRow, SeriesRow, SiteIndex } from '../site/site-data.ts';
import { nameSeries, plainPhrase } from '../words/phrases.ts';

export interface Listed {
  readonly row: SeriesRow;
  readonly history: HistoryRow;
}

export function toListed({ histories }: SiteIndex): Listed[] {
  return histories.flatMap((history) => history.series.map((row) => ({ row, history })));
}

/** Newest over median, relative; 0 when not known. */
export function changeOf({ row: { newest, median } }: Listed): number {
  return newest === null || median === null || median <= 0 ? 0 : newest / median - 1;
}

/** Our words and names, as one text. */
export function titleOf(row: Omit<SeriesRow, 'spark'> | Parameters<typeof nameSeries>[0]): string {
  return plainPhrase(nameSeries(row));
}
