import { expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { sumTrend } from '../../src/words/describe-group.ts';
import { sampleReports } from '../render/sample-reports.ts';

const [first] = sampleReports.confirmed.changes;
const member = (sparkBuilds: readonly string[], spark: readonly number[]): Change => ({
  ...(first as Change),
  sparkBuilds,
  spark,
});

it('adds up the builds in which all members were measured', () => {
  expect(sumTrend([member(['a', 'b', 'c'], [1, 2, 3]), member(['b', 'c'], [10, 20])])).toEqual([12, 23]);
  expect(sumTrend([member(['a'], [1]), member(['b'], [2])])).toEqual([]);
  expect(sumTrend([])).toEqual([]);
});
