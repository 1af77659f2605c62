import { expect, it } from 'vitest';
import { describeOtherSeries } from '../../src/words/describe-elsewhere.ts';
import { makeContext } from '../make.ts';

const local = { name: 'build', context: makeContext({ runId: null }) };
const inJob = { name: 'CI/build', context: makeContext({ runId: '7' }) };

it.each([
  [local, ['ci'], 0, 'The history has builds of `ci`: if it was renamed, use `--name ci`.'],
  [
    local,
    ['web tests', 'ci'],
    0,
    "The history has builds of `web tests`, `ci`: if it was renamed, use `--name 'web tests'`.",
  ],
  [
    inJob,
    ['CI/test', 'CI/lint', 'a'],
    2,
    'The history has builds of `CI/test`, `CI/lint`, `a` and 2 more: if this job or workflow was renamed, set `name: CI/test`.',
  ],
])('the first build of %j next to %j', (build, others, more, fix) => {
  const named = others.map((name) => ({ name, runId: build.context.runId && '6' }));
  expect(describeOtherSeries(build, { named, more })).toMatchObject([
    { what: `No baseline yet: this is the first build recorded for ${build.name}`, fix },
  ]);
});

it('does not name other jobs of the same run, which were not renamed', () => {
  const named = ['CI/lint', 'CI/build', 'CI/test'].map((name, i) => ({ name, runId: i === 1 ? '6' : '7' }));
  expect(describeOtherSeries(inJob, { named, more: 0 })).toMatchObject([
    { fix: expect.stringContaining('has builds of `CI/build`: if') },
  ]);
  expect(describeOtherSeries(inJob, { named: named.slice(0, 1), more: 4 })).toEqual([]);
  expect(describeOtherSeries(inJob, undefined)).toEqual([]);
});
