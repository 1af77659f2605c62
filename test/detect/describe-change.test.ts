/** Since when, how certain, and how small a change a series can show. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestChange } from '../../src/detect/conclude/describe-change.ts';
import { findChangePoint } from '../../src/detect/judge/find-change-point.ts';
import { judgeSeries } from '../../src/detect/judge/judge-series.ts';
import type { CauseFacts } from '../../src/model/cause.ts';
import type { Change } from '../../src/model/change.ts';
import { robustSd } from '../../src/stats/robust-sd.ts';
import { describeEvidence } from '../../src/words/phrases.ts';
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

describe('the builds that the evidence speaks of', () => {
  /** The last change of the build's time that a build reported first. */
  const newest = (values: readonly number[], from: number): Change<CauseFacts> => {
    const played = judgeInTurn(
      stepsOf(values.slice(0, from)),
      values.slice(from).map((durationMs, i) => stepOf(from + i, durationMs)),
    );
    const isNew = ({ series, state }: Change<CauseFacts>): boolean => series.task === null && state === 'new';
    return played.flatMap(({ changes }) => changes.filter(isNew)).at(-1) as Change<CauseFacts>;
  };
  const evidenceOf = (change: Change<CauseFacts>): string => describeEvidence({ ...change, causes: [] });

  it('names those from before an open regression, which are compared on its level', () => {
    const values = [...noisy(21, 5_000), ...noisy(3, 8_000), 12_000];
    const change = newest(values, 21);
    expect(change).toMatchObject({ baselineBuilds: 24, moved: { builds: 21, by: 'regression' } });
    expect(evidenceOf(change)).toContain(
      'This build is slower than all 24 baseline builds, 21 of them moved to the level of the open regression (',
    );
  });

  it('names recurring slower builds, which are compared on the level of the others', () => {
    const values = noisy(65, 10_000, 0.03).map((value, i) => value * (i % 5 === 4 ? 2 : i >= 60 ? 1.15 : 1));
    const change = newest(values, 60);
    const slow = values.slice(0, 60).filter((value) => value > 15_000).length;
    expect(change).toMatchObject({ moved: { builds: slow, by: 'slower' } });
    expect(evidenceOf(change)).toContain(`baseline builds, ${slow} of them earlier slower builds, moved to`);
  });

  it('names all of them where each was corrected', () => {
    const change = newest([...noisy(24, 5_000), ...noisy(3, 8_000)], 24);
    expect(change).not.toHaveProperty('moved');
    const moved = { builds: change.baselineBuilds, by: 'runner' as const };
    expect(evidenceOf({ ...change, moved })).toContain("baseline builds, corrected for the runner's speed (");
  });

  it('does not say of an improvement that all are faster if an earlier build was as fast', () => {
    const values = [...noisy(30, 10_000), ...noisy(10, 8_000)].map((value, i) => (i === 20 ? 7_000 : value));
    const change = newest(values, 30);
    expect(change).toMatchObject({ verdict: 'improvement', newestAbove: 0 });
    expect(evidenceOf(change)).toMatch(/^0 of the last \d builds are faster than all \d+ baseline builds/);
    const all = newest([...noisy(30, 10_000), ...noisy(5, 8_000)], 30);
    expect(all.newestAbove).toBe(all.newest);
    expect(evidenceOf(all)).toMatch(/^The last \d builds are all faster than the \d+ baseline builds/);
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
