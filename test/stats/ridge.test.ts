/** Ridge regression compared with fits by hand: the closed form of two predictors, refitted without each row. */
import { expect, it } from 'vitest';
import { ridgeResiduals } from '../../src/stats/ridge.ts';

const target = Float64Array.of(1.0, 2.1, 2.9, 4.2, 5.1, 5.8, 8.0, 7.5);
const predictors = [
  Float64Array.of(0.1, 1.2, 1.9, 3.1, 4.2, 4.8, 6.0, 7.0),
  Float64Array.of(1, -1, 2, 0.5, -0.5, 1.5, 0, 1),
];

it('predicts the rows after the training, and each training row by leave-one-out', () => {
  const left = ridgeResiduals(target, predictors, 6, 0.5);
  const leftOut = [-0.258285, -0.095055, -0.037946, 0.176712, -0.018863, 0.087219];
  [...leftOut, 1.10119, -0.415277].forEach((value, i) => {
    expect(left[i]).toBeCloseTo(value, 5);
  });
});

it('subtracts nothing with a huge penalty', () => {
  const left = ridgeResiduals(target, predictors, 6, 1e12);
  expect(left[6]).toBeCloseTo(8 - 21.1 / 6, 5);
});
