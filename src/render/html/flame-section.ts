/** The flamegraph inside the HTML report, and its numbers as a table. */
import { takeLargest } from '../../stats/take-largest.ts';
import {
  drawFlamegraph,
  drawnWidth,
  explainFlamegraph,
  type Flame,
  frameHeight,
} from '../profile/flamegraph.ts';
import type { Frame } from '../profile/work-tree.ts';
import type { TableData } from './page-data.ts';
import { makeColumn, writeDataTable } from './table-section.ts';

const maxFrames = 1_500;

/** '' without any known duration. */
export function writeFlame(flame: Flame, frames: TableData | null): string {
  const graph = drawFlamegraph(flame, maxFrames);
  if (graph === null || frames === null) return '';
  const height = graph.rows * frameHeight;
  return `<div class="flame"><div class="tools" hidden><label>Search frames<input type="search" autocomplete="off"></label>
<output aria-live="polite">Click or Enter: zoom. Escape: back. Arrows: move.</output></div>
<svg width="100%" height="${height}" viewBox="0 0 ${drawnWidth} ${height}" preserveAspectRatio="none" tabindex="0" role="group" aria-label="Flamegraph; the table below has its numbers">
${graph.frames}
</svg></div>
<p class="legend">${explainFlamegraph(graph)}</p>
<details><summary>The flamegraph as a table</summary>${writeDataTable('frames', 'Frames', frames)}</details>`;
}

/** Number of frames in the table: those with the most time of their own. */
const maxRows = 1_500;

/** The numbers behind the flamegraph; null without any known duration. */
export function listFrames({ root }: Flame): TableData | null {
  if (!(root.totalMs > 0)) return null;
  const all: { frame: Frame; path: string }[] = [];
  const add = (frame: Frame, above: string): void => {
    for (const child of frame.children) {
      all.push({ frame: child, path: above });
      if (child.children.length > 0) add(child, above === '' ? child.name : `${above} › ${child.name}`);
    }
  };
  add(root, '');
  const frames = takeLargest(all, maxRows, ({ frame }) => frame.selfMs);
  const columns = [
    makeColumn('Frame', 'name', frames, ({ frame }) => frame.name),
    makeColumn('Path', 'name', frames, ({ path }) => path),
    makeColumn('Self time', 'duration', frames, ({ frame }) => frame.selfMs),
    makeColumn('Total time', 'duration', frames, ({ frame }) => frame.totalMs),
    makeColumn('Share of all work', 'percent', frames, ({ frame }) => frame.totalMs / root.totalMs),
    makeColumn('Count', 'count', frames, ({ frame }) => frame.count),
  ];
  return { noun: 'frame', columns, views: [{ title: 'All', rows: null, sortBy: 2, descending: true }] };
}
