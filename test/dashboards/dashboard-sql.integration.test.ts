/** The SQL of the dashboards and rules on a simulated organisation in a real PostgreSQL: every panel has rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/engines/database.ts';
import { migrate, openDatabase } from '../../src/database/engines/open-database.ts';
import { type Judge, pushSeries } from '../../src/database/engines/push-history.ts';
import { projectSpans } from '../../src/database/project-spans.ts';
import { spansTable } from '../../src/database/telemetry-tables.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import type { Build } from '../../src/model/build.ts';
import { hourMs, makeBuild, makeTask } from '../history/make-build.ts';
import { type Postgres, startPostgres } from '../services/postgres.ts';
import { type Expansion, expandSql } from './expand-sql.ts';
import { dashboards, listQueries, type Panel, type Target } from './read-dashboards.ts';

const nowMs = Date.now();
const range = { from: nowMs - 30 * 24 * hourMs, to: nowMs, interval: '1h' };

let server: Postgres;
let database: Database;

/** Twenty builds up to now: flaky, with agents and caches, and a regression that the last but one reported first. */
function makeSeries(repository: string, series: string): Build[] {
  return Array.from({ length: 20 }, (_, number): Build => {
    const build = makeBuild(`${repository}-${series}-${number}`, { name: series });
    const flaky = number % 4 === 1 ? 'failure' : 'success';
    return {
      ...build,
      startTimeMs: nowMs - (20 - number) * hourMs,
      durationMs: 60_000 + 1000 * number,
      result: number % 6 === 5 ? 'failure' : 'success',
      spans: [wait(nowMs - (20 - number) * hourMs, 400_000 + 1000 * number)],
      context: {
        ...build.context,
        commit: `c${number >> 1}`,
        workflow: series === 'unit' ? "it's CI" : null,
        branch: number % 5 === 0 ? "o'neill" : 'main',
        runId: String(1000 + number),
      },
      tasks: [
        makeTask({ id: 'a', name: 'checkout', kind: 'test', result: flaky, errorType: 'TimeoutError' }),
        makeTask({ id: 'b', name: 'compile', cache: number % 2 ? 'hit' : 'miss' }),
        makeTask({
          ...{ id: 'c', name: 'coder', kind: 'agent', model: number % 2 ? 'large' : 'small', costUsd: 5 },
          tokens: { input: number, output: 5, cacheRead: 0, cacheCreation: 0 },
        }),
      ],
    };
  });
}

/** A job's wait for a runner, as the jobs of a run are read. */
function wait(endMs: number, durationMs: number): Build['spans'][number] {
  const startTimeMs = endMs - durationMs;
  return { id: 'test/queue', parentId: null, name: 'queue', startTimeMs, durationMs, result: 'success' };
}

const judge: Judge = ({ id }) => {
  const state = id.endsWith('-18') ? 'new' : id.endsWith('-19') ? 'open' : null;
  if (state === null) return null;
  const series = { scope: 'task', measure: 'duration', kind: 'task', task: 'compile', unit: 'ms' };
  const since = { buildId: id, commit: 'c9', lastGoodCommit: 'c8' };
  const change = {
    series,
    verdict: 'confirmed',
    state,
    from: 1,
    to: 2,
    ratio: 1,
    p: 0.001,
    level: 'critical',
    since,
  };
  const alert = { id: 'a', level: 'critical', source: 'change', message: 'm', action: 'a', unit: 'ms' };
  return { changes: [change], alerts: [{ ...alert, value: 2, limit: 1 }] } as unknown as ReturnType<Judge>;
};

beforeAll(async () => {
  server = await startPostgres();
  database = await openDatabase(await server.create());
  await migrate(database, 1);
  for (const repository of ['acme/app', 'acme/lib'])
    for (const series of ['unit', 'größe'])
      await pushSeries(
        database,
        { repository, series },
        makeSeries(repository, series).map((build) => encodeBuild(build, nowMs)),
        judge,
      );
  const nanos = (ms: number): string => `${Math.round(nowMs - ms)}000000`;
  const root = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), name: 'session', kind: 2 };
  const spans = [{ ...root, startTimeUnixNano: nanos(9000), endTimeUnixNano: nanos(1000) }];
  const request = { resourceSpans: [{ scopeSpans: [{ spans }] }] };
  await database.transaction('acme/app', () =>
    database.upsert(spansTable, projectSpans('acme/app', request).spans),
  );
});
afterAll(async () => {
  await database.close();
  await server.close();
});

/** What ClickHouse shows is asked by `npm run check:peers sql`: no package of npm is small enough for these tests. */
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

/** Columns that links and units of a panel name. */
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

  it.each(panels)('$place has the same rows of all values as without a choice', async ({ target }) => {
    const chosen = await listValues();
    const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(await ask(target, chosen))).toEqual(sorted(await ask(target)));
  });

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

  it('lists the values of each variable', async () => {
    expect(await listValues()).toEqual({
      repository: ['acme/app', 'acme/lib'],
      workflow: ['(none)', "it's CI"],
      branch: ['main', "o'neill"],
      runner: ['Linux X64'],
    });
  });

  it('counts a lasting regression of each series, and takes percentiles by the rule of the product', async () => {
    const find = (title: string): Target =>
      panels.find(({ panel }) => panel.title === title)?.target as Target;
    expect((await ask(find('Lasting regressions')))[0]).toEqual({ regressions: 4 });
    expect((await ask(find('Runners')))[0]).toMatchObject({ builds: 80, p50_ms: 70_000, p95_ms: 79_000 });
    const flaky = await ask(find('Flaky tasks'));
    expect(flaky.map(({ name, flaky_commits }) => [name, flaky_commits])).toEqual(
      Array(4).fill(['checkout', 5]),
    );
  });

  it.each(alerts)('$place fires, with one number a row', async ({ target }) => {
    const rows = await ask(target);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const numbers = Object.values(row).filter((value) => typeof value === 'number');
      expect(numbers).toHaveLength(1);
      expect(numbers[0]).toBeGreaterThan(0);
    }
  });

  it('would find a macro that Grafana has not, and an argument with a bracket', () => {
    const expand = (sql: string): string => expandSql(sql, { ...range, variables: {} });
    expect(() => expand('select $__timeBucket(a)')).toThrow('unknown macro');
    expect(expand('$__timeFilter(to_timestamp(a))')).toMatch(/^to_timestamp\(a BETWEEN .*\)$/);
    expect(() => expand('$other')).toThrow('leaves a $');
  });
});
