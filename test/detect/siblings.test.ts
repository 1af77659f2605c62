/** Predicting a series from the other series of the same builds. */
import { describe, expect, it } from 'vitest';
import { openSiblings } from '../../src/detect/judge/siblings.ts';
import { type ReplayedValue, replaySeries } from '../../src/detect/replay-series.ts';
import { robustSd } from '../../src/stats/robust-sd.ts';
import { noisy } from './judge-in-turn.ts';

const length = 90;
/** A machine that is 10 % busy in each build, shared by all; each adds 1 % of its own. */
const machine = noisy(length, 1, 0.1, 9);
const shared = (seed: number, level: number): number[] =>
  noisy(length, level, 0.01, seed).map((value, i) => value * (machine[i] as number));
const family = Array.from({ length: 4 }, (_, i) => shared(i + 1, 1000 * (i + 1)));
const withStep = (values: readonly number[]): number[] =>
  values.map((value, i) => (i >= 60 ? value * 1.1 : value));

function replay(rows: readonly (readonly number[])[], group?: string): ReplayedValue[][] {
  const written = rows.map((values, i) => ({ name: `s${i}`, values, ...(group ? { group } : {}) }));
  return replaySeries(written, 40);
}

const opened = (verdicts: readonly ReplayedValue[] | undefined): number[] =>
  (verdicts ?? []).filter(({ state }) => state === 'opened').map(({ index }) => index);

describe('a step of one series', () => {
  const rows = family.map((values, i) => (i === 1 ? withStep(values) : values));

  it('is found with three siblings if the series alone hides it', () => {
    expect(opened(replay(rows)[1]).filter((index) => index <= 66)).toEqual([]);
    const [first, ...more] = opened(replay(rows, 'build')[1]);
    expect(more).toEqual([]);
    expect(first).toBeGreaterThanOrEqual(62);
    expect(first).toBeLessThanOrEqual(66);
  });

  it('is not attributed to its siblings', () => {
    const replayed = replay(rows, 'build');
    expect([0, 2, 3].flatMap((place) => opened(replayed[place]))).toEqual([]);
  });
});

describe('openSiblings', () => {
  const rows = family.map((values) => Float64Array.from(values, Math.log));
  const builds = Int32Array.from({ length }, (_, i) => i);
  const own = rows[0] as Float64Array;

  it('needs three series, and enough values to learn from', () => {
    expect(openSiblings(2, (i) => rows[i] as Float64Array)).toBeNull();
    const siblings = openSiblings(4, (i) => rows[i] as Float64Array);
    expect(siblings?.(0, own.subarray(0, 25), builds, 15)).toBeNull();
  });

  it('keeps the noise of the series itself', () => {
    const left = openSiblings(4, (i) => rows[i] as Float64Array)?.(0, own, builds, 80) as Float64Array;
    const spread = (values: Float64Array): number => robustSd(Float64Array.from(values).sort());
    expect(spread(left)).toBeLessThan(spread(own) / 3);
  });

  it('leaves out siblings that miss many builds, or the newest one', () => {
    const gaps = (row: Float64Array): Float64Array =>
      row.map((value, i) => (i % 3 === 0 ? Number.NaN : value));
    const rare = openSiblings(4, (i) => (i === 0 ? own : gaps(rows[i] as Float64Array)));
    expect(rare?.(0, own, builds, 80)).toBeNull();
  });
});
