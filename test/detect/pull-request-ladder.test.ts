/** What the first runs of a pull request decide. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { climbLadder, runsToDecide } from '../../src/detect/judge/pull-request-ladder.ts';
import { noisy } from './judge-in-turn.ts';

const confirmP = 0.00175;
/** `count` values around 100 with 3 % noise, then the runs. */
const climb = (
  runs: readonly number[],
  count = 60,
  past: readonly number[] = noisy(count, 100, 0.03),
): ReturnType<typeof climbLadder> => {
  const logs = Float64Array.from([...past, ...runs], Math.log);
  const baseline = logs.slice(0, past.length).sort();
  return climbLadder(logs, runs.length, baseline, confirmP);
};

describe('one run', () => {
  it('decides only above 1.6 times the highest value', () => {
    const highest = Math.max(...noisy(60, 100, 0.03));
    expect(climb([1.59 * highest])).toBeNull();
    expect(climb([1.61 * highest])).toMatchObject({ runs: 1 });
  });

  it('decides less if only a dozen values are known', () => {
    expect(climb([175], 60)).toMatchObject({ runs: 1 });
    expect(climb([175], 12)).toBeNull();
  });

  it('that decided alone among many series does so when the next run is slow too, but less', () => {
    const past = noisy(60, 100, 0.15);
    const [highest] = [...past].sort((a, b) => b - a) as [number];
    const learnt = (excess: number): number | null => (excess > Math.log(2) ? 1e-7 : null);
    const among = (...times: number[]): ReturnType<typeof climbLadder> => {
      const logs = Float64Array.from([...past, ...times.map((each) => each * highest)], Math.log);
      return climbLadder(logs, times.length, logs.slice(0, past.length).sort(), confirmP, learnt);
    };
    expect(among(2.4)?.p).toBe(1e-7);
    expect(among(2.4, 1.1)?.p).toBe(1e-7);
    expect(among(2.4, 0.9)).toBeNull();
    expect(among(1.5)).toBeNull();
  });

  it('is not evidence for one of many series: their rarest spikes look the same', () => {
    expect(climb([1000], 80)?.p).toBe(2e-4);
    expect(climb([1000, 1000], 80)?.p).toBeLessThan(1e-6);
  });
});

describe('several runs', () => {
  it('decide by the lowest of them, at most the newest three', () => {
    expect(climb([130, 131])).toMatchObject({ runs: 2 });
    expect(climb([130, 101])).toBeNull();
    expect(climb([101, 130, 131, 129])).toMatchObject({ runs: 3 });
  });

  it('decide nothing below the highest value of the past', () => {
    const once = noisy(60, 100, 0.03).map((value, i) => (i === 30 ? 140 : value));
    expect(climb([135, 136], 60, once)).toBeNull();
    expect(climb([145, 146], 60, once)).toMatchObject({ runs: 2 });
  });

  it('are stronger evidence the more they are, and the further out', () => {
    fc.assert(
      fc.property(fc.double({ min: 1.15, max: 3, noNaN: true }), fc.constantFrom(1, 2), (size, runs) => {
        const found = climb(Array<number>(runs).fill(100 * size));
        const more = climb(Array<number>(runs + 1).fill(100 * size));
        const further = climb(Array<number>(runs).fill(110 * size));
        if (found === null) return;
        expect(more?.p).toBeLessThan(found.p);
        expect(further?.p).toBeLessThanOrEqual(found.p);
      }),
    );
  });

  it('are announced in advance', () => {
    const baseline = Float64Array.from(noisy(60, 100, 0.03), Math.log).sort();
    expect(runsToDecide(Math.log(130), baseline, confirmP)).toBe(2);
    expect(runsToDecide(Math.log(101), baseline, confirmP)).toBeNull();
    const few = Float64Array.from(noisy(14, 100, 0.03), Math.log).sort();
    expect(runsToDecide(Math.log(112), few, confirmP)).toBe(3);
  });
});
