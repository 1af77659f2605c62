/** Makes a drawn flamegraph zoom, search and react to the keyboard, in the page and in the SVG file. */
import { formatCount } from '../model/counts.ts';

interface DrawnFrame {
  readonly group: SVGGElement;
  readonly rect: SVGRectElement;
  readonly label: SVGTextElement;
  readonly name: string;
  /** The name without that of the frame above. */
  readonly short: string;
  /** The name and its numbers, as in the tooltip. */
  readonly words: string;
  /** Position and width as parts of the whole; row from the top. */
  readonly x: number;
  readonly w: number;
  readonly d: number;
}

/** The elements of one flamegraph. */
export interface FlameParts {
  readonly svg: SVGSVGElement;
  /** Announces the focused or found frame. */
  readonly details: Element;
  readonly search: HTMLInputElement;
}

const letterWidth = 7.3;
/** Positions are rounded in the output. */
const tolerance = 2e-6;

/** Uses the drawn groups without replacing them. */
export function activateFlame({ svg, details, search }: FlameParts): void {
  const frames = readFrames(svg);
  const root = frames[0];
  if (!root) return;
  const hint = details.textContent ?? '';
  const height = svg.getAttribute('height') ?? '';
  let zoom = root;
  let focus = root;

  const layOut = (): void => {
    const width = svg.clientWidth || svg.getBoundingClientRect().width || 1200;
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    for (const frame of frames) placeFrame(frame, zoom, width);
  };
  const show = (frame: DrawnFrame): void => {
    focus.group.classList.remove('at');
    focus = frame;
    focus.group.classList.add('at');
    details.textContent = frame.words;
  };
  const zoomTo = (frame: DrawnFrame): void => {
    zoom = frame;
    layOut();
    show(frame);
  };
  const find = (): void => {
    const words = search.value.trim().toLowerCase();
    const found = frames.filter((frame) => words !== '' && frame.name.toLowerCase().includes(words));
    const matches = new Set(found);
    for (const frame of frames) frame.group.classList.toggle('dim', words !== '' && !matches.has(frame));
    const share = found
      .filter((frame) => !found.some((other) => contains(other, frame)))
      .reduce((sum, { w }) => sum + w, 0);
    const percent = Math.round(share * 1000) / 10;
    details.textContent =
      words === ''
        ? hint
        : `${formatCount(found.length)} of ${formatCount(frames.length)} frames, ${percent}% of the work`;
  };

  for (const frame of frames) {
    frame.group.addEventListener('click', () => zoomTo(frame));
    frame.group.addEventListener('pointerenter', () => {
      details.textContent = frame.words;
    });
  }
  svg.addEventListener('keydown', (event) => {
    const next = chooseNext(event.key, focus, zoom, frames);
    if (next === null) return;
    event.preventDefault();
    if (event.key === 'Enter' || event.key === ' ' || event.key === 'Escape') zoomTo(next);
    else show(next);
  });
  search.addEventListener('input', find);
  addEventListener('resize', layOut);
  layOut();
}

function readFrames(svg: SVGSVGElement): DrawnFrame[] {
  return [...svg.querySelectorAll<SVGGElement>('g.f')].flatMap((group) => {
    const [title, rect, label] = group.children;
    if (!(rect instanceof SVGRectElement && label instanceof SVGTextElement)) return [];
    const [name = '', facts = ''] = (title?.textContent ?? '').split('\n');
    const { x, w, d, n: short = name } = group.dataset;
    const place = { x: Number(x), w: Number(w), d: Number(d) };
    return [{ group, rect, label, name, short, words: `${name}: ${facts}`, ...place }];
  });
}

/** True if `inner` is below `outer`. */
function contains(outer: DrawnFrame, inner: DrawnFrame): boolean {
  return (
    outer.d < inner.d && outer.x <= inner.x + tolerance && inner.x + inner.w <= outer.x + outer.w + tolerance
  );
}

function placeFrame(frame: DrawnFrame, zoom: DrawnFrame, width: number): void {
  const isAbove = contains(frame, zoom);
  const left = isAbove ? 0 : ((frame.x - zoom.x) / zoom.w) * width;
  const size = isAbove ? width : (frame.w / zoom.w) * width;
  const isSeen = isAbove || frame === zoom || contains(zoom, frame);
  frame.group.style.display = isSeen && size >= 0.2 ? '' : 'none';
  frame.group.classList.toggle('above', isAbove);
  if (!isSeen) return;
  frame.rect.setAttribute('x', left.toFixed(1));
  frame.rect.setAttribute('width', Math.max(0.5, size - 1).toFixed(1));
  frame.label.setAttribute('x', (left + 4).toFixed(1));
  const letters = Math.floor((size - 8) / letterWidth);
  const { short } = frame;
  frame.label.textContent =
    letters < 3 ? '' : letters < short.length ? `${short.slice(0, letters - 1)}…` : short;
}

/** The frame for a key; null for other keys and at the edges. */
function chooseNext(
  key: string,
  focus: DrawnFrame,
  zoom: DrawnFrame,
  frames: readonly DrawnFrame[],
): DrawnFrame | null {
  const inRow = (d: number) =>
    frames.filter((frame) => frame.d === d && frame.group.style.display !== 'none');
  const parentOf = (frame: DrawnFrame) =>
    frames.find((other) => other.d === frame.d - 1 && contains(other, frame));
  switch (key) {
    case 'Enter':
    case ' ':
      return focus;
    case 'Escape':
      return parentOf(zoom) ?? zoom;
    case 'ArrowDown':
      return inRow(focus.d + 1).find((frame) => contains(focus, frame)) ?? null;
    case 'ArrowUp':
      return parentOf(focus) ?? null;
    case 'ArrowRight':
      return inRow(focus.d).find((frame) => frame.x > focus.x) ?? null;
    case 'ArrowLeft':
      return inRow(focus.d).findLast((frame) => frame.x < focus.x) ?? null;
    case 'Home':
      return frames[0] ?? null;
    default:
      return null;
  }
}
