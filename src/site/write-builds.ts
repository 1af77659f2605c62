/** The files of the builds of a history: the values of each, by ids of series. */
import { writeDataFile } from './data-file.ts';
import { roundForSite } from './describe-series-row.ts';
import { historyFolder } from './name-file.ts';
import type { BuildsData, SeriesRow, SiteFile } from './site-data.ts';

/** A series with its value in each build, NaN without one. */
export interface MeasuredSeries {
  readonly row: SeriesRow;
  readonly values: Float64Array;
  readonly failedAt: readonly number[];
}

/** Groups are left out: their values are relative to the current usual times of their tasks. */
export function* writeBuilds(
  id: string,
  all: readonly MeasuredSeries[],
  { file }: BuildsData,
): Iterable<SiteFile> {
  const kept = all.filter(({ row }) => row.scope !== 'group');
  yield writeDataFile(
    `${historyFolder(id)}/series.js`,
    kept.map(({ row: { id: own, scope, measure, task, kind, unit, better } }) => ({
      ...{ id: own, scope, measure, task, kind, unit, better },
    })),
  );
  const failed = file.map((): string[] => []);
  for (const { row, failedAt } of kept) for (const at of failedAt) failed[at]?.push(row.id);
  for (let at = 0; at < file.length; at++) {
    const measured = kept.filter(({ values }) => !Number.isNaN(values[at]));
    yield writeDataFile(`${historyFolder(id)}/b-${file[at]}.js`, {
      series: measured.map(({ row }) => row.id),
      values: measured.map(({ values }) => roundForSite(values[at] as number)),
      failed: failed[at],
    });
  }
}
