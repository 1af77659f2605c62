import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

type Row = readonly [startMs: number, endMs: number, output: string, hash?: string];

/** Rows as Ninja writes them; rows without a hash are separate commands. */
const log = (...rows: readonly Row[]): string =>
  `# ninja log v5\n${rows
    .map(
      ([start, end, output, hash], i) =>
        `${start}\t${end}\t1795220020283619981\t${output}\t${hash ?? `ab${i}`}\n`,
    )
    .join('')}`;
const inspect = async (text: string) => await inspectSource(sourceOf(text), 'auto');

describe('ninja', () => {
  it('reads a complete build, with an unknown result', async () => {
    const build = await buildOf(log([2, 205, 'b.o'], [0, 310, 'a.o'], [310, 1000, 'app']));
    expect(build).toMatchObject({
      formats: ['ninja'],
      startTimeMs: null,
      durationMs: 1000,
      result: 'unknown',
      complete: true,
      problems: [],
    });
    expect(
      build.tasks.map(({ name, durationMs, result, startTimeMs }) => [name, durationMs, result, startTimeMs]),
    ).toEqual([
      ['b.o', 203, 'success', null],
      ['a.o', 310, 'success', null],
      ['app', 690, 'success', null],
    ]);
  });

  it('uses the result of the build from another log', async () => {
    const junit = '<testsuite name="s"><testcase name="a" time="1"/></testsuite>';
    expect((await buildOf(log([0, 9, 'a.o']), junit)).result).toBe('success');
    const cut = log([0, 9, 'a.o'], [0, 10, 'b.o']).slice(0, -9);
    expect(await buildOf(cut, junit)).toMatchObject({ result: 'unknown', complete: false });
  });

  it('takes several outputs of one command for one task', async () => {
    const build = await buildOf(log([0, 9, 'x.h', 'c0'], [0, 9, 'x.c', 'c0'], [0, 9, 'y.c', 'c1']));
    expect(build.tasks.map(({ name }) => name)).toEqual(['x.h', 'y.c']);
  });

  it('reads the newest build of a log of version 7', async () => {
    const text = readFileSync(new URL('fixtures/ninja/v7-two-builds.ninja_log', import.meta.url), 'utf8');
    const build = await buildOf(text);
    expect(build.tasks.map(({ name, durationMs }) => [name, durationMs])).toEqual([
      ['a.o', 308],
      ['app', 215],
    ]);
    expect(build).toMatchObject({ durationMs: 530, complete: true, problems: [] });
  });

  it('refuses to guess in a log that was rewritten', async () => {
    const facts = await inspect(
      log([1202, 1286, 'c.o'], [48, 69, 'a.o'], [2411, 2494, 'x.a'], [105, 177, 'b.o'], [1160, 1248, 'd.o']),
    );
    expect(facts).toMatchObject({
      format: 'ninja',
      complete: false,
      result: 'unknown',
      tasks: 0,
      durationMs: null,
    });
    expect(facts.problems.map(({ code }) => code)).toContain('unordered-log');
  });

  it('reads a build after the lines of a rewritten log only if they are not in order by chance', async () => {
    const rewritten: Row[] = [
      [1202, 1286, 'c.o'],
      [48, 69, 'a.o'],
      [2411, 2494, 'x.a'],
    ];
    const build = (commands: number): Row[] =>
      Array.from({ length: commands }, (_, i): Row => [i * 10, i * 10 + 10, `${i}.o`]);
    expect(await inspect(log(...rewritten, ...build(8)))).toMatchObject({ tasks: 8, complete: true });
    expect(await inspect(log(...rewritten, ...build(3)))).toMatchObject({ tasks: 0, complete: false });
    expect(await inspect(log(...build(2), ...build(3)))).toMatchObject({ tasks: 3, complete: true });
  });

  it('does not read the end of a build as the whole', async () => {
    // The newer build begins with b.o, which ends after the whole older build: where it begins is unknown.
    const facts = await inspect(log([0, 100, 'a.o'], [100, 200, 'app'], [0, 300, 'b.o'], [300, 400, 'app']));
    expect(facts).toMatchObject({ tasks: 0, complete: false });
  });

  it('does not read lines with a pause between them as one build', async () => {
    expect(await inspect(log([0, 100, 'a.o'], [5000, 5100, 'b.o']))).toMatchObject({
      tasks: 0,
      complete: false,
    });
  });

  it('reads a build with a slow start, if it is the only one', async () => {
    const late: Row[] = [
      [4000, 4100, 'a.o'],
      [4001, 4200, 'b.o'],
    ];
    expect(await inspect(log(...late))).toMatchObject({ tasks: 2, complete: true });
    expect(await inspect(log([0, 9000, 'x.o'], ...late))).toMatchObject({ tasks: 0, complete: false });
  });

  it('reads a build with a slow start after a build of many sorted lines', async () => {
    const before = Array.from({ length: 8 }, (_, i): Row => [i * 1000, i * 1000 + 1000, `${i}.o`]);
    expect(await inspect(log(...before, [2413, 4000, 'install']))).toMatchObject({
      tasks: 1,
      complete: true,
      durationMs: 4000,
    });
  });

  it('names outputs from the build folder', async () => {
    const build = await buildOf(
      log(
        [0, 9, 'gen/x.c', 'c0'],
        [0, 9, '/home/me/app/build/gen/x.c', 'c0'],
        [0, 10, '/home/me/app/build/gen/y.c'],
        [0, 11, '/home/me/other/deep/down/z.c'],
        [0, 12, 'C:\\Users\\me\\w.c'],
      ),
    );
    expect(build.tasks.map(({ name }) => name)).toEqual([
      'gen/x.c',
      'gen/y.c',
      'deep/down/z.c',
      'Users/me/w.c',
    ]);
  });

  it('keeps the part before a cut', async () => {
    const { build } = await readAll([sourceOf(log([0, 9, 'a.o'], [0, 10, 'b.o']).slice(0, -12), 'x', 5)]);
    expect(build).toMatchObject({ complete: false, tasks: [{ name: 'a.o' }] });
    expect(codesOf(build ?? { problems: [] })).toContain('truncated');
  });

  it('accepts a log without any command', async () => {
    const facts = await inspect('# ninja log v6\n');
    expect(facts).toMatchObject({ format: 'ninja', tasks: 0, complete: false, result: 'unknown' });
    expect(facts.problems.map(({ code }) => code)).toEqual(['no-tasks']);
  });

  it('skips foreign lines', async () => {
    const build = await buildOf(
      `${log([0, 9, 'a.o'])}-5\tx\t0\tb.o\tab\n${'9'.repeat(300)}\t1\t2\tc.o\tab\n`,
    );
    expect(build.tasks.map(({ name }) => name)).toEqual(['a.o']);
    expect(codesOf(build)).toEqual(['malformed-record', 'malformed-record']);
  });

  it.each([
    ['4', 'Build with Ninja 1.5 or newer.'],
    ['8', 'Update Build Telemetry, or build with an older Ninja.'],
    ['55', 'Update Build Telemetry, or build with an older Ninja.'],
  ])('refuses version %s', async (version, fix) => {
    const facts = await inspect(log([0, 9, 'a.o']).replace('v5', `v${version}`));
    expect(facts).toMatchObject({ format: null, problems: [{ code: 'unknown-version', fix }] });
  });
});
