/** The questions of `sql/` on a simulated organisation: the same rows from PostgreSQL, SQLite and DuckDB. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Judge, pushSeries } from '../../src/database/engines/push-history.ts';
import { compactSegments } from '../../src/history/compact.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import { noLimits, type SegmentFile } from '../../src/history/segment.ts';
import type { Build } from '../../src/model/build.ts';
import { seriesPrefix } from '../../src/stores/objects/object-store.ts';
import { hourMs, makeBuild, makeTask, startMs } from '../history/make-build.ts';
import { type Postgres, startPostgres } from '../services/postgres.ts';
import { seededRandom } from '../stores/schedule.ts';
import { tempFolder } from '../temp-folder.ts';
import { openPair, type Pair } from './both-engines.ts';

const folder = fileURLToPath(new URL('../../sql/', import.meta.url));
const questions = readdirSync(folder).filter((name) => name.endsWith('.sql'));

let server: Postgres;
let pair: Pair;
let duck: (sql: string) => Promise<Record<string, unknown>[]>;

const slow = 'task:duration:test:checkout';

/** Three repositories with two series each; a test that is flaky, an agent, one regression and one improvement a series. */
function makeSeries(repository: string, series: string, seed: number): Build[] {
  const random = seededRandom(seed);
  return Array.from({ length: 20 }, (_, number): Build => {
    const build = makeBuild(`${series}-${number}`, {
      name: series,
      startTimeMs: startMs + number * 7 * hourMs,
    });
    const isFlaky = number % 4 === 1;
    const result = number === 9 ? 'failure' : 'success';
    return {
      ...build,
      ...{ result, durationMs: Math.round(1e6 * random()) / 1000 },
      opened: number === 12 ? [slow, 'improved:build:duration::'] : number === 15 ? [`drift:${slow}`] : [],
      metrics: [{ name: 'size', value: number, unit: 'By', better: 'lower', samples: null }],
      context: {
        ...build.context,
        ...{ commit: `c${number >> 1}`, workflow: `CI ${series}`, job: `${repository} ${number % 2}` },
      },
      tasks: [
        makeTask({ id: 'a', name: 'checkout', kind: 'test', result: isFlaky ? 'failure' : 'success' }),
        makeTask({ id: 'b', name: 'compile', durationMs: Math.round(1e6 * random()) / 1000 }),
        makeTask({
          ...{ id: 'c', name: 'coder', kind: 'agent', model: number % 2 ? 'large' : 'small' },
          ...{ costUsd: 0.25 * number, tokens: { input: number, output: 5, cacheRead: 0, cacheCreation: 0 } },
        }),
      ],
    };
  });
}

/** What `check` would have reported, as `opened` says. */
const judge: Judge = (build) => {
  const changes = build.opened.map((line) => {
    const verdict = line.startsWith('drift:')
      ? 'drift'
      : line.startsWith('improved:')
        ? 'improvement'
        : 'confirmed';
    const [scope, measure, kind, task] = line.replace(/^(drift|improved):/, '').split(':');
    const series = { scope, measure, kind: kind || null, task: task || null, unit: 'ms' };
    return { series, verdict, state: 'new', from: 1, to: 2, ratio: 1, p: null, level: null, since: null };
  });
  return { changes, alerts: [] } as unknown as ReturnType<Judge>;
};

beforeAll(async () => {
  server = await startPostgres();
  pair = await openPair(server);
  const root = tempFolder('organisation');
  let seed = 0;
  for (const repository of ['acme/app', 'acme/lib', 'other/app'])
    for (const series of ['unit', 'CI / größe']) {
      seed += 1;
      const files = makeSeries(repository, series, seed).map((build) => encodeBuild(build, startMs));
      const place = join(root, seriesPrefix('', repository, series));
      mkdirSync(place, { recursive: true });
      // Merged files beside those that they replace, as a reader may find them.
      const { add } = compactSegments(files, noLimits);
      for (const { name, bytes } of [...files, ...add] as SegmentFile[])
        writeFileSync(join(place, name), bytes);
      expect(add.length).toBeGreaterThan(0);
      expect(readSegments([...files, ...add], noLimits).history.builds).toHaveLength(20);
      for (const database of pair.both) await pushSeries(database, { repository, series }, files, judge);
    }
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`set variable history = '${root.replaceAll('\\', '/')}'`);
  await connection.run(readFileSync(join(folder, 'duckdb/views.sql'), 'utf8'));
  duck = async (sql) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
});
afterAll(async () => {
  await pair.close();
  await server.close();
});

/** Numbers to nine digits: engines add in other orders. */
function normalize(rows: readonly Readonly<Record<string, unknown>>[]): unknown[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => {
        const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
        return [
          key,
          typeof number === 'number' && !Number.isNaN(number) ? Number(number.toPrecision(9)) : value,
        ];
      }),
    ),
  );
}

describe('sql/', () => {
  it('names all of its files', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8');
    expect([...page.matchAll(/^\| \[([\w-]+\.sql)\]/gm)].map(([, name]) => name).sort()).toEqual(
      questions.sort(),
    );
  });

  it.each(questions)('%s gives the same rows in all engines', async (name) => {
    const sql = readFileSync(join(folder, name), 'utf8').replace(/;\s*$/, '');
    const answers = [await pair.sqlite.query(sql), await pair.postgres.query(sql), await duck(sql)];
    const [sqlite, postgres, duckdb] = answers.map(normalize);
    expect(sqlite?.length).toBeGreaterThan(0);
    expect(postgres).toEqual(sqlite);
    expect(duckdb).toEqual(sqlite);
  });

  it('finds what was put there', async () => {
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const flaky = await pair.postgres.query(read('flaky-tests.sql'));
    expect(flaky).toHaveLength(6);
    expect(flaky[0]).toMatchObject({ name: 'checkout', commits: 5 });
    const regressions = await pair.postgres.query(read('regressions.sql'));
    expect(regressions.map(({ verdict }) => verdict).sort()).toEqual([
      ...Array(6).fill('confirmed'),
      ...Array(6).fill('drift'),
    ]);
    const [size] = await duck('select count(*)::integer as n, sum(value) as total from measurements');
    expect(size).toMatchObject({ n: 120, total: 1140 });
  });
});
