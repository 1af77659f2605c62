import { expect, it } from 'vitest';
import { describeEarlier } from '../../src/words/describe-earlier.ts';
import { makeBuild, storeBuild } from '../make.ts';

const at = (hour: number): number => Date.UTC(2026, 4, 1, hour);
const stored = [0, 6, 12, 40].map((hour) => storeBuild({ id: `b${hour}`, startTimeMs: at(hour) }));
const warningsOf = (build: Parameters<typeof makeBuild>[0]): string[] =>
  describeEarlier(makeBuild(build), stored).map(({ what }) => what);

it('warns of a new build that is dated more than a day before stored ones', () => {
  expect(warningsOf({ id: 'new', startTimeMs: at(10) })).toEqual([
    'This build began 2026-05-01 10:00 UTC, before 1 stored build (the last one 2026-05-02 16:00 UTC). It is compared only with builds that began before it.',
  ]);
  // Another job began half a day later; a build that is checked again; a log without a time; another name.
  expect(warningsOf({ id: 'new', startTimeMs: at(28) })).toEqual([]);
  expect(warningsOf({ id: 'b6', startTimeMs: at(6) })).toEqual([]);
  expect(warningsOf({ id: 'new', startTimeMs: null })).toEqual([]);
  expect(warningsOf({ id: 'new', name: 'other', startTimeMs: at(10) })).toEqual([]);
});
