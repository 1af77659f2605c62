import { expect, it } from 'vitest';
import { describeOtherSeries } from '../../src/words/describe-elsewhere.ts';
import { makeContext } from '../make.ts';

const local = { name: 'build', context: makeContext({ runId: null }) };
const inJob = { name: 'CI/build', context: makeContext({ runId: '7' }) };

it.each([
  [local, ['ci'], 'The history has builds of `ci`: if it was renamed, use `--name ci`.'],
  [
    local,
    ['web tests', 'ci'],
    "The history has builds of `web tests`, `ci`: if it was renamed, use `--name 'web tests'`.",
  ],
  [
    inJob,
    ['CI/test', 'CI/lint', 'a', 'b', 'c'],
    'The history has builds of `CI/test`, `CI/lint`, `a` and 2 more: if this job or workflow was renamed, set `name: CI/test`.',
  ],
])('the first build of %j next to %j', (build, others, fix) => {
  expect(describeOtherSeries(build, others)).toMatchObject([
    { what: `No baseline yet: this is the first build recorded for ${build.name}`, fix },
  ]);
  expect(describeOtherSeries(build, [])).toEqual([]);
});
