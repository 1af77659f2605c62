/** Names what no cause accounts for, so that the causes of a sum account for all of it. */
import type { CauseFacts } from '../../model/cause.ts';
import type { Change } from '../../model/change.ts';

/** Less of a change is not worth a word. */
const leastRest = 0.05;

/** What the causes leave of a build's time, cost or tokens; [] for nothing, or for another series. */
export function nameRest({ series, from, to }: Change, causes: readonly CauseFacts[]): CauseFacts[] {
  const { scope, measure, unit } = series;
  if (scope !== 'build' || (measure !== 'duration' && measure !== 'cost' && measure !== 'tokens')) return [];
  const share = 1 - causes.reduce((total, each) => total + (each.share ?? 0), 0);
  if (share < leastRest) return [];
  return [{ kind: 'unexplained', by: share * (to - from), unit: unit as 'ms' | 'usd' | 'tokens', share }];
}
