/** Pushing a history into real engines: the same rows in both, each once, whatever happens in between. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/engines/database.ts';
import { migrate, openDatabase } from '../../src/database/engines/open-database.ts';
import { type Judge, pushSeries } from '../../src/database/engines/push-history.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { listRows as listStored } from '../../src/history/list-rows.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import { noLimits, type SegmentFile } from '../../src/history/segment.ts';
import { seriesId } from '../../src/model/series.ts';
import { readConfig } from '../../src/settings/config.ts';
import { reportStored } from '../../src/tune/judge-stored.ts';
import { anyBuild } from '../history/any-build.ts';
import { makeHistoryBuild, makeHistoryTask, makeNthBuild, startMs } from '../history/make-history-build.ts';
import { type Postgres, startPostgres } from '../services/postgres.ts';
import { seededRandom } from '../stores/interleave.ts';
import { tempFolder } from '../temp-folder.ts';
import { dump, openPair } from './both-engines.ts';
import { endHold, holdPush } from './hold-push.ts';

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

const owner = { repository: 'team/app', series: 'unit' };
const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const noJudge: Judge = () => null;
const encode = (numbers: readonly number[], tasks?: number): SegmentFile[] =>
  numbers.map((number) => encodeBuild(makeNthBuild(number, tasks), startMs));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);
const countOf = async (database: Database, table: string): Promise<number> =>
  Number((await database.query(`select count(*) as n from ${table}`))[0]?.['n']);

/**
 * A folder with one series, `unit`, of this many builds of 1,000 tasks: a push writes each hundred builds in a
 * transaction of its own.
 */
function writeHistory(builds: number): string {
  const folder = tempFolder('history');
  mkdirSync(join(folder, 'unit'));
  for (const { name, bytes } of encode(upTo(builds), 1000)) writeFileSync(join(folder, 'unit', name), bytes);
  return folder;
}

function startPush(history: string, target: string): ChildProcessByStdio<null, null, Readable> {
  const push = ['database', 'push', '--history', history, '--to', target];
  return spawn(process.execPath, [cli, ...push, '--repository', 'a/b', '--judge', '1'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: history,
  });
}

describe('a push', () => {
  it('writes every build, task and measurement of any history, equal in both engines', async () => {
    const measured = { unit: 'kB', better: 'lower', samples: null } as const;
    const builds = fc.sample(anyBuild, { seed: 7, numRuns: 40 }).map((build, at) => ({
      ...build,
      metrics: [{ ...measured, name: 'size', value: at + 0.5 }],
    }));
    const files = builds.map((build) => encodeBuild(build, startMs));
    const pair = await openPair(server);
    for (const database of pair.both) await pushSeries(database, owner, files, noJudge);
    const [sqlite, postgres] = [await dump(pair.sqlite), await dump(pair.postgres)];
    expect(sqlite).toEqual(postgres);
    const { history } = readSegments(files, noLimits);
    const stored = [...listStored(history)];
    expect(sqlite['builds']).toHaveLength(history.builds.length);
    expect(sqlite['tasks']).toHaveLength(stored.filter(({ unit }) => unit === null).length);
    expect(sqlite['measurements']).toHaveLength(history.builds.length);
    for (const database of pair.both) {
      const [sums] = await database.query(
        'select sum(duration_ms) as ms, sum(cost_usd) as usd, count(error_type) as errors from tasks',
      );
      const tasks = stored.filter(({ unit }) => unit === null);
      expect(sums?.['ms']).toBeCloseTo(
        tasks.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0),
        0,
      );
      expect(sums?.['usd']).toBeCloseTo(
        tasks.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
        3,
      );
      expect(sums?.['errors']).toBe(tasks.filter(({ errorType }) => errorType !== null).length);
    }
    await pair.close();
  });

  it('adds nothing the second time, and only new builds the third', async () => {
    const pair = await openPair(server);
    for (const database of pair.both) {
      expect(await pushSeries(database, owner, encode(upTo(5)), noJudge)).toMatchObject({
        added: 5,
        known: 0,
        rows: 20,
      });
      const before = await dump(database);
      expect(await pushSeries(database, owner, encode(upTo(5)), noJudge)).toMatchObject({
        added: 0,
        known: 5,
        rows: 0,
      });
      expect(await dump(database)).toEqual(before);
      expect(await pushSeries(database, owner, encode(upTo(7)), noJudge)).toMatchObject({
        added: 2,
        known: 5,
      });
    }
    expect(await dump(pair.sqlite)).toEqual(await dump(pair.postgres));
    await pair.close();
  });

  it('replaces a changed build, and keeps other series and repositories separate', async () => {
    const pair = await openPair(server);
    const other = { ...owner, repository: 'team/other' };
    for (const database of pair.both) {
      await pushSeries(database, owner, encode([1, 2]), noJudge);
      await pushSeries(database, other, encode([1, 2]), noJudge);
      const fuller = makeHistoryBuild('build-1', {
        tasks: [makeHistoryTask({ id: 'x' }), makeHistoryTask({ id: 'y', name: 'b' })],
      });
      expect(await pushSeries(database, owner, [encodeBuild(fuller, startMs)], noJudge)).toMatchObject({
        added: 1,
      });
      expect(
        await database.query(
          `select repository, build, count(*) as n from tasks group by repository, build order by repository, build`,
        ),
      ).toEqual([
        { repository: 'team/app', build: 'build-1', n: 2 },
        { repository: 'team/app', build: 'build-2', n: 3 },
        { repository: 'team/other', build: 'build-1', n: 3 },
        { repository: 'team/other', build: 'build-2', n: 3 },
      ]);
    }
    await pair.close();
  });

  it('stores the report of each judged build', async () => {
    const builds = upTo(30).map((number) => {
      const durationMs = (number < 26 ? 10_000 : 20_000) + (number % 3) * 100;
      const build = makeNthBuild(number);
      const context = { ...build.context, runId: `${number}` };
      return { ...build, context, durationMs, tasks: [makeHistoryTask({ durationMs })] };
    });
    const files = builds.map((build) => encodeBuild(build, startMs));
    const { history } = readSegments(files, noLimits);
    const newest = new Set(history.builds.slice(-6).map(({ id }) => id));
    const how = { baselineBranch: null, gateOn: 'confirmed' } as const;
    const reports = reportStored(history, readConfig('', 'x').config, how, newest);
    const judge: Judge = ({ id }) => reports.find(({ build }) => build.id === id) ?? null;
    const changes = reports.flatMap(({ build, changes: found }) =>
      found.map(({ series, verdict, ratio }) => ({
        ...{ build: build.id, change: seriesId(series), verdict, ratio },
      })),
    );
    const alerts = reports.flatMap(({ build, alerts: found }) =>
      found.map(({ id, level, message }, at) => ({ build: build.id, place: at + 1, id, level, message })),
    );
    expect(changes.map(({ verdict }) => verdict)).toContain('confirmed');
    expect(alerts.map(({ level }) => level)).toContain('critical');
    const pair = await openPair(server);
    for (const database of pair.both) {
      await pushSeries(database, owner, files, judge);
      const stored = await database.query('select build, change, verdict, ratio from changes');
      expect(stored).toHaveLength(changes.length);
      expect(stored).toEqual(expect.arrayContaining(changes));
      expect(
        await database.query('select build, place, id, level, message from alerts order by start_ms, place'),
      ).toEqual(alerts);
    }
    expect(await dump(pair.sqlite)).toEqual(await dump(pair.postgres));
    await pair.close();
  });

  it('shortens names that PostgreSQL cannot index, and keeps them apart', async () => {
    const random = seededRandom(5);
    // Without repetition, because PostgreSQL would compress it.
    const long = String.fromCharCode(...Array.from({ length: 999 }, () => 0x4e00 + random() * 20_000));
    const names = [`${long}a`, `${long}b`, 'x'.repeat(1000)];
    const build = makeHistoryBuild('1', {
      tasks: names.map((name, at) => makeHistoryTask({ id: `${at}`, name })),
      metrics: names.map((name) => ({ name, value: 1, unit: 'kB', better: 'lower', samples: null })),
    });
    const pair = await openPair(server);
    for (const database of pair.both) {
      await pushSeries(database, owner, [encodeBuild(build, startMs)], noJudge);
      for (const table of ['tasks', 'measurements']) {
        const stored = (await database.query(`select name from ${table}`)).map(({ name }) => String(name));
        expect(new Set(stored).size).toBe(3);
        expect(stored).toContain(names[2]);
        expect(stored.filter((name) => name.startsWith(long.slice(0, 300)))).toHaveLength(2);
      }
    }
    expect(await dump(pair.sqlite)).toEqual(await dump(pair.postgres));
    await pair.close();
  });

  it('supports concurrent pushes: each build is stored once', async () => {
    const pair = await openPair(server);
    const url = await server.create();
    const path = join(tempFolder('database'), 'race.db');
    for (const target of [url, path]) {
      const files = encode(upTo(12), 50);
      const script = fileURLToPath(new URL('./scripts/push-files.ts', import.meta.url));
      const folder = tempFolder('segments');
      for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
      const codes = await Promise.all(
        upTo(4).map(
          () =>
            new Promise((resolve) =>
              spawn(process.execPath, [script, target, folder], {
                stdio: ['ignore', 'inherit', 'inherit'],
              }).once('close', resolve),
            ),
        ),
      );
      expect(codes).toEqual([0, 0, 0, 0]);
      const database = await openDatabase(target);
      expect([await countOf(database, 'builds'), await countOf(database, 'tasks')]).toEqual([12, 600]);
      await database.close();
    }
    await pair.close();
  });

  it('continues after kill -9 in the middle: nothing lost, nothing twice', async () => {
    const folder = writeHistory(120);
    for (const target of [await server.create(), join(tempFolder('database'), 'killed.db')]) {
      const database = await openDatabase(target);
      await migrate(database, startMs);
      await holdPush(database, 'build-110');
      const child = startPush(folder, target);
      const ended = once(child, 'exit');
      while ((await countOf(database, 'builds')) === 0 && child.exitCode === null) await delay(20);
      child.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
      await endHold(database);
      const before = await countOf(database, 'builds');
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(120);
      expect(await countOf(database, 'tasks')).toBe(before * 1000);
      expect(await once(startPush(folder, target), 'exit')).toEqual([0, null]);
      expect([await countOf(database, 'builds'), await countOf(database, 'tasks')]).toEqual([120, 120_000]);
      await database.close();
    }
  });

  it.each(['builds', 'tasks'])(
    'reports that another program has locked %s, and then continues',
    async (table) => {
      const target = await server.create();
      const database = await openDatabase(target);
      await migrate(database, startMs);
      const folder = writeHistory(3);
      const limit = `${target}?options=${encodeURIComponent('-c lock_timeout=200')}`;
      let stderr = '';
      await database.transaction('lock', async () => {
        await database.run(`lock table ${table} in access exclusive mode`);
        const child = startPush(folder, limit);
        child.stderr.on('data', (chunk) => {
          stderr += chunk;
        });
        expect(await once(child, 'close')).toEqual([2, null]);
      });
      expect(stderr).toMatch(/Another program has locked a table: .*lock timeout\. Wait for it to end/);
      expect(await once(startPush(folder, limit), 'exit')).toEqual([0, null]);
      expect(await countOf(database, 'tasks')).toBe(3000);
      await database.close();
    },
  );

  it('limits the wait for a lock by itself, also of a single statement', async () => {
    const database = await openDatabase(await server.create());
    const limit = `select current_setting('lock_timeout') as value`;
    const ask = async () => (await database.query(limit))[0]?.['value'];
    expect(await ask()).toBe('1min');
    expect(await database.transaction('lock', ask)).toBe('1min');
    await database.close();
  });

  it('reports the loss of its database in the middle, and keeps stored rows', async () => {
    const gone = await startPostgres();
    const target = await gone.create();
    const database = await openDatabase(target);
    await migrate(database, startMs);
    await holdPush(database, 'build-110');
    const child = startPush(writeHistory(120), target);
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const closed = once(child, 'close');
    while ((await countOf(database, 'builds')) === 0 && child.exitCode === null) await delay(20);
    await database.close();
    await gone.close();
    expect(await closed).toEqual([2, null]);
    expect(stderr).toMatch(/The database (cannot be reached|reported an error).*it continues from there\./);
  });
});
