/** A full build that recurs among small ones is a class of its own, and not suspected each time. */
import { describe, expect, it } from 'vitest';
import { findRepeatingClass, removeClassEffect } from '../../src/detect/judge/repeating-class.ts';
import { replaySeries } from '../../src/detect/replay-series.ts';
import { judgeInTurn, listChanges, noisy, stepsOf } from './judge-in-turn.ts';

/** Every tenth value is twice as large. */
const nightly = (count: number, seed: number): number[] =>
  noisy(count, 10_000, 0.03, seed).map((value, i) => (i % 10 === 9 ? 2 * value : value));
const suspects = (values: readonly number[], from: number): number[] =>
  (replaySeries([{ name: 'a', values }], from)[0] ?? [])
    .filter(({ verdict }) => verdict === 'suspect')
    .map(({ index }) => index);

describe('a nightly build', () => {
  it('is not a suspect once three are known', () => {
    for (let seed = 1; seed <= 20; seed++) expect(suspects(nightly(130, seed), 36)).toEqual([]);
  });

  it('is no suspect if each build is checked with the history before it', () => {
    const builds = stepsOf(nightly(62, 3));
    const reported = judgeInTurn(builds.slice(0, 36), builds.slice(36)).flatMap(({ changes }) =>
      listChanges(changes),
    );
    expect(reported).toEqual([]);
  });

  it('that is slower than its own kind is a suspect', () => {
    const values = nightly(100, 1).map((value, i) => (i === 99 ? 1.5 * value : value));
    expect(suspects(values, 90)).toEqual([99]);
  });

  it('excuses no small build that is half as slow', () => {
    const values = nightly(100, 1).map((value, i) => (i === 95 ? 1.5 * value : value));
    const only = values.map((value, i) => (i % 10 === 9 ? value / 2 : value));
    expect(suspects(only, 90)).toEqual([95]);
    // It is unremarkable among builds of twice its time.
    expect(suspects(values, 90)).toEqual([]);
  });

  it('hides no step of the small builds', () => {
    const values = nightly(100, 1).map((value, i) => (i >= 92 && i % 10 !== 9 ? 1.3 * value : value));
    const [reported] = (replaySeries([{ name: 'a', values }], 92)[0] ?? []).filter(
      ({ state }) => state === 'opened',
    );
    expect(reported?.index).toBeLessThanOrEqual(96);
  });
});

describe('a class of a fifth of the builds', () => {
  const weekly = (seed: number): number[] =>
    noisy(65, 10_000, 0.03, seed).map((value, i) => (i % 5 === 4 ? 2 * value : value));
  const opened = (values: readonly number[]): number =>
    (replaySeries([{ name: 'a', values }], 40)[0] ?? []).filter(({ state }) => state === 'opened').length;
  const seeds = Array.from({ length: 30 }, (_, i) => i + 1);

  it('does not hide a step of a tenth of the others', () => {
    const found = seeds.filter(
      (seed) => opened(weekly(seed).map((value, i) => (i >= 60 ? 1.1 * value : value))) > 0,
    );
    expect(found.length).toBeGreaterThanOrEqual(26);
    expect(seeds.filter((seed) => opened(weekly(seed)) > 0).length).toBeLessThanOrEqual(1);
  });

  it('is not assumed for every build from one on', () => {
    const even = removeClassEffect(
      Float64Array.from(
        weekly(1).map((value, i) => (i >= 60 ? 2 * value : value)),
        Math.log,
      ),
      55,
    );
    expect(Math.exp(even?.values.at(-1) ?? 0)).toBeGreaterThan(18_000);
    expect(Math.exp(even?.values[54] ?? 0)).toBeLessThan(12_000);
    expect(removeClassEffect(Float64Array.from(weekly(1), Math.log), 55)).toBeNull();
  });
});

describe('findRepeatingClass', () => {
  const find = (values: readonly number[]): number | undefined =>
    findRepeatingClass(Float64Array.from(values, Math.log), values.length)?.values.length;

  it('matches neither a step nor a tail', () => {
    expect(find(nightly(60, 1))).toBe(6);
    expect(find([...noisy(50, 100), ...noisy(10, 200)])).toBeUndefined();
    expect(find(noisy(60, 100, 0.2))).toBeUndefined();
    expect(find(noisy(60, 100).map((value, i) => (i % 20 === 7 ? value * (2 + i) : value)))).toBeUndefined();
    expect(find([])).toBeUndefined();
  });
});
