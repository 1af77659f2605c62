/** The flamegraph inside the HTML report, and its numbers as a table. */
import type { Report } from '../../model.ts';
import { escapeHtml } from '../escape.ts';
import { formatCount, formatDuration, formatPercent } from '../format.ts';
import { drawFlamegraph, drawnWidth, explainFlamegraph, rowHeight } from '../profile/flamegraph.ts';
import { type Frame, growFrames, listWork } from '../profile/work.ts';
import { writeTable } from './elements.ts';

const maxFrames = 1_500;

/** '' when no duration is known. */
export function writeFlame(report: Report): string {
  const graph = drawFlamegraph(report, maxFrames);
  if (graph === null) return '';
  const height = graph.rows * rowHeight;
  return `<div class="flame"><div class="tools" hidden><label>Search frames<input type="search" autocomplete="off"></label>
<output aria-live="polite">Click or Enter: zoom. Escape: back. Arrows: move.</output></div>
<svg width="100%" height="${height}" viewBox="0 0 ${drawnWidth} ${height}" preserveAspectRatio="none" tabindex="0" role="group" aria-label="Flamegraph; the table below has its numbers">
${graph.frames}
</svg></div>
<p class="legend">${explainFlamegraph(graph)}</p>
<details><summary>The flamegraph as a table</summary>${writeFrames(report)}</details>`;
}

function writeFrames(report: Report): string {
  const root = growFrames(report.name, listWork(report));
  const frames: { frame: Frame; path: string }[] = [];
  const add = (frame: Frame, above: string): void => {
    for (const child of frame.children) {
      frames.push({ frame: child, path: above });
      add(child, above === '' ? child.name : `${above} › ${child.name}`);
    }
  };
  add(root, '');
  frames.sort((a, b) => b.frame.selfMs - a.frame.selfMs);
  return writeTable(
    'Frames by their own time',
    [
      { title: 'Frame', kind: 'name', cell: ({ frame }) => escapeHtml(frame.name, 200) },
      { title: 'Inside', kind: 'name', cell: ({ path }) => escapeHtml(path, 200) },
      { title: 'Own time', kind: 'n', cell: ({ frame }) => formatDuration(frame.selfMs) },
      { title: 'With all inside', kind: 'n', cell: ({ frame }) => formatDuration(frame.totalMs) },
      { title: 'Of all work', kind: 'n', cell: ({ frame }) => formatPercent(frame.totalMs / root.totalMs) },
      { title: 'Times', kind: 'n', cell: ({ frame }) => formatCount(frame.count) },
    ],
    frames,
    100,
  );
}
