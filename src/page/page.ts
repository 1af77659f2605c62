/** The script of the HTML report. It builds all text through `textContent` and makes no network requests. */

import { formatCell } from '../render/html/cell.ts';
import type { HealthSeries, PageData, TrendData, TrendSeries } from '../render/html/page-data.ts';
import { formatTime, tickTime } from '../words/numbers.ts';
import { activateComparison } from './compare-builds.ts';
import { activateTable, find } from './data-table.ts';
import { activateFlame } from './flame.ts';
import { drawLineChart } from './line-chart.ts';
import { activateTimeline } from './timeline.ts';
import { activateSteps } from './timeline-steps.ts';

const data: PageData = JSON.parse(document.getElementById('data')?.textContent ?? '{}');

each('[data-table]', (box) => {
  const table = data.tables[box.dataset['table'] ?? ''];
  if (table) activateTable(box, table);
});
each('[data-trend]', (figure) => {
  const series = data.trend?.series.find(({ key }) => key === figure.dataset['trend']);
  if (series && data.trend) drawTrend(figure, series, data.trend);
});
each('[data-health]', (figure) => {
  const series = data.health[Number(figure.dataset['health'])];
  if (series) drawHealth(figure, series);
});
each('.timeline', (box) => {
  if (!data.timeline) return;
  const mark = activateTimeline(box, data.timeline);
  const steps = document.querySelector<HTMLElement>('.steps');
  if (steps) activateSteps(steps, data.timeline, mark);
});
each('.compare', (box) => {
  if (data.trend) activateComparison(box, data.trend);
});
each('.flame', (box) => {
  find(box, '.tools', HTMLElement).hidden = false;
  activateFlame({
    svg: find(box, 'svg', SVGSVGElement),
    details: find(box, 'output', HTMLOutputElement),
    search: find(box, 'input', HTMLInputElement),
  });
});

/** A part that fails must not affect the others. */
function each(selector: string, activate: (element: HTMLElement) => void): void {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    try {
      activate(element);
    } catch (_error) {}
  }
}

function drawTrend(figure: HTMLElement, series: TrendSeries, trend: TrendData): void {
  const build = (index: number) => trend.builds[index];
  const timeOf = (index: number) => formatTime(build(index)?.timeMs ?? null);
  drawLineChart(figure, {
    title: series.title,
    values: series.values,
    format: (value) => formatCell(series.format, value),
    unitMs: series.format === 'duration' ? 1 : null,
    label: (index) => `${build(index)?.label ?? ''}, ${build(index)?.result ?? ''}`,
    tick: (index, before) => tickTime(timeOf(index), before === null ? null : timeOf(before)),
    band: series.band,
    marks: series.changedAt === null ? [] : [{ at: series.changedAt - 0.5, color: 'bad', text: '' }],
    isFailed: (index) => !/^(success|unknown)$/.test(build(index)?.result ?? 'unknown'),
    height: series.key === 'duration' ? 260 : 180,
    hasDots: series.values.length <= 200,
  });
}

function drawHealth(figure: HTMLElement, { title, format, samples }: HealthSeries): void {
  const percent = (index: number) =>
    `${Math.round((100 * index) / Math.max(1, samples.length - 1))}% of the time`;
  drawLineChart(figure, {
    title,
    values: samples,
    format: (value) => formatCell(format, value),
    unitMs: null,
    label: percent,
    tick: (index) => percent(index).replace(' of the time', ''),
    band: null,
    marks: [],
    isFailed: () => false,
    height: 150,
    hasDots: false,
  });
}
