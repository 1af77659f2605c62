/** Values by bucket: additions stay exact at every bound. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDistributions, addValue, emptyDistribution } from '../../src/points/distribution.ts';

const of = (bounds: readonly number[], values: readonly number[]) =>
  values.reduce(addValue, emptyDistribution(bounds));

describe('a distribution', () => {
  it('counts a value at a bound below it, as Prometheus does', () => {
    expect(of([1, 2], [1, 1.5, 2, 3])).toEqual({ count: 4, sum: 7.5, bounds: [1, 2], counts: [1, 2, 1] });
  });

  it('of two is that of all their values', () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const bounds = [5, 10, 20];
        expect(addDistributions(of(bounds, a), of(bounds, b))).toEqual(of(bounds, [...a, ...b]));
      }),
    );
  });

  it('keeps the common bounds after an update changed them', () => {
    const both = addDistributions(of([1, 5, 10], [0.5, 3, 7, 20]), of([5, 10, 60], [2, 8, 30]));
    expect(both).toEqual({ count: 7, sum: 70.5, bounds: [5, 10], counts: [3, 2, 2] });
  });
});
