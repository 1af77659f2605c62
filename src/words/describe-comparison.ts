/** Describes a comparison of two sides that were measured alternately. */
import type { Alert } from '../model/alert.ts';
import type { Change } from '../model/change.ts';
import type { ComparedSeries, Comparison } from '../model/comparison.ts';
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { formatMeasure, formatMove, formatMoveInterval, formatProbability } from './numbers.ts';

/** `Pair 3 of at most 30: base 1.2 s, head 1.4 s`: progress, a line a pair. */
export function describeLastPair({ series: [build], pairs, maxPairs }: Comparison): Problem {
  const show = (values: readonly number[] | undefined): string =>
    build === undefined ? '' : formatMeasure(values?.at(-1) ?? null, build.series);
  const what = `Pair ${pairs} of at most ${maxPairs}: base ${show(build?.base)}, head ${show(build?.head)}.`;
  return { level: 'info', code: 'pair', where: 'compare', what, fix: '' };
}

/** `12 pairs of alternating runs on this machine`. */
export function describePairs({ pairs }: Pick<Comparison, 'pairs'>): string {
  return `${plural(pairs, 'pair')} of alternating runs on this machine`;
}

/** `build +0.3% (−1.1% to +1.6%)`, `build −4% (interval unknown)`. */
function describeShift(compared: ComparedSeries): string {
  const range = formatMoveInterval(compared);
  const interval = range === '' ? '' : ` (${range})`;
  return `build ${formatMove(compared)}${interval}`;
}

/** The evidence of a change: `Head was slower in 12 of 12 pairs (p = 0.0007)`. */
export function describePaired({ paired, p }: Pick<Change, 'p'> & Required<Pick<Change, 'paired'>>): string {
  const probability = formatProbability(p);
  return `Head was worse in ${paired.worse} of ${plural(paired.pairs, 'pair')}${probability && ` (${probability})`}`;
}

/** The verdict of a comparison that found nothing worse. */
export function describeCalmComparison({ series, pairs }: Comparison): string {
  const [build] = series;
  if (build === undefined) return 'Nothing was compared';
  const found = build.standing === 'better' ? 'Improved' : 'No slowdown';
  return `${found}: ${describeShift(build)} after ${plural(pairs, 'pair')}`;
}

/** An unclear result is not a pass: the report warns, and the check does not fail. */
export function alertUnclear(comparison: Comparison | undefined): Alert[] {
  const [build] = comparison?.series ?? [];
  if (comparison === undefined || comparison.clear || build === undefined) return [];
  return [
    {
      id: 'unclear',
      level: 'warning',
      source: 'suspect',
      message: `Not clear after ${plural(comparison.pairs, 'pair')}: ${describeShift(build)}`,
      action: 'Allow more pairs (`--runs`, `compare-runs`), or measure on a quieter machine.',
      value: build.to,
      limit: build.from,
      unit: 'ms',
      context: {},
    },
  ];
}
