/**
 * The cause of a change of the whole build: another class of runners, or a change that all its tasks share.
 */

import { isPartOf } from '../../metrics/name-path.ts';
import type { EnvironmentChange } from '../../model/change.ts';
import { isBuildTime, isTaskTime, isTogether } from '../../model/series.ts';
import type { SmallestChange } from '../../settings/regression-rules.ts';
import { medianOfSorted, medianOfStretch } from '../../stats/sorted.ts';
import { takeLargest } from '../../stats/take-largest.ts';
import type { Survey } from '../collect/survey-builds.ts';
import { isRaised, limitOf } from '../judge/assess-series.ts';
import { chanceOf } from '../judge/chance.ts';
import { isOpen } from '../judge/follow-known.ts';
import type { JudgedBuild, JudgedChange } from '../judge/judge-build.ts';
import { type Judgement, judgeSeries } from '../judge/judge-series.ts';
import { learntFrom } from '../judge/runner-effect.ts';
import { shareFactors } from '../judge/share-factors.ts';
import { relate } from '../scale.ts';
import { isMachineSpeed } from '../series-key.ts';
import type { Setting } from './change-state.ts';

/** Sums up the series without a separate report because of it; null without any. */
export function describeEnvironment(
  { tested, groups }: Pick<JudgedBuild, 'tested' | 'groups'>,
  survey: Survey,
  { isFarOut, isChange }: Pick<Setting, 'isFarOut' | 'isChange'>,
): EnvironmentChange | null {
  const raised = tested.filter(
    ({ assessment: { explained } }) => explained !== null && isRaised(explained.judgement),
  );
  const shared = raised.length === 0 ? null : findShared(raised);
  // Of thousands of series some move by chance: all did, or each of these would have been reported.
  const moved = shared === null ? listReported(raised, tested, { isFarOut, isChange }) : raised;
  if (moved.length === 0) return null;
  const by = moved.some(({ assessment }) => assessment.explained?.by === 'runner') ? 'runner' : 'build';
  if (by === 'build' && (shared === null || isOfKnown(tested, groups, survey))) return null;
  const total = moved.find(({ series: { key } }) => isBuildTime(key) || isTogether(key));
  const ratios = (total ? [total] : moved).map(ratioOf).sort((a, b) => a - b);
  const slowest = total ? null : (takeLargest(moved, 1, ratioOf)[0]?.series.key.task ?? null);
  const { runnerBefore, runnerNow } = survey;
  const hasNewRunner = runnerNow !== null && runnerBefore !== null && runnerNow !== runnerBefore;
  const isUnknown = by === 'runner' && hasNewRunner && survey.buildsOnRunner < learntFrom;
  return {
    by,
    ratio: by === 'runner' || shared === null ? medianOfSorted(ratios) : Math.expm1(shared),
    series: moved.length,
    fromRunner: hasNewRunner ? runnerBefore : null,
    toRunner: hasNewRunner ? runnerNow : null,
    ...(isUnknown && { isUnknown }),
    ...(slowest !== null && { slowest }),
    ...(total && isTogether(total.series.key) && { allTogether: true as const }),
  };
}

/** Known regressions, of many tasks or of a group, cause it: the other tasks share no change. */
function isOfKnown(
  tested: readonly JudgedChange[],
  groups: readonly JudgedChange[],
  { builds }: Survey,
): boolean {
  const open = groups.filter(({ known }) => isOpen(known)).map(({ series }) => series.key.task);
  const tasks = tested.filter(({ series: { key } }) => isMachineSpeed(key));
  const others = tasks.filter(
    ({ series: { key }, known }) =>
      !isOpen(known) && !(isTaskTime(key) && open.some((name) => isPartOf(key.task, name))),
  );
  if (others.length === tasks.length) return false;
  const [first] = others;
  if (first === undefined) return true;
  const factors = shareFactors(
    others.map(({ series }) => series),
    builds.length + 1,
  );
  const { series, gate } = first;
  return !isRaised(judgeFactor(factors.of(series) ?? new Float64Array(0), series.fresh, gate));
}

function judgeFactor(scaled: Float64Array, fresh: number, gate: SmallestChange): Judgement {
  return judgeSeries({ scaled, fresh, gate: { ...gate, floor: 0 }, exact: false });
}

/** Those that would have been reported without the environment. */
function listReported(
  raised: readonly JudgedChange[],
  tested: readonly JudgedChange[],
  { isFarOut, isChange }: Pick<Setting, 'isFarOut' | 'isChange'>,
): readonly JudgedChange[] {
  const judgementOf = ({ assessment: { judgement, explained } }: JudgedChange): Judgement =>
    explained?.judgement ?? judgement;
  const limit = limitOf(
    tested.map((each) => ({ judgement: judgementOf(each), explained: null, isKnown: isOpen(each.known) })),
    isChange,
  );
  return raised.filter((each) => {
    const judgement = judgementOf(each);
    const { slower } = judgement;
    if (each.series.key.scope === 'build') return true;
    return (
      (slower !== null && chanceOf(slower) <= limit) ||
      (judgement.suspect && isFarOut(each.series, judgement))
    );
  });
}

/** How much slower the whole build is than its past, as a logarithm; null if it is not. */
function findShared(moved: readonly JudgedChange[]): number | null {
  // Series of the same builds have the same factor.
  const byFactor = new Map(moved.map((each) => [each.assessment.explained?.factor ?? null, each]));
  for (const [factor, { series, gate }] of byFactor) {
    const scaled = Float64Array.from(factor ?? []);
    const judgement = judgeFactor(scaled, series.fresh, gate);
    if (!isRaised(judgement)) continue;
    const newest = judgement.slower?.newest ?? Math.max(1, judgement.slow);
    const baseline = judgement.slower?.baseline ?? judgement.baseline;
    return medianOfStretch(scaled, scaled.length - newest, scaled.length) - medianOfSorted(baseline);
  }
  return null;
}

function ratioOf({ series, assessment }: JudgedChange): number {
  const { judgement, scaled } = assessment.explained as NonNullable<typeof assessment.explained>;
  const from = medianOfSorted(judgement.baseline);
  const newest = scaled.slice(-(judgement.slower?.newest ?? 1)).sort();
  return relate(series.scale, from, medianOfSorted(newest) - from);
}
