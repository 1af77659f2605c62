import { describe, expect, it } from 'vitest';
import { quantileOfSorted } from '../../src/stats/quantile.ts';

const ascending = (count: number, start: number, step: number): number[] =>
  Array.from({ length: count }, (_, index) => start + index * step);

describe('a quantile', () => {
  it('is what BuildRunner’s test results print: of ten values p50 is the sixth, of twenty p95 the last', () => {
    const ten = ascending(10, 500, 100);
    expect([0, 0.5, 0.95, 0.99, 1].map((p) => quantileOfSorted(ten, p))).toEqual([
      500, 1000, 1400, 1400, 1400,
    ]);
    expect(quantileOfSorted(ascending(20, 500, 50), 0.95)).toBe(1450);
  });

  it('does not change with binary rounding noise', () => {
    expect(quantileOfSorted(ascending(100, 0, 1), 0.29)).toBe(29);
    expect(quantileOfSorted(ascending(1000, 0, 1), 0.57)).toBe(570);
  });

  it('of one value is that value, of none null', () => {
    expect(quantileOfSorted([7], 0.1)).toBe(7);
    expect(quantileOfSorted([], 0.5)).toBeNull();
  });

  it.each([-0.1, 1.1, 50, Number.NaN])('is refused at %d', (p) => {
    expect(() => quantileOfSorted([1], p)).toThrow('between 0 and 1');
  });
});
