/** The listed series as charts; each is loaded and drawn when it becomes visible. */
import { formatCount } from '../model/counts.ts';
import type { BuildsData, SeriesData } from '../site/site-data.ts';
import { formatMeasure, formatStep } from '../words/numbers.ts';
import { drawSeriesChart } from './draw-series-chart.ts';
import { type Listed, titleOf } from './listed-series.ts';
import { listShownEvents } from './series-events.ts';
import { firstBranch, isOnBranch, isOnRunner, listBranches, listPoints } from './series-points.ts';
import { makeStatus } from './series-table.ts';
import { make } from './site-elements.ts';
import { chosen } from './site-filters.ts';
import { seriesHref } from './site-links.ts';
import { loadData } from './site-loader.ts';

const atOnce = 60;
const newestBuilds = 100;
const height = 190;

export function fillSeriesCharts(box: HTMLElement, rows: readonly Listed[], hasHistories: boolean): void {
  const grid = make('div', { class: 'chart-grid' });
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        waiting.get(target)?.();
      }
    },
    { rootMargin: '300px' },
  );
  const waiting = new Map<Element, () => void>();
  const more = make('button', { type: 'button', class: 'more' });
  const add = (): void => {
    const from = grid.childElementCount;
    for (const each of rows.slice(from, from + atOnce)) {
      const figure = make('figure', { class: 'chart' });
      waiting.set(figure, () => void drawInto(figure, each));
      grid.append(make('section', {}, makeHead(each, hasHistories), figure));
      watcher.observe(figure);
    }
    const left = rows.length - grid.childElementCount;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(left, atOnce)} more of ${formatCount(left)}`;
  };
  more.addEventListener('click', add);
  add();
  box.replaceChildren(rows.length === 0 ? make('p', { class: 'soft' }, 'No series here.') : grid, more);
}

function makeHead({ row, history }: Listed, hasHistories: boolean): HTMLElement {
  const where = hasHistories ? [history.repository, history.name].filter(Boolean).join(' · ') : '';
  const { median, newest } = row;
  const change = median === null || newest === null ? '' : formatStep(median, newest, row);
  return make(
    'div',
    {},
    make('h2', {}, make('a', { href: seriesHref(history.id, row.id) }, titleOf(row))),
    make(
      'p',
      {},
      makeStatus(row.status),
      newest === null ? '' : ` ${formatMeasure(newest, row)}${change && ` (${change})`}`,
      where === '' ? '' : ` · ${where}`,
    ),
  );
}

async function drawInto(figure: HTMLElement, { row, history }: Listed): Promise<void> {
  try {
    const [series, builds] = await Promise.all([
      loadData<SeriesData>(`data/${history.id}/s-${row.id}.js`),
      loadData<BuildsData>(`data/${history.id}/builds.js`),
    ]);
    const all = listPoints(series);
    const branch =
      listBranches(history, builds, all).find(([, name]) => name === chosen.branch)?.[0] ??
      firstBranch(builds, all);
    const points = all
      .filter(({ at }) => isOnBranch(builds, at, branch) && isOnRunner(builds, at, chosen.runner))
      .slice(-newestBuilds);
    const events = listShownEvents(series, builds, new Map(points.map(({ at }, index) => [at, index])));
    if (figure.isConnected) drawSeriesChart(figure, { history, series, builds, points, events }, height);
  } catch (error) {
    figure.replaceChildren(make('p', { class: 'bad' }, (error as Error).message));
  }
}
