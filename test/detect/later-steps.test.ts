/** Several changes of one series, one after another: each is reported once, since its own first build. */
import { describe, expect, it } from 'vitest';
import { replaySeries } from '../../src/detect/replay-series.ts';
import { noisy } from './judge-in-turn.ts';

const seeds = Array.from({ length: 15 }, (_, i) => i + 1);
type Level = readonly [from: number, level: number];

/** The first slow builds of all reports of a series with these levels. */
function reports(levels: readonly Level[], noise: number, seed: number, builds = 110): number[] {
  const values = noisy(builds, 20_000, noise, seed).map(
    (value, i) => value * ((levels.findLast(([from]) => from <= i) as Level)[1] as number),
  );
  const [verdicts = []] = replaySeries([{ name: 'a', values }], 12);
  return verdicts.flatMap(({ state, since }) => (state === 'opened' && since !== null ? [since] : []));
}

const start: Level = [0, 1];

describe('a rise while a regression is being accepted', () => {
  it.each([69, 70, 71, 72, 73, 74])('is reported once, if it begins with build %i', (at) => {
    for (const seed of seeds) expect(reports([start, [50, 1.3], [at, 1.7]], 0.02, seed)).toEqual([50, at]);
  });
});

describe('an accepted regression', () => {
  it('is not reported again when it is near to the noise', () => {
    const all = seeds.map((seed) => reports([start, [60, 1.1]], 0.05, seed).length);
    expect(all.filter((count) => count > 1).length).toBeLessThanOrEqual(1);
  });
});

describe('a fix that leaves a part', () => {
  it('is not reported, and a return is, since its first build', () => {
    for (const seed of seeds) {
      expect(reports([start, [60, 1.6], [72, 1.25]], 0.02, seed)).toEqual([60]);
      expect(reports([start, [60, 1.6], [72, 1.25], [82, 1.6]], 0.02, seed)).toEqual([60, 82]);
    }
  });
});

describe('an improvement that is reverted', () => {
  it.each([75, 78, 85])('is a regression since build %i, which reverted it', (at) => {
    for (const seed of seeds) expect(reports([start, [60, 0.7], [at, 1]], 0.02, seed)).toEqual([at]);
  });
});

describe('a regression at the limit of a level', () => {
  it('is seldom reported again for its noise', () => {
    const many = Array.from({ length: 40 }, (_, i) => i + 1);
    const all = many.map((seed) => reports([start, [60, 1.5]], 0.08, seed).length);
    expect(all.filter((count) => count > 1).length).toBeLessThanOrEqual(6);
  });
});

describe('a step of one unit, among builds that were there now and then', () => {
  it('is reported once', () => {
    for (const seed of seeds) {
      const noise = noisy(75, 1, 0.15, seed).map((value) => value - 1);
      const values = noise.map((value, i) => Math.max(1, Math.round((i >= 40 ? 3 : 2) + 2 * value)));
      const [verdicts = []] = replaySeries([{ name: 'a', values }], 12);
      expect(verdicts.filter(({ state }) => state === 'opened').length).toBe(1);
    }
  });
});
