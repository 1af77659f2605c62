import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeLargest } from '../../src/stats/take-largest.ts';

it('takes what sorting everything would put first', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(-1, Number.NEGATIVE_INFINITY));
  fc.assert(
    fc.property(fc.array(fc.record({ value }), { maxLength: 40 }), fc.nat(45), (items, count) => {
      const sorted = [...items].sort((a, b) => (a.value === b.value ? 0 : b.value - a.value));
      const taken = takeLargest(items, count, (item) => item.value);
      expect(taken).toHaveLength(Math.min(count, items.length));
      taken.forEach((item, place) => {
        expect(item).toBe(sorted[place]);
      });
    }),
  );
});
