/** Finds the start of a change: the split of the newest builds that separates slow from fast best. */
import { medianOfStretch } from '../../stats/sorted.ts';

/** The number of newest values that may be the first slow one, and the number of earlier values used. */
const reach = 15;
const around = 30;

/**
 * The index of the first value of the new level, among the last 15: the split whose two medians leave the smallest
 * sum of absolute deviations (least absolute deviations; on logarithms, relative ones).
 * @param values oldest first
 * @param direction 1: the new level is higher
 * @param baselineStart index of the first value of the level before; earlier ones are not used
 * Source: Bai (1995), Least absolute deviation estimation of a shift, Econometric Theory 11, for one shift.
 */
export function findChangePoint(values: ArrayLike<number>, direction: 1 | -1, baselineStart = 0): number {
  const end = values.length;
  const start = Math.max(baselineStart, end - reach - around);
  let best = end - 1;
  let least = Number.POSITIVE_INFINITY;
  for (let split = end - 1; split > start && split >= end - reach; split--) {
    const before = medianOfStretch(values, start, split);
    const after = medianOfStretch(values, split, end);
    if (direction * (after - before) <= 0) continue;
    const sum = deviations(values, start, split, before) + deviations(values, split, end, after);
    if (sum < least) {
      least = sum;
      best = split;
    }
  }
  return best;
}

function deviations(values: ArrayLike<number>, start: number, end: number, from: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += Math.abs((values[i] as number) - from);
  return sum;
}
