import { expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { describeRepeated } from '../../src/words/describe-repeated.ts';
import { makeBuild, makeContext, storeBuild } from '../make.ts';

const [first, second] = ['a', 'b'].map((digit) => digit.repeat(40));
const textOf = (
  id: string,
  commit: string | null = second ?? '',
  stored: string | null = first ?? '',
  startTimeMs: number | null = 1,
  metrics: Build['metrics'] = [],
) =>
  describeRepeated(
    { id, startTimeMs, durationMs: null, tasks: [], metrics, context: makeContext({ commit }) },
    [storeBuild({ id: 'local-0', commit: 'c'.repeat(40) }), storeBuild({ id, commit: stored })],
  ).map(({ level, what, fix }) => `${level}: ${what} ${fix}`);

it('warns of logs that were checked for another commit, and of an id that was used', () => {
  expect(textOf('local-7')).toEqual([
    'warning: The same logs were checked before, for commit aaaaaaa. Check that the build has run since then, and writes its logs to these paths.',
  ]);
  expect(textOf('nightly')).toEqual([
    'warning: This build id was used before, for commit aaaaaaa. Give each build its own `--build-id`.',
  ]);
});

it('does not warn of the same commit, or of one that is not known', () => {
  expect(textOf('local-7', first)).toEqual([]);
  expect(textOf('local-7', null)).toEqual([]);
  expect(textOf('local-7', second, null)).toEqual([]);
  const build = makeBuild({ id: 'new', context: makeContext({ commit: first ?? '' }) });
  expect(describeRepeated(build, [])).toEqual([]);
});

it('tells that equal logs without a time and a commit are one build', () => {
  expect(textOf('local-7', null, null, null)).toEqual([
    'info: The same logs were checked before: they count as one build. If these are of another build, name its commit with `--commit SHA`.',
  ]);
  expect(textOf('nightly', null, null, null)).toEqual([]);
});

it('warns of equal measurements of time, also without a time of day', () => {
  const measure = (unit: string) => [
    { name: 'parse', value: 7, unit, better: 'lower' as const, samples: null },
  ];
  const stale = [
    'warning: The same logs were checked before, for commit aaaaaaa. Check that the build has run since then, and writes its logs to these paths.',
  ];
  expect(textOf('local-7', second, first, null, measure('ns'))).toEqual(stale);
  expect(textOf('local-7', null, first, null, measure('ns'))).toEqual([]);
  expect(textOf('local-7', null, first, null, measure('By'))).toHaveLength(1);
});
