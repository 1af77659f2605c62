/** The chart of one series: its values with the baseline band, events, and a build behind each point. */

import { isTimeUnit, msPerUnit } from '../model/time-units.ts';
import type { BuildsData, HistoryRow, SeriesData } from '../site/site-data.ts';
import { formatMeasure, tickTime } from '../words/numbers.ts';
import { drawLineChart } from './line-chart.ts';
import { titleOf } from './listed-series.ts';
import { markOf, type SiteEvent } from './series-events.ts';
import type { Point } from './series-points.ts';
import { buildHref, nameBuild } from './site-links.ts';

export interface ChartedSeries {
  readonly history: HistoryRow;
  readonly series: SeriesData;
  readonly builds: BuildsData;
  readonly points: readonly Point[];
  readonly events: readonly SiteEvent[];
}

/** Draws into `figure`, which must be in the page: a chart needs the width of its container. */
export function drawSeriesChart(
  figure: HTMLElement,
  { history, series, builds, points, events }: ChartedSeries,
  height: number,
): void {
  if (points.length === 0) return;
  const nameAt = (index: number): string => nameBuild(builds, points[index]?.at ?? 0);
  drawLineChart(figure, {
    title: titleOf(series),
    values: points.map(({ value }) => value),
    format: (value) => formatMeasure(value, series),
    unitMs: readUnit(series),
    label: (index) => `${nameAt(index)}${points[index]?.failed ? ', failed' : ''}`,
    tick: (index, before) => tickTime(nameAt(index), before === null ? null : nameAt(before)),
    band: series.band,
    marks: events.map(({ place, mark, label }) => ({
      at: place - 0.5,
      color: markOf(mark).color,
      text: label,
    })),
    isFailed: (index) => points[index]?.failed === true,
    height,
    hasDots: points.length * 5 <= figure.clientWidth,
    onChoose: (index) => {
      location.hash = buildHref(history.id, builds, points[index]?.at ?? 0);
    },
  });
}

function readUnit({ measure, unit }: SeriesData): number | null {
  if (measure !== 'value') return unit === 'ms' ? 1 : null;
  return isTimeUnit(unit) && msPerUnit(unit) <= 1_000 ? msPerUnit(unit) : null;
}
