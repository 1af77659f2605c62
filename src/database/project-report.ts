/** A report as rows of `changes` and `alerts`. */

import type { Change } from '../model/change.ts';
import type { Report } from '../model/report.ts';
import { seriesId } from '../model/series.ts';
import { fitIndex } from './fit-index.ts';
import type { Row } from './table.ts';

/** @param head the cells that identify the build */
export function changeCells(head: Row, { changes }: Pick<Report, 'changes'>): Row[] {
  const unique = new Map(changes.map((change) => [`${seriesId(change.series)}\0${change.verdict}`, change]));
  return [...unique.values()].map((change) => [...head, ...describe(change)]);
}

function describe({ series, verdict, state, from, to, ratio, p, level, since }: Change): Row {
  const { scope, measure, kind, task, unit } = series;
  const id = fitIndex(seriesId(series));
  return [
    ...[id, verdict, state, scope, measure, kind, task, unit, from, to, ratio, p, level],
    ...[since?.buildId ?? null, since?.commit ?? null, since?.lastGoodCommit ?? null],
  ];
}

export function alertRows(head: Row, { alerts }: Pick<Report, 'alerts'>): Row[] {
  return alerts.map(({ id, level, source, message, action, value, limit, unit }, at) => [
    ...head,
    ...[at + 1, id, level, source, message, action, value, limit, unit],
  ]);
}
