/** A slow rise that no single build caused: the newest week compared with the week around 30 days ago. */
import { mannWhitneyGreater } from '../../stats/mann-whitney.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import { anchorMs, mayDrift, weekMs } from '../drift-weeks.ts';

/** Logarithm of the smallest rise that counts. */
const minRise = Math.log(1.1);
/** A step has most of its rise in one place; a drift does not. */
const maxStep = 0.7;

export interface Drift {
  /** Medians on the scale, a month ago and now. */
  readonly from: number;
  readonly to: number;
  readonly p: number;
  /** Values of the newest week, ascending. */
  readonly newest: readonly number[];
  /** Values of the older week, ascending. */
  readonly older: readonly number[];
  /** Indexes of the first and the last of them. */
  readonly olderSpan: readonly [number, number];
}

/**
 * Compares the weeks; null without enough values in both, below +10%, or if one step explains the rise.
 * @param scaled oldest first, more is worse
 * @param timesMs start of each value's build
 */
export function findDrift(scaled: Float64Array, timesMs: readonly number[]): Drift | null {
  if (!mayDrift(timesMs)) return null;
  const now = timesMs.at(-1) as number;
  const within = (from: number, to: number): number[] =>
    timesMs.flatMap((time, i) => (time > from && time <= to ? [i] : []));
  const sorted = (indexes: readonly number[]): number[] =>
    indexes.map((i) => scaled[i] as number).sort((a, b) => a - b);
  const middle = now - anchorMs;
  const olderAt = within(middle - weekMs / 2, middle + weekMs / 2);
  const older = sorted(olderAt);
  const newest = sorted(within(now - weekMs, now));
  const from = medianOfSorted(older);
  const to = medianOfSorted(newest);
  if (to - from < minRise || largestStep(scaled, timesMs, middle) > maxStep * (to - from)) return null;
  const olderSpan = [olderAt[0] as number, olderAt.at(-1) as number] as const;
  return { from, to, p: mannWhitneyGreater(newest, older), newest, older, olderSpan };
}

/** The largest rise of the median of three builds over that of the previous three, since `from`. */
function largestStep(scaled: Float64Array, timesMs: readonly number[], from: number): number {
  const medianAt = (start: number): number => medianOfSorted(scaled.slice(start, start + 3).sort());
  let largest = 0;
  for (let i = 3; i + 3 <= scaled.length; i++) {
    if ((timesMs[i] as number) > from) largest = Math.max(largest, medianAt(i) - medianAt(i - 3));
  }
  return largest;
}
