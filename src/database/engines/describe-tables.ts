/** The contents of our tables in a database, in numbers. */

import { tables } from '../migrations.ts';
import type { Database } from './database.ts';
import { readVersion, refuseNewer } from './open-database.ts';

export interface DatabaseFacts {
  /** 0: no tables of ours. */
  readonly version: number;
  readonly repositories: number;
  /** Of the whole database; null when not known. */
  readonly sizeBytes: number | null;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    /** Epoch milliseconds; null without rows. */
    readonly oldestMs: number | null;
    readonly newestMs: number | null;
  }[];
}

/** @throws NewerSchemaError; the engine's error */
export async function describeTables(database: Database): Promise<DatabaseFacts> {
  const version = await readVersion(database);
  refuseNewer(version);
  if (version === 0) return { version, repositories: 0, sizeBytes: null, tables: [] };
  const facts = [];
  for (const { name, columns } of tables) {
    const time = columns.find((column) => /^(start|time|started)_ms$/.test(column.name))?.name;
    const [row] = await database.query(
      `select count(*) as rows, min(${time}) as oldest, max(${time}) as newest from ${name}`,
    );
    const read = (key: string): number | null => (row?.[key] == null ? null : Number(row[key]));
    facts.push({
      table: name,
      rows: read('rows') ?? 0,
      oldestMs: read('oldest'),
      newestMs: read('newest'),
    });
  }
  const [{ n = 0 } = {}] = await database.query('select count(distinct repository) as n from builds');
  return { version, repositories: Number(n), sizeBytes: await readSize(database), tables: facts };
}

async function readSize(database: Database): Promise<number | null> {
  const sql =
    database.engine === 'sqlite'
      ? 'select page_count * page_size as bytes from pragma_page_count, pragma_page_size'
      : 'select pg_database_size(current_database()) as bytes';
  const [row] = await database.query(sql).catch(() => []);
  return row?.['bytes'] == null ? null : Number(row['bytes']);
}
