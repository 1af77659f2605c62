/** What every format shares: compression, encodings, limits, damaged files, the choice of a format. */
import zlib, { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';

const task = (name: string, rest: object = {}): object => ({
  v: 1,
  type: 'task',
  task_id: name,
  name,
  kind: 'task',
  duration_ms: 5,
  result: 'success',
  ...rest,
});
const log = lines(task('a'), task('b'));

async function refusal(content: string | Uint8Array, format = 'auto'): Promise<string[]> {
  const { build, problems, files } = await readAll([sourceOf(content)], { format });
  expect(build).toBeNull();
  expect(files[0]?.format ?? null).toBeNull();
  for (const problem of problems) expect(problem.fix).not.toBe('');
  return codesOf({ problems });
}

describe('opening a log', () => {
  it('decompresses gzip and zstd, however the bytes arrive', async () => {
    // Node 20 has no zstd.
    const zstd = typeof zlib.zstdCompressSync === 'function' ? [zlib.zstdCompressSync(log)] : [];
    for (const bytes of [gzipSync(log), ...zstd]) {
      for (const size of [1, 100_000]) {
        const { build } = await readAll([sourceOf(bytes, 'x', size)]);
        expect(build?.tasks.map((each) => each.name)).toEqual(['a', 'b']);
        expect(build?.complete).toBe(true);
      }
    }
  });

  it('reads several gzip members as one', async () => {
    const build = await buildOf(Buffer.concat([gzipSync(lines(task('a'))), gzipSync(lines(task('b')))]));
    expect(build.tasks.length).toBe(2);
  });

  it('keeps the content of a cut gzip', async () => {
    const long = lines(...Array.from({ length: 2000 }, (_, i) => task(`t${i} ${Math.sin(i)}`)));
    const bytes = gzipSync(long);
    const build = await buildOf(bytes.subarray(0, bytes.length - 3000));
    expect(build.tasks.length).toBeGreaterThan(100);
    expect(build.complete).toBe(false);
    expect(codesOf(build).filter((code) => code === 'truncated')).toHaveLength(1);
    expect(build.problems[0]?.what).toBe('The compressed data are broken: unexpected end of file.');
  });

  it('refuses an empty gzip', async () => {
    expect(await refusal(gzipSync(log).subarray(0, 12))).toEqual(['broken-compression']);
  });

  it('reads UTF-16 with a mark, in chunks of any size', async () => {
    const little = Buffer.from(`\ufeff${log}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      for (const size of [1, 3, 100_000]) {
        const { build } = await readAll([sourceOf(bytes, 'x', size)]);
        expect(build).toMatchObject({ complete: true, tasks: [{ name: 'a' }, { name: 'b' }] });
      }
    }
  });

  it.each(["{'name': 'a', 'value': 1}", '{name: "a", value: 1}'])('says why %s is no JSON', async (text) => {
    const { problems } = await readAll([sourceOf(text)]);
    expect(problems[0]?.what).toBe(
      'Its format is not recognised (no JSON: its keys are not in double quotes).',
    );
  });

  it('ignores a stray zero, in JSON and in XML', async () => {
    const xml = '<testsuite name="s">\0<testcase name="t" time="1"/></testsuite>';
    expect(await buildOf(xml)).toMatchObject({ complete: true, tasks: [{ name: 's › t' }] });
    expect((await buildOf(log.replace('\n', '\0\n'))).tasks.length).toBe(2);
  });

  it('reads XML with a namespace prefix, and JSON lines after some words', async () => {
    const xml = '<a:testsuite xmlns:a="urn:x" name="s"><a:testcase name="t" time="1"/></a:testsuite>';
    expect(await buildOf(xml)).toMatchObject({ formats: ['junit'], tasks: [{ name: 's › t' }] });
    const build = await buildOf(`starting\nplease wait\n${log}`);
    expect(build.tasks.length).toBe(2);
    expect(new Set(codesOf(build))).toEqual(new Set(['malformed-record']));
  });

  it('drops a byte order mark', async () => {
    for (const size of [1, 2, 100_000]) {
      const { build } = await readAll([sourceOf(`\ufeff${log}`, 'x', size)]);
      expect(build?.tasks.length).toBe(2);
    }
  });

  it.each(['\n', ''])('drops the marks of files that were appended, after %j', async (end) => {
    const list = (name: string): string =>
      `\ufeff${JSON.stringify([{ name, unit: 'ms', value: 1 }], null, 2)}${end}`;
    for (const encoding of ['utf8', 'utf16le'] as const) {
      for (const size of [1, 2, 3, Buffer.byteLength(list('a'), encoding) + 1, 65_536]) {
        const bytes = Buffer.from(list('a') + list('b'), encoding);
        const { build } = await readAll([sourceOf(bytes, 'x', size)]);
        expect(build).toMatchObject({ complete: true, metrics: [{ name: 'a' }, { name: 'b' }] });
      }
    }
  });

  it('refuses UTF-16 without its mark, binary data and empty files', async () => {
    expect(await refusal(Buffer.from(log, 'utf16le'))).toEqual(['utf-16']);
    expect(await refusal(Buffer.from(log, 'utf16le').swap16())).toEqual(['utf-16']);
    expect(await refusal(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]))).toEqual(['binary']);
    const twice = await readAll([sourceOf(gzipSync(gzipSync(log)))]);
    expect(twice.problems[0]?.what).toBe('It is compressed twice, not a log.');
    const parquet = await readAll([sourceOf(Buffer.from('PAR1\0\0\0\x01\x02PAR1'))]);
    expect(parquet.problems[0]).toMatchObject({ code: 'binary', what: 'It is a Parquet file, not a log.' });
    expect(parquet.problems[0]?.fix).toMatch(/history import DIR`. Exported files .* cannot be imported/);
    const sqlite = await readAll([sourceOf(Buffer.from('SQLite format 3\0\x10\0\x01\x01\0@  \0\0'))]);
    expect(sqlite.problems[0]?.what).toBe('It is an SQLite database, not a log.');
    const header = Buffer.alloc(1024);
    header.write('reports/junit.xml');
    header.write('ustar', 257);
    const archive = await readAll([sourceOf(gzipSync(header))]);
    expect(archive.problems[0]?.what).toBe('It is a tar archive, not a log.');
    expect(await refusal('')).toEqual(['no-events']);
    expect(await refusal('\n \n')).toEqual(['no-events']);
    expect(await refusal('[]\n')).toEqual(['no-events']);
  });

  it('reports an error of the file system', async () => {
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield* [];
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    };
    const { build, problems } = await readAll([{ name: 'x', open }]);
    expect(build).toBeNull();
    expect(problems[0]).toMatchObject({ code: 'unreadable', where: 'x' });
  });
});

describe('choosing a format', () => {
  it('uses the named one, and suggests one for an unknown name', async () => {
    const { build } = await readAll([sourceOf(log)], { format: 'build-telemetry' });
    expect(build?.formats).toEqual(['build-telemetry']);
    const { problems } = await readAll([sourceOf(log)], { format: 'junitt' });
    expect(problems[0]).toMatchObject({ code: 'unknown-format', fix: 'Did you mean `junit`?' });
  });

  it('reports that a log without any task judges nothing', async () => {
    const empty = '<testsuites/>';
    const { build, problems, files } = await readAll([sourceOf(empty)]);
    expect(build).toBeNull();
    expect(problems.at(-1)).toMatchObject({ level: 'error', code: 'no-events' });
    expect(files[0]).toMatchObject({ format: 'junit', tasks: 0 });
  });
});

describe('limits', () => {
  it('reads no more of a file than allowed, compressed or not', async () => {
    const long = lines(...Array.from({ length: 1000 }, (_, i) => task(`t${i}`)));
    const cases = [
      [long, { fileBytes: 20_000 }],
      [gzipSync(long), { decompressedBytes: 40_000 }],
    ] as const;
    for (const [content, limits] of cases) {
      const { build } = await readAll([sourceOf(content, 'x', 5000)], { limits });
      expect(build?.tasks.length).toBeGreaterThan(10);
      expect(build?.tasks.length).toBeLessThan(1000);
      expect(build?.complete).toBe(false);
      expect(build && codesOf(build)).toContain('too-large');
    }
  });

  it('skips long and deep records, and the build is incomplete', async () => {
    const content = lines(task('a'), task('b', { extra: 'x'.repeat(5000) }), task('c'));
    const { build } = await readAll([sourceOf(content)], { limits: { recordBytes: 1000 } });
    expect(build?.tasks.map((each) => each.name)).toEqual(['a', 'c']);
    expect(build).toMatchObject({ complete: false, degraded: false });
    const deep = `{"v":1,"type":"task","name":"d","x":${'['.repeat(100)}${']'.repeat(100)}}\n`;
    const other = await buildOf(log + deep);
    expect(other).toMatchObject({ complete: false, degraded: false });
  });

  it('sums up by kind above the limit', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      task(`t${i}`, { kind: i % 2 ? 'odd' : 'even', result: i === 7 ? 'failure' : 'success' }),
    );
    const manyEvents = many.map((_, i) => ({
      event_type: 'TASK_COMPLETED',
      event_id: `e${i}`,
      task_id: `t${i}`,
      task_type: 'compile',
      duration_ms: 5,
    }));
    const { build } = await readAll([sourceOf(lines(...many))], { limits: { tasks: 20 } });
    expect(build?.tasks.map(({ name, durationMs, result }) => [name, durationMs, result])).toEqual([
      ['all even', 75, 'success'],
      ['all odd', 75, 'failure'],
    ]);
    expect(build).toMatchObject({ complete: false, result: 'failure' });
    expect(build && codesOf(build)).toContain('too-many-tasks');
    const { build: waiting } = await readAll([sourceOf(lines(...manyEvents))], { limits: { tasks: 20 } });
    expect(waiting?.tasks.map(({ name, durationMs }) => [name, durationMs])).toEqual([['all compile', 150]]);
    expect(waiting?.problems.find(({ code }) => code === 'too-many-tasks')?.what).toContain('30 tasks');
    const files = [sourceOf(lines(...many.slice(0, 15))), sourceOf(lines(...many.slice(15)))];
    const joined = await readAll(files, { limits: { tasks: 20 } });
    expect(joined.build?.tasks.length).toBe(2);
    expect(joined.build?.complete).toBe(false);
    const five = Array.from({ length: 5 }, (_, at) =>
      sourceOf(lines(...many.slice(at * 6, at * 6 + 6)), `${at}.ndjson`),
    );
    const { build: last, files: read } = await readAll(five, { limits: { tasks: 11 } });
    expect(last?.tasks.map(({ name, durationMs, result }) => [name, durationMs, result])).toEqual([
      ['all even', 75, 'success'],
      ['all odd', 75, 'failure'],
    ]);
    expect(last).toMatchObject({ complete: false, result: 'failure' });
    // The first two are read whole, the others not kept.
    expect(read.map(({ tasks, byResult }) => [tasks, byResult['success']])).toEqual([
      [6, 6],
      [6, 5],
      [6, undefined],
      [6, undefined],
      [6, undefined],
    ]);
    expect(last?.problems.map(({ what }) => what)).toEqual([
      'All files together have 30 tasks, more than the limit of 11: they are summed up by kind.',
    ]);
  });

  it('shows five malformed records with their offset, and judges no input with many of them', async () => {
    const bad = (count: number): string => log + '{"password":"hunter2"\n'.repeat(count) + log;
    const few = await buildOf(bad(7));
    expect(few).toMatchObject({ degraded: false, complete: true });
    expect(codesOf(few)).toEqual([...Array(5).fill('malformed-record'), 'malformed-record']);
    expect(few.problems[0]?.what).toContain(`byte ${Buffer.byteLength(log)}`);
    expect(few.problems.at(-1)?.what).toContain('2 more');
    expect(JSON.stringify(few)).not.toContain('hunter2');
    expect(await buildOf(bad(10))).toMatchObject({ degraded: false });
    expect(await buildOf(bad(11))).toMatchObject({ degraded: true });
    const many = lines(...Array.from({ length: 2000 }, (_, i) => task(`t${i}`)));
    expect(await buildOf(many + bad(15))).toMatchObject({ degraded: false });
    expect(await buildOf(many + bad(30))).toMatchObject({ degraded: true });
  });

  it('does not treat a log as complete that lost a record of its own', async () => {
    const failed = JSON.stringify(task('c', { result: 'failure' }));
    const noted = async (text: string): Promise<unknown> => {
      const build = await buildOf(text);
      return [build.complete, codesOf(build)];
    };
    // A shell that does not escape a quote, a killed writer, output without a line end, a missing line end.
    for (const line of [
      failed.replace('"c"', '"c "d" e"'),
      `${failed.slice(0, 20)}${failed}`,
      `.....${failed}`,
      `${failed}${failed}`,
      failed.replace('{', '{ ').slice(0, -5),
    ])
      expect([line, await noted(`${log}${line}\n${log}`)]).toEqual([line, [false, ['lost-record']]]);
    // The first line, which also decides about the format.
    expect(await noted(`${failed.slice(0, -5)}\n${log}`)).toEqual([false, ['lost-record']]);
    expect(await noted(`{"other":1, "key\n${log}`)).toEqual([false, ['lost-record']]);
    const benchmark = { name: 'b', unit: 'ms', value: 1 };
    const list = JSON.stringify([benchmark, benchmark]);
    expect(await noted(list.replace('1}', '}'))).toEqual([false, ['lost-record']]);
    const run = {
      ...{ id: 'r', version: '1', turboVersion: '2.5.0' },
      tasks: [{ taskId: 'a#b', task: 'b', execution: { exitCode: 0 } }, 1],
      execution: { success: 1, failed: 1, cached: 0, attempted: 2, exitCode: 1 },
    };
    // Its summary says that every task ended.
    expect(await noted(JSON.stringify(run).replace(',1]', ',{"taskId":}]'))).toEqual([
      false,
      ['lost-record'],
    ]);
    const csv = 'event_type,task_id,task_name\nTASK_COMPLETED,t,a\n';
    expect(await noted(`${csv}TASK_FAILED,u\nTASK_COMPLETED,v,c\n`)).toEqual([false, ['lost-record']]);
    expect(await noted(`${csv}Done.\nTASK_COMPLETED,v,c\n`)).toEqual([true, ['malformed-record']]);
    // The build after it is whole.
    const build = (id: string, hour: number): string =>
      lines(task('a', { build_id: id }), {
        ...{ v: 1, type: 'build', build_id: id, result: 'success', duration_ms: 9 },
        start_time: `2026-03-03T0${hour}:00:00Z`,
      });
    expect(
      await noted(`${build('b0', 0)}${failed.slice(0, -5)}\n${build('b1', 1)}${build('b2', 2)}`),
    ).toEqual([true, ['lost-record', 'older-builds']]);
  });

  it('treats a last record without its end as a cut file', async () => {
    const build = await buildOf(log.slice(0, -10));
    expect(build).toMatchObject({ complete: false, degraded: false });
    expect(codesOf(build)).toEqual(['truncated']);
  });

  it('limits names and messages to one line', async () => {
    const build = await buildOf(
      lines(task('a', { name: `::error::\n${'x'.repeat(5000)}` }), {
        v: 1,
        type: 'event',
        name: 'ERROR_OCCURRED',
        message: `first ${'y'.repeat(500)}\n  at secret (file.js:1)`,
      }),
    );
    expect(build.tasks[0]?.name.length).toBe(1024);
    expect(build.tasks[0]?.name).not.toMatch(/\n/);
    expect(build.events[0]?.message?.length).toBe(300);
    expect(JSON.stringify(build)).not.toContain('secret');
  });

  it('treats impossible numbers as unknown', async () => {
    const build = await buildOf(
      `${lines(
        { v: 1, type: 'build', start_time: '2026-01-03T00:00:00Z' },
        task('negative', { duration_ms: -1 }),
        task('old', { start_time: '2026-01-01T00:00:00Z' }),
        task('money', { cost_usd: -3, cpu_ms: -1 }),
      )}{"v":1,"type":"task","name":"endless","duration_ms":1e999}\n`,
    );
    expect(build.tasks.map((each) => each.durationMs)).toEqual([null, 5, 5, null]);
    expect(build.tasks[1]?.startTimeMs).toBeNull();
    expect(build.tasks[2]).toMatchObject({ costUsd: null, cpuMs: null });
    expect(codesOf(build).sort()).toEqual(['invalid-duration', 'invalid-duration', 'odd-start']);
  });
});
