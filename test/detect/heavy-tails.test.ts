/** The likelihood ratio of two levels. */
import { expect, it } from 'vitest';
import { compareLevels } from '../../src/detect/judge/heavy-tails.ts';

/** Where none of the values has been seen before. */
const never = [0, 0, 0];
/** Share of the noise with the shown shape: it reduces the density of the old level by this share. */
const known = -Math.log(0.7);

it('favours the level near the values', () => {
  expect(compareLevels([1, 1.02, 0.98], 1, 0, 0.1, never)).toBeGreaterThan(5);
  expect(compareLevels([0, 0.02, -0.02], 1, 0, 0.1, never)).toBeLessThan(-5);
  expect(compareLevels([0.5], 1, 0, 0.1, never)).toBeCloseTo(known, 10);
});

it('is that of Student’s t with four degrees of freedom near the levels', () => {
  // scipy.stats.t.logpdf(0, 4) - scipy.stats.t.logpdf(2, 4), except for the spikes.
  expect(compareLevels([2], 2, 0, 1, never)).toBeCloseTo(2.5 * Math.log(2) + known, 1);
});

it('is not affected by a spike', () => {
  expect(compareLevels([50], 50, 0, 1, never)).toBeLessThan(15);
});

it('finds little evidence in values that occurred on the old level', () => {
  const values = [1, 1.02, 0.98];
  const onSecondHump = compareLevels(values, 1, 0, 0.1, [1, 1, 1]);
  expect(onSecondHump).toBeLessThan(compareLevels(values, 1, 0, 0.1, never) / 2);
  expect(onSecondHump).toBeGreaterThan(0);
});
