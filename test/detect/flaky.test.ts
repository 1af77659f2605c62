import { expect, it } from 'vitest';
import { readStoredOutcomes } from '../../src/detect/collect/outcomes.ts';
import { listFlaky } from '../../src/detect/judge/judge-rates.ts';
import type { History, TaskSeries } from '../../src/model/history.ts';
import { allResults } from '../../src/model/results.ts';
import { makeSeries, storeBuild } from '../make.ts';

const builds = ['c0', 'c1', 'c2', 'c2', 'c3'].map((commit, i) =>
  storeBuild({ id: `b${i}`, commit, runId: String(i), startTimeMs: Date.UTC(2026, 0, 1 + i) }),
);

/** Passed; failed and passed in one build; failed and passed in two builds of one commit; passed. */
const rows: readonly (readonly [
  build: number,
  attempt: number,
  result: 'success' | 'failure',
  ms: number,
])[] = [
  [0, 1, 'success', 100],
  [1, 1, 'failure', 700],
  [1, 2, 'success', 100],
  [2, 1, 'failure', 900],
  [3, 1, 'success', 100],
  [4, 1, 'success', 100],
];

const series: TaskSeries = {
  ...makeSeries('login', []),
  build: Int32Array.from(rows, ([build]) => build),
  durationMs: Float64Array.from(rows, ([, , , ms]) => ms),
  result: Uint8Array.from(rows, ([, , result]) => allResults.indexOf(result)),
  cached: new Uint8Array(rows.length),
  attempt: Uint8Array.from(rows, ([, attempt]) => attempt),
};

it('a flaky test has a rate, a first and a last flake, and the cost of its re-runs', () => {
  const history: History = { builds, series: [series] };
  const outcomes = readStoredOutcomes(series, history, [0, 1, 2, 3, 4]);
  expect(outcomes.list).toEqual(['passed', 'flaked', 'flaked', 'passed']);
  expect(listFlaky([outcomes])).toMatchObject([
    {
      name: 'login',
      flakes: 2,
      builds: 4,
      now: false,
      firstSeen: { buildId: 'b1', commit: 'c1' },
      lastSeen: { buildId: 'b3', commit: 'c2' },
      rerunMs: 700 + 900,
    },
  ]);
});
