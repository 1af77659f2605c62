/** The same names in several files: legs of a matrix, copies, and files that cannot be distinguished. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelFiles } from '../../src/ingest/distinguish-files.ts';
import type { Build } from '../../src/model/build.ts';
import { runs } from '../property-runs.ts';
import { codesOf, readAll, sourceOf } from '../source-of.ts';

describe('labels of files', () => {
  it.each([
    [
      ['matrix-lin.xml', 'matrix-win.xml'],
      ['lin', 'win'],
    ],
    [
      ['artifacts/results-ubuntu-py3.9/report.xml', 'artifacts/results-windows-py3.9/report.xml'],
      ['ubuntu', 'windows'],
    ],
    [
      ['report.xml', 'report-win.xml'],
      ['report', 'report-win'],
    ],
    [
      ['a\\linux\\r.xml', 'a\\mac\\r.xml'],
      ['linux', 'mac'],
    ],
    [
      ['linux.xml', 'linux-arm.xml'],
      ['linux', 'linux-arm'],
    ],
  ])('of %j are %j', (paths, labels) => {
    expect(labelFiles(paths)).toEqual(labels);
  });
});

const junit = (seconds: number, name = 't'): string =>
  `<testsuite name="s" timestamp="2026-03-01T10:00:00Z" time="${seconds}"><testcase classname="C" name="${name}" time="${seconds}"/></testsuite>`;
const gbench = (ms: number): string =>
  JSON.stringify({
    context: {},
    benchmarks: [{ name: 'BM_x', run_type: 'iteration', real_time: ms, time_unit: 'ms' }],
  });
const goTest = (seconds: number): string =>
  ['run', 'pass']
    .map((action) =>
      JSON.stringify({
        Time: `2026-03-01T10:00:0${action === 'run' ? 0 : 9}Z`,
        Action: action,
        Package: 'ex/p',
        Test: 'TestA',
        ...(action === 'pass' ? { Elapsed: seconds } : {}),
      }),
    )
    .join('\n');

async function read(files: Readonly<Record<string, string>>): Promise<Build> {
  const { build } = await readAll(Object.entries(files).map(([name, text]) => sourceOf(text, name)));
  return build as Build;
}

const namesOf = ({ tasks, metrics }: Build): string[] => [...tasks, ...metrics].map(({ name }) => name);

describe('several files', () => {
  it('of a matrix keep a series for each job, in any order of the files', async () => {
    const legs = fc.uniqueArray(fc.constantFrom('linux', 'macos', 'windows', 'arm64'), { minLength: 2 });
    await fc.assert(
      fc.asyncProperty(legs, async (names) => {
        const files = names.map((leg, i): [string, string] => [`out/${leg}/junit.xml`, junit(i + 1)]);
        const rows = ({ tasks }: Build): string[] =>
          tasks.map((task) => `${task.name} ${task.durationMs}`).sort();
        const one = await read(Object.fromEntries(files));
        expect(rows(one)).toEqual(names.map((leg, i) => `s › C › t [${leg}] ${(i + 1) * 1000}`).sort());
        expect(rows(await read(Object.fromEntries([...files].reverse())))).toEqual(rows(one));
        expect(codesOf(one)).toEqual([]);
      }),
      { numRuns: runs(5) },
    );
  });

  it('of benchmarks and of Go are distinguished in the same way', async () => {
    expect(namesOf(await read({ 'b-x64.json': gbench(1), 'b-arm.json': gbench(2) }))).toEqual([
      'BM_x [x64]',
      'BM_x [arm]',
    ]);
    const go = namesOf(await read({ 'go-x64.json': goTest(1), 'go-arm.json': goTest(2) }));
    expect(go.filter((name) => name.includes('TestA'))).toEqual(['ex/p › TestA [x64]', 'ex/p › TestA [arm]']);
  });

  it('with meaningless names are numbered, with a note', async () => {
    const build = await read({ '1772359200123.xml': junit(1), '1772359200999.xml': junit(2) });
    expect(namesOf(build)).toEqual(['s › C › t', 's › C › t #2']);
    expect(codesOf(build)).toEqual(['equal-names']);
  });

  it('that are copies of one file count once, with a note', async () => {
    const build = await read({ 'a/r.xml': junit(1), 'b/r.xml': junit(1) });
    expect(namesOf(build)).toEqual(['s › C › t']);
    expect([build.durationMs, codesOf(build)]).toEqual([1000, ['same-file']]);
  });

  it('of other tests keep their names', async () => {
    expect(namesOf(await read({ 'a.xml': junit(1, 'x'), 'b.xml': junit(2, 'y') }))).toEqual([
      's › C › x',
      's › C › y',
    ]);
  });
});
