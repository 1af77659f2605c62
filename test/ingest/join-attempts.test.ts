/** Bazel's reports of earlier attempts are attempts of its tests, not other tests. */
import { expect, it } from 'vitest';
import { readAll, sourceOf } from '../source-of.ts';

const report = (name: string, outcome = ''): string =>
  `<testsuites><testsuite name="s" tests="1"><testcase classname="c.D" name="${name}" time="1">${outcome}</testcase></testsuite></testsuites>`;

const failed = '<failure message="x"/>';
const crashed = report('a/t', '<error message="exited with error code 1"/>');

async function read(files: Readonly<Record<string, string>>) {
  const { build } = await readAll(Object.entries(files).map(([name, text]) => sourceOf(text, name)));
  const tasks = build?.tasks.map(({ name, attempt, result }) => [name, attempt, result]);
  return { result: build?.result, tasks };
}

it('reports of earlier attempts belong to the report of the last one', async () => {
  const files = {
    'testlogs/a/t/test.xml': report('flaky'),
    'testlogs/a/t/test_attempts/attempt_2.xml': crashed,
    'testlogs/a/t/test_attempts/attempt_1.xml': report('flaky', failed),
  };
  expect(await read(files)).toEqual({
    result: 'success',
    tasks: [
      ['s › c.D › flaky', 1, 'failure'],
      ['s › c.D › flaky', 2, 'success'],
    ],
  });
});

it('equal names of two targets keep their own attempts', async () => {
  const shard = (number: number): string => `testlogs/a/t/shard_${number}_of_2`;
  const files = {
    [`${shard(1)}/test_attempts/attempt_1.xml`]: report('flaky', failed),
    [`${shard(1)}/test.xml`]: report('flaky'),
    [`${shard(2)}/test.xml`]: report('flaky', failed),
  };
  expect(await read(files)).toEqual({
    result: 'failure',
    tasks: [
      ['s › c.D › flaky [1]', 1, 'failure'],
      ['s › c.D › flaky [1]', 2, 'success'],
      ['s › c.D › flaky [2]', 1, 'failure'],
    ],
  });
});

it('an attempt without the last report counts as it is', async () => {
  const { result } = await read({ 'testlogs/a/t/test_attempts/attempt_1.xml': report('t', failed) });
  expect(result).toBe('failure');
});
