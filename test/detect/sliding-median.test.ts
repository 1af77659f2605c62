import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlidingMedian } from '../../src/detect/judge/sliding-median.ts';
import { medianOfSorted } from '../../src/stats/sorted.ts';

describe('SlidingMedian', () => {
  it('is the median of the newest values, whatever their order and ties', () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 25 }),
        (all, width) => {
          const sliding = new SlidingMedian(width);
          all.forEach((each, i) => {
            sliding.push(each);
            const newest = all.slice(Math.max(0, i + 1 - width), i + 1);
            expect(sliding.size).toBe(newest.length);
            expect(sliding.median()).toBe(medianOfSorted(newest.sort((a, b) => a - b)));
          });
        },
      ),
    );
  });

  it('throws before the first value', () => {
    expect(() => new SlidingMedian(3).median()).toThrow('at least one value');
  });
});
