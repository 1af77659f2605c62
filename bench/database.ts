/**
 * Measures `database push` beside what each engine's own tool needs for the same rows into the same tables: COPY by
 * psql, `.import` by sqlite3. `node bench/database.ts [builds tasks]`; psql and sqlite3 must be installed.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../src/database/engines/database.ts';
import { migrate, openDatabase } from '../src/database/engines/open-database.ts';
import { pushSeries } from '../src/database/engines/push-history.ts';
import { encodeBuild } from '../src/history/encode-build.ts';
import type { SegmentFile } from '../src/history/segment.ts';
import { password, startPostgres } from '../test/services/postgres.ts';
import { makeBuild, startMs } from './builds.ts';

const [builds = 1000, tasks = 1000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'bench-database-'));
const rowsOf = builds * (tasks + 1);

function measure(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

async function push(database: Database, files: readonly SegmentFile[]): Promise<number> {
  await migrate(database, 0);
  const start = performance.now();
  const { rows } = await pushSeries(database, { repository: 'a/b', series: 'bench' }, files, () => null);
  if (rows !== rowsOf) throw new Error(`${rows} rows were written, not ${rowsOf}.`);
  return (performance.now() - start) / 1000;
}

function report(engine: string, seconds: number, limit: number, tool: string): void {
  const rate = Math.round(rowsOf / seconds).toLocaleString('en');
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${engine}: ${seconds.toFixed(1)} s, ${rate} rows/s; ${tool} ${limit.toFixed(1)} s: ${(seconds / limit).toFixed(2)} times; peak ${peak} MB`,
  );
}

const files = Array.from({ length: builds }, (_, number) => encodeBuild(makeBuild(number, tasks), startMs));
const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
console.log(`${builds} builds of ${tasks} tasks: ${(bytes / 1e6).toFixed(0)} MB in ${files.length} segments`);

const server = await startPostgres();
try {
  const url = await server.create();
  const database = await openDatabase(url);
  const seconds = await push(database, files);
  const dump = join(folder, 'tasks.tsv');
  const psql = (sql: string): void =>
    void execFileSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', sql], {
      env: { ...process.env, PGPASSWORD: password },
    });
  psql(`\\copy tasks to '${dump}'`);
  psql('create table copied (like tasks including all)');
  report(
    'PostgreSQL',
    seconds,
    measure(() => psql(`\\copy copied from '${dump}'`)),
    'COPY by psql',
  );
  await database.close();
} finally {
  await server.close();
}

const path = join(folder, 'bench.db');
const file = await openDatabase(path);
const seconds = await push(file, files);
await file.close();
const sqlite = (...commands: string[]): void => void execFileSync('sqlite3', [path, ...commands]);
const dump = join(folder, 'tasks.csv');
execFileSync('sqlite3', [path, '.mode csv', `.once ${dump}`, 'select * from tasks']);
sqlite(
  'create table copied as select * from tasks limit 0',
  'create index copied_by_build on copied (repository, series, build)',
  'create index copied_by_name on copied (name, start_ms)',
);
report(
  'SQLite',
  seconds,
  measure(() => sqlite('.mode csv', `.import ${dump} copied`)),
  '.import by sqlite3',
);
console.log(`SQLite file: ${(statSync(path).size / 1e6).toFixed(0)} MB with the copy`);
rmSync(folder, { recursive: true });
