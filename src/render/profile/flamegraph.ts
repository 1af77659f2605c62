/**
 * The flamegraph of a build's work as SVG: one file with zoom, search and keyboard control, without other files.
 * Reading it: https://www.brendangregg.com/flamegraphs.html
 */
import { formatCount, plural } from '../../model/counts.ts';
import { formatChange, formatDuration, formatPercent } from '../../words/numbers.ts';
import { cleanLongName, cleanText, escapeHtml } from '../escape.ts';
import { flamegraphScript } from '../page.generated.ts';
import { type Frame, growFrames, listWork, type WorkPiece, type WorkReport } from './work-tree.ts';

/** A flamegraph for a page or a file. */
export interface Flamegraph {
  /** One group per frame, with its place in data attributes; the page's script moves them. */
  readonly frames: string;
  readonly rows: number;
  readonly totalMs: number;
  /** Frames that are too small to draw. */
  readonly hidden: number;
  /** Work without a known duration, which has no width. */
  readonly unknown: number;
}

/** Height of a row of frames. */
export const frameHeight = 20;
/** Width of a drawing before a script fits it to its window. */
export const drawnWidth = 1200;

/** All frames of a build, before small ones are left out. */
export interface Flame {
  readonly works: readonly WorkPiece[];
  readonly root: Frame;
}

export function growFlame(report: WorkReport, works: readonly WorkPiece[] = listWork(report)): Flame {
  return { works, root: growFrames(cleanText(report.name) || 'build', works) };
}

/** The largest `maxFrames` frames; null without any known duration. */
export function drawFlamegraph({ works, root }: Flame, maxFrames: number): Flamegraph | null {
  if (!(root.totalMs > 0)) return null;
  const totals: number[] = [];
  walk(root, (frame) => totals.push(frame.totalMs));
  const least = new Float64Array(totals).sort()[totals.length - 1 - maxFrames] ?? 0;
  const drawing = { frames: [] as string[], rows: 0, scale: 1 / root.totalMs, least };
  placeFrame(root, '', { x: 0, depth: 0 }, drawing);
  return {
    frames: drawing.frames.join('\n'),
    rows: drawing.rows,
    totalMs: root.totalMs,
    hidden: totals.length - drawing.frames.length,
    unknown: works.filter((work) => work.durationMs === null).length,
  };
}

interface Drawing {
  readonly frames: string[];
  rows: number;
  readonly scale: number;
  readonly least: number;
}

interface Place {
  /** Of the whole width, from 0 to 1. */
  readonly x: number;
  readonly depth: number;
}

function placeFrame(frame: Frame, above: string, place: Place, drawing: Drawing): void {
  const { x, depth } = place;
  const name = cleanLongName(frame.name, 300) || '?';
  drawing.frames.push(writeFrame(frame, { name, short: withoutStart(name, above) }, place, drawing.scale));
  drawing.rows = Math.max(drawing.rows, depth + 1);
  let left = x;
  for (const child of frame.children) {
    if (child.totalMs > drawing.least) placeFrame(child, name, { x: left, depth: depth + 1 }, drawing);
    left += child.totalMs * drawing.scale;
  }
}

/** `Read` for `src/io/Read` above which stands `src/io`: narrow frames would all show the same start. */
function withoutStart(name: string, above: string): string {
  if (above === '' || !name.startsWith(above)) return name;
  const [, rest] = /^(?:\s*[/\\.:#>›]+\s*|\s+)(?=\S)(.+)$/su.exec(name.slice(above.length)) ?? [];
  return rest ?? name;
}

function writeFrame(
  frame: Frame,
  { name, short }: { readonly name: string; readonly short: string },
  { x, depth }: Place,
  scale: number,
): string {
  const share = frame.totalMs * scale;
  const left = round(x * drawnWidth);
  const width = Math.max(0.5, round(share * drawnWidth - 1));
  const letters = Math.floor((width - 6) / 7);
  const label = letters < 3 ? '' : escapeHtml(short, letters);
  const own = short === name ? '' : ` data-n="${escapeHtml(short, 300)}"`;
  const y = depth * frameHeight;
  return `<g class="f ${toneOf(frame)}" data-x="${round(x, 6)}" data-w="${round(share, 6)}" data-d="${depth}"${own}><title>${escapeHtml(name, 300)}&#10;${describeFrame(frame, share)}</title><rect x="${left}" y="${y}" width="${width}" height="${frameHeight - 1}" rx="2"/><text x="${round(left + 4)}" y="${y + 14}">${label}</text></g>`;
}

function describeFrame(frame: Frame, share: number): string {
  const facts = [`${formatDuration(frame.totalMs)} (${formatPercent(share)} of all work)`];
  if (frame.children.length > 0) facts.push(`${formatDuration(frame.selfMs)} of it its own`);
  if (frame.count > 1) facts.push(`${formatCount(frame.count)} times`);
  if (frame.failed > 0) facts.push(`${formatCount(frame.failed)} failed`);
  if (frame.cached > 0) facts.push(`${formatCount(frame.cached)} from the cache`);
  if (frame.usualMs > 0) facts.push(`${formatChange(frame.comparedMs / frame.usualMs - 1)} vs baseline`);
  return escapeHtml(facts.join(', '));
}

/** Failed, clearly slower than usual, cached, or the colour of its kind. */
function toneOf(frame: Frame): string {
  if (frame.failed > 0) return 'failed';
  if (frame.usualMs > 0 && frame.comparedMs / frame.usualMs > 1.2) return 'slower';
  if (frame.count > 0 && frame.cached === frame.count) return 'cached';
  let hash = 0;
  for (const character of frame.kind) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return `n${hash % 5}`;
}

function walk(frame: Frame, visit: (frame: Frame) => void): void {
  visit(frame);
  for (const child of frame.children) walk(child, visit);
}

function round(value: number, decimals = 1): number {
  return Number(value.toFixed(decimals));
}

/** The legend of colours and widths, as text. */
export function explainFlamegraph(graph: Flamegraph): string {
  const hidden = graph.hidden > 0 ? ` ${plural(graph.hidden, 'smaller frame')} not drawn.` : '';
  const unknown = graph.unknown > 0 ? ` ${plural(graph.unknown, 'task')} without a duration left out.` : '';
  return `Width: ${formatDuration(graph.totalMs)} of work, added up where tasks ran side by side. Red: failed; orange: over 20% slower than the baseline; grey: from the cache.${hidden}${unknown}`;
}

/** CSS rules that the file and the page share. */
export const flamegraphStyle = `.f rect{stroke:none}.f text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#1f2328;pointer-events:none}
.f{cursor:pointer}.f.above{opacity:.55}.f.dim rect{opacity:.25}.f.at rect{stroke:#0969da;stroke-width:2}
.n0 rect{fill:#ffe3b3}.n1 rect{fill:#d6e9fb}.n2 rect{fill:#dff2d8}.n3 rect{fill:#f3dff0}.n4 rect{fill:#e4e1f8}
.failed rect{fill:#ff9f98}.slower rect{fill:#ffb057}.cached rect{fill:#cdd5dd}
`;

const maxFrames = 4_000;
const headHeight = 86;

/**
 * A complete SVG document; '' without any known duration.
 * @param size in pixels; by default the size of its frames
 */
export function renderFlamegraph(
  report: WorkReport,
  size: { readonly width?: number; readonly height?: number } = {},
): string {
  const graph = drawFlamegraph(growFlame(report), maxFrames);
  if (graph === null) return '';
  const depth = graph.rows * frameHeight;
  const { width = drawnWidth, height = depth + headHeight + 8 } = size;
  const title = escapeHtml(report.name, 100);
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="system-ui, sans-serif">
<style>${fileStyle}${flamegraphStyle}</style>
<rect class="paper" width="100%" height="100%"/>
<text class="head" x="12" y="26">Flamegraph of ${title}</text>
<text class="note" x="12" y="46">${escapeHtml(explainFlamegraph(graph))}</text>
<foreignObject x="10" y="54" width="300" height="28"><input xmlns="http://www.w3.org/1999/xhtml" id="search" type="search" placeholder="Search" aria-label="Search frames"/></foreignObject>
<text class="note" id="details" x="320" y="73" role="status">Click or Enter: zoom. Escape: back. Arrows: move.</text>
<svg id="frames" y="${headHeight}" width="100%" height="${depth}" viewBox="0 0 ${drawnWidth} ${depth}" preserveAspectRatio="none" tabindex="0" role="group" aria-label="Frames">
${graph.frames}
</svg>
<script><![CDATA[${flamegraphScript()}]]></script>
</svg>
`;
}

const fileStyle = `.paper{fill:#fff}.head{font-size:17px;font-weight:600;fill:#1f2328}.note{font-size:12px;fill:#59636e}
input{font:13px system-ui,sans-serif;width:280px;padding:3px 8px;border:1px solid #818b98;border-radius:6px;background:#fff;color:#1f2328}
#frames:focus-visible{outline:2px solid #0969da}
@media (prefers-color-scheme:dark){.paper{fill:#0d1117}.head{fill:#e6edf3}.note{fill:#9198a1}input{background:#161b22;color:#e6edf3;border-color:#656c76}}
`;
