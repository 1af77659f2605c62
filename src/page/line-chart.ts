/** A line chart by uPlot: the trend of a number over builds, or the samples of a machine. https://github.com/leeoniya/uPlot */
import uPlot from 'uplot';
import { formatCount } from '../model/counts.ts';
import { fontFamily, onSchemeChange, readColor } from './colors.ts';
import { listTimeSteps } from './time-steps.ts';

export interface LineChart {
  readonly title: string;
  readonly values: readonly (number | null)[];
  readonly format: (value: number) => string;
  /** Milliseconds of the value 1; null: the values are no times. */
  readonly unitMs: number | null;
  /** The name of the position on the x axis. */
  readonly label: (index: number) => string;
  /** The same, short, below the axis. @param before the position of the label before it; null: it is the first */
  readonly tick: (index: number, before: number | null) => string;
  readonly band: readonly [number, number] | null;
  /** Dashed lines, between two positions if `at` ends in a half. */
  readonly marks: readonly ChartMark[];
  /** Positions with a hollow dot. */
  readonly isFailed: (index: number) => boolean;
  readonly height: number;
  readonly hasDots: boolean;
  /** Called with the position that was clicked, or on which Enter was pressed. */
  readonly onChoose?: (index: number) => void;
}

interface ChartMark {
  readonly at: number;
  /** A custom property of the style sheet, as `bad`. */
  readonly color: string;
  /** At its top; '' for none. */
  readonly text: string;
}

/** Draws into `figure`, and adds an output that describes the point under the cursor. */
export function drawLineChart(figure: HTMLElement, chart: LineChart): void {
  figure.hidden = false;
  const box = document.createElement('div');
  box.tabIndex = 0;
  box.setAttribute('role', 'img');
  box.setAttribute(
    'aria-label',
    `${chart.title}: ${formatCount(chart.values.length)} values; the tables have its numbers. Arrow keys move along it.`,
  );
  const output = document.createElement('output');
  output.setAttribute('aria-live', 'polite');
  figure.append(box, output);
  const last = chart.values.length - 1;
  const showPoint = (index: number | null | undefined): void => {
    const at = index ?? last;
    const value = chart.values[at];
    const text = value === null || value === undefined ? ', not measured' : `: ${chart.format(value)}`;
    output.textContent = `${chart.label(at)}${text}`;
  };
  const plot = new uPlot(makeOptions(chart, box.clientWidth || 600, showPoint), makeData(chart), box);
  showPoint(null);
  box.addEventListener('keydown', (event) => moveCursor(event, plot, last));
  listenForChoice(box, plot, chart);
  onSchemeChange(() => plot.redraw());
  new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: chart.height })).observe(box);
}

function makeData(chart: LineChart): uPlot.AlignedData {
  const places = chart.values.map((_, index) => index);
  const edge = (index: 0 | 1) => places.map(() => chart.band?.[index] ?? null);
  return [places, edge(1), edge(0), [...chart.values]];
}

function makeOptions(
  chart: LineChart,
  width: number,
  showPoint: (index: number | null | undefined) => void,
): uPlot.Options {
  const axis = {
    stroke: () => readColor('soft'),
    font: `12px ${fontFamily}`,
    grid: { stroke: () => readColor('line'), width: 1 },
    ticks: { show: false },
  };
  const edge: uPlot.Series = { width: 0, points: { show: false } };
  return {
    width,
    height: chart.height,
    // Space for half of the last label.
    padding: [null, 38, null, null],
    legend: { show: false },
    cursor: { y: false, points: { size: 9 } },
    scales: { x: { time: false }, y: { range: (_, low, high) => chooseRange(low, high) } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 34,
        gap: 11,
        space: 110,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
        values: (_, splits) => nameTicks(chart, splits),
      },
      {
        ...axis,
        size: 76,
        gap: 9,
        space: 34,
        ...(chart.unitMs !== null && { incrs: stepsOf(chart.unitMs) }),
        values: (_, splits) => splits.map((value) => chart.format(value)),
      },
    ],
    bands: [{ series: [1, 2], fill: () => readColor('band') }],
    series: [
      {},
      edge,
      edge,
      {
        stroke: () => readColor('accent'),
        width: 2,
        points: { show: chart.hasDots, size: 7, fill: () => readColor('accent'), width: 0 },
      },
    ],
    hooks: {
      draw: [(plot) => drawMarks(plot, chart)],
      setCursor: [(plot) => showPoint(plot.cursor.idx)],
    },
  };
}

const stepsOf =
  (unitMs: number) =>
  (_plot: uPlot, _axis: number, _low: number, high: number): number[] =>
    listTimeSteps(unitMs, high);

/** Labels of the positions that have a value: the axis of a single point is longer than its data. */
function nameTicks(chart: LineChart, splits: readonly number[]): string[] {
  let before: number | null = null;
  return splits.map((at) => {
    if (!Number.isInteger(at) || at >= chart.values.length) return '';
    const label = chart.tick(at, before);
    before = at;
    return label;
  });
}

/** From zero, unless the values are so close together that nothing would be visible. */
function chooseRange(low: number, high: number): [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const span = high - low || Math.abs(high) || 1;
  const bottom = low > high * 0.6 ? low - span * 0.5 - Math.abs(high) * 0.02 : Math.min(0, low);
  return [bottom, high + span * 0.12];
}

/** Hollow dots where a build failed, and a dashed line where the level changed. */
function drawMarks(plot: uPlot, chart: LineChart): void {
  const { ctx } = plot;
  const scale = devicePixelRatio || 1;
  const { top, height } = plot.bbox;
  ctx.save();
  ctx.lineWidth = 2 * scale;
  ctx.strokeStyle = readColor('bad');
  for (const [index, value] of chart.values.entries()) {
    if (value === null || !chart.isFailed(index)) continue;
    ctx.beginPath();
    ctx.arc(plot.valToPos(index, 'x', true), plot.valToPos(value, 'y', true), 4 * scale, 0, 2 * Math.PI);
    ctx.fillStyle = readColor('bg');
    ctx.fill();
    ctx.stroke();
  }
  ctx.setLineDash([5 * scale, 4 * scale]);
  ctx.font = `${11 * scale}px ${fontFamily}`;
  ctx.textAlign = 'left';
  const right = plot.bbox.left + plot.bbox.width;
  /** Right ends of the labels so far, one per row: a label that would overlap moves to the row below. */
  const rows: number[] = [];
  for (const { at, color, text } of [...chart.marks].sort((a, b) => a.at - b.at)) {
    const x = plot.valToPos(at, 'x', true);
    if (x < plot.bbox.left || x > right) continue;
    ctx.strokeStyle = readColor(color);
    ctx.fillStyle = readColor(color);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    if (text === '') continue;
    const width = ctx.measureText(text).width + 8 * scale;
    const left = Math.max(plot.bbox.left, Math.min(x, right - width));
    const free = rows.findIndex((end) => end <= left);
    const row = free < 0 ? rows.length : free;
    rows[row] = left + width;
    ctx.fillText(text, left + 4 * scale, top + (11 + 14 * row) * scale);
  }
  ctx.restore();
}

/** A click on a point that is not a drag, or Enter. */
function listenForChoice(box: HTMLElement, plot: uPlot, { onChoose }: LineChart): void {
  if (onChoose === undefined) return;
  let downAt = 0;
  const choose = (): void => {
    if (typeof plot.cursor.idx === 'number') onChoose(plot.cursor.idx);
  };
  plot.over.addEventListener('mousedown', (event) => {
    downAt = event.clientX;
  });
  plot.over.addEventListener('click', (event) => {
    if (Math.abs(event.clientX - downAt) < 4) choose();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') choose();
  });
}

function moveCursor(event: KeyboardEvent, plot: uPlot, last: number): void {
  const at = plot.cursor.idx ?? last;
  const moves: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
  const to = moves[event.key];
  if (event.key === 'Escape') plot.setScale('x', { min: 0, max: last });
  if (to === undefined) return;
  event.preventDefault();
  const index = Math.max(0, Math.min(last, to));
  const value = plot.data[3]?.[index] ?? 0;
  plot.setCursor({ left: plot.valToPos(index, 'x'), top: plot.valToPos(value, 'y') });
}
