/** Chooses the engine by the location of the database. */

import { migrations as allMigrations, type Migration, versionTable } from '../migrations.ts';
import type { Database } from './database.ts';
import { openSqlite } from './sqlite-database.ts';

/**
 * The kind of a target; null: the address of another database, or a mistyped one. A file with such a name could show
 * a password.
 */
export function engineOf(target: string): Database['engine'] | null {
  if (/^postgres(ql)?:\/\//i.test(target)) return 'postgres';
  return /^[a-z][a-z0-9+.-]+:|^\w+=|:[^/\\]*@/i.test(target) ? null : 'sqlite';
}

/** Opens the database without changing it. @throws the engine's error */
export async function openDatabase(target: string): Promise<Database> {
  if (engineOf(target) === 'sqlite') return await openSqlite(target);
  const { openPostgres } = await import('./postgres-database.ts');
  return await openPostgres(target);
}

/** The version of a database's tables; 0 without our tables. */
export async function readVersion(database: Database): Promise<number> {
  const known =
    database.engine === 'sqlite'
      ? `select name from sqlite_schema where name = 'telemetry_schema'`
      : `select to_regclass('telemetry_schema')::text as name`;
  const [found] = await database.query(known);
  if (!found?.['name']) return 0;
  const [row] = await database.query('select max(version) as version from telemetry_schema');
  return Number(row?.['version'] ?? 0);
}

/** A database of a newer version of this program. */
export class NewerSchemaError extends Error {}

/** @throws NewerSchemaError if the tables are newer than this program */
export function refuseNewer(version: number, newest = allMigrations.at(-1)?.version ?? 0): void {
  if (version > newest)
    throw new NewerSchemaError(`its tables have version ${version}, this program knows ${newest}`);
}

/**
 * Updates the tables in one transaction.
 * @returns their new version
 * @throws NewerSchemaError if they are newer than this program
 */
export async function migrate(
  database: Database,
  nowMs: number,
  migrations: readonly Migration[] = allMigrations,
): Promise<number> {
  const newest = migrations.at(-1)?.version ?? 0;
  if ((await readVersion(database)) === newest) return newest;
  return await database.transaction('schema', async () => {
    await database.query(versionTable);
    const version = await readVersion(database);
    refuseNewer(version, newest);
    for (const step of migrations.filter((each) => each.version > version)) {
      for (const statement of step.statements(database.engine)) await database.query(statement);
      await database.query('insert into telemetry_schema (version, applied_ms) values ($1, $2)', [
        step.version,
        nowMs,
      ]);
    }
    return newest;
  });
}
