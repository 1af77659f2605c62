/**
 * How unlikely a window of newest values is: p of its ranks and of its sizes, because ranks do not show how
 * far out a value is.
 */
import { mannWhitneyGreater } from '../../stats/mann-whitney.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import { compareLevels } from './heavy-tails.ts';
import { compareShifts, describeNoise, readDensities } from './shown-noise.ts';

/**
 * Sizes of the windows, and the factor for the p of each: consecutive builds are not quite independent, so
 * groups of three are more frequent than by chance, and long windows contain slow swings.
 */
const counts: ReadonlyMap<number, number> = new Map([
  [3, 4],
  [4, 1],
  [5, 1],
  [7, 20],
  [10, 80],
]);
export const windows: readonly number[] = [...counts.keys()];

/** Ranks that occur by chance this often are no evidence, whatever the sizes. */
const highestRanksP = 0.02;
/**
 * Weights of the two likelihood ratios (for the observed noise and for heavy tails), and the factor that
 * keeps the rate of false alarms.
 */
const shiftWeight = 0.4;
const levelWeight = 0.2;
const sizeFactor = 20;
/** Below this, noise comes from clocks and schedulers alone; less where a rule asks for smaller changes. */
const minSd = 0.01;
const usualRatio = 0.05;

/**
 * @param tail newest values, ascending logarithms
 * @param baseline ascending logarithms
 * @param past ascending logarithms of a longer past with a recurring level; otherwise null
 * @param ratio the smallest change that counts
 * @returns p for one window chosen in advance
 */
export function weighWindow(
  tail: Float64Array,
  baseline: Float64Array,
  past: Float64Array | null,
  ratio: number,
): number {
  const ranks = mannWhitneyGreater(tail, baseline);
  if (ranks > highestRanksP) return 1;
  const fineness = Math.min(1, ratio / usualRatio);
  const sd = Math.max(minSd * fineness, robustSd(baseline));
  const noise = describeNoise(baseline, sd, fineness);
  const shown = readDensities(tail, noise);
  const returned = past && readDensities(tail, describeNoise(past, sd, fineness));
  const evidence =
    shiftWeight * compareShifts(tail, noise, shown, returned) +
    levelWeight * compareLevels(tail, medianOfSorted(tail), medianOfSorted(baseline), sd, shown);
  return sizeFactor * (counts.get(tail.length) ?? 1) * ranks * Math.exp(-evidence);
}
