/** Since when, how certain, and how small a change a series can show. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestChange } from '../../src/detect/conclude/describe-change.ts';
import { findChangePoint } from '../../src/detect/judge/find-change-point.ts';
import { judgeSeries } from '../../src/detect/judge/judge-series.ts';
import { robustSd } from '../../src/stats/robust-sd.ts';
import {
  changeOf,
  commitOf,
  type DetectedBuild,
  judgeInTurn,
  noisy,
  stepOf,
  stepsOf,
} from './judge-in-turn.ts';

/** Normal noise, the same on every run. */
function openNormal(seed: number): () => number {
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

describe('smallestChange', () => {
  it.each([
    [0.005, 24],
    [0.02, 40],
    [0.05, 24],
    [0.05, 80],
    [0.1, 40],
    [0.2, 80],
  ])(
    'at a noise of %d and %d builds is confirmed within five builds about four times in five',
    (sd, builds) => {
      const normal = openNormal(builds);
      const tries = 200;
      let found = 0;
      for (let i = 0; i < tries; i++) {
        const past = Array.from({ length: builds }, () => sd * normal());
        const size = Math.log1p(smallestChange(robustSd(Float64Array.from(past).sort()), builds));
        const all = Float64Array.from([...past, ...Array.from({ length: 5 }, () => size + sd * normal())]);
        const isConfirmed = (newest: number): boolean => {
          const scaled = all.subarray(0, builds + newest);
          const { slower } = judgeSeries({ scaled, fresh: 0, gate: { ratio: 0.05, floor: 0 }, exact: false });
          return slower !== null && slower.p <= 0.00175;
        };
        if ([3, 4, 5].some(isConfirmed)) found += 1;
      }
      expect(found / tries).toBeGreaterThan(0.7);
      expect(found / tries).toBeLessThan(0.99);
    },
  );

  it('rises with the noise, falls with the builds, and is never below the gate', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 12, max: 79 }),
        (one, other, builds) => {
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          expect(smallestChange(low, builds)).toBeLessThanOrEqual(smallestChange(high, builds));
          expect(smallestChange(one, builds + 1)).toBeLessThanOrEqual(smallestChange(one, builds));
          expect(smallestChange(one, builds)).toBeGreaterThanOrEqual(0.05);
        },
      ),
    );
  });
});

describe('findChangePoint', () => {
  const level = fc.integer({ min: -50, max: 50 });

  it('is the first value of the new level, up to 15 values back', () => {
    const step = fc.record({
      before: fc.integer({ min: 15, max: 60 }),
      after: fc.integer({ min: 1, max: 15 }),
      from: level,
      by: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(step, fc.constantFrom<1 | -1>(1, -1), ({ before, after, from, by }, direction) => {
        const values = [
          ...Array<number>(before).fill(from),
          ...Array<number>(after).fill(from + direction * by),
        ];
        expect(findChangePoint(values, direction)).toBe(before);
      }),
    );
  });

  it('uses only ranks, and mirrors', () => {
    const values = fc.array(level, { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), level, (all, by, to) => {
        const found = findChangePoint(all, 1);
        expect(
          findChangePoint(
            all.map((value) => by * value + to),
            1,
          ),
        ).toBe(found);
        expect(
          findChangePoint(
            all.map((value) => -value),
            -1,
          ),
        ).toBe(found);
        expect(found).toBeGreaterThanOrEqual(Math.max(0, all.length - 15));
        expect(found).toBeLessThan(all.length);
      }),
    );
  });
});

describe('the evidence of a change', () => {
  const past = stepsOf(noisy(40, 10_000));
  const played = judgeInTurn(
    past,
    noisy(6, 13_000).map((durationMs, i) => stepOf(40 + i, durationMs)),
  );
  const change = changeOf(played[2] as DetectedBuild, 'build');

  it('names the first slow commit, and the last good one before it', () => {
    expect(change.since).toEqual({
      buildId: 'b40',
      commit: commitOf(40),
      lastGoodCommit: commitOf(39),
      buildsAgo: 2,
      series: 2,
      movedFrom: null,
    });
  });

  it('contains the change in its interval, and the middle of the baseline in its band', () => {
    const [low, high] = change.interval ?? [0, 0];
    expect(low).toBeLessThan(change.ratio);
    expect(high).toBeGreaterThan(change.ratio);
    expect(change.band[0]).toBeLessThan(change.from);
    expect(change.band[1]).toBeGreaterThan(change.from);
    expect(change.ratio).toBeCloseTo(change.to / change.from - 1, 9);
  });

  it('shows at most 30 values, the current one last', () => {
    expect(change.spark).toHaveLength(30);
    expect(change.spark.at(-1)).toBeCloseTo(played[2]?.build.durationMs ?? 0, 2);
  });
});
