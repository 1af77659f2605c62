/** The labels of an axis of times: evenly spaced, and none is rounded. */
import { expect, it } from 'vitest';
import { listTimeSteps } from '../../src/page/time-steps.ts';
import { formatDuration } from '../../src/words/numbers.ts';

it.each([
  [1, 59_000, 10],
  [1, 61_000, 1_000],
  [1, 3_599_000, 1_000],
  [1, 3_700_000, 60_000],
  [1_000, 61, 1],
  [1_000, 7_200, 60],
])('an axis in units of %d ms up to %d', (unitMs, high, shortest) => {
  const steps = listTimeSteps(unitMs, high);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps).toContain(shortest);
  if (high * unitMs < 60_000) return;
  expect(steps[0]).toBe(shortest);
  const from = Math.floor(high / shortest - 5) * shortest;
  const labels = [0, 1, 2, 3, 4, 5].map((at) => formatDuration((from + at * shortest) * unitMs));
  expect(new Set(labels).size).toBe(labels.length);
});
