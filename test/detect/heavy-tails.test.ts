/** The likelihood ratio of two levels. */
import { expect, it } from 'vitest';
import { compareLevels } from '../../src/detect/judge/heavy-tails.ts';

it('favours the level that the values lie at', () => {
  expect(compareLevels([1, 1.02, 0.98], 1, 0, 0.1)).toBeGreaterThan(5);
  expect(compareLevels([0, 0.02, -0.02], 1, 0, 0.1)).toBeLessThan(-5);
  expect(compareLevels([0.5], 1, 0, 0.1)).toBeCloseTo(0, 10);
});

it('is that of Student’s t with four degrees of freedom near the levels', () => {
  // scipy.stats.t.logpdf(0, 4) - scipy.stats.t.logpdf(2, 4), but for the spikes.
  expect(compareLevels([2], 2, 0, 1)).toBeCloseTo(2.5 * Math.log(2), 1);
});

it('is not carried away by a spike', () => {
  expect(compareLevels([50], 50, 0, 1)).toBeLessThan(15);
});
