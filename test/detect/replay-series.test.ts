/** Series outside any history, judged at each of their values. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnownSeries, type ReplayedValue, replaySeries } from '../../src/detect/replay-series.ts';
import { runs } from '../property-runs.ts';
import { noisy } from './judge-in-turn.ts';

const one = (
  values: readonly number[],
  from: number | null = null,
  rest: Partial<KnownSeries> = {},
): ReplayedValue[] => replaySeries([{ name: 'a', values, ...rest }], from)[0] as ReplayedValue[];
const verdicts = (all: readonly ReplayedValue[]): string[] => all.map(({ verdict }) => verdict);
/** What does not depend on whether other builds reported the series. */
const plain = ({ index, verdict, effect, p }: ReplayedValue): unknown[] => [index, verdict, effect, p];

describe('a written series', () => {
  const step = [...noisy(40, 10), ...noisy(30, 13)];

  it('learns from 12 values, is suspected, confirmed, known for 22 builds, and then clear', () => {
    const all = one(step, 0);
    expect(verdicts(all.slice(0, 12))).toEqual(Array(12).fill('learning'));
    expect(verdicts(all.slice(12, 40))).toEqual(Array(28).fill('none'));
    expect(verdicts(all.slice(40, 44))).toEqual(['suspect', 'suspect', 'confirmed', 'confirmed']);
    expect(all.map(({ state }) => state).slice(41, 45)).toEqual([null, 'opened', 'open', 'open']);
    expect(all[62]).toMatchObject({ verdict: 'none', state: 'accepted' });
    expect(verdicts(all.slice(63))).toEqual(Array(7).fill('none'));
    expect(all[42]?.effect).toBeCloseTo(0.3, 1);
  });

  it('judges its newest value like a replay that begins there', () => {
    expect(one(step.slice(0, 43))).toEqual(one(step.slice(0, 43), 42));
    expect(one(step, step.length)).toEqual([]);
    expect(one([], 0)).toEqual([]);
    expect(one([])).toEqual([]);
    expect(verdicts(one([5]))).toEqual(['learning']);
  });

  it('recovers', () => {
    const all = one([...noisy(40, 10), ...noisy(6, 13), ...noisy(6, 10, 0.02, 2)], 40);
    expect(all.findIndex(({ state }) => state === 'recovered')).toBe(8);
  });

  it('gets better', () => {
    expect(verdicts(one([...noisy(40, 10), ...noisy(4, 8)], 40)).slice(2)).toEqual([
      'improvement',
      'improvement',
    ]);
  });

  it('of values that never change is judged by the first that does', () => {
    const constant = Array<number>(20).fill(7);
    expect(one([...constant, 7.3])).toMatchObject([{ verdict: 'none' }]);
    expect(one([...constant, 7.4])).toMatchObject([{ verdict: 'confirmed', p: 0, effect: 0.0571429 }]);
    expect(one([...constant, 5])).toMatchObject([{ verdict: 'improvement' }]);
    // One step of their rounding: 7.49 and 7.51 look like that too.
    expect(one([...constant, 8])).toMatchObject([{ verdict: 'suspect' }]);
    expect(one(Array<number>(20).fill(0))).toMatchObject([{ verdict: 'none', effect: 0 }]);
  });

  it('on another class of runners moved with its environment', () => {
    const hardware = step.map((_, i) => (i < 40 ? 'A' : 'B'));
    expect(verdicts(one(step.slice(0, 44), 40, { hardware: hardware.slice(0, 44) }))).toEqual([
      'environment',
      'environment',
      'environment',
      'environment',
    ]);
    // An unknown class is not another class.
    const unknown = hardware.map((each) => (each === 'A' ? '' : each));
    expect(verdicts(one(step.slice(0, 43), 42, { hardware: unknown }))).toEqual(['confirmed']);
  });

  it('does not depend on the unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (factor) => {
        const scaled = one(
          step.map((value) => value * factor),
          12,
        );
        expect(verdicts(scaled)).toEqual(verdicts(one(step, 12)));
      }),
      { numRuns: runs(4) },
    );
  });
});

describe('the future', () => {
  const level = fc.constantFrom(1, 1, 1, 1.08, 1.3, 0.8);
  const values = fc
    .tuple(fc.integer({ min: 1, max: 500 }), fc.array(level, { minLength: 2, maxLength: 6 }))
    .map(([seed, levels]) =>
      noisy(levels.length * 12, 100, 0.03, seed).map(
        (value, i) => value * (levels[Math.floor(i / 12)] as number),
      ),
    );
  const runners = (length: number): string[] =>
    Array.from({ length }, (_, i) => (i % 5 === 0 || i > 40 ? 'x' : 'y'));

  it('changes no verdict of one series', () => {
    fc.assert(
      fc.property(values, fc.nat(71), fc.boolean(), (all, at, known) => {
        const cut = Math.min(all.length, 13 + at);
        const rest = known ? { hardware: runners(all.length) } : {};
        const whole = one(all, 12, rest).filter(({ index }) => index < cut);
        expect(one(all.slice(0, cut), 12, known ? { hardware: runners(cut) } : {})).toEqual(whole);
      }),
      { numRuns: runs(12) },
    );
  });

  it('changes no verdict of a group, some of whose series begin late or have gaps', () => {
    const group = fc.tuple(
      fc.array(values, { minLength: 22, maxLength: 26 }),
      fc.integer({ min: 14, max: 60 }),
    );
    fc.assert(
      fc.property(group, ([all, cut]) => {
        const write = (until: number): KnownSeries[] =>
          all.map((each, s) => {
            const kept = each
              .map((value, i) => ({ value, key: i }))
              .filter(({ key }) => key < until && key >= s % 4 && (s % 6 !== 5 || key % 3 !== 1));
            return {
              name: `s${s}`,
              group: 'g',
              values: kept.map(({ value }) => value),
              // Every series contains the first build, so that the order of the builds is known at every point.
              keys: kept.map(({ key }) => `build ${key}`),
            };
          });
        const whole = replaySeries(write(100), 12);
        const early = replaySeries(write(cut), 12);
        early.forEach((each, s) => {
          expect(each).toEqual((whole[s] as ReplayedValue[]).slice(0, each.length));
        });
      }),
      { numRuns: runs(2) },
    );
  });
});

describe('a group', () => {
  const series = (s: number, levelAt: (i: number) => number, count = 46): KnownSeries => ({
    name: `s${s}`,
    group: 'g',
    values: noisy(count, 100 + s, 0.02, s + 1).map((value, i) => value * levelAt(i)),
    keys: Array.from({ length: count }, (_, i) => `b${i}`),
  });

  it('that is slower as a whole moved with its environment, except for the one that stands out', () => {
    const all = Array.from({ length: 24 }, (_, s) => series(s, (i) => (i < 40 ? 1 : s === 5 ? 1.8 : 1.25)));
    const found = replaySeries(all, null).map((each) => each[0]?.verdict);
    expect(found[5]).toBe('confirmed');
    expect(new Set(found.filter((_, s) => s !== 5))).toEqual(new Set(['environment']));
    // Each alone is reported as slower.
    const alone = all.map(({ group: _, ...rest }) => rest);
    expect(new Set(replaySeries(alone, null).map((each) => each[0]?.verdict))).toEqual(
      new Set(['confirmed']),
    );
  });

  it('judges one series alone as it would among the others', () => {
    const all = Array.from({ length: 24 }, (_, s) => series(s, (i) => (i < 40 ? 1 : s === 5 ? 1.8 : 1.25)));
    const whole = replaySeries(all, 38);
    for (const wanted of ['s5', 's6']) {
      const one = replaySeries(all, 38, ({ name }) => name === wanted);
      expect(one.map((each) => each.length).filter((count) => count > 0)).toEqual([8]);
      expect(one[Number(wanted.slice(1))]).toEqual(whole[Number(wanted.slice(1))]);
    }
  });

  it('is aligned by its keys, and by its ends without keys or if they contradict', () => {
    const late = (s: number, keys: boolean): KnownSeries => {
      const { keys: names, ...rest } = series(s, (i) => (i === 45 ? 1.4 : 1));
      const from = s % 2 === 0 ? 0 : 6;
      return {
        ...rest,
        values: rest.values.slice(from),
        ...(keys && names ? { keys: names.slice(from) } : {}),
      };
    };
    const newest = (all: readonly KnownSeries[]): Set<string | undefined> =>
      new Set(replaySeries(all, null).map((each) => each.at(-1)?.verdict));
    const all = (keys: boolean): KnownSeries[] => Array.from({ length: 24 }, (_, s) => late(s, keys));
    expect(newest(all(true))).toEqual(new Set(['environment']));
    expect(newest(all(false))).toEqual(new Set(['environment']));
    const reversed = all(true).map((each, s) =>
      s === 3 ? { ...each, keys: [...(each.keys ?? [])].reverse() } : each,
    );
    expect(newest(reversed)).toEqual(new Set(['environment']));
  });

  it('with many series has a controlled share of false discoveries', () => {
    const noise = Array.from({ length: 900 }, (_, s): KnownSeries => {
      const values = noisy(60, 100, 0.1, s + 1);
      return { name: `s${s}`, group: 'g', values };
    });
    const confirmed = replaySeries(noise, 50).flatMap((each) =>
      each.filter(({ state }) => state === 'opened'),
    );
    // At most a quarter of a false alarm in each of ten builds.
    expect(confirmed.length).toBeLessThanOrEqual(3);
  });

  it('does not depend on the order of its series', () => {
    const all = Array.from({ length: 30 }, (_, s) => series(s, (i) => (i >= 42 && s % 7 === 0 ? 1.3 : 1)));
    const there = replaySeries(all, 40).map((each) => each.map(plain));
    const back = replaySeries([...all].reverse(), 40).map((each) => each.map(plain));
    expect(back.reverse()).toEqual(there);
  });
});
