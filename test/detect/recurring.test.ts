/** Builds that are slow now and then, without a change, are no regression. */
import { describe, expect, it } from 'vitest';
import { replaySeries } from '../../src/detect/replay-series.ts';
import { judgeInTurn, listChanges, noisy, stepsOf } from './judge-in-turn.ts';

const verdicts = (values: readonly number[], from: number): string[] =>
  (replaySeries([{ name: 'a', values }], from)[0] ?? []).map(({ verdict }) => verdict);
const count = (all: readonly string[], verdict: string): number =>
  all.filter((each) => each === verdict).length;
const seeds = Array.from({ length: 20 }, (_, i) => i + 1);

describe('a test that misses its cache in three builds of ten', () => {
  const isMiss = (seed: number): readonly boolean[] =>
    noisy(110, 1, 0.5, seed + 100).map((value) => value > 1.26);
  const values = (seed: number): number[] => {
    const misses = isMiss(seed);
    return noisy(110, 2000, 0.02, seed).map((value, i) => (misses[i] === true ? 1.6 * value : value));
  };

  it('is confirmed or suspected in no build in which it misses three times in a row', () => {
    const misses = seeds.flatMap(isMiss);
    expect(count(misses.map(String), 'true')).toBeGreaterThan(0.2 * misses.length);
    const all = seeds.flatMap((seed) => verdicts(values(seed), 30));
    expect(count(all, 'confirmed')).toBe(0);
    expect(count(all, 'suspect')).toBe(0);
  });

  it('is confirmed when the others get slower', () => {
    const found = seeds.filter((seed) => {
      const misses = isMiss(seed);
      const slower = values(seed).map((value, i) => (i >= 90 && misses[i] !== true ? 1.3 * value : value));
      return verdicts(slower, 90).includes('confirmed');
    });
    expect(found.length).toBeGreaterThanOrEqual(16);
  });
});

describe('four slow builds every week', () => {
  const slow = (i: number, length = 4): boolean => i % 28 < length;
  const weekly = (seed: number, last: number): number[] =>
    noisy(150, 2000, 0.03, seed).map((value, i) => (slow(i, i >= 140 ? last : 4) ? 1.4 * value : value));

  it('are neither confirmed nor suspected from the fifth week on', () => {
    for (const seed of seeds) {
      const all = verdicts(weekly(seed, 4), 140);
      expect(count(all, 'confirmed') + count(all, 'suspect')).toBe(0);
    }
  });

  it('are a regression if the next ones are slow too', () => {
    for (const seed of seeds) expect(verdicts(weekly(seed, 10), 140)).toContain('confirmed');
  });
});

describe('three slow builds confirm a regression', () => {
  const past = noisy(60, 2000, 0.03, 3);

  it('and not two, after one at the upper edge of the noise', () => {
    const highest = Math.max(2.12 * 1000, ...past);
    expect(verdicts([...past, highest, 8230, 7310], 62)).toEqual(['suspect']);
    expect(verdicts([...past, highest, 8230, 7310, 1990], 63)).toEqual(['none']);
    expect(verdicts([...past, 8000, 8230, 7310], 62)).toEqual(['confirmed']);
  });
});

describe('an improvement', () => {
  const play = (levels: readonly number[]): string[] => {
    const builds = stepsOf(levels.map((level, i) => level * (noisy(levels.length, 1, 0.03, 5)[i] as number)));
    return judgeInTurn(builds.slice(0, 55), builds.slice(55)).flatMap(({ changes }) =>
      listChanges(changes.filter(({ series }) => series.scope === 'build')),
    );
  };
  const stay = (level: number, builds: number): number[] => Array<number>(builds).fill(level);

  it('is not the return from a regression', () => {
    const reported = play([...stay(20_000, 60), ...stay(28_000, 10), ...stay(20_000, 15)]);
    expect(reported).toContain('confirmed recovered build duration');
    expect(reported.filter((each) => each.startsWith('improvement'))).toEqual([]);
  });

  it('below the level before the regression is reported once', () => {
    const reported = play([...stay(20_000, 60), ...stay(28_000, 10), ...stay(14_000, 15)]);
    expect(reported.filter((each) => each.startsWith('improvement new'))).toEqual([
      'improvement new build duration',
    ]);
  });
});
