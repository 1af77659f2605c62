/** One empty database of each engine, filled in the same way. */

import { join } from 'node:path';
import type { Database } from '../../src/database/engines/database.ts';
import { migrate, openDatabase } from '../../src/database/engines/open-database.ts';
import { tables } from '../../src/database/migrations.ts';
import type { Cell } from '../../src/database/table.ts';
import type { Postgres } from '../services/postgres.ts';
import { tempFolder } from '../temp-folder.ts';

export interface Pair {
  readonly sqlite: Database;
  readonly postgres: Database;
  readonly both: readonly Database[];
  close(): Promise<void>;
}

export async function openPair(server: Postgres): Promise<Pair> {
  const both = [
    await openDatabase(join(tempFolder('database'), 'test.db')),
    await openDatabase(await server.create()),
  ];
  for (const database of both) await migrate(database, 1);
  const [sqlite, postgres] = both as [Database, Database];
  return {
    ...{ sqlite, postgres, both },
    close: async () => {
      for (const database of both) await database.close();
    },
  };
}

/** JSON by value, with sorted keys: engines write it with different spaces and in a different order. */
function readCell(cell: Cell): unknown {
  if (typeof cell !== 'string' || !/^[[{]/.test(cell)) return cell;
  const value: unknown = JSON.parse(cell);
  return Array.isArray(value) ? value : Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** All rows of a query as texts, in one order. */
export async function listRows(database: Database, sql: string): Promise<string[]> {
  const rows = await database.query(sql);
  return rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row)
          .filter(([name]) => name !== 'id' || typeof row[name] === 'string')
          .map(([name, cell]) => [name, readCell(cell)])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      ),
    )
    .sort();
}

/** Every table except the record of exports, which has a different target. */
export async function dump(database: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name } of tables)
    if (name !== 'telemetry_exports') found[name] = await listRows(database, `select * from ${name}`);
  return found;
}
