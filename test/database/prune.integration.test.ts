/** Roll-ups, retention and the views: the same in both engines, and equal to what plain code counts. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, openDatabase, readVersion } from '../../src/database/engines/open-database.ts';
import { isPruneDue, pruneDatabase } from '../../src/database/engines/prune-database.ts';
import { pushTraces } from '../../src/database/engines/push-traces.ts';
import { changesTable } from '../../src/database/history-tables.ts';
import { migrations } from '../../src/database/migrations.ts';
import { pointRows } from '../../src/database/project-points.ts';
import type { Row } from '../../src/database/table.ts';
import { metricsTable, spansTable } from '../../src/database/telemetry-tables.ts';
import { views } from '../../src/database/views.ts';
import { createTable } from '../../src/database/write-schema.ts';
import { quantileOfSorted } from '../../src/stats/quantile.ts';
import { type Postgres, startPostgres } from '../services/postgres.ts';
import { seededRandom } from '../stores/interleave.ts';
import { tempFolder } from '../temp-folder.ts';
import { dump, listRows, openPair } from './both-engines.ts';

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 10, 28, 13, 30);
const retention = { metrics: 30, traces: 7, aggregates: 90, builds: null };

interface Point {
  readonly name: string;
  readonly kind: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly timeMs: number;
  readonly value: number;
}

const toRow = ({ name, kind, labels, timeMs, value }: Point, place = 0): Row => [
  ...['a/b', 'agents', String(place), name, kind, timeMs, value, JSON.stringify(labels), 's'],
];

/** Points of two agents and two tools over a hundred days. */
function makePoints(): Point[] {
  const random = seededRandom(3);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] as string;
  return Array.from({ length: 1500 }, (): Point[] => {
    const timeMs = nowMs - Math.floor(random() * 100 * dayMs);
    const [agent_type, tool, status] = [
      pick(['coder', 'tester']),
      pick(['Bash', 'Read']),
      pick(['success', 'failure']),
    ];
    const add = (name: string, kind: string, labels: Point['labels'], value: number): Point => ({
      ...{ name, kind, labels, timeMs, value },
    });
    return [
      add('agent_execution_total', 'counter', { agent_type, phase: 'x', status }, 1),
      add('agent_execution_duration_seconds', 'histogram', { agent_type, phase: 'x' }, random() * 60),
      add('agent_tokens_used', 'counter', { agent_type, model: 'm' }, Math.floor(random() * 1e5)),
      add('tool_calls_total', 'counter', { status, tool }, 1),
      add('tool_call_duration_seconds', 'histogram', { tool }, random()),
      add('context_window_utilization', 'gauge', { agent_id: 'a1', session_id: 's' }, random() * 100),
      add(
        'error_total',
        'counter',
        { component: 'db', error_type: pick(['E1', 'E2']), severity: 'error' },
        1,
      ),
    ];
  }).flat();
}

/** The expected content of a roll-up, computed by plain code. */
function rollUp(points: readonly Point[], intervalMs: number): Record<string, unknown>[] {
  const groups = Map.groupBy(
    points,
    ({ name, labels, timeMs }) => `${name} ${JSON.stringify(labels)} ${Math.floor(timeMs / intervalMs)}`,
  );
  return [...groups.values()].map((group) => {
    const values = group.map(({ value }) => value).sort((a, b) => a - b);
    const [first] = group as [Point];
    return {
      name: first.name,
      start_ms: Math.floor(first.timeMs / intervalMs) * intervalMs,
      count: values.length,
      sum: Number(values.reduce((sum, value) => sum + value, 0).toFixed(6)),
      ...{ min: values[0], max: values.at(-1), p50: quantileOfSorted(values, 0.5) },
      ...{ p95: quantileOfSorted(values, 0.95), p99: quantileOfSorted(values, 0.99) },
    };
  });
}

const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

describe('retention', () => {
  it('rolls metrics up by hour and by day before they are deleted, and keeps each kind for its retention', async () => {
    const points = makePoints();
    const rows = points.map((point, at) => toRow(point, at));
    const pair = await openPair(server);
    const from = Date.UTC(2026, 9, 29);
    for (const database of pair.both) {
      await database.transaction('x', () => database.insert(metricsTable, rows));
      const removed = await pruneDatabase(database, { ...retention, aggregates: 365 }, nowMs);
      const old = points.filter(({ timeMs }) => timeMs < from);
      expect(old.length).toBeGreaterThan(1000);
      expect(removed).toEqual({ telemetry_metrics: old.length });
      for (const intervalMs of [hourMs, dayMs]) {
        const found = await database.query(
          `select name, start_ms, count, sum, min, max, p50, p95, p99 from telemetry_aggregates where interval_ms = ${intervalMs}`,
        );
        const rounded = found.map((row) => ({ ...row, sum: Number(Number(row['sum']).toFixed(6)) }));
        expect(sorted(rounded)).toEqual(sorted(rollUp(old, intervalMs)));
      }
      // Nothing is counted twice, and nothing is removed twice.
      expect(await pruneDatabase(database, { ...retention, aggregates: 365 }, nowMs)).toEqual({});
      await pruneDatabase(database, retention, nowMs);
      const [oldest] = await database.query('select min(start_ms) as ms from telemetry_aggregates');
      expect(Number(oldest?.['ms'])).toBeGreaterThanOrEqual(Date.UTC(2026, 7, 30));
    }
    const [left, right] = [await dump(pair.sqlite), await dump(pair.postgres)];
    expect(left['telemetry_metrics']).toEqual(right['telemetry_metrics']);
    await pair.close();
  });

  it('adds late rows to their roll-up, without an unknown percentile', async () => {
    const pair = await openPair(server);
    const timeMs = nowMs - 40 * dayMs;
    const point = (value: number): Row => toRow({ name: 'x', kind: 'gauge', labels: {}, timeMs, value });
    for (const database of pair.both) {
      for (const value of [3, 7]) {
        await database.transaction('x', () => database.insert(metricsTable, [point(value)]));
        await pruneDatabase(database, retention, nowMs);
      }
      expect(await database.query('select count, sum, min, max, p50, p95 from telemetry_aggregates')).toEqual(
        Array(2).fill({ count: 2, sum: 10, min: 3, max: 7, p50: null, p95: null }),
      );
    }
    await pair.close();
  });

  it('rolls up labels that PostgreSQL could not index as they are', async () => {
    const pair = await openPair(server);
    const random = seededRandom(5);
    const long = (length: number): string =>
      String.fromCharCode(...Array.from({ length }, () => 0x4e00 + random() * 20_000));
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`label${at}`, long(50)]));
    const sets = [{ agent_type: 'a', error_type: long(3000) }, { agent_type: 'b', tool: long(900) }, many];
    const points = sets.map((labels) => ({
      ...{ name: long(900), kind: 'counter' as const, labels, timeMs: nowMs - 40 * dayMs, value: 2 },
      unit: null,
    }));
    for (const database of pair.both) {
      const rows = pointRows({ repository: 'a/b', series: 'agents' }, points);
      await database.transaction('x', () => database.upsert(metricsTable, rows));
      await pruneDatabase(database, retention, nowMs);
      const found = await database.query(
        "select labels ->> 'agent_type' as agent, sum from telemetry_aggregates",
      );
      expect(found.map(({ agent }) => agent).sort()).toEqual(['a', 'a', 'b', 'b', null, null]);
    }
    expect(await dump(pair.sqlite)).toEqual(await dump(pair.postgres));
    await pair.close();
  });

  it('is due once an hour', async () => {
    const pair = await openPair(server);
    for (const database of pair.both) {
      expect(await isPruneDue(database, nowMs)).toBe(true);
      await pruneDatabase(database, retention, nowMs);
      expect(await isPruneDue(database, nowMs + hourMs - 1)).toBe(false);
      expect(await isPruneDue(database, nowMs + hourMs)).toBe(true);
      // The clock of the process that pruned was ahead.
      expect(await isPruneDue(database, nowMs - 365 * dayMs)).toBe(true);
    }
    await pair.close();
  });

  it('removes spans with their events, and builds with all their rows on request', async () => {
    const pair = await openPair(server);
    const nanos = (ms: number): string => String(BigInt(ms) * 1_000_000n);
    const span = (id: string, ms: number) => ({
      ...{ traceId: id.repeat(32), spanId: id.repeat(16), name: id, kind: 1 },
      ...{ startTimeUnixNano: nanos(ms), endTimeUnixNano: nanos(ms + 5) },
      // An event may be on another day than its span.
      events: [{ name: 'e', timeUnixNano: nanos(nowMs) }],
    });
    const request = {
      resourceSpans: [{ scopeSpans: [{ spans: [span('a', nowMs - 9 * dayMs), span('b', nowMs)] }] }],
    };
    const open = async function* () {
      yield Buffer.from(JSON.stringify(request));
    };
    for (const database of pair.both) {
      await pushTraces(database, 'a/b', { name: 'x', open });
      expect(await pruneDatabase(database, retention, nowMs)).toEqual({
        telemetry_span_events: 1,
        telemetry_spans: 1,
      });
      expect(await database.query('select name from telemetry_spans')).toEqual([{ name: 'b' }]);
      expect(await database.query('select span_id from telemetry_span_events')).toEqual([
        { span_id: 'b'.repeat(16) },
      ]);
    }
    await pair.close();
  });
});

describe('the views', () => {
  it('give the same answer in both engines, and the same as plain code', async () => {
    const points = makePoints();
    const rows = points.map((point, at) => toRow(point, at));
    const pair = await openPair(server);
    for (const database of pair.both)
      await database.transaction('x', () => database.insert(metricsTable, rows));
    for (const { name } of views) {
      const [left, right] = [await pair.sqlite, pair.postgres].map((database) =>
        listRows(database, `select * from ${name}`),
      );
      const round = (rows: readonly string[]): string[] =>
        rows.map((row) => row.replaceAll(/\d+\.\d+/g, (text) => Number(text).toPrecision(12))).sort();
      expect(round((await left) ?? []), name).toEqual(round((await right) ?? []));
      if (name !== 'v_trace_summary') expect((await left)?.length, name).toBeGreaterThan(0);
    }
    const of = (name: string, labels: Point['labels']): number[] =>
      points
        .filter((point) => point.name === name)
        .filter((point) => Object.entries(labels).every(([key, value]) => point.labels[key] === value))
        .map(({ value }) => value)
        .sort((a, b) => a - b);
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    for (const database of pair.both) {
      const [coder] = await database.query(`select * from v_agent_performance where agent_type = 'coder'`);
      const runs = of('agent_execution_total', { agent_type: 'coder' });
      const won = of('agent_execution_total', { agent_type: 'coder', status: 'success' });
      const seconds = of('agent_execution_duration_seconds', { agent_type: 'coder' });
      expect(coder).toMatchObject({
        ...{ repository: 'a/b', executions: runs.length, successes: won.length },
        p95_seconds: quantileOfSorted(seconds, 0.95),
        tokens: sum(of('agent_tokens_used', { agent_type: 'coder' })),
      });
      expect(coder?.['success_percent']).toBeCloseTo((100 * won.length) / runs.length, 9);
      const [bash] = await database.query(`select * from v_tool_usage where tool = 'Bash'`);
      expect(bash).toMatchObject({
        calls: of('tool_calls_total', { tool: 'Bash' }).length,
        failures: of('tool_calls_total', { tool: 'Bash', status: 'failure' }).length,
        max_seconds: of('tool_call_duration_seconds', { tool: 'Bash' }).at(-1),
      });
      const recent = await database.query('select name, labels from v_recent_metrics');
      const series = new Set(points.map(({ name, labels }) => name + JSON.stringify(labels)));
      expect(recent).toHaveLength(series.size);
    }
    await pair.close();
  });
});

describe('migrations', () => {
  it('bring a database of an earlier version to this one, each step once, and refuse a newer one', async () => {
    const pair = await openPair(server);
    const next = [
      ...migrations,
      { version: 6, statements: () => [`alter table builds add column note text default 'none'`] },
    ];
    for (const database of pair.both) {
      await database.run(
        `insert into builds (repository, series, id, digest, start_ms, result, complete, degraded, tasks, failed_tasks, retries, errors, cache_hits, cache_lookups, opened)
         values ('r', 's', 'b', 'd', 1, 'success', 1, 0, 0, 0, 0, 0, 0, 0, '[]')`,
      );
      expect(await migrate(database, 2, next)).toBe(6);
      expect(await migrate(database, 3, next)).toBe(6);
      expect(await database.query('select id, note from builds')).toEqual([{ id: 'b', note: 'none' }]);
      expect(await database.query('select version from telemetry_schema order by version')).toEqual([
        { version: 1 },
        { version: 2 },
        { version: 3 },
        { version: 4 },
        { version: 5 },
        { version: 6 },
      ]);
      await expect(migrate(database, 4)).rejects.toThrow('version 6, this program knows 5');
      expect(await readVersion(database)).toBe(6);
    }
    await pair.close();
  });

  it('give a database of version 1 the waits of builds and tasks, and keep its old builds', async () => {
    const target = join(tempFolder('version-1'), 'old.db');
    for (const url of [target, await server.create()]) {
      const database = await openDatabase(url);
      expect(await migrate(database, 1, migrations.slice(0, 1))).toBe(1);
      await expect(database.query('select queue_ms from builds')).rejects.toThrow();
      await database.run(
        `insert into builds (repository, series, id, digest, start_ms, result, complete, degraded, tasks, failed_tasks, retries, errors, cache_hits, cache_lookups, opened)
         values ('r', 's', 'b', 'd', 1, 'success', 1, 0, 0, 0, 0, 0, 0, 0, '[]')`,
      );
      expect(await migrate(database, 2)).toBe(5);
      expect(await database.query('select id, queue_ms from builds')).toEqual([{ id: 'b', queue_ms: null }]);
      expect(await database.query('select queue_ms from tasks')).toEqual([]);
      await database.close();
    }
  });

  it('give a database of version 2 a rate of errors over all of its metrics', async () => {
    const target = join(tempFolder('version-2'), 'old.db');
    for (const url of [target, await server.create()]) {
      const database = await openDatabase(url);
      await migrate(database, 1, migrations.slice(0, 2));
      await database.query('drop view v_error_rate');
      await database.query(`create view v_error_rate as select repository, labels ->> 'component' as component,
        labels ->> 'error_type' as error_type, labels ->> 'severity' as severity, sum(value) as errors,
        min(time_ms) as first_ms, max(time_ms) as last_ms, 1000.0 * sum(value) as per_second
        from telemetry_metrics group by 1, 2, 3, 4`);
      const labels = '{"component":"db","error_type":"timeout","severity":"critical"}';
      const point = (id: string, name: string, kind: string, timeMs: number) => [
        ...['a/b', 's', id, name, kind, timeMs, 1, labels, null],
      ];
      await database.transaction('x', () =>
        database.insert(metricsTable, [
          point('1', 'task_queue_size', 'gauge', 0),
          point('2', 'error_total', 'counter', 60_000),
          point('3', 'error_total', 'counter', 61_000),
          point('4', 'task_queue_size', 'gauge', 100_000),
        ]),
      );
      await migrate(database, 2);
      expect(await database.query('select * from v_error_rate')).toEqual([
        {
          ...{ repository: 'a/b', component: 'db', error_type: 'timeout', severity: 'critical' },
          ...{ errors: 2, first_ms: 60_000, last_ms: 61_000, per_second: 0.02 },
        },
      ]);
      await database.close();
    }
  });

  it('give a database of version 3 the earliest root of a trace', async () => {
    const target = join(tempFolder('version-3'), 'old.db');
    for (const url of [target, await server.create()]) {
      const database = await openDatabase(url);
      await migrate(database, 1, migrations.slice(0, 3));
      await database.query('drop view v_trace_summary');
      await database.query(`create view v_trace_summary as select repository, trace_id, min(start_ms) as start_ms,
        max(start_ms + duration_ms) - min(start_ms) as duration_ms, count(*) as spans,
        sum(case when status = 'ERROR' then 1 else 0 end) as errors,
        max(case when parent_span_id is null then name end) as root
        from telemetry_spans group by repository, trace_id`);
      const root = (id: string, name: string, startMs: number) => [
        ...['a/b', 't', id, null, name, 'INTERNAL', startMs, 5, 'UNSET', null, '{}', '{}'],
      ];
      await database.transaction('x', () =>
        database.insert(spansTable, [root('1', 'first', 1), root('2', 'second', 2)]),
      );
      await migrate(database, 2);
      expect(await database.query('select root from v_trace_summary')).toEqual([{ root: 'first' }]);
      await database.close();
    }
  });

  it('give a database of version 4 the changes of groups, and keep the others', async () => {
    const target = join(tempFolder('version-4'), 'old.db');
    for (const url of [target, await server.create()]) {
      const database = await openDatabase(url);
      await migrate(database, 1, migrations.slice(0, 4));
      await database.query('drop table changes');
      for (const statement of createTable(changesTable, database.engine))
        await database.query(statement.replace(", 'group'", ''));
      const add = (scope: string): Promise<number> =>
        database.run(
          `insert into changes (repository, series, build, start_ms, change, verdict, state, scope, measure)
           values ('a/b', 's', '1', 1, $1, 'confirmed', 'new', $1, 'duration')`,
          [scope],
        );
      await add('task');
      await expect(add('group')).rejects.toThrow(/constraint/i);
      await migrate(database, 2);
      await add('group');
      await expect(add('planet')).rejects.toThrow(/constraint/i);
      expect(await database.query('select scope from changes order by scope')).toEqual([
        { scope: 'group' },
        { scope: 'task' },
      ]);
      await database.query('drop index changes_by_start_ms');
      await database.close();
    }
  });

  it('leave nothing behind when a step fails', async () => {
    const pair = await openPair(server);
    const next = [
      ...migrations,
      { version: 6, statements: () => ['create table half (x integer)', 'create nonsense'] },
    ];
    for (const database of pair.both) {
      await expect(migrate(database, 2, next)).rejects.toThrow();
      expect(await readVersion(database)).toBe(5);
      await expect(database.query('select * from half')).rejects.toThrow();
    }
    await pair.close();
  });
});
