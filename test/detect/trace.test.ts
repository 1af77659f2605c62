/** Every number of a change can be computed again from the builds that it names. */
import { describe, expect, it } from 'vitest';
import { lowerIsBetter } from '../../src/detect/scale.ts';
import type { Build } from '../../src/model/build.ts';
import type { Change } from '../../src/model/change.ts';
import { medianOfSorted } from '../../src/stats/sorted.ts';
import { joinPhrase, traceBuilds } from '../../src/words/phrases.ts';
import {
  type DetectedBuild,
  judgeInTurn,
  judgeOne,
  noisy,
  startMs,
  stepOf,
  stepsOf,
} from './judge-in-turn.ts';

const before = noisy(40, 10_000);
const past = stepsOf(before);
const median = (values: readonly number[]): number => medianOfSorted([...values].sort((a, b) => a - b));
/** For durations, the mean of the two middle values is taken on the scale. */
const middle = (values: readonly number[]): number =>
  lowerIsBetter.from(median(values.map(lowerIsBetter.to)));

/** The build's own durations from one build to another, without pull requests. */
function valuesOf(builds: readonly Build[], [first, last]: readonly [string, string]): number[] {
  const ids = builds.map(({ id }) => id);
  return builds
    .slice(ids.indexOf(first), ids.indexOf(last) + 1)
    .filter(({ context, result }) => context.pullRequest === null && result === 'success')
    .map(({ durationMs }) => durationMs as number);
}

function checkDuration(change: Change<unknown>, builds: readonly Build[]): void {
  const baseline = valuesOf(builds, change.baselineSpan as readonly [string, string]);
  expect(baseline).toHaveLength(change.baselineBuilds);
  expect(change.from).toBeCloseTo(middle(baseline), 2);
  const own = change.sparkBuilds
    .slice(-change.newest)
    .map((id) => builds.find((build) => build.id === id)?.durationMs as number);
  expect(own).toHaveLength(change.newest);
  expect(change.to).toBeCloseTo(middle(own), 2);
  expect(change.spark.slice(-change.newest)).toEqual(own.map((value) => expect.closeTo(value, 2)));
  const isBeyond = (value: number): boolean =>
    change.verdict === 'improvement' ? value < Math.min(...baseline) : value > Math.max(...baseline);
  expect(change.newestAbove).toBe(own.filter(isBeyond).length);
  expect(change.sparkBuilds).toHaveLength(change.spark.length);
}

/** Checks the build's own change in each of the builds, and returns what was found. */
function checkAll(played: readonly DetectedBuild[], all: readonly Build[]): Set<string> {
  const seen = played.flatMap(({ changes }) => changes.filter(({ series }) => series.scope === 'build'));
  for (const change of seen) checkDuration(change, all);
  return new Set(seen.map(({ verdict, state }) => `${verdict} ${state}`));
}

describe('the numbers of a change', () => {
  it('refer to the right builds, from suspicion to recovery and acceptance', () => {
    const levels = [
      ...noisy(8, 13_000),
      ...noisy(14, 10_000, 0.02, 2),
      17_000,
      ...noisy(24, 13_000, 0.02, 7),
    ];
    const next = levels.map((durationMs, i) => stepOf(40 + i, durationMs));
    const seen = checkAll(judgeInTurn(past, next), [...past, ...next]);
    for (const state of [
      'suspect new',
      'confirmed new',
      'confirmed open',
      'confirmed recovered',
      'confirmed accepted',
    ])
      expect(seen).toContain(state);
  });

  it('are those of main and of the pull request where one is judged', () => {
    const pulls = noisy(6, 13_000).map((durationMs, i) =>
      stepOf(40 + 2 * i, durationMs, { context: { branch: 'topic', pullRequest: 7 } }),
    );
    const others = noisy(6, 10_000, 0.02, 3).map((durationMs, i) =>
      stepOf(41 + 2 * i, durationMs, i % 2 === 0 ? { result: 'failure' } : {}),
    );
    const order = (a: Build, b: Build): number => (a.startTimeMs ?? 0) - (b.startTimeMs ?? 0);
    const all = [...past, ...pulls, ...others].sort(order);
    const played = judgeInTurn(past, all.slice(40)).filter(({ build }) => build.context.pullRequest !== null);
    expect(checkAll(played, all)).toContain('confirmed new');
  });

  it('are those of an improvement', () => {
    const next = noisy(4, 8_000).map((durationMs, i) => stepOf(40 + i, durationMs));
    expect(checkAll(judgeInTurn(past, next), [...past, ...next])).toEqual(new Set(['improvement new']));
  });

  it('are those of both weeks of a drift', () => {
    const noise = noisy(80, 1, 0.02, 4);
    const all = noise.map((part, i) =>
      stepOf(i, 10_000 * part * (1 + 0.0025 * Math.max(0, i - 20)), {
        startTimeMs: startMs + i * 43_200_000,
      }),
    );
    const found = judgeOne(all.slice(0, -1), all.at(-1) as Build);
    const [change] = found.changes.filter(({ series }) => series.scope === 'build');
    expect(change?.verdict).toBe('drift');
    checkDuration(change as Change<unknown>, all);
  });

  it('are described as text', () => {
    const next = noisy(4, 13_000).map((durationMs, i) => stepOf(40 + i, durationMs));
    const reported = judgeInTurn(past, next).map(
      ({ changes: [change] }) => change && joinPhrase(traceBuilds(change)),
    );
    expect(reported).toEqual([
      'Baseline: `b0` to `b39`. Compared: `b40`.',
      'Baseline: `b0` to `b40`. Compared: `b41`.',
      'Baseline: `b0` to `b39`. Compared: `b40` to `b42`.',
      'Baseline: `b0` to `b39`. Compared: `b41` to `b43`. First reported in `b42`.',
    ]);
  });
});
