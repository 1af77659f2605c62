/** A level that older builds repeatedly returned to. */
import { describe, expect, it } from 'vitest';
import { findReturningLevel } from '../../src/detect/judge/returning-level.ts';
import { replaySeries } from '../../src/detect/replay-series.ts';
import { noisy } from './judge-in-turn.ts';

const repeat = (count: number, value: number): number[] => Array<number>(count).fill(value);
const times = (count: number): number[] =>
  Array.from({ length: count }, () => [...repeat(2, 1), ...repeat(3, 0)]).flat();
const find = (values: number[], known: number, to = 1): Float64Array | null =>
  findReturningLevel(Float64Array.from(values), values.length, known, 0, to);

describe('a level that returns', () => {
  it('occurred four separate times', () => {
    expect(find([...times(4), ...repeat(24, 0)], 24)).toHaveLength(44);
    expect(find([...times(3), ...repeat(24, 0)], 24)).toBeNull();
    expect(find([...repeat(16, 1), ...repeat(24, 0)], 24)).toBeNull();
  });

  it('counts in both directions, and only if the baseline does not contain it', () => {
    const mirrored = [...times(4), ...repeat(24, 0)].map((value) => -value);
    expect(find(mirrored, 24, -1)?.[0]).toBe(-1);
    expect(find(times(8), 40)).toBeNull();
  });

  it('is older than 120 builds: ignored', () => {
    expect(find([...times(4), ...repeat(120, 0)], 80)).toBeNull();
  });
});

describe('three slow builds in a row', () => {
  const calm = noisy(42, 100, 0.01, 3);
  const slow = noisy(4, 118, 0.01, 5);
  const pAfter = (older: readonly number[]): number =>
    replaySeries([{ name: '', values: [...older, ...calm, ...slow.slice(0, 3)] }], null)[0]?.[0]?.p ?? 1;

  it('are as unlikely after a fixed regression: a level of one stretch does not count as recurring', () => {
    expect(pAfter(noisy(40, 118, 0.01, 7))).toBeCloseTo(pAfter([]), 10);
  });

  it('are more likely if older builds were repeatedly as slow', () => {
    const mixed = noisy(40, 100, 0.01, 7).map((value, i) => (i % 5 < 2 ? 1.18 * value : value));
    expect(pAfter(mixed)).toBeGreaterThan(5 * pAfter([]));
  });
});
