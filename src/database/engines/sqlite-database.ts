/** A file of SQLite, by Node's own driver. https://nodejs.org/api/sqlite.html */

import type { DatabaseSync } from 'node:sqlite';
import type { Cell, Row, Table } from '../table.ts';
import type { Answered, Database } from './database.ts';

/** How long a writer waits for another one. */
const busyMs = 5_000;

/**
 * Opens or creates a file.
 * @throws if it cannot be opened or is not a SQLite file
 */
export async function openSqlite(path: string): Promise<Database> {
  const { DatabaseSync } = loadDriver();
  const file = new DatabaseSync(path, { timeout: busyMs });
  try {
    // Reads the file: another kind of file is refused here.
    file.exec('pragma foreign_keys = on; pragma user_version');
  } catch (error) {
    file.close();
    throw error;
  }
  return {
    engine: 'sqlite',
    label: path,
    query: async (sql, parameters = []) => {
      const { text, values } = placeParameters(sql, parameters);
      return file.prepare(text).all(...values) as unknown as Answered[];
    },
    run: async (sql, parameters = []) => {
      const { text, values } = placeParameters(sql, parameters);
      return Number(file.prepare(text).run(...values).changes);
    },
    transaction: (_lock, work) => inTransaction(file, work),
    insert: async (table, rows) => fill(file, 'insert', table, rows),
    upsert: async (table, rows) => fill(file, 'insert or replace', table, rows),
    close: async () => file.close(),
  };
}

/** Without the warning of Node 22 that its driver is experimental. */
function loadDriver(): typeof import('node:sqlite') {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** SQLite would read `$1` as a name, and Node 22.15 takes no list of values for its own `?1`. */
function placeParameters(sql: string, parameters: readonly Cell[]): { text: string; values: Cell[] } {
  const values: Cell[] = [];
  const text = sql.replaceAll(/\$(\d+)/g, (_, number) => {
    values.push(parameters[Number(number) - 1] ?? null);
    return '?';
  });
  return { text, values };
}

/** The file has one writer at a time, for all locks. */
async function inTransaction<T>(file: DatabaseSync, work: () => Promise<T>): Promise<T> {
  file.exec('begin immediate');
  try {
    const result = await work();
    file.exec('commit');
    return result;
  } catch (error) {
    if (file.isTransaction) file.exec('rollback');
    throw error;
  }
}

function fill(file: DatabaseSync, verb: string, { name, columns }: Table, rows: Iterable<Row>): number {
  const names = columns.map((column) => column.name).join(', ');
  const places = columns.map(() => '?').join(', ');
  const statement = file.prepare(`${verb} into ${name} (${names}) values (${places})`);
  let count = 0;
  for (const row of rows) {
    statement.run(...row.map(clean));
    count += 1;
  }
  return count;
}

/** As in PostgreSQL, whose texts cannot contain it. */
function clean(cell: Cell): Cell {
  return typeof cell === 'string' && cell.includes('\0') ? cell.replaceAll('\0', '\ufffd') : cell;
}
