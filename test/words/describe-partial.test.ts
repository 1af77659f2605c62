import { expect, it } from 'vitest';
import { describePartial } from '../../src/words/describe-partial.ts';
import { sampleReports } from '../render/sample-reports.ts';

const [task] = sampleReports.clean.tasks;
const run = (...results: NonNullable<typeof task>['result'][]): string =>
  describePartial({
    tasks: results.flatMap((result) => (task === undefined ? [] : [{ ...task, kind: 'test', result }])),
  });

it('states what passed as far as a log goes, and leaves out skipped tests', () => {
  expect(run('success', 'success', 'skip')).toBe('In the logged part, 2 tests passed and none failed.');
  expect(run('success', 'failure', 'timeout')).toBe('In the logged part, 1 test passed and 2 failed.');
  expect(run()).toBe('The log does not show whether anything passed.');
  expect(run('unknown', 'skip')).toBe('The log does not show whether anything passed.');
});
