import { expect, it } from 'vitest';
import type { FailedTask } from '../../src/model/failed-task.ts';
import { adviseOnFailures, countFlaky, describeFailureState } from '../../src/words/describe-failures.ts';
import { plainPhrase } from '../../src/words/phrases.ts';
import { sampleReports } from '../render/sample-reports.ts';

const pull = sampleReports['failed-tests'];
const push = { ...pull, build: { ...pull.build, context: { ...pull.build.context, pullRequest: null } } };
const of = (state: FailedTask['state']): FailedTask =>
  pull.failures.find((failed) => failed.state === state) as FailedTask;
const textOf = (failed: FailedTask, report = pull): string =>
  plainPhrase(describeFailureState(failed, report));

it('states since when a failure is new', () => {
  expect(textOf(of('new'))).toBe('new in this pull request');
  expect(textOf(of('new'), push)).toBe('new in this build');
  expect(textOf({ ...of('new'), failed: 2, builds: 20 })).toBe('new, failed in 2 of the last 20 builds');
});

it('states that a failure of the base is not from the pull request, unless its message differs', () => {
  expect(textOf(of('known'))).toMatch(
    /^already failing on main since \w+ \(3 builds\), not from this pull request$/,
  );
  expect(textOf(of('known'), push)).toMatch(/^already failing on main since \w+ \(3 builds\)$/);
  const other = textOf({ ...of('known'), sameError: false });
  expect(other).toMatch(/with another message before$/);
});

it('counts flaky tests as tests, and mixed kinds as tasks', () => {
  const [test] = pull.flaky;
  if (test === undefined) throw new Error('The zoo has no flaky test.');
  expect(countFlaky([test])).toBe('1 flaky test');
  expect(countFlaky([test, { ...test, kind: 'job' }])).toBe('2 flaky tasks');
});

it('names the place of a failure in the advice, unless that is its name', () => {
  const [first] = pull.failures;
  if (first === undefined) throw new Error('The zoo has no failure.');
  const advise = (name: string, line: number | null): string => {
    const failure = { message: 'no such module', file: 'src/a.test.ts', line };
    const tasks = pull.tasks.map((task, at) => (at === first.task ? { ...task, name, failure } : task));
    return adviseOnFailures({ ...push, tasks, failures: [{ ...first, state: 'new' }] });
  };
  expect(advise('adds', 4)).toBe('Fix `adds` at `src/a.test.ts:4`.');
  expect(advise('src/a.test.ts', 4)).toBe('Fix `src/a.test.ts` at `src/a.test.ts:4`.');
  expect(advise('src/a.test.ts', null)).toBe('Fix `src/a.test.ts`.');
});
