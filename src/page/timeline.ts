/** The timeline of tasks on a canvas: thousands of bars with zoom, panning and keyboard control. */

import { type TimelineData, tones } from '../render/html/page-data.ts';
import { formatDuration } from '../words/numbers.ts';
import { fontFamily, onSchemeChange, readColor } from './colors.ts';
import { find } from './data-table.ts';

const loadHeight = 46;
const axisHeight = 22;
const gap = 8;

interface View {
  /** Milliseconds at the left edge, and of the whole width. */
  from: number;
  span: number;
  /** Index of the focused bar. */
  focus: number;
  /** A marked moment, in milliseconds; null: none. */
  mark: number | null;
}

/**
 * @param box result of `writeTimeline`
 * @returns a function that marks a moment, in milliseconds; null: none
 */
export function activateTimeline(box: HTMLElement, data: TimelineData): (timeMs: number | null) => void {
  box.hidden = false;
  const canvas = find(box, 'canvas', HTMLCanvasElement);
  const output = find(box, 'output', HTMLOutputElement);
  const gutterOf = (): number =>
    data.laneNames.length === 0 ? 0 : Math.min(160, Math.round(canvas.clientWidth * 0.22));
  /** Milliseconds at a position. */
  const timeAt = (x: number): number => {
    const gutter = gutterOf();
    return view.from + ((x - gutter) / (canvas.clientWidth - gutter)) * view.span;
  };
  const barHeight = Math.max(4, Math.min(18, Math.floor(420 / data.lanes)));
  const height = loadHeight + gap + data.lanes * barHeight + axisHeight;
  canvas.style.height = `${height}px`;
  const path = new Set(data.path);
  const view: View = { from: 0, span: data.wallMs, focus: -1, mark: null };
  const byStart = data.starts.map((_, index) => index).sort((a, b) => startOf(data, a) - startOf(data, b));

  let isPlanned = false;
  const redraw = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      drawAll(canvas, data, view, path, barHeight, height, gutterOf());
    });
  };
  const show = (index: number): void => {
    view.focus = index;
    const onPath = path.has(index) ? ', on the critical path' : '';
    const lane = data.laneNames[data.lane[index] ?? 0];
    output.textContent = `${lane ? `${lane}, ` : ''}${data.names[index]}: ${formatDuration(durationOf(data, index))} from ${formatDuration(startOf(data, index))} on, ${tones[data.tone[index] ?? 0]}${onPath}`;
    redraw();
  };
  const zoom = (factor: number, at: number): void => {
    const span = Math.min(data.wallMs, Math.max(data.wallMs / 2000, view.span * factor));
    moveTo(at - ((at - view.from) / view.span) * span, span);
  };
  const moveTo = (from: number, span: number): void => {
    view.span = span;
    view.from = Math.max(0, Math.min(data.wallMs - span, from));
    redraw();
  };
  const barAt = (x: number, y: number): number => {
    const lane = Math.floor((y - loadHeight - gap) / barHeight);
    const time = timeAt(x);
    const reach = (2 / canvas.clientWidth) * view.span;
    return data.starts.findIndex(
      (start, index) =>
        data.lane[index] === lane && start - reach <= time && time <= start + durationOf(data, index) + reach,
    );
  };
  const keys: Record<string, () => void> = {
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    '+': () => zoom(0.5, focusTime()),
    '=': () => zoom(0.5, focusTime()),
    '-': () => zoom(2, focusTime()),
    '0': () => moveTo(0, data.wallMs),
    Escape: () => moveTo(0, data.wallMs),
  };
  const focusTime = (): number => (view.focus < 0 ? view.from + view.span / 2 : startOf(data, view.focus));
  const step = (by: number): void => {
    const place = byStart.indexOf(view.focus) + by;
    const next = byStart[Math.max(0, Math.min(byStart.length - 1, place))] ?? 0;
    const start = startOf(data, next);
    if (start < view.from || start > view.from + view.span) moveTo(start - view.span / 4, view.span);
    show(next);
  };

  canvas.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  });
  listenToPointer(canvas, {
    timeAt,
    drag: (byMs) => {
      if (view.span >= data.wallMs) return false;
      moveTo(view.from + byMs, view.span);
      return true;
    },
    hover: (x, y) => {
      const index = barAt(x, y);
      if (index >= 0 && index !== view.focus) show(index);
    },
    zoom,
  });
  onSchemeChange(redraw);
  new ResizeObserver(redraw).observe(canvas);
  redraw();
  return (timeMs) => {
    view.mark = timeMs;
    redraw();
  };
}

interface PointerActs {
  /** Milliseconds at a position. */
  readonly timeAt: (x: number) => number;
  /** False if nothing can move. */
  readonly drag: (byMs: number) => boolean;
  readonly hover: (x: number, y: number) => void;
  readonly zoom: (factor: number, atMs: number) => void;
}

/** Dragging moves, the wheel zooms with a modifier: without one it scrolls the page. */
function listenToPointer(canvas: HTMLCanvasElement, { timeAt, drag, hover, zoom }: PointerActs): void {
  let held: number | null = null;
  canvas.addEventListener('pointerdown', (event) => {
    held = timeAt(event.offsetX);
  });
  addEventListener('pointerup', () => {
    held = null;
  });
  canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    if (held !== null && drag(held - timeAt(offsetX))) return;
    hover(offsetX, offsetY);
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 || event.deltaX > 0 ? 1.25 : 0.8, timeAt(event.offsetX));
    },
    { passive: false },
  );
}

function startOf(data: TimelineData, index: number): number {
  return data.starts[index] ?? 0;
}

function durationOf(data: TimelineData, index: number): number {
  return data.durations[index] ?? 0;
}

function drawAll(
  canvas: HTMLCanvasElement,
  data: TimelineData,
  view: View,
  path: ReadonlySet<number>,
  barHeight: number,
  height: number,
  gutter: number,
): void {
  const width = canvas.clientWidth;
  const scale = devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context || width === 0) return;
  context.scale(scale, scale);
  const room = width - gutter;
  const x = (timeMs: number): number => gutter + ((timeMs - view.from) / view.span) * room;
  drawLoad(context, data, x);
  context.font = `11px ${fontFamily}`;
  context.textBaseline = 'middle';
  const colors = {
    fills: ['accent', 'hit', 'bad', 'line'].map(readColor),
    hot: readColor('hot'),
    focus: readColor('text'),
    label: readColor('bg'),
  };
  for (let index = 0; index < data.starts.length; index++) {
    const left = x(startOf(data, index));
    const size = Math.max(0.6, (durationOf(data, index) / view.span) * room);
    if (left > width || left + size < gutter) continue;
    const top = loadHeight + gap + (data.lane[index] ?? 0) * barHeight;
    const isFocus = index === view.focus;
    drawBar(
      context,
      data,
      index,
      {
        left,
        top,
        size,
        height: barHeight,
        isHot: path.has(index),
        isFocus,
        room: Math.min(size, room),
        from: gutter,
      },
      colors,
    );
  }
  if (view.mark !== null) drawMark(context, x(view.mark), gutter, height);
  if (gutter > 0) drawLaneNames(context, data, barHeight, gutter, height);
  drawAxis(context, view, gutter, width, height);
}

/** A line through all lanes. */
function drawMark(context: CanvasRenderingContext2D, x: number, from: number, height: number): void {
  if (x < from) return;
  context.fillStyle = readColor('text');
  context.fillRect(Math.round(x), 0, 1, height - axisHeight);
}

interface Bar {
  readonly left: number;
  readonly top: number;
  readonly size: number;
  readonly height: number;
  readonly isHot: boolean;
  readonly isFocus: boolean;
  /** Visible width. */
  readonly room: number;
  /** Start of the time axis; names of lanes are to its left. */
  readonly from: number;
}

interface BarColors {
  readonly fills: readonly string[];
  readonly hot: string;
  readonly focus: string;
  readonly label: string;
}

function drawBar(
  context: CanvasRenderingContext2D,
  data: TimelineData,
  index: number,
  bar: Bar,
  colors: BarColors,
): void {
  const tone = data.tone[index] ?? 0;
  context.fillStyle = bar.isHot && tone === 0 ? colors.hot : (colors.fills[tone] ?? '');
  context.fillRect(bar.left, bar.top, Math.max(0.6, bar.size - 0.5), bar.height - 1);
  if (bar.isHot || bar.isFocus) {
    context.strokeStyle = bar.isFocus ? colors.focus : colors.hot;
    context.lineWidth = bar.isFocus ? 2 : 1;
    context.strokeRect(bar.left + 0.5, bar.top + 0.5, Math.max(1, bar.size - 1.5), bar.height - 2);
  }
  if (bar.height < 14 || bar.size <= 40) return;
  context.fillStyle = tones[tone] === 'ran' || tones[tone] === 'failed' ? colors.label : colors.focus;
  drawLabel(
    context,
    data.names[index] ?? '',
    Math.max(bar.from, bar.left) + 4,
    bar.top + bar.height / 2,
    bar.room - 8,
  );
}

/** As much of the end of a name as fits: names of one project have equal beginnings. */
function drawLabel(
  context: CanvasRenderingContext2D,
  name: string,
  x: number,
  y: number,
  room: number,
): void {
  const letters = Math.floor(room / 6.2);
  if (letters < 4) return;
  context.fillText(name.length <= letters ? name : `…${name.slice(1 - letters)}`, x, y);
}

/** A name for each group of lanes, over the part to the left of the first moment. */
function drawLaneNames(
  context: CanvasRenderingContext2D,
  { laneNames }: TimelineData,
  barHeight: number,
  gutter: number,
  height: number,
): void {
  context.fillStyle = readColor('bg');
  context.fillRect(0, loadHeight, gutter, height - loadHeight);
  context.fillStyle = readColor('text');
  context.font = `11px ${fontFamily}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  let lastY = Number.NEGATIVE_INFINITY;
  for (const [lane, name] of laneNames.entries()) {
    const y = loadHeight + gap + (lane + 0.5) * barHeight;
    if (name === laneNames[lane - 1] || y - lastY < 12) continue;
    lastY = y;
    drawLabel(context, name, 2, y, gutter - 6);
  }
}

/** The number of parallel tasks, as an area above the bars. */
function drawLoad(
  context: CanvasRenderingContext2D,
  data: TimelineData,
  x: (timeMs: number) => number,
): void {
  const { parallelism, wallMs } = data;
  const most = parallelism.reduce((a, b) => Math.max(a, b), 1);
  const slice = wallMs / parallelism.length;
  context.fillStyle = readColor('band');
  context.strokeStyle = readColor('accent');
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x(0), loadHeight);
  for (const [index, running] of parallelism.entries()) {
    const y = loadHeight - (running / most) * (loadHeight - 14);
    context.lineTo(x(index * slice), y);
    context.lineTo(x((index + 1) * slice), y);
  }
  context.lineTo(x(wallMs), loadHeight);
  context.fill();
  context.stroke();
  context.fillStyle = readColor('soft');
  context.font = `11px ${fontFamily}`;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText(`${Math.round(most * 10) / 10} at once`, 2, 0);
}

function drawAxis(
  context: CanvasRenderingContext2D,
  view: View,
  gutter: number,
  width: number,
  height: number,
): void {
  context.fillStyle = readColor('soft');
  context.textBaseline = 'alphabetic';
  const steps = width - gutter < 500 ? 2 : 4;
  for (let step = 0; step <= steps; step++) {
    context.textAlign = step === 0 && gutter === 0 ? 'left' : step === steps ? 'right' : 'center';
    context.fillText(
      formatDuration(view.from + (view.span * step) / steps),
      gutter + ((width - gutter) * step) / steps,
      height - 6,
    );
  }
  context.textAlign = 'left';
}
