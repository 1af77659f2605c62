/** The queries of `sql/` on a simulated organisation: the same rows from PostgreSQL, SQLite and DuckDB. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSegments } from '../../src/history/read-segments.ts';
import { historyColumns } from '../../src/history/schema.ts';
import { noLimits } from '../../src/history/segment.ts';
import { type Postgres, startPostgres } from '../services/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { openPair, type Pair } from './both-engines.ts';
import {
  buildsOfSeries,
  makeOrganisation,
  normalizeRows,
  pushOrganisation,
  writeOrganisation,
} from './organisation.ts';

const folder = fileURLToPath(new URL('../../sql/', import.meta.url));
const questions = readdirSync(folder).filter((name) => name.endsWith('.sql'));

let server: Postgres;
let pair: Pair;
let duck: (sql: string) => Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  server = await startPostgres();
  pair = await openPair(server);
  const root = tempFolder('organisation');
  writeOrganisation(root);
  for (const { files, single } of makeOrganisation()) {
    expect(files.length).toBeGreaterThan(single.length);
    expect(readSegments(files, noLimits).history.builds).toHaveLength(buildsOfSeries);
  }
  for (const database of pair.both) await pushOrganisation(database);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`set variable history = '${root.replaceAll('\\', '/')}'`);
  await connection.run(readFileSync(join(folder, 'duckdb/views.sql'), 'utf8'));
  duck = async (sql) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
});
afterAll(async () => {
  await pair.close();
  await server.close();
});

describe('sql/', () => {
  it('lists all of its files', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8');
    expect([...page.matchAll(/^\| \[([\w-]+\.sql)\]/gm)].map(([, name]) => name).sort()).toEqual(
      questions.sort(),
    );
  });

  it.each(questions)('%s gives the same rows in all engines', async (name) => {
    const sql = readFileSync(join(folder, name), 'utf8').replace(/;\s*$/, '');
    const answers = [await pair.sqlite.query(sql), await pair.postgres.query(sql), await duck(sql)];
    const [sqlite, postgres, duckdb] = answers.map(normalizeRows);
    expect(sqlite?.length).toBeGreaterThan(0);
    expect(postgres).toEqual(sqlite);
    expect(duckdb).toEqual(sqlite);
  });

  it('finds the stored data', async () => {
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const flaky = await pair.postgres.query(read('flaky-tests.sql'));
    expect(flaky).toHaveLength(6);
    expect(flaky[0]).toMatchObject({ name: 'checkout', commits: 5 });
    const regressions = await pair.postgres.query(read('regressions.sql'));
    expect(regressions.map(({ verdict }) => verdict).sort()).toEqual([
      ...Array(18).fill('confirmed'),
      ...Array(6).fill('drift'),
    ]);
    const scopes = await duck('select distinct scope from changes order by scope');
    expect(scopes.map(({ scope }) => scope)).toEqual(['build', 'group', 'task']);
    const [size] = await duck('select count(*)::integer as n, sum(value) as total from measurements');
    expect(size).toMatchObject({ n: 120, total: 1140 });
  });

  it('has DuckDB read all columns of the history, and only those', async () => {
    const described = await duck('describe history_files');
    const derived = ['filename', 'file', 'repository', 'series'];
    const read = described
      .map(({ column_name: name }) => name)
      .filter((name) => !derived.includes(String(name)));
    expect(read.sort()).toEqual(historyColumns.map(({ name }) => name).sort());
  });

  it.each([
    [
      'clickhouse/views.sql',
      { text: 'String', long: 'Int64', int: 'Int32', double: 'Float64', flag: 'Bool' },
    ],
    [
      'clickhouse/tables.sql',
      { text: 'String', long: 'Int64', int: 'Int32', double: 'Float64', flag: 'Bool' },
    ],
    [
      'trino/table.sql',
      { text: 'varchar', long: 'bigint', int: 'integer', double: 'double', flag: 'boolean' },
    ],
    [
      'trino/athena-table.sql',
      { text: 'string', long: 'bigint', int: 'int', double: 'double', flag: 'boolean' },
    ],
  ] as const)('%s declares all columns of the history', (name, types) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll(/[`"]/g, '');
    const isClickhouse = name.startsWith('clickhouse');
    for (const { name: column, type, required } of historyColumns) {
      if (type === 'timestamp') continue;
      const own = isClickhouse && !required ? `Nullable(${types[type]})` : types[type];
      expect(text.replaceAll('\n', ',')).toContain(` ${column} ${own},`);
    }
    expect(text).toMatch(/ start (timestamp|DateTime64\(6, '+UTC'+\)),/);
  });
});
