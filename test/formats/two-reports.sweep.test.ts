/** Reports of two formats in one file: the results of one of them are never lost in silence. */
import { expect, it } from 'vitest';
import { formats } from '../../src/formats/formats.ts';
import { type FileFacts, inspectSource } from '../../src/formats/read-build.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

const families = new Map(formats.map(({ id, family }) => [id, family]));
const inspect = (...parts: readonly (Buffer | string)[]): Promise<FileFacts> =>
  inspectSource(sourceOf(Buffer.concat(parts.map((part) => Buffer.from(part))), 'both'), 'auto');

interface Report {
  readonly format: string;
  readonly bytes: Buffer;
  readonly facts: FileFacts;
}

const found: Report[] = [];
for (const { path, format } of fixtures) {
  const bytes = openFixture(path);
  if (format === null || bytes.length > 100_000) continue;
  if (!['tests', 'benchmarks'].includes(families.get(format) ?? '')) continue;
  const facts = await inspect(bytes);
  if (facts.tasks + facts.metrics > 0) found.push({ format, bytes, facts });
}
const bySize = found.sort((a, b) => a.bytes.length - b.bytes.length);
/** One report of each format. */
const pick = (isWanted: (report: Report) => boolean): Report[] => {
  const picked = bySize.toReversed().filter(isWanted);
  return [...new Map(picked.map((report) => [report.format, report])).values()];
};
const complete = pick(({ facts }) => facts.complete);
const seconds = [...pick(() => true), ...pick(({ facts }) => facts.result === 'failure')];

it.each(complete)('$format before another one', async (first) => {
  for (const second of seconds.filter(({ format }) => format !== first.format)) {
    const both = await inspect(first.bytes, '\n', second.bytes);
    const tasks = first.facts.tasks + second.facts.tasks;
    const metrics = first.facts.metrics + second.facts.metrics;
    // A reader may know both, as that of libtest knows Criterion's lines.
    if (both.tasks < tasks || both.metrics < metrics) expect(both.format, second.format).toBeNull();
  }
});

const junit = (name: string): string =>
  `<testsuite name="s" tests="1"><testcase name="${name}" time="1"/></testsuite>\n`;
const go = `{"Action":"pass","Package":"p","Test":"TestA","Elapsed":1}\n`;

it.each([
  ['go-test', go.repeat(30_000), junit('late')],
  ['junit', junit('a').repeat(20_000), 'PASS\n1..1\nnot ok 1 - late\n'],
  ['junit', junit('a'), `${'[INFO] Building a module of the project\n'.repeat(1000)}1..1\nnot ok 1 - late\n`],
  ['junit', junit('a'), `${'{"level":30,"msg":"request completed"}\n'.repeat(1000)}1..1\nnot ok 1 - late\n`],
  ['junit', junit('a').repeat(20_000), `${'words <of> {a} program\n'.repeat(20_000)}${go}`],
])('%s of more than a sample', async (_, first, second) => {
  expect(await inspect(first, second)).toMatchObject({
    format: null,
    problems: [{ code: 'ambiguous-format' }],
  });
});

it('reads output of a program that is no report', async () => {
  for (const words of ['<div>not ok</div>', '{"level":"info"}', 'ok', '[INFO] Building', '<testing/>'])
    expect(await inspect(junit('a'), `${words}\n`.repeat(300))).toMatchObject({
      format: 'junit',
      complete: true,
    });
});

it('reads several reports of one format that differ in their root', async () => {
  const both = await inspect(junit('a'), `<testsuites>${junit('b')}</testsuites>\n`);
  expect(both).toMatchObject({ format: 'junit', tasks: 2, complete: true });
});

it('finds that a further report is cut', async () => {
  for (const part of ['<', '<testsuit', '<testsuite name=', '<testsuite name="s" tests="1"'])
    expect(await inspect(junit('a'), part)).toMatchObject({ format: 'junit', complete: false });
});

it('reads the format that the user sets', async () => {
  const source = sourceOf(Buffer.from(`${junit('a')}1..1\nnot ok 1 - b\n`), 'both');
  expect(await inspectSource(source, 'junit')).toMatchObject({ format: 'junit', tasks: 1 });
});
