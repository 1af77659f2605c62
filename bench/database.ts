/**
 * Compares `database push` with what each engine's own tool needs for the same rows into the same tables: COPY by
 * psql, by the clock; `.import` by sqlite3, in CPU time. Both alternate, and the lowest of each counts, as
 * other load only adds. `node bench/database.ts [builds tasks]`; psql and sqlite3 must be installed.
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
const rounds = 2;
const folder = mkdtempSync(join(tmpdir(), 'bench-database-'));
const rowsOf = builds * (tasks + 1);

/** Seconds of one round: of our push, and of the engine's own tool. */
interface Round {
  readonly push: number;
  readonly limit: number;
}

async function push(database: Database, files: readonly SegmentFile[]): Promise<void> {
  await migrate(database, 0);
  const { rows } = await pushSeries(database, { repository: 'a/b', series: 'bench' }, files, () => null);
  if (rows !== rowsOf) throw new Error(`${rows} rows were written, not ${rowsOf}.`);
}

async function measure(engine: string, tool: string, run: () => Promise<Round>): Promise<void> {
  let [seconds, limit] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    const one = await run();
    seconds = Math.min(seconds, one.push);
    limit = Math.min(limit, one.limit);
  }
  const rate = Math.round(rowsOf / seconds).toLocaleString('en');
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${engine}: ${seconds.toFixed(1)} s, ${rate} rows/s; ${tool} ${limit.toFixed(1)} s: ${(seconds / limit).toFixed(2)} times; peak ${peak} MB`,
  );
}

async function clock(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function runPostgres(url: string): Promise<Round> {
  const dump = join(folder, 'tasks.tsv');
  const psql = (sql: string): void =>
    void execFileSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', sql], {
      env: { ...process.env, PGPASSWORD: password },
    });
  const database = await openDatabase(url);
  const seconds = await clock(() => push(database, files));
  await database.close();
  psql(`\\copy tasks to '${dump}'`);
  psql('create table copied (like tasks including all)');
  return { push: seconds, limit: await clock(() => psql(`\\copy copied from '${dump}'`)) };
}

async function runSqlite(path: string): Promise<Round> {
  rmSync(path, { force: true });
  const file = await openDatabase(path);
  const before = process.cpuUsage();
  await push(file, files);
  const { user, system } = process.cpuUsage(before);
  await file.close();
  const dump = join(folder, 'tasks.csv');
  sqlite(path, '.mode csv', `.once ${dump}`, 'select * from tasks');
  sqlite(
    path,
    'create table copied as select * from tasks limit 0',
    'create index copied_by_build on copied (repository, series, build)',
    'create index copied_by_name on copied (name, start_ms)',
  );
  return { push: (user + system) / 1e6, limit: sqlite(path, '.mode csv', `.import ${dump} copied`) };
}

/** @returns CPU time in seconds, as the shell reports it for its children in the last line of `times` */
function sqlite(path: string, ...commands: string[]): number {
  const text = execFileSync('sh', ['-c', 'sqlite3 "$@" && times', 'sh', path, ...commands], {
    encoding: 'utf8',
  });
  const last = text.trim().split('\n').at(-1) ?? '';
  return [...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
}

const files = Array.from({ length: builds }, (_, number) => encodeBuild(makeBuild(number, tasks), startMs));
const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
console.log(`${builds} builds of ${tasks} tasks: ${(bytes / 1e6).toFixed(0)} MB in ${files.length} segments`);

const server = await startPostgres();
try {
  await measure('PostgreSQL, by the clock', 'COPY by psql', async () => runPostgres(await server.create()));
} finally {
  await server.close();
}
const path = join(folder, 'bench.db');
await measure('SQLite, CPU time', '.import by sqlite3', () => runSqlite(path));
console.log(`SQLite file: ${(statSync(path).size / 1e6).toFixed(0)} MB with the copy`);
rmSync(folder, { recursive: true });
