import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import {
  compactSegments,
  encodeBuild,
  parseSegmentName,
  readSegments,
  type SegmentFile,
} from '../../src/history/index.ts';
import { hashSegment } from '../../src/history/segment.ts';
import type { Build, Task } from '../../src/model.ts';
import { apply, limits, makeBuild, makeNthBuild, makeTask, startMs } from './make-build.ts';

const encode = (build: Build): SegmentFile => encodeBuild(build, startMs);

/** The file with every occurrence of a text replaced by one of the same length, under its right name. */
function rewrite({ name, bytes }: SegmentFile, from: string, to: string): SegmentFile {
  const copy = Buffer.from(bytes);
  let found = 0;
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) {
    copy.write(to, at);
    found++;
  }
  expect(found).toBeGreaterThan(0);
  return { name: name.replace(/[0-9a-f]{16}/, hashSegment(copy)), bytes: new Uint8Array(copy) };
}

/** What any other reader of Parquet sees. */
async function readRows({ bytes }: SegmentFile): Promise<Record<string, unknown>[]> {
  return await parquetReadObjects({ file: bytes.slice().buffer });
}

const nthFiles = (count: number): SegmentFile[] =>
  Array.from({ length: count }, (_, number) => encode(makeNthBuild(number)));

const idsIn = (files: readonly SegmentFile[]): string[] =>
  readSegments(files, limits).history.builds.map(({ id }) => id);

describe('a segment as Parquet', () => {
  it('reads the same with a general reader', async () => {
    const tasks = [
      makeTask({ id: '2', name: 'b', durationMs: null, cache: 'hit', errorType: 'oom', costUsd: 0.25 }),
      makeTask({ id: '1', name: 'a', durationMs: 1.234_567, cpuMs: 7, memoryBytes: 2 ** 40, cache: 'miss' }),
    ];
    const rows = await readRows(encode(makeBuild('one', { tasks, durationMs: 99.5 })));
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
    const [merged] = compactSegments(nthFiles(16), limits).add;
    expect(parseSegmentName(merged?.name ?? '')).toMatchObject({ level: 1, builds: 8 });
    // The general reader has no zstd of its own; only the names of its pages' codec differ.
    const { history } = readSegments([merged as SegmentFile], limits);
    expect([...history.series].map(({ name, durationMs }) => [name, [...durationMs]])).toEqual(
      [0, 1, 2].map((at) => [`task-${at}`, [0, 1, 2, 3, 4, 5, 6, 7].map((number) => number + at / 1000)]),
    );
  });
});

describe('versions', () => {
  const newer = rewrite(encode(makeNthBuild(1)), '1.0', '2.0');

  it('leaves a newer major version alone, and says so', () => {
    const { history, kept, corrupt, problems } = readSegments([newer, encode(makeNthBuild(2))], limits);
    expect(history.builds.map(({ id }) => id)).toEqual(['build-2']);
    expect({ kept, corrupt }).toEqual({ kept: [newer.name], corrupt: [] });
    expect(problems).toMatchObject([{ level: 'warning', code: 'history-newer', where: newer.name }]);
    expect(compactSegments([newer, ...nthFiles(20)], limits).remove).not.toContain(newer.name);
  });

  it('reads a newer minor version', () => {
    const { history, problems } = readSegments([rewrite(encode(makeNthBuild(1)), '1.0', '1.9')], limits);
    expect(problems).toEqual([]);
    expect(history.builds).toHaveLength(1);
  });

  it('reads a file with a column that it does not know, and never rewrites it', () => {
    const files = nthFiles(20);
    const foreign = rewrite(files[0] as SegmentFile, 'cpu_model', 'gpu_model');
    const all = [foreign, ...files.slice(1)];
    expect(readSegments(all, limits).problems).toEqual([]);
    expect(readSegments(all, limits).history.builds[0]).toMatchObject({ id: 'build-0', cpuModel: null });
    const after = apply(all);
    expect(after.map(({ name }) => name)).toContain(foreign.name);
    expect(after.length).toBeLessThan(20);
    expect(idsIn(after)).toEqual(idsIn(all));
  });

  it('calls a file with the right hash and no sense damaged', () => {
    const empty = new Uint8Array(300);
    const name = `L0-0-1-${hashSegment(empty)}.parquet`;
    expect(readSegments([{ name, bytes: empty }], limits)).toMatchObject({ corrupt: [name], good: [] });
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
    const task = makeTask({ durationMs: null, ...values });
    const { history, problems } = readSegments([encode(makeBuild('b', { tasks: [task] }))], limits);
    expect(problems).toEqual([]);
    expect([...history.series]).toMatchObject([
      { durationMs: new Float64Array([Number.NaN]), costUsd: null, tokens: null },
    ]);
  });

  it('keeps attempts in a byte and fractions of tokens whole', () => {
    const tokens = { input: 1.4, output: 0, cacheRead: 0, cacheCreation: 0 };
    const task = makeTask({ attempt: 300, tokens });
    const [series] = readSegments([encode(makeBuild('b', { tasks: [task] }))], limits).history.series;
    expect(series).toMatchObject({ attempt: new Uint8Array([255]), tokens: new Float64Array([1]) });
  });

  it('keeps names that are not Unicode in order, so that merging finds them', () => {
    const tasks = ['a\ud800', 'a\ue000', 'a\u{1f680}'].map((name) => makeTask({ id: name, name }));
    const files = Array.from({ length: 16 }, (_, at) =>
      encode(makeBuild(`b${at}`, { tasks, startTimeMs: startMs + at })),
    );
    const after = apply(files);
    expect(after).toHaveLength(9);
    const series = [...readSegments(after, limits).history.series];
    expect(series.map(({ build }) => build.length)).toEqual([16, 16, 16]);
  });

  it('stores a time, a pull request and an attempt that fit no column', () => {
    const build = makeBuild('b');
    const context = { ...build.context, pullRequest: 2 ** 40, runAttempt: -3, branch: '\udc00' };
    const odd = { ...build, context, startTimeMs: 1e20, durationMs: Number.NaN };
    const { history } = readSegments([encode(odd)], limits);
    expect(history.builds).toMatchObject([
      { pullRequest: null, runAttempt: 1, branch: '\ufffd', startTimeMs: startMs, durationMs: null },
    ]);
  });
});
