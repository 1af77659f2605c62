/** A database of PostgreSQL, with node-postgres; rows are written with COPY. https://node-postgres.com */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { writeCopy } from '../copy-text.ts';
import type { Cell, Row, Table } from '../table.ts';
import type { Answered, Database } from './database.ts';
import { loadPostgres, type PostgresClient } from './load-postgres.ts';
import { databaseLabel, readPostgresUrl } from './postgres-url.ts';

const connectMs = 10_000;

/**
 * Connects. The password comes from the URL, `PGPASSWORD` or `~/.pgpass`.
 * @throws if it cannot connect or log in
 */
export async function openPostgres(url: string): Promise<Database> {
  const settings = readPostgresUrl(url);
  const library = await loadPostgres();
  const client: pg.Client = new library.pg.Client({
    ...settings,
    password: settings.password || process.env['PGPASSWORD'] || (() => findPassword(library, client)),
    application_name: 'build-telemetry',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    types: { getTypeParser: parserOf(library.pg.types) },
  });
  // A connection that breaks between two calls fails the next one.
  client.on('error', () => {});
  await client.connect();
  let isInTransaction = false;
  const transaction = async <T>(lock: string | null, work: () => Promise<T>): Promise<T> => {
    isInTransaction = true;
    return await inTransaction(client, lock, work).finally(() => {
      isInTransaction = false;
    });
  };
  const ask = async (sql: string, parameters: readonly Cell[] = []) => {
    const statement = () => client.query<Record<string, Cell>>(sql, [...parameters]);
    return await (isInTransaction ? statement() : transaction(null, statement));
  };
  return {
    engine: 'postgres',
    label: databaseLabel(url),
    query: async (sql, parameters): Promise<readonly Answered[]> => (await ask(sql, parameters)).rows,
    run: async (sql, parameters) => (await ask(sql, parameters)).rowCount ?? 0,
    transaction,
    insert: async (table, rows) => await copy(library, client, table.name, table, rows),
    upsert: async (table, rows) => await copyOver(library, client, table, rows),
    close: async () => await client.end().catch(() => {}),
  };
}

/** From `~/.pgpass`, or the file in `PGPASSFILE`. */
async function findPassword({ askPgpass }: PostgresClient, client: pg.Client): Promise<string> {
  const { host, port, user, database } = client;
  return await new Promise((resolve) =>
    askPgpass({ host, port, user, database }, (password = '') => resolve(password)),
  );
}

const bigint = 20;
const jsonb = 3802;

/** Integers as numbers, because all of ours fit; JSON as its text, as in SQLite. */
function parserOf({ getTypeParser }: typeof pg.types) {
  return (type: number, format?: string): ((value: string) => unknown) => {
    if (type === bigint) return Number;
    if (type === jsonb) return String;
    return getTypeParser(type, format as 'text');
  };
}

/** How long a statement waits for a table that another program has locked, unless the connection sets a limit. */
const limitLocks = `select set_config('lock_timeout', '60s', true) where current_setting('lock_timeout') = '0'`;

/**
 * A single statement, too, is in a transaction: a setting of the session would stay in a connection that a pooler gives
 * to others.
 */
async function inTransaction<T>(client: pg.Client, lock: string | null, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    // Other pushes of this program end: they are awaited without a limit.
    if (lock !== null)
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `build-telemetry ${lock}`,
      ]);
    await client.query(limitLocks);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function copy(
  { copyFrom }: PostgresClient,
  client: pg.Client,
  into: string,
  { columns }: Table,
  rows: Iterable<Row>,
): Promise<number> {
  const names = columns.map(({ name }) => name).join(', ');
  let count = 0;
  const text = writeCopy(rows, (written) => {
    count = written;
  });
  await pipeline(
    Readable.from(text, { objectMode: false }),
    client.query(copyFrom(`copy ${into} (${names}) from stdin`)),
  );
  return count;
}

/** COPY cannot replace rows: they are copied through a temporary table. */
async function copyOver(
  library: PostgresClient,
  client: pg.Client,
  table: Table,
  rows: Iterable<Row>,
): Promise<number> {
  const { name, columns, key } = table;
  const staged = `staged_${name}`;
  await client.query(`create temporary table ${staged} (like ${name} including defaults) on commit drop`);
  const count = await copy(library, client, staged, table, rows);
  const keys = key ?? [];
  const others = columns.map((column) => column.name).filter((column) => !keys.includes(column));
  const names = columns.map((column) => column.name).join(', ');
  await client.query(
    `insert into ${name} (${names}) select distinct on (${keys.join(', ')}) ${names} from ${staged}
     on conflict (${keys.join(', ')}) do update set ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  await client.query(`drop table ${staged}`);
  return count;
}
