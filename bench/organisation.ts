/**
 * A simulated organisation of 1,000 repositories × 1,000 builds × 50 tasks: the size of its history, of the same rows
 * as JSON lines and in PostgreSQL, and how long the queries of `sql/` take on each. `node bench/organisation.ts
 * FOLDER STEPS [repositories builds tasks]`; steps are some of write,lines,duckdb,postgres.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { migrate, openDatabase } from '../src/database/engines/open-database.ts';
import { pushSeries } from '../src/database/engines/push-history.ts';
import { startPostgres } from '../test/services/postgres.ts';
import { readOrganisation, writeHistory, writeLines } from './organisation/organisation-files.ts';

const [folder = '', steps = '', repositories = 1000, builds = 1000, tasks = 50] = process.argv.slice(2);
const size = { repositories: Number(repositories), builds: Number(builds), tasks: Number(tasks) };
const history = join(folder, 'history');
const lines = join(folder, 'lines');
const sql = fileURLToPath(new URL('../sql/', import.meta.url));
const questions = readdirSync(sql).filter((name) => name.endsWith('.sql'));

type Ask = (sql: string) => Promise<number>;

async function measure<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const wall = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${what}: ${wall} s, ${((user + system) / 1e6).toFixed(1)} s of processor; ${JSON.stringify(result)}`,
  );
  return result;
}

async function askAll(engine: string, ask: Ask): Promise<void> {
  for (const name of questions)
    await measure(`${engine} ${name}`, () => ask(readFileSync(join(sql, name), 'utf8')));
}

async function openDuck(...setup: string[]): Promise<Ask> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const statement of ["set memory_limit = '6GB'", `set temp_directory = '${folder}/duck'`, ...setup])
    await connection.run(statement);
  return async (text) => (await connection.runAndReadAll(text)).currentRowCount;
}

async function askDuck(): Promise<void> {
  const views = readFileSync(join(sql, 'duckdb/views.sql'), 'utf8');
  await askAll('DuckDB, history', await openDuck(`set variable history = '${history}'`, views));
  const table = (name: string): string =>
    `create view ${name} as from read_json('${lines}/${name}.jsonl.gz', format = 'newline_delimited', sample_size = 200000)`;
  const none =
    "create view changes as select repository, series, id as build, start_ms, '' as change, '' as verdict, '' as state from builds where false";
  await askAll('DuckDB, JSON lines', await openDuck(table('builds'), table('tasks'), none));
}

async function askPostgres(): Promise<void> {
  const server = await startPostgres();
  try {
    const database = await openDatabase(await server.create());
    await migrate(database, 0);
    await measure('push to PostgreSQL', async () => {
      let rows = 0;
      for (const { files, ...owner } of readOrganisation(history))
        rows += (await pushSeries(database, owner, files, () => null)).rows;
      return rows;
    });
    await database.run('analyze');
    const sizes = await database.query(
      "select relname, pg_table_size(oid) as data, pg_indexes_size(oid) as indexes from pg_class where relname in ('builds', 'tasks')",
    );
    console.log(JSON.stringify(sizes));
    await askAll('PostgreSQL', async (text) => (await database.query(text)).length);
    await database.close();
  } finally {
    await server.close();
  }
}

const work: Readonly<Record<string, () => unknown>> = {
  write: () => measure('history', () => writeHistory(history, size)),
  lines: () => measure('JSON lines', () => writeLines(history, lines)),
  duckdb: askDuck,
  postgres: askPostgres,
};
for (const step of steps.split(',')) {
  const run = work[step];
  if (run === undefined) throw new Error(`There is no step ${step}. Use ${Object.keys(work).join(', ')}.`);
  await run();
}
