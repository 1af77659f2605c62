/** The charts of the HTML report as inline SVG: sparkline, trend with its band, timeline of tasks. */
import type { Report, TaskReport, TrendPoint } from '../../model.ts';
import { escapeHtml } from '../escape.ts';
import { formatDuration, formatTime, isCommit, plural, shortCommit } from '../format.ts';

/** A line without axes; its numbers stand in the row beside it. */
export function drawSparkline(values: readonly number[]): string {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length < 2) return '';
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const points = known.map(
    (value, index) =>
      `${round((index / (known.length - 1)) * 116 + 2)},${round(21 - ((value - low) / span) * 18)}`,
  );
  return `<svg class="spark" viewBox="0 0 120 24" aria-hidden="true"><polyline class="trend" points="${points.join(' ')}"/></svg>`;
}

/** What a trend chart shows of each build. */
export interface TrendChart {
  readonly title: string;
  readonly value: (point: TrendPoint) => number | null;
  readonly format: (value: number) => string;
  /** What is usual; null without a baseline. */
  readonly band: readonly [number, number] | null;
  /** First build on a new level; null for none. */
  readonly changedAt: string | null;
}

const width = 1000;
const height = 260;
const left = 74;
const bottom = 34;
const top = 14;

/** '' with fewer than two values. */
export function drawTrend(trend: readonly TrendPoint[], chart: TrendChart): string {
  const points = trend.flatMap((point) => {
    const value = chart.value(point);
    return value === null || !Number.isFinite(value) ? [] : [{ point, value }];
  });
  if (points.length < 2) return '';
  const band = chart.band?.every(Number.isFinite) ? chart.band : null;
  const all = [...points.map(({ value }) => value), ...(band ?? [])];
  const highest = Math.max(...all);
  const lowest = Math.min(...all);
  // From zero, unless the values stand so close together that nothing would be seen.
  const floor = lowest > highest * 0.6 ? lowest - (highest - lowest) * 0.6 - highest * 0.02 : 0;
  const range = (highest - floor) * 1.06 || 1;
  const x = (index: number) => round(left + 10 + (index / (points.length - 1)) * (width - left - 30));
  const y = (value: number) => round(height - bottom - ((value - floor) / range) * (height - bottom - top));
  const marked = points.findIndex(({ point }) => point.buildId === chart.changedAt);
  const parts = [
    ...[0, 0.5, 1].map((part) => drawGrid(y(floor + range * part), chart.format(floor + range * part))),
    band === null
      ? ''
      : `<rect class="band" x="${left}" width="${width - left - 10}" y="${y(band[1])}" height="${Math.max(1, y(band[0]) - y(band[1]))}"/>`,
    marked < 0
      ? ''
      : `<line class="mark" x1="${x(marked)}" x2="${x(marked)}" y1="${top}" y2="${height - bottom}"/>`,
    `<polyline class="trend" points="${points.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')}"/>`,
    ...points.map(({ point, value }, index) =>
      drawDot(point, x(index), y(value), chart.format(value), index === points.length - 1),
    ),
    `<text x="${left}" y="${height - 10}">${formatTime(points[0]?.point.timeMs ?? null)}</text>`,
    `<text x="${width - 10}" y="${height - 10}" text-anchor="end">${formatTime(points.at(-1)?.point.timeMs ?? null)}</text>`,
  ];
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(chart.title)}">${parts.join('')}</svg>`;
}

function drawGrid(y: number, label: string): string {
  return `<line class="grid" x1="${left}" x2="${width - 10}" y1="${y}" y2="${y}"/><text x="${left - 8}" y="${y + 4}" text-anchor="end">${label}</text>`;
}

function drawDot(point: TrendPoint, x: number, y: number, label: string, isNewest: boolean): string {
  const isFailed = point.result !== 'success' && point.result !== 'unknown';
  const commit = isCommit(point.commit) ? `, ${shortCommit(point.commit)}` : '';
  const title = `${label}, ${formatTime(point.timeMs)}${commit}, ${point.result}`;
  const state = isFailed ? ' failed' : isNewest ? ' now' : '';
  return `<circle class="dot${state}" cx="${x}" cy="${y}" r="${isNewest ? 5 : 3.5}"><title>${escapeHtml(title)}</title></circle>`;
}

const maxBars = 500;
const maxLanes = 40;
const laneHeight = 14;

/** Tasks over time, side by side where they overlapped; the longest 500. '' without two timed tasks. */
export function drawTimeline(report: Report): string {
  const timed = report.tasks.filter(isTimed);
  if (timed.length < 2) return '';
  const longest = [...timed].sort((a, b) => b.durationMs - a.durationMs).slice(0, maxBars);
  const begin = longest.reduce((least, task) => Math.min(least, task.startTimeMs), Number.POSITIVE_INFINITY);
  const end = longest.reduce((most, task) => Math.max(most, task.startTimeMs + task.durationMs), 0);
  const lanes = packLanes(longest);
  const count = Math.min(
    maxLanes,
    lanes.reduce((most, lane) => Math.max(most, lane + 1), 0),
  );
  const scale = 980 / (end - begin || 1);
  const bars = longest.map((task, index) => {
    const lane = lanes[index] ?? 0;
    return lane >= maxLanes
      ? ''
      : drawBar(task, 10 + (task.startTimeMs - begin) * scale, lane, task.durationMs * scale);
  });
  const deep = lanes.filter((lane) => lane >= maxLanes).length;
  const hidden = timed.length - longest.length + deep;
  const depth = count * laneHeight;
  const axis = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const anchor = part === 0 ? 'start' : part === 1 ? 'end' : 'middle';
    return `<text x="${10 + part * 980}" y="${depth + 18}" text-anchor="${anchor}">${formatDuration((end - begin) * part)}</text>`;
  });
  const svg = `<svg viewBox="0 0 1000 ${depth + 26}" role="img" aria-label="Timeline of the tasks; the table of tasks has the numbers">${bars.join('')}${axis.join('')}</svg>`;
  const note =
    hidden > 0
      ? ` The ${plural(maxBars, 'longest task')} at most are drawn; ${plural(hidden, 'shorter one')} left out.`
      : '';
  return `${svg}<p class="legend">Blue: ran. Grey: from the cache. Red: failed.${note}</p>`;
}

type TimedTask = TaskReport & { readonly startTimeMs: number; readonly durationMs: number };

function isTimed(task: TaskReport): task is TimedTask {
  const { startTimeMs, durationMs } = task;
  return Number.isFinite(startTimeMs) && Number.isFinite(durationMs) && (durationMs ?? -1) >= 0;
}

/** For each task the first lane that is free when it starts. */
function packLanes(tasks: readonly TimedTask[]): number[] {
  const order = tasks.map((_, index) => index).sort((a, b) => startOf(tasks, a) - startOf(tasks, b));
  const freeAt: number[] = [];
  const lanes: number[] = new Array(tasks.length).fill(0);
  for (const index of order) {
    const start = startOf(tasks, index);
    const free = freeAt.findIndex((time) => time <= start);
    const lane = free < 0 ? freeAt.length : free;
    freeAt[lane] = start + (tasks[index]?.durationMs ?? 0);
    lanes[index] = lane;
  }
  return lanes;
}

function startOf(tasks: readonly TimedTask[], index: number): number {
  return tasks[index]?.startTimeMs ?? 0;
}

function drawBar(task: TimedTask, x: number, lane: number, size: number): string {
  const isFailed = ['failure', 'error', 'timeout'].includes(task.result);
  const state = isFailed ? ' failed' : task.result === 'skip' ? ' skip' : task.cache === 'hit' ? ' hit' : '';
  const title = `${escapeHtml(task.name, 120)}, ${formatDuration(task.durationMs)}, ${task.result}`;
  return `<rect class="bar${state}" x="${round(x)}" y="${lane * laneHeight + 1}" width="${Math.max(1, round(size))}" height="${laneHeight - 2}" rx="2"><title>${title}</title></rect>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
