/** A stored history as an SQLite database. https://nodejs.org/api/sqlite.html */

import { rm } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { listRows } from '../history/list-rows.ts';
import type { History, StoredBuild } from '../model/history.ts';

/** Columns of the table `builds`, with the field that each holds. */
const buildColumns: readonly (readonly [column: string, type: string, field: keyof StoredBuild])[] = [
  ['id', 'TEXT PRIMARY KEY', 'id'],
  ['name', 'TEXT', 'name'],
  ['start_ms', 'REAL', 'startTimeMs'],
  ['duration_ms', 'REAL', 'durationMs'],
  ['result', 'TEXT', 'result'],
  ['complete', 'INTEGER', 'complete'],
  ['degraded', 'INTEGER', 'degraded'],
  ['tasks', 'INTEGER', 'tasks'],
  ['failed_tasks', 'INTEGER', 'failedTasks'],
  ['retries', 'INTEGER', 'retries'],
  ['errors', 'INTEGER', 'errors'],
  ['cache_hits', 'INTEGER', 'cacheHits'],
  ['cache_lookups', 'INTEGER', 'cacheLookups'],
  ['cost_usd', 'REAL', 'costUsd'],
  ['tokens', 'INTEGER', 'tokens'],
  ['peak_memory_bytes', 'INTEGER', 'peakMemoryBytes'],
  ['branch', 'TEXT', 'branch'],
  ['commit_sha', 'TEXT', 'commit'],
  ['pull_request', 'INTEGER', 'pullRequest'],
  ['event', 'TEXT', 'event'],
  ['workflow', 'TEXT', 'workflow'],
  ['job', 'TEXT', 'job'],
  ['run_id', 'TEXT', 'runId'],
  ['run_attempt', 'INTEGER', 'runAttempt'],
  ['runner_os', 'TEXT', 'runnerOs'],
  ['runner_arch', 'TEXT', 'runnerArch'],
  ['runner_image', 'TEXT', 'runnerImage'],
  ['cpu_model', 'TEXT', 'cpuModel'],
  ['opened', 'TEXT', 'opened'],
  ['session', 'TEXT', 'session'],
];

const schema = `
  CREATE TABLE builds (${buildColumns.map(([name, type]) => `${name} ${type}`).join(', ')});
  CREATE TABLE tasks (build TEXT REFERENCES builds (id), name TEXT, kind TEXT, attempt INTEGER, result TEXT,
    duration_ms REAL, cached INTEGER, cost_usd REAL, tokens INTEGER, cpu_ms REAL, memory_bytes INTEGER,
    error_type TEXT, model TEXT);
  CREATE TABLE measurements (build TEXT REFERENCES builds (id), name TEXT, value REAL, unit TEXT, better TEXT);
`;

/** Whether this Node has SQLite: 22.5 and newer. */
export async function hasSqlite(): Promise<boolean> {
  return await import('node:sqlite').then(
    () => true,
    () => false,
  );
}

/** Fills a new file. @throws for any fault of the file system; then what was written is of no use */
export async function exportSqlite(path: string, history: History): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  await rm(path, { force: true });
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
    fill(database, history);
    database.exec('COMMIT; CREATE INDEX tasks_by_name ON tasks (name, kind)');
  } finally {
    database.close();
  }
}

function fill(database: DatabaseSync, history: History): void {
  const places = (count: number): string => Array(count).fill('?').join(', ');
  database.exec(schema);
  const addBuild = database.prepare(`INSERT INTO builds VALUES (${places(buildColumns.length)})`);
  const addTask = database.prepare(`INSERT INTO tasks VALUES (${places(13)})`);
  const addValue = database.prepare(`INSERT INTO measurements VALUES (${places(5)})`);
  for (const build of history.builds) addBuild.run(...buildColumns.map(([, , field]) => toSql(build[field])));
  for (const row of listRows(history)) {
    const { name, kind, attempt, result, durationMs, costUsd, tokens, cpuMs, memoryBytes } = row;
    if (row.unit === null)
      addTask.run(
        ...[row.build.id, name, kind, attempt, result, durationMs, Number(row.cached), costUsd, tokens],
        ...[cpuMs, memoryBytes, row.errorType, row.model],
      );
    else addValue.run(row.build.id, name, row.value, row.unit, row.better);
  }
}

function toSql(value: StoredBuild[keyof StoredBuild]): string | number | null {
  if (typeof value === 'boolean') return Number(value);
  if (value === undefined) return null;
  return typeof value === 'object' ? value && JSON.stringify(value) : value;
}
