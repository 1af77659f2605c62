import { expect, it } from 'vitest';
import { makeSeriesKey } from '../../src/detect/series-key.ts';
import { groupReported } from '../../src/tune/group-reported.ts';
import type { ReportedRegression } from '../../src/tune/tune.ts';

const names = ['a', 'b', 'c', 'd'].flatMap((test) => [
  `search/x.test.ts › ${test}`,
  `mail/y.test.ts › ${test}`,
]);

function report(name: string | null, more: Partial<ReportedRegression> = {}): ReportedRegression {
  const series = makeSeriesKey('duration', name === null ? null : { name, kind: 'test' });
  return {
    series,
    buildId: 'b1',
    commit: null,
    timeMs: 1,
    since: null,
    effect: 0.5,
    worse: 0.5,
    level: 'warning',
    end: 'recovered',
    ...more,
  };
}

const ofSearch = names.filter((name) => name.startsWith('search/'));

it('groups the tasks of a file, with the worst of them, separate from the build', () => {
  const reported = ofSearch.map((name, at) =>
    report(name, {
      effect: (at + 1) / 10,
      level: at === 2 ? 'error' : 'warning',
      end: at === 1 ? 'open' : 'recovered',
    }),
  );
  const [group, build, ...others] = groupReported([...reported, report(null)], names);
  expect(others).toEqual([]);
  expect(group).toMatchObject({ name: 'search/x.test.ts', level: 'error', end: 'open' });
  expect(group?.regressions.map(({ effect }) => effect)).toEqual([0.4, 0.3, 0.2, 0.1]);
  expect(build).toMatchObject({ name: null, level: 'warning' });
});

it('keeps other builds, and two tasks of a file, separate; and accepts an empty list', () => {
  const reported = ofSearch.map((name, at) => report(name, { buildId: `b${at % 2}`, timeMs: at % 2 }));
  expect(groupReported(reported, names).map(({ name }) => name)).toEqual([null, null, null, null]);
  expect(groupReported([], names)).toEqual([]);
});
