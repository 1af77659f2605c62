/** A dashboard as a page: its panels in Grafana's layout, drawn from the rows that their queries returned. */
import { escapeHtml } from '../../src/render/escape.ts';
import type { Dashboard, Panel } from '../../test/dashboards/read-dashboards.ts';

/** A panel's points over time, or its rows. */
export interface PanelData {
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly (readonly [ms: number, value: number])[];
  }[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const colors = ['#7eb26d', '#eab839', '#6ed0e0', '#ef843c', '#e24d42', '#1f78c1', '#ba43a9', '#705da0'];
const [column, row, gap] = [52, 30, 8];
const shownRows = 6;
const axisWidth = 70;

export function drawDashboard(
  { title, panels }: Dashboard,
  dataOf: (panel: Panel) => PanelData,
): { html: string; width: number; height: number } {
  const height = 44 + row * Math.max(...panels.map(({ gridPos: { y, h } }) => y + h));
  const drawn = panels.map((panel) => {
    const { x, y, w, h } = panel.gridPos;
    const size = { width: w * column - gap, height: h * row - gap };
    const place = `left:${x * column}px;top:${44 + y * row}px;width:${size.width}px;height:${size.height}px`;
    const body = draw(panel, dataOf(panel), size.width - 20, size.height - 34);
    return `<section style="${place}"><h2>${escapeHtml(panel.title)}</h2>${body}</section>`;
  });
  const width = 24 * column;
  const html = `<!doctype html><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style><h1>${escapeHtml(title)}</h1>${drawn.join('')}`;
  return { html, width, height };
}

const style = `body{margin:0;background:#111217;color:#ccccdc;font:12px/1.4 Inter,Arial,sans-serif;position:relative}
h1{font-size:17px;margin:0;padding:10px 8px}h2{font-size:13px;font-weight:500;margin:0;padding:6px 10px}
section{position:absolute;background:#181b1f;border:1px solid #24272e;box-sizing:border-box;overflow:hidden}
svg,table,.figure,ul{margin:0 10px}.figure{font-size:30px;text-align:center}table{border-collapse:collapse;white-space:nowrap}
td,th{padding:2px 14px 2px 0;text-align:left;border-bottom:1px solid #24272e;font-weight:400}th{color:#8e8e9c}
.none{padding:10px;color:#e24d42}`;

function draw(panel: Panel, data: PanelData, width: number, height: number): string {
  if (data.rows.length === 0 && data.lines.every(({ points }) => points.length === 0))
    return '<p class="none">No data</p>';
  if (panel.type === 'stat') return `<div class="figure">${writeValue(newest(data)[0]?.value, panel)}</div>`;
  if (panel.type === 'table') return drawTable(data.rows, panel);
  if (panel.type === 'bargauge' || panel.type === 'piechart') return drawBars(data, panel, width);
  return drawLines(panel, data, width, height);
}

/** Each series' newest value; a row's number where there are no points. */
function newest({ lines, rows }: PanelData): { name: string; value: number }[] {
  if (lines.length > 0)
    return lines.map(({ name, points }) => ({ name, value: points.at(-1)?.[1] ?? Number.NaN }));
  return rows.flatMap((fields) => {
    // Exact numbers are returned as texts.
    const found = Object.entries(fields).find(([, each]) => each !== null && !Number.isNaN(Number(each)));
    return found === undefined ? [] : [{ name: found[0], value: Number(found[1]) }];
  });
}

function drawBars(data: PanelData, panel: Panel, width: number): string {
  const values = newest(data).slice(0, 8);
  const most = Math.max(...values.map(({ value }) => value), Number.MIN_VALUE);
  const bars = values.map(({ name, value }, at) => {
    const y = at * 24;
    const length = (width - 240) * (value / most);
    return `<text x="0" y="${y + 15}" fill="#ccccdc">${escapeHtml(name)}</text><rect x="150" y="${y + 2}" width="${length}" height="17" fill="${colors[at % colors.length]}"/><text x="${158 + length}" y="${y + 15}" fill="#ccccdc">${writeValue(value, panel)}</text>`;
  });
  return `<svg width="${width}" height="${values.length * 24}">${bars.join('')}</svg>`;
}

function drawLines(panel: Panel, { lines }: PanelData, width: number, height: number): string {
  const all = lines.flatMap(({ points }) => points);
  const [from, to] = [Math.min(...all.map(([ms]) => ms)), Math.max(...all.map(([ms]) => ms))];
  const most = Math.max(...all.map(([, value]) => value), Number.MIN_VALUE);
  const [plotWidth, plotHeight] = [width - axisWidth, height - 34];
  const x = (ms: number): number =>
    axisWidth + (to === from ? plotWidth / 2 : ((ms - from) / (to - from)) * (plotWidth - 6));
  const y = (value: number): number => 8 + (plotHeight - 8) * (1 - value / most);
  const look = (panel as unknown as { fieldConfig: { defaults: { custom?: { drawStyle?: string } } } })
    .fieldConfig.defaults.custom?.drawStyle;
  const marks = lines.map(({ points }, at) => {
    const color = colors[at % colors.length];
    if (look === 'points')
      return points
        .map(([ms, value]) => `<circle cx="${x(ms)}" cy="${y(value)}" r="3" fill="${color}"/>`)
        .join('');
    if (look === 'bars')
      return points
        .map(
          ([ms, value]) =>
            `<rect x="${x(ms) + at * 3 - 2}" y="${y(value)}" width="3" height="${8 + plotHeight - y(value) - 8}" fill="${color}"/>`,
        )
        .join('');
    return `<polyline points="${points.map(([ms, value]) => `${x(ms)},${y(value)}`).join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>`;
  });
  const axis = [0, 0.5, 1].map(
    (part) =>
      `<text x="${axisWidth - 6}" y="${y(part * most) + 4}" text-anchor="end" fill="#8e8e9c">${writeValue(part * most, panel)}</text><line x1="${axisWidth}" x2="${width}" y1="${y(part * most)}" y2="${y(part * most)}" stroke="#24272e"/>`,
  );
  const times = [from, to].map(
    (ms, at) =>
      `<text x="${at === 0 ? axisWidth : width}" y="${plotHeight + 16}" text-anchor="${at === 0 ? 'start' : 'end'}" fill="#8e8e9c">${new Date(ms).toISOString().slice(5, 16).replace('T', ' ')}</text>`,
  );
  const names = lines
    .slice(0, 6)
    .map(
      ({ name }, at) =>
        `<tspan fill="${colors[at % colors.length]}" dx="12">■ </tspan><tspan>${escapeHtml(name.slice(0, 40))}</tspan>`,
    );
  const legend = `<text x="44" y="${height - 2}" fill="#ccccdc">${names.join('')}</text>`;
  return `<svg width="${width}" height="${height}">${axis.join('')}${marks.join('')}${times.join('')}${legend}</svg>`;
}

function drawTable(rows: PanelData['rows'], panel: Panel): string {
  const names = Object.keys(rows[0] ?? {});
  const head = names.map((name) => `<th>${escapeHtml(name)}</th>`).join('');
  const body = rows
    .slice(0, shownRows)
    .map(
      (fields) =>
        `<tr>${names.map((name) => `<td>${writeCell(fields[name], name, panel)}</td>`).join('')}</tr>`,
    );
  return `<table><tr>${head}</tr>${body.join('')}</table>`;
}

function writeCell(value: unknown, name: string, panel: Panel): string {
  if (value instanceof Date || name === 'time')
    return new Date(value as Date).toISOString().slice(0, 16).replace('T', ' ');
  if (typeof value !== 'number') return escapeHtml(String(value ?? ''));
  const own = panel.fieldConfig.overrides.find(({ matcher }) => matcher.options === name) as
    | { readonly properties?: readonly { readonly id: string; readonly value: unknown }[] }
    | undefined;
  const unit = own?.properties?.find(({ id }) => id === 'unit')?.value;
  return writeUnit(value, String(unit ?? ''));
}

function writeValue(value: number | undefined, panel: Panel): string {
  const { unit = '' } = (panel as unknown as { fieldConfig: { defaults: { unit?: string } } }).fieldConfig
    .defaults;
  return writeUnit(value ?? Number.NaN, unit);
}

const units: Readonly<Record<string, (value: number) => string>> = {
  percent: (value) => `${round(value)}%`,
  currencyUSD: (value) => `$${value.toFixed(2)}`,
  ms: (value) =>
    value >= 60_000
      ? `${round(value / 60_000)} min`
      : value >= 1000
        ? `${round(value / 1000)} s`
        : `${round(value)} ms`,
  s: (value) => `${round(value)} s`,
  ops: (value) => `${round(value)} /s`,
};

function writeUnit(value: number, unit: string): string {
  return (units[unit] ?? round)(value);
}

function round(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en');
}
