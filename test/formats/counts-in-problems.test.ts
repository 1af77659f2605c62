/** Counts in the problems of a log: nouns and verbs agree with 1, and thousands have a separator. */
import { expect, it } from 'vitest';
import { lines, readAll, sourceOf } from '../source-of.ts';

const plan = (tests: number): string => `TAP version 14\n1..${tests}\nok 1 - a\n`;
const ctrf = (tests: number): string =>
  JSON.stringify({
    results: { tool: { name: 'a' }, summary: { tests }, tests: [{ name: 'a', status: 'passed' }] },
  });
const spans = (open: number): string =>
  JSON.stringify(
    [...Array(open).keys()]
      .map((n) => ({ name: `s${n}`, ph: 'B', ts: n + 1, pid: 1, tid: n }))
      .concat([
        { name: 'whole', ph: 'B', ts: 0, pid: 2, tid: 1 },
        { name: 'whole', ph: 'E', ts: 5000, pid: 2, tid: 1 },
      ]),
  );
const goTest = (others: number): string =>
  `${lines(
    { Time: '2026-01-01T00:00:00Z', Action: 'run', Package: 'a', Test: 'T' },
    { Time: '2026-01-01T00:00:01Z', Action: 'pass', Package: 'a', Test: 'T', Elapsed: 1 },
    { Time: '2026-01-01T00:00:01Z', Action: 'pass', Package: 'a', Elapsed: 1 },
  )}${'go: downloading\n'.repeat(others)}`;

it.each([
  ['planned tests', plan(1234), 'It plans 1,234 tests and lists 1.'],
  ['stated tests', ctrf(1234), 'It counts 1,234 tests and lists 1.'],
  ['one span', spans(1), '1 span began and did not end.'],
  ['spans', spans(1234), '1,234 spans began and did not end.'],
  ['one line', goTest(1), '1 line of other output is not read: only test events are.'],
  ['lines', goTest(1234), '1,234 lines of other output are not read: only test events are.'],
])('%s', async (_, log, what) => {
  const { build, problems } = await readAll([sourceOf(log)]);
  expect([...(build?.problems ?? []), ...problems].map((problem) => problem.what)).toContain(what);
});

it('the limit of tasks', async () => {
  const tests = [...Array(2345).keys()].map((n) => `ok ${n + 1} - t${n}\n`).join('');
  const { build } = await readAll([sourceOf(`TAP version 14\n1..2345\n${tests}`)], {
    limits: { tasks: 1234 },
  });
  expect(build?.problems.map(({ what }) => what)).toContain(
    'It has 2,345 tasks, more than the limit of 1,234: they are summed up by kind.',
  );
});
