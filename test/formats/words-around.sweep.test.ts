/** What shells, package managers and CI services print around a document changes nothing in what is read. */
import { expect, it } from 'vitest';
import { type FileFacts, inspectSource } from '../../src/formats/read-build.ts';
import { readSample } from '../../src/ingest/read-sample.ts';
import { defaultLimits } from '../../src/settings/limits.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

const documents = fixtures
  .filter(({ format, path }) => format !== null && !/cut|killed|interrupted|trailing-comma|html/.test(path))
  .map(({ path }) => ({ path, bytes: openFixture(path) }))
  .filter(({ bytes }) => bytes.length < 100_000 && !bytes.includes(0))
  .filter(({ bytes }) => ['object', 'array', 'xml'].includes(readSample(bytes, defaultLimits).shape));

const around: Readonly<Record<string, readonly [string, string]>> = {
  yarn: ['yarn run v1.22.22\n$ jest --json\n', 'Done in 3.20s.\n'],
  npm: ['\n> app@1.0.0 test\n> jest --json\n\n', '\nnpm error Lifecycle script `test` failed with error:\n'],
  jenkins: ['[Pipeline] sh\n+ make test\n', '[Pipeline] }\n[Pipeline] // node\nFinished: SUCCESS\n'],
  gitlab: [
    'section_start:1764486000:step_script\r\u001b[0K\u001b[36;1mExecuting\u001b[0;m\n$ make test\n',
    'section_end:1764486060:step_script\r\u001b[0K\u001b[32;1mJob succeeded\u001b[0;m\n',
  ],
};

const stamped = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `2026-11-30T07:00:00.1234567Z ${line}`))
    .join('\n');

it.each(documents)('$path', async ({ path, bytes }) => {
  const alone = await inspectSource(sourceOf(bytes), 'auto');
  const text = bytes.toString('utf8').trim();
  for (const [before, after] of Object.values(around)) {
    const whole = `${before}${text}\n${after}`;
    for (const written of [whole, stamped(whole), `${text}\n${after}`, `${before}${text}`]) {
      const found = await inspectSource(sourceOf(written), 'auto');
      expect(withoutProblems(found), path).toEqual(withoutProblems(alone));
      const known = alone.problems.map(({ what }) => what);
      expect(found.problems.some(({ what }) => !known.includes(what))).toBe(true);
    }
  }
});

function withoutProblems({ problems: _, ...facts }: FileFacts): Omit<FileFacts, 'problems'> {
  return facts;
}

it('is told by byte and by line', async () => {
  const { problems } = await inspectSource(
    sourceOf('$ make\n\n[{"name":"a","unit":"ms","value":1}]\nDone in 3 s.\n'),
    'auto',
  );
  expect(problems.map(({ level }) => level)).toEqual(['info', 'info']);
  expect(problems.map(({ what }) => what).toSorted()).toEqual([
    'Text before the document is skipped, such as `$ make`.',
    'The line at byte 45 was skipped, it is no record: `Done in 3 s.`',
  ]);
});

const junit = '<testsuites><testsuite name="s"><testcase name="t" time="1"/></testsuite></testsuites>\n';
const declaration = '<?xml version="1.0"?>\n';
const output = 'std::vector<int> & 1 < 2\n'.repeat(300);

it.each([
  ['output of tests before JSON', `${'GET /\n'.repeat(300)}[{"name":"a","unit":"ms","value":1}]\n`],
  ['output that looks like tags before XML', output + declaration + junit],
  ['output that looks like tags between a declaration and its root', declaration + output + junit],
  ['output that looks like tags after XML', declaration + junit + output],
])('is skipped: %s', async (_, text) => {
  const { complete, tasks, metrics, problems } = await inspectSource(sourceOf(text), 'auto');
  expect({ complete, entries: tasks + metrics }).toEqual({ complete: true, entries: 1 });
  expect(problems.map(({ code }) => code)).toEqual(['other-lines']);
});

it('does not hide a second document that is cut off', async () => {
  const list = '[{"name":"a","unit":"ms","value":1}]\n';
  const facts = await inspectSource(sourceOf(`${list}Done.\n${list.slice(0, 20)}`), 'auto');
  expect(facts).toMatchObject({ complete: false, metrics: 1 });
});
