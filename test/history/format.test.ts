import { gunzipSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { compactSegments } from '../../src/history/compact.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import { parseSegmentName, type SegmentFile } from '../../src/history/segment.ts';
import type { Build } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import {
  applyCompaction,
  makeHistoryBuild,
  makeHistoryTask,
  makeNthBuild,
  startMs,
  wideLimits,
} from './make-history-build.ts';

const encode = (build: Build): SegmentFile => encodeBuild(build, startMs);

/** What any other reader of Parquet sees. */
async function readRows({ bytes }: SegmentFile): Promise<Record<string, unknown>[]> {
  const compressors = { GZIP: (page: Uint8Array) => new Uint8Array(gunzipSync(page)) };
  return await parquetReadObjects({ file: bytes.slice().buffer, compressors });
}

const nthFiles = (count: number): SegmentFile[] =>
  Array.from({ length: count }, (_, number) => encode(makeNthBuild(number)));

describe('a segment as Parquet', () => {
  it('reads the same with a general reader', async () => {
    const tasks = [
      makeHistoryTask({
        id: '2',
        name: 'b',
        durationMs: null,
        cache: 'hit',
        errorType: 'oom',
        costUsd: 0.25,
      }),
      makeHistoryTask({
        id: '1',
        name: 'a',
        durationMs: 1.234_567,
        cpuMs: 7,
        memoryBytes: 2 ** 40,
        cache: 'miss',
      }),
    ];
    const rows = await readRows(encode(makeHistoryBuild('one', { tasks, durationMs: 99.5 })));
    expect(rows).toMatchObject([
      {
        task: null,
        build: 'one',
        name: 'unit',
        duration_us: 99_500n,
        tasks: 2,
        commit: 'c0ffee',
        complete: true,
      },
      {
        task: 'a',
        duration_us: 1235n,
        cached: false,
        cpu_us: 7000n,
        memory_bytes: BigInt(2 ** 40),
        cost_usd: null,
      },
      { task: 'b', duration_us: null, cached: true, error_type: 'oom', cost_usd: 0.25, result: 'success' },
    ]);
    expect(rows[1]?.['start']).toEqual(new Date(startMs));
    expect(rows[1]?.['branch']).toBe('main');
  });

  it('reads the same after a merge, which sorts by task, then build', async () => {
    const [merged] = compactSegments(nthFiles(16), wideLimits).add;
    expect(parseSegmentName(merged?.name ?? '')).toMatchObject({ level: 1, builds: 8 });
    const rows = await readRows(merged as SegmentFile);
    expect(rows.slice(0, 8).map(({ build, task }) => [build, task])).toEqual(
      Array.from({ length: 8 }, (_, at) => [`build-${at}`, null]),
    );
    expect(rows.slice(8).map(({ task, duration_us }) => [task, Number(duration_us)])).toEqual(
      [0, 1, 2].flatMap((at) => [0, 1, 2, 3, 4, 5, 6, 7].map((number) => [`task-${at}`, number * 1000 + at])),
    );
  });
});

describe('hostile values', () => {
  const strange: Partial<Task>[] = [
    { durationMs: Number.POSITIVE_INFINITY },
    { durationMs: 1e300, cpuMs: Number.NaN, memoryBytes: -1e300 },
    { tokens: { input: 1e30, output: 0, cacheRead: 0, cacheCreation: 0 } },
    { costUsd: Number.NEGATIVE_INFINITY },
  ];

  it.each(strange)('becomes unknown: %j', (values) => {
    const task = makeHistoryTask({ durationMs: null, ...values });
    const { history, problems } = readSegments(
      [encode(makeHistoryBuild('b', { tasks: [task] }))],
      wideLimits,
    );
    expect(problems).toEqual([]);
    expect([...history.series]).toMatchObject([
      { durationMs: new Float64Array([Number.NaN]), costUsd: null, tokens: null },
    ]);
  });

  it('keeps attempts in a byte and fractions of tokens whole', () => {
    const tokens = { input: 1.4, output: 0, cacheRead: 0, cacheCreation: 0 };
    const task = makeHistoryTask({ attempt: 300, tokens });
    const [series] = readSegments([encode(makeHistoryBuild('b', { tasks: [task] }))], wideLimits).history
      .series;
    expect(series).toMatchObject({ attempt: new Uint8Array([255]), tokens: new Float64Array([1]) });
  });

  it('keeps invalid Unicode names in order, so that merging finds them', () => {
    const tasks = ['a\ud800', 'a\ue000', 'a\u{1f680}'].map((name) => makeHistoryTask({ id: name, name }));
    const files = Array.from({ length: 16 }, (_, at) =>
      encode(makeHistoryBuild(`b${at}`, { tasks, startTimeMs: startMs + at })),
    );
    const after = applyCompaction(files);
    expect(after).toHaveLength(9);
    const series = [...readSegments(after, wideLimits).history.series];
    expect(series.map(({ build }) => build.length)).toEqual([16, 16, 16]);
  });

  it('stores a time, a pull request and an attempt that fit no column', () => {
    const build = makeHistoryBuild('b');
    const context = { ...build.context, pullRequest: 2 ** 40, runAttempt: -3, branch: '\udc00' };
    const odd = { ...build, context, startTimeMs: 1e20, durationMs: Number.NaN };
    const { history } = readSegments([encode(odd)], wideLimits);
    expect(history.builds).toMatchObject([
      { pullRequest: null, runAttempt: 1, branch: '\ufffd', startTimeMs: startMs, durationMs: null },
    ]);
  });
});
