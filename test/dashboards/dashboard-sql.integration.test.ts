/** The SQL of the dashboards and rules on a simulated organisation in a real PostgreSQL: every panel has rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/engines/database.ts';
import { migrate, openDatabase } from '../../src/database/engines/open-database.ts';
import { runTraceId } from '../../src/traces/trace-ids.ts';
import { hourMs } from '../history/make-history-build.ts';
import { type Postgres, startPostgres } from '../services/postgres.ts';
import { type Expansion, expandSql } from './expand-sql.ts';
import { fillDatabase } from './fill-database.ts';
import { dashboards, listQueries, type Panel, type Target } from './read-dashboards.ts';

const nowMs = Date.now();
const range = { from: nowMs - 30 * 24 * hourMs, to: nowMs, interval: '1h' };

let server: Postgres;
let database: Database;

beforeAll(async () => {
  server = await startPostgres();
  database = await openDatabase(await server.create());
  await migrate(database, 1);
  await fillDatabase(database, nowMs);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

/**
 * ClickHouse's results are checked by `npm run check:peers sql`: no npm package of it is small enough for these
 * tests.
 */
const ofPostgres = dashboards.filter(({ file }) => file !== 'ci-clickhouse.json');
const all = Object.fromEntries(
  ofPostgres.flatMap(({ templating }) =>
    templating.list.flatMap(({ name, allValue }) => (allValue === undefined ? [] : [[name, allValue]])),
  ),
);
const ask = (target: Target, variables: Expansion['variables'] = all) =>
  database.query(expandSql(target.rawSql as string, { ...range, variables }));

const panels = ofPostgres.flatMap(({ title, panels: own }) =>
  own.flatMap((panel) =>
    panel.targets.flatMap((target) =>
      target.rawSql === undefined ? [] : [{ place: `${title}: ${panel.title}`, panel, target }],
    ),
  ),
);
const alerts = listQueries('rawSql').filter(({ place }) => place.startsWith('alert: '));
const filters = ofPostgres.flatMap(({ templating }) =>
  templating.list.flatMap(({ name, type, query }) =>
    type === 'query' && typeof query === 'string' ? [{ name, query }] : [],
  ),
);

async function listValues(): Promise<Record<string, string[]>> {
  const values: Record<string, string[]> = {};
  for (const { name, query } of filters) {
    const rows = await ask({ refId: 'A', rawSql: query });
    values[name] = rows.map((row) => String(Object.values(row)[0]));
  }
  return values;
}

/** Columns that the links and units of a panel name. */
function namedColumns({ fieldConfig }: Panel): string[] {
  const linked = [...JSON.stringify(fieldConfig).matchAll(/__data\.fields\.(\w+)/g)].map(
    ([, name]) => name as string,
  );
  return [...linked, ...fieldConfig.overrides.map(({ matcher }) => matcher.options)];
}

describe('SQL of the dashboards', () => {
  it.each(panels)('$place has rows', async ({ panel, target }) => {
    const rows = await ask(target);
    expect(rows.length).toBeGreaterThan(0);
    const [first] = rows as [Record<string, unknown>];
    for (const name of namedColumns(panel)) expect(first).toHaveProperty(name);
    for (const value of Object.values(first)) expect(value).not.toBeNaN();
    if (panel.type === 'stat') expect(Number(Object.values(first)[0])).toBeGreaterThan(0);
    if (target.format !== 'time_series') return;
    const times = rows.map((row) => Number(row['time']));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThan(range.from / 1000 - 3600);
    expect(
      Object.entries(first).filter(([name]) => name !== 'time' && name !== 'metric').length,
    ).toBeGreaterThan(0);
  });

  it.each(panels)(
    '$place has the same rows with all values selected as without a selection',
    async ({ target }) => {
      const chosen = await listValues();
      const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
      expect(sorted(await ask(target, chosen))).toEqual(sorted(await ask(target)));
    },
  );

  it('filters by names with quotes, and by what is absent', async () => {
    const [builds] = panels.filter(({ panel }) => panel.title === 'Builds');
    const count = async (variables: Expansion['variables']): Promise<number> =>
      Number(
        (await ask((builds as (typeof panels)[number]).target, { ...all, ...variables }))[0]?.['builds'],
      );
    expect(await count({})).toBe(80);
    expect(await count({ repository: ['acme/app'] })).toBe(40);
    expect(await count({ branch: ["o'neill"] })).toBe(16);
    expect(await count({ workflow: ["it's CI"], branch: ['main'] })).toBe(32);
    expect(await count({ workflow: ['(none)'] })).toBe(40);
    expect(await count({ runner: ['Linux X64'] })).toBe(80);
    expect(await count({ runner: ['Windows X64'] })).toBe(0);
    expect(await count({ branch: ["') or true --"] })).toBe(0);
  });

  it('links a build to the trace that its run exported', async () => {
    const [points] = panels.filter(({ panel }) => panel.title === 'Duration of each build');
    const [first] = await ask((points as (typeof panels)[number]).target);
    const runId = String(first?.['run_id']);
    expect(first?.['trace_id']).toBe(runTraceId({ runId, runAttempt: 1, traceIds: 'job' }));
  });

  it('lists the values of each variable', async () => {
    expect(await listValues()).toEqual({
      repository: ['acme/app', 'acme/lib'],
      workflow: ['(none)', "it's CI"],
      branch: ['main', "o'neill"],
      runner: ['Linux X64'],
    });
  });

  it('counts a lasting regression of each series, and computes percentiles by the rule of the product', async () => {
    const find = (title: string): Target =>
      panels.find(({ panel }) => panel.title === title)?.target as Target;
    expect((await ask(find('Lasting regressions')))[0]).toEqual({ regressions: 4 });
    expect((await ask(find('Runners')))[0]).toMatchObject({ builds: 80, p50_ms: 70_000, p95_ms: 79_000 });
    const flaky = await ask(find('Flaky tasks'));
    expect(flaky.map(({ name, flaky_commits }) => [name, flaky_commits])).toEqual(
      Array(4).fill(['checkout', 5]),
    );
  });

  it.each(alerts)('$place fires, with one number per row', async ({ target }) => {
    const rows = await ask(target);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const numbers = Object.values(row).filter((value) => typeof value === 'number');
      expect(numbers).toHaveLength(1);
      expect(numbers[0]).toBeGreaterThan(0);
    }
  });

  it('would find an unknown macro, and an argument with a bracket', () => {
    const expand = (sql: string): string => expandSql(sql, { ...range, variables: {} });
    expect(() => expand('select $__timeBucket(a)')).toThrow('unknown macro');
    expect(expand('$__timeFilter(to_timestamp(a))')).toMatch(/^to_timestamp\(a BETWEEN .*\)$/);
    expect(() => expand('$other')).toThrow('leaves a $');
  });
});
