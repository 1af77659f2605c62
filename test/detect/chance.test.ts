import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../src/detect/judge/chance.ts';
import { confirmP, judgeSeries } from '../../src/detect/judge/judge-series.ts';
import { replaySeries } from '../../src/detect/replay-series.ts';
import { noisy } from './judge-in-turn.ts';

const baselineOf = (count: number): Float64Array => new Float64Array(count);

describe('the chance of a scan', () => {
  it('is its p where one series alone decides', () => {
    for (const count of [12, 20, 80]) {
      expect(chanceOf({ p: confirmP, baseline: baselineOf(count) })).toBe(confirmP);
      expect(chanceOf({ p: 0.9 * confirmP, baseline: baselineOf(count) })).toBeLessThanOrEqual(confirmP);
    }
    expect(chanceOf({ p: 0, baseline: baselineOf(12) })).toBe(0);
  });

  it('is larger the smaller p is and the fewer values are known', () => {
    const raised = (p: number, count: number): number => chanceOf({ p, baseline: baselineOf(count) }) / p;
    expect(raised(1e-5, 15)).toBeGreaterThan(raised(1e-5, 80));
    expect(raised(1e-6, 80)).toBeGreaterThan(raised(1e-5, 80));
    expect(raised(1e-3, 80)).toBe(1);
  });

  it('is how often unchanged series with a short past come so far', () => {
    const limit = 1e-4;
    const count = 20_000;
    const found = [0, 0];
    for (let seed = 1; seed <= count; seed++) {
      // A sum of twelve is almost normal.
      const parts = [1, 2, 3, 4].map((part) => noisy(23, 1, 0.075, 4 * seed + part));
      const scaled = Float64Array.from({ length: 23 }, (_, i) =>
        parts.reduce((sum, part) => sum + (part[i] as number), 0),
      );
      const { slower } = judgeSeries({ scaled, fresh: 0, gate: { ratio: 0.05, floor: 0 }, exact: false });
      if (slower === null) continue;
      if (slower.p <= limit) found[0] = (found[0] as number) + 1;
      if (chanceOf(slower) <= limit) found[1] = (found[1] as number) + 1;
    }
    const [byP, byChance] = found as [number, number];
    expect(byP).toBeGreaterThan(2 * count * limit);
    expect(byChance).toBeLessThanOrEqual(count * limit + 1);
  });
});

describe('a middling rise', () => {
  const values = [...noisy(40, 1000, 0.05, 4), 1100, 1120, 1110];
  const others = Array.from({ length: 119 }, (_, i) => noisy(43, 1000, 0.05, i + 10));
  const verdictOf = (all: readonly (readonly number[])[]): string | undefined =>
    replaySeries(
      all.map((each, i) => ({ name: `${i}`, group: 'build', values: each })),
      null,
    )[0]?.[0]?.verdict;

  it('is confirmed among few series, and requires more evidence among 120', () => {
    expect(verdictOf([values, ...others.slice(0, 2)])).toBe('confirmed');
    expect(verdictOf([values, ...others])).not.toBe('confirmed');
  });

  it('that is clear is confirmed among 120 too', () => {
    expect(verdictOf([values.map((value, i) => (i >= 40 ? 1.2 * value : value)), ...others])).toBe(
      'confirmed',
    );
  });
});
