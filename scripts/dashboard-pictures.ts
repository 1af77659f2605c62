/**
 * A picture of each dashboard from the results of its queries on a simulated organisation: docs/dashboards/. Grafana
 * itself is not run: PostgreSQL, Prometheus and the engine of ClickHouse are. `node scripts/dashboard-pictures.ts
 * [agents …]`
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../src/database/engines/database.ts';
import { migrate, openDatabase } from '../src/database/engines/open-database.ts';
import { expandPromql } from '../test/dashboards/expand-promql.ts';
import { expandSql } from '../test/dashboards/expand-sql.ts';
import { fillDatabase } from '../test/dashboards/fill-database.ts';
import { type Dashboard, dashboards, type Panel, type Target } from '../test/dashboards/read-dashboards.ts';
import { openBrowser } from '../test/render/browser.ts';
import { startPostgres } from '../test/services/postgres.ts';
import { simulateHour } from './check-peers/dashboards.ts';
import { askPanels } from './check-peers/sql.ts';
import { drawDashboard, type PanelData } from './dashboards/draw-dashboard.ts';
import { shrinkPng } from './gallery/shrink-png.ts';

const folder = fileURLToPath(new URL('../docs/dashboards/', import.meta.url));
const nowMs = Date.now();
const none: PanelData = { lines: [], rows: [] };
const named = process.argv.slice(2);
const wanted = dashboards.filter(
  ({ file }) => named.length === 0 || named.includes(file.replace('.json', '')),
);

async function askDatabase(
  database: Database,
  { templating }: Dashboard,
  target: Target,
): Promise<PanelData> {
  const variables = Object.fromEntries(
    templating.list.flatMap(({ name, allValue }) => (allValue === undefined ? [] : [[name, allValue]])),
  );
  const range = { from: nowMs - 86_400_000, to: nowMs, interval: '1h', variables };
  return toData(await database.query(expandSql(target.rawSql ?? '', range)), target);
}

function toData(rows: PanelData['rows'], target: Target): PanelData {
  if (!('time' in (rows[0] ?? {}))) return { lines: [], rows };
  const isSeries = target.format === 'time_series' || target.format === 0;
  const lines = new Map<string, [number, number][]>();
  for (const { time, metric, ...values } of rows)
    for (const [name, value] of Object.entries(values)) {
      // Exact numbers are returned as texts, as names are.
      const number = isSeries ? Number(value) : value;
      if (typeof number !== 'number' || Number.isNaN(number)) continue;
      const own = String(metric ?? name);
      const ms = typeof time === 'number' ? time * 1000 : readTime(time);
      lines.set(own, [...(lines.get(own) ?? []), [ms, number]]);
    }
  return { lines: [...lines].map(([name, points]) => ({ name, points })), rows };
}

/** ClickHouse writes times in UTC without a time zone. */
function readTime(time: unknown): number {
  return time instanceof Date ? time.getTime() : Date.parse(`${String(time).replace(' ', 'T')}Z`);
}

/** For a query at one time, or over a range. */
interface Answer {
  readonly data?: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value?: readonly [number, string];
      readonly values?: readonly (readonly [number, string])[];
    }[];
  };
}

async function askMetrics(url: string, target: Target, endMs: number): Promise<PanelData['lines']> {
  const query = expandPromql(target.expr ?? '');
  const end = String(endMs / 1000);
  const [call, when] = target.instant
    ? ['query', { time: end }]
    : ['query_range', { start: String(endMs / 1000 - 3000), end, step: '60' }];
  const answer = (await (
    await fetch(`${url}/api/v1/${call}?${new URLSearchParams({ query, ...when })}`)
  ).json()) as Answer;
  return (answer.data?.result ?? []).map(({ metric, value, values = value ? [value] : [] }) => ({
    name: (target.legendFormat ?? '').replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label] ?? ''),
    points: values.map(([seconds, value]) => [seconds * 1000, Number(value)] as const),
  }));
}

async function take(dashboard: Dashboard, dataOf: (panel: Panel) => PanelData): Promise<void> {
  const browser = await openBrowser();
  if (browser === null) throw new Error('No browser can run here.');
  const { html, width, height } = drawDashboard(dashboard, dataOf);
  const page = await browser.newPage({ viewport: { width, height: Math.min(height, 1500) } });
  await page.setContent(html);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, dashboard.file.replace('.json', '.png')), shrinkPng(await page.screenshot()));
  await browser.close();
}

const scratch = mkdtempSync(join(tmpdir(), 'dashboards-'));
const server = await startPostgres();
const database = await openDatabase(await server.create());
await migrate(database, nowMs);
await fillDatabase(database, nowMs);
const prometheus = await simulateHour(scratch);
const fromClickhouse = wanted.some(({ file }) => file === 'ci-clickhouse.json') ? askPanels(scratch) : {};
try {
  for (const dashboard of wanted) {
    const found = new Map<Panel, PanelData>();
    for (const panel of dashboard.panels) {
      const parts: PanelData[] = [];
      for (const target of panel.targets)
        parts.push(
          dashboard.file === 'ci-clickhouse.json'
            ? toData(fromClickhouse[panel.title] ?? [], target)
            : target.expr === undefined
              ? await askDatabase(database, dashboard, target)
              : { lines: await askMetrics(prometheus.url, target, prometheus.endMs), rows: [] },
        );
      found.set(panel, {
        lines: parts.flatMap(({ lines }) => lines),
        rows: parts.flatMap(({ rows }) => rows),
      });
    }
    await take(dashboard, (panel) => found.get(panel) ?? none);
    console.log(`${dashboard.title}: ${found.size} panels`);
  }
} finally {
  prometheus.child.kill('SIGKILL');
  await database.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
}
