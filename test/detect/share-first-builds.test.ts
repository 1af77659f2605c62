/** One culprit per event. */
import { expect, it } from 'vitest';
import { shareFirstBuilds } from '../../src/detect/conclude/share-first-builds.ts';
import { makeSeriesKey } from '../../src/detect/series-key.ts';
import type { Change, ChangePoint } from '../../src/model/change.ts';
import { changeOf, judgeInTurn, judgeOne, noisy, stepOf, stepsOf } from './judge-in-turn.ts';

const points = Array.from({ length: 50 }, (_, i) => ({ id: `b${i}`, commit: `c${i}` }));
const order = new Map(points.map(({ id }, place) => [id, place]));

function changeAt(name: string, at: number, openedBy: string | null = null): Change<unknown> {
  const some = changeOf(judgeOne(stepsOf(noisy(40, 10_000)), stepOf(40, 20_000)), 'compile');
  const since: ChangePoint = {
    ...(some.since as ChangePoint),
    buildId: `b${at}`,
    buildsAgo: 49 - at,
  };
  const series = makeSeriesKey('duration', { name, kind: 'task' });
  return { ...some, verdict: 'confirmed', state: openedBy ? 'open' : 'new', openedBy, series, since };
}

const share = (changes: readonly Change<unknown>[]): string[] =>
  shareFirstBuilds(changes, order, () => points).map(({ since }) => `${since?.buildId} ${since?.series}`);

it('moves a change to the nearby build with which most series moved', () => {
  expect(share([changeAt('a', 45), changeAt('b', 45), changeAt('c', 46)])).toEqual([
    'b45 3',
    'b45 3',
    'b45 3',
  ]);
});

it('leaves earlier changes, and changes that another build reported', () => {
  const changes = [changeAt('a', 45), changeAt('b', 45), changeAt('c', 41), changeAt('d', 46, 'b47')];
  expect(share(changes)).toEqual(['b45 2', 'b45 2', 'b41 1', 'b46 1']);
});

it('keeps the reported first slow build, and reports once that it has moved', () => {
  // The 40th build is as slow as its noise allows: three more builds show that the step came with the 41st.
  const builds = [10_600, ...noisy(9, 11_400, 0.01)].map((durationMs, i) =>
    stepOf(40 + i, durationMs, { tasks: [] }),
  );
  const reported = judgeInTurn(
    stepsOf(noisy(40, 10_000, 0.03), () => ({ tasks: [] })),
    builds,
  ).flatMap(({ changes }) =>
    changes.filter(({ verdict, series }) => verdict === 'confirmed' && series.scope === 'build'),
  );
  const named = reported.map(({ since }) => since?.buildId);
  const moves = reported.filter(({ since }) => since?.movedFrom !== null);
  expect(reported.length).toBeGreaterThan(4);
  expect(new Set(named).size).toBe(1 + moves.length);
  expect(moves.length).toBeLessThanOrEqual(1);
});
