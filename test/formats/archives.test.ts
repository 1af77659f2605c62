/** Files in which other tools stored a team's history: every build of each, the same each time. */
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../src/formats/read-archive.ts';
import type { Build } from '../../src/model/build.ts';
import { localContext } from '../../src/model/local-context.ts';
import { tempFolder } from '../temp-folder.ts';

const folder = tempFolder('archives');
const options = { name: null, context: { ...localContext, event: 'import' } };

async function read(text: string, name: string | null = null): Promise<readonly Build[] | null> {
  const path = join(folder, 'file');
  writeFileSync(path, text);
  const source = { name: path, open: () => createReadStream(path) };
  const archive = await readArchive(source, { ...options, name });
  expect(archive?.problems.filter(({ level }) => level === 'error') ?? []).toEqual([]);
  return archive?.builds ?? null;
}

describe("Apache Otava's CSV", () => {
  const text = `time,commit,branch,metric1,metric2
2024.01.01 3:00:00 +0100,aaa0,main,154023,10.43
2024.01.02 3:00:00 +0100,aaa1,feature-x,138455,
2024-01-03T03:00:00Z,aaa2,main,143112,10.29
1704337200,aaa3,main,149190,10.91
`;

  it('returns one build per row, with its time, commit, branch and metrics', async () => {
    const builds = (await read(text)) ?? [];
    expect(builds.map(({ startTimeMs }) => new Date(startTimeMs ?? 0).toISOString())).toEqual([
      '2024-01-01T02:00:00.000Z',
      '2024-01-02T02:00:00.000Z',
      '2024-01-03T03:00:00.000Z',
      '2024-01-04T03:00:00.000Z',
    ]);
    expect(builds.map(({ context }) => [context.commit, context.branch])).toEqual([
      ['aaa0', 'main'],
      ['aaa1', 'feature-x'],
      ['aaa2', 'main'],
      ['aaa3', 'main'],
    ]);
    expect(builds[0]?.metrics).toMatchObject([
      { name: 'metric1', value: 154_023, unit: '1', better: 'lower' },
      { name: 'metric2', value: 10.43 },
    ]);
    expect(builds[1]?.metrics).toHaveLength(1);
    expect(new Set(builds.map(({ id }) => id)).size).toBe(4);
    expect(await read(text)).toEqual(builds);
  });

  it.each([';', '\t'])('reads columns that end in %j, with commas in numbers', async (separator) => {
    const other = `time;commit;metric 1;metric2
2024.01.01 3:00:00 +0100;aaa0;154023;10,43
2024.01.02 3:00:00 +0100;aaa1;;-9,2
`.replaceAll(';', separator);
    const builds = (await read(other)) ?? [];
    expect(builds.map(({ context, metrics }) => [context.commit, metrics.map(({ value }) => value)])).toEqual(
      [
        ['aaa0', [154_023, 10.43]],
        ['aaa1', [-9.2]],
      ],
    );
  });

  it('reads seconds since 1970, without commits', async () => {
    const builds = (await read('time,metric1\n1609466400,154023\n1609552800,138455\n')) ?? [];
    expect(builds.map(({ startTimeMs, metrics }) => [startTimeMs, metrics[0]?.value])).toEqual([
      [1_609_466_400_000, 154_023],
      [1_609_552_800_000, 138_455],
    ]);
  });

  it.each([
    ['a log of events', 'timestamp,event_type,task\n2024-01-01T00:00:00Z,TASK_COMPLETED,build\n'],
    ['times alone', 'time,commit\n2024-01-01T00:00:00Z,aaa\n'],
    ['no time in front', 'metric,time\n1,2024-01-01T00:00:00Z\n'],
    ['words for times', 'time,metric\nyesterday,5\n'],
    ['a header alone', 'time,metric\n'],
  ])('is not %s', async (_, other) => {
    expect(await read(other)).toBeNull();
  });
});

describe("Bencher's perf", () => {
  const point = (report: string, hash: string, day: number, value: number) => ({
    ...{
      report,
      iteration: 0,
      start_time: `2025-03-0${day}T10:00:00Z`,
      end_time: `2025-03-0${day}T10:01:00Z`,
    },
    ...{ version: { number: day, hash }, metric: { value, lower_value: null, upper_value: null } },
  });
  const line = (benchmark: string, measure: object, testbed: string, metrics: object[]) => ({
    ...{ branch: { name: 'main', slug: 'main' }, testbed: { name: testbed }, benchmark: { name: benchmark } },
    ...{ measure, metrics },
  });
  const latency = { name: 'Latency', slug: 'latency', units: 'nanoseconds (ns)' };
  const size = { name: 'Binary', slug: 'binary', units: 'bytes (B)' };
  const perf = {
    project: { name: 'My Project', slug: 'my-project' },
    start_time: null,
    end_time: null,
    results: [
      line('sort', latency, 'ubuntu', [point('r1', 'c1', 1, 2_000_000), point('r2', 'c2', 2, 2_100_000)]),
      line('sort', size, 'ubuntu', [point('r1', 'c1', 1, 4096)]),
      line('sort', latency, 'mac', [point('r3', 'c1', 1, 900_000)]),
    ],
  };

  it('returns one build per report, and one history per testbed', async () => {
    const builds = (await read(JSON.stringify(perf, null, 2))) ?? [];
    const shown = builds.map(({ name, context, metrics }) => [
      name,
      context.branch,
      context.commit,
      metrics.length,
    ]);
    expect(shown).toEqual([
      ['My Project · ubuntu', 'main', 'c1', 2],
      ['My Project · ubuntu', 'main', 'c2', 1],
      ['My Project · mac', 'main', 'c1', 1],
    ]);
    expect(builds[0]?.metrics).toMatchObject([
      { name: 'sort', value: 2, unit: 'ms', better: 'lower' },
      { name: 'sort › binary', value: 4096, unit: 'By' },
    ]);
    expect((await read(JSON.stringify(perf), 'bench'))?.map(({ name }) => name)).toEqual([
      'bench',
      'bench',
      'bench',
    ]);
  });

  it('reads points with named metrics', async () => {
    const named = { ...point('r1', 'c1', 1, 0), metric: undefined, metrics: { value: { value: 5_000_000 } } };
    const builds = await read(JSON.stringify({ ...perf, results: [line('sort', latency, 'x', [named])] }));
    expect(builds?.[0]?.metrics).toMatchObject([{ name: 'sort', value: 5, unit: 'ms' }]);
  });

  it('leaves out entries without a value or time, and does not claim other JSON', async () => {
    const broken = [
      {},
      { ...point('r', 'c', 1, 1), start_time: 'x' },
      { ...point('r', 'c', 1, 1), metric: null },
    ];
    expect(await read(JSON.stringify({ ...perf, results: [line('sort', latency, 'x', broken), 5] }))).toEqual(
      [],
    );
    expect(await read('{"results": [], "summary": {}}')).toBeNull();
  });
});

describe('entries that cannot be read', () => {
  const commit = { id: 'a'.repeat(40) };
  const good = { commit, date: 1_700_000_000_000, tool: 'cargo', benches: [{ name: 'a', value: 1 }] };
  const point = { report: 'r', start_time: '2025-03-01T10:00:00Z', version: {}, metric: { value: 5 } };
  const line = { benchmark: { name: 'sort' }, measure: { slug: 'latency' } };

  it.each([
    [
      'github-action-benchmark',
      `window.BENCHMARK_DATA = ${JSON.stringify({
        entries: {
          A: [good, null, 'x', { ...good, date: 'x' }, { ...good, benches: [{ name: 'b' }, 5] }],
          B: 'x',
        },
      })}`,
      6,
    ],
    [
      'bencher-perf',
      JSON.stringify({
        project: { name: 'p' },
        results: [
          { ...line, metrics: [point, null, { ...point, metric: {} }, { ...point, start_time: 'x' }] },
        ],
      }),
      3,
    ],
    ['otava-csv', 'time,commit,sort\nx,a,1\n2024-01-01T00:00:00Z,b,2\n2024-01-02T00:00:00Z,c,ten\n', 2],
  ])('of %s are counted, and the others imported', async (format, text, skipped) => {
    const path = join(folder, 'partly');
    writeFileSync(path, text);
    const archive = await readArchive({ name: path, open: () => createReadStream(path) }, options);
    expect(archive?.builds).toHaveLength(1);
    expect(archive?.problems).toMatchObject([
      {
        level: 'warning',
        where: path,
        what: expect.stringContaining(`${skipped} entries of this ${format} file without a time`),
      },
    ]);
  });
});
