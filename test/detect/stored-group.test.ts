import { expect, it } from 'vitest';
import { readStoredGroup } from '../../src/detect/collect/stored-group.ts';
import { makeSeries, storeBuild } from '../make.ts';

const builds = Array.from({ length: 20 }, (_, at) =>
  storeBuild({ id: `b${at}`, name: 'unit', startTimeMs: Date.UTC(2026, 0, 1 + at) }),
);

/** Tests of a file that take twice as long in the newest five builds. */
function historyOf(count: number, usualMs: number) {
  const series = Array.from({ length: count }, (_, test) => ({
    ...makeSeries(
      `search/x.test.ts › t${test}`,
      builds.map((_, at) => (usualMs + test) * (at >= 15 ? 2 : 1)),
    ),
    kind: 'test',
  }));
  return { builds, series };
}

it('is the sum of its tasks, build by build', () => {
  const group = readStoredGroup(historyOf(20, 100), null, [], 'search/x.test.ts');
  expect(group?.key).toMatchObject({ scope: 'group', task: 'search/x.test.ts', kind: 'test' });
  expect(group?.keys).toEqual(builds.map(({ id }) => id));
  const [first = 0, last = 0] = [group?.values[0], group?.values.at(-1)];
  expect(last / first).toBeCloseTo(2, 6);
  expect(group?.name).toBe('search/x.test.ts');
});

it.each([
  ['too few tasks', historyOf(9, 1000), 'search/x.test.ts'],
  ['too short tasks', historyOf(20, 10), 'search/x.test.ts'],
  ['a part of a name', historyOf(20, 100), 'search/x'],
])('is absent for %s', (_, history, name) => expect(readStoredGroup(history, null, [], name)).toBeNull());
