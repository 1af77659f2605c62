/**
 * Judges the pairs of runs so far, and decides whether another pair is needed. docs/compare.md has the rule
 * and its error rates.
 */
import { roundEstimate } from '../detect/round-number.ts';
import { relate } from '../detect/scale.ts';
import type { ComparedSeries, ComparedStanding } from '../model/comparison.ts';
import { floorsOf, type RegressionRule } from '../settings/regression-rules.ts';
import { eBenjaminiHochberg } from '../stats/e-benjamini-hochberg.ts';
import { type SignFlipEvidence, signFlipInterval, signFlipTest } from '../stats/sign-flip.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { walshMedian } from '../stats/walsh-median.ts';
import type { PairedSeries } from './collect-pairs.ts';

/**
 * How often unchanged code may be called slower: the build, and separately any of its tasks and measurements.
 */
export const errorRate = 0.01;
/** From this evidence on, a task that looks worse justifies more pairs. */
const worthMore = 5;

interface JudgedSeries {
  readonly compared: ComparedSeries;
  readonly above: number;
  readonly gate: number;
}

/** The result after the pairs. */
export interface JudgedPairs {
  readonly series: readonly ComparedSeries[];
  /** The duration of the build has its answer. */
  readonly isBuildClear: boolean;
  /** So has each task and measurement that looks worse. */
  readonly isAllClear: boolean;
}

/** @param rules the smallest changes that count, by series */
export function judgePairs(series: readonly PairedSeries[], rules: readonly RegressionRule[]): JudgedPairs {
  const tested = series.map((each) => ({ each, ...testSeries(each) }));
  const parts = tested.filter(({ each }) => each.key.scope !== 'build');
  const believedAbove = eBenjaminiHochberg(
    parts.map(({ above }) => above.now),
    errorRate,
  );
  const believedBelow = eBenjaminiHochberg(
    parts.map(({ below }) => below.now),
    errorRate,
  );
  const judged = tested.map(({ each, above, below, differences }): JudgedSeries => {
    const isBuild = each.key.scope === 'build';
    const gate = floorsOf(each.key, rules).ratio;
    const interval = signFlipInterval(differences, 0.95);
    const standing = standingOf(
      isBuild ? above.most >= 1 / errorRate : above.now >= believedAbove,
      isBuild ? below.most >= 1 / errorRate : below.now >= believedBelow,
      // A much lower value is not an equality: another pair may show that it is better.
      interval !== null && interval[1] < Math.log1p(gate) && walshMedian(differences) > -Math.log1p(gate),
    );
    return {
      compared: describe(each, differences, interval, { above, below }, standing),
      above: above.now,
      gate,
    };
  });
  const build = judged.find(({ compared }) => compared.series.scope === 'build');
  const isBuildClear = build !== undefined && build.compared.standing !== 'unclear';
  return {
    series: judged.map(({ compared }) => compared),
    isBuildClear,
    isAllClear: isBuildClear && !judged.some(isWorthMore),
  };
}

function standingOf(isWorse: boolean, isBetter: boolean, isSame: boolean): ComparedStanding {
  if (isWorse) return 'worse';
  if (isBetter) return 'better';
  return isSame ? 'same' : 'unclear';
}

/** A part that looks worse by more than its gate, and is still undecided. */
function isWorthMore({ compared, above, gate }: JudgedSeries): boolean {
  return compared.standing === 'unclear' && above >= worthMore && worseBy(compared) >= gate;
}

/** How much worse, relative; below 0 is better. */
export function worseBy({ ratio, series }: Pick<ComparedSeries, 'ratio' | 'series'>): number {
  return series.better === 'lower' ? ratio : 1 / (1 + ratio) - 1;
}

/** Differences of logarithms, above 0 where the head is worse. */
function differencesOf({ base, head, scale }: PairedSeries): number[] {
  return base.map((value, pair) => scale.to(head[pair] as number) - scale.to(value));
}

function testSeries(series: PairedSeries): SignFlipEvidence & { readonly differences: readonly number[] } {
  const differences = differencesOf(series);
  return { ...signFlipTest(differences), differences };
}

function describe(
  { key, scale, base, head }: PairedSeries,
  differences: readonly number[],
  interval: readonly [number, number] | null,
  { above, below }: SignFlipEvidence,
  standing: ComparedStanding,
): ComparedSeries {
  const shift = walshMedian(differences);
  const [low, high] = (interval ?? [0, 0]).map((edge) => relate(scale, 0, edge)).sort((a, b) => a - b);
  return {
    series: key,
    base,
    head,
    from: medianOf(base),
    to: medianOf(head),
    ratio: relate(scale, 0, shift),
    interval: interval === null ? null : [low as number, high as number],
    worseIn: differences.filter((difference) => difference > 0).length,
    p: roundEstimate(1 / (shift >= 0 ? above : below).most),
    standing,
  };
}

function medianOf(values: readonly number[]): number {
  return medianOfSorted([...values].sort((a, b) => a - b));
}
