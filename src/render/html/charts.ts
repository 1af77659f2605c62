/** Small charts of the HTML report as inline SVG. */

const width = 140;
const height = 34;

/**
 * A line without axes over the usual range, dotted where the level changed; its numbers are in the same row. '' with
 * fewer than two values.
 */
export function drawSparkline(
  values: readonly number[],
  band: readonly number[],
  changedBuildsAgo: number | null,
): string {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length < 2) return '';
  const edges = band.filter((edge) => Number.isFinite(edge));
  const low = Math.min(...known, ...edges);
  const span = Math.max(...known, ...edges) - low || 1;
  const x = (index: number) => round((index / (known.length - 1)) * (width - 8) + 4);
  const y = (value: number) => round(height - 4 - ((value - low) / span) * (height - 8));
  const [from = 0, to = 0] = edges;
  const usual =
    edges.length === 2
      ? `<rect class="band" x="0" width="${width}" y="${y(to)}" height="${Math.max(1.5, round(y(from) - y(to)))}"/>`
      : '';
  const changed = known.length - 1.5 - (changedBuildsAgo ?? known.length);
  const mark =
    changed > 0 ? `<line class="mark" x1="${x(changed)}" x2="${x(changed)}" y1="0" y2="${height}"/>` : '';
  const points = known.map((value, index) => `${x(index)},${y(value)}`).join(' ');
  const end = known.length - 1;
  return `<svg class="spark" viewBox="0 0 ${width} ${height}" aria-hidden="true">${usual}${mark}<polyline class="trend" points="${points}"/><circle class="now" cx="${x(end)}" cy="${y(known[end] ?? 0)}" r="3"/></svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
