/** Runs two sides alternately until the answer is clear or the pairs run out. */
import type { Build } from '../model/build.ts';
import type { Comparison } from '../model/comparison.ts';
import type { RegressionRule } from '../settings/regression-rules.ts';
import { collectPairs, type RunPair } from './collect-pairs.ts';
import { judgePairs } from './judge-pairs.ts';

export type Side = 'base' | 'head';

/** The settings to run the two sides. */
export interface PairPlan {
  readonly base: string;
  readonly head: string;
  readonly maxPairs: number;
  readonly rules: readonly RegressionRule[];
  /** Runs until this is clear: the duration of the build alone, or also its tasks and measurements. */
  readonly judges: 'build' | 'all';
  /**
   * One run of one side.
   * @throws to end the comparison
   */
  readonly run: (side: Side) => Promise<Build>;
  /** Called after each pair. */
  readonly onPair: (so: Comparison) => void;
}

/**
 * The side that runs first changes from pair to pair, so that neither side profits from a machine that warms
 * up or slows down.
 */
export async function measurePairs(
  plan: PairPlan,
): Promise<{ readonly comparison: Comparison; readonly pairs: readonly RunPair[] }> {
  const { base, head, maxPairs, rules, judges } = plan;
  const pairs: RunPair[] = [];
  for (;;) {
    pairs.push(await runPair(plan, pairs.length % 2 === 0));
    const { series, isBuildClear, isAllClear } = judgePairs(collectPairs(pairs), rules);
    const comparison = { base, head, pairs: pairs.length, maxPairs, clear: isBuildClear, series };
    plan.onPair(comparison);
    const isClear = judges === 'build' ? isBuildClear : isAllClear;
    if (isClear || pairs.length >= maxPairs) return { comparison, pairs };
  }
}

async function runPair({ run }: PairPlan, isBaseFirst: boolean): Promise<RunPair> {
  if (isBaseFirst) {
    const base = await run('base');
    return { base, head: await run('head') };
  }
  const head = await run('head');
  return { base: await run('base'), head };
}
