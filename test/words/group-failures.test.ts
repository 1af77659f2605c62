import { expect, it } from 'vitest';
import { adviseOnFailures } from '../../src/words/describe-failures.ts';
import { failedTasks, groupFailures } from '../../src/words/group-failures.ts';
import { sampleReports } from '../render/sample-reports.ts';

const { outage } = sampleReports;
const failed = failedTasks(outage);
const sizes = (of: typeof failed): number[] => groupFailures(of).map(({ others }) => others.length + 1);

it('groups failures with one message, and lists each failure once', () => {
  expect(sizes(failed)).toEqual([9, 1]);
  const listed = groupFailures(failed).flatMap(({ first, others }) => [first, ...others]);
  expect(new Set(listed).size).toBe(failed.length);
});

it('lists two equal ones, other states and failures without a message one by one', () => {
  expect(sizes(failed.slice(0, 2))).toEqual([1, 1]);
  expect(sizes(failed.map((each, at) => ({ ...each, state: at % 2 === 0 ? 'new' : 'flaky' })))).toEqual([
    4, 5, 1,
  ]);
  expect(sizes(failed.map((each) => ({ ...each, is: { ...each.is, failure: null } })))).toEqual(
    failed.map(() => 1),
  );
});

it('groups a hundred thousand failures with one message', () => {
  const many = Array.from({ length: 100_000 }, () => ({ ...failed[0]! }));
  expect(sizes(many)).toEqual([100_000]);
});

it('gives advice about the message if many failures have it', () => {
  expect(adviseOnFailures(outage)).toBe(
    'Fix `Error: connect ECONNREFUSED 127.0.0.1:5432`: 9 tests fail with it, such as `core:unit` at `packages/core/test/test.test.ts:8`.',
  );
  const known = outage.failures.map((each) => ({ ...each, state: 'known' as const }));
  expect(adviseOnFailures({ ...outage, failures: known })).toMatch(
    /^Fix `Error: .*` on the baseline branch: this build did not break it; 9 tests fail with it, such as /,
  );
});
