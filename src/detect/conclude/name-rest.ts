/** Adds the unexplained rest, so that the causes of a sum account for all of it. */
import type { CauseFacts } from '../../model/cause.ts';
import type { Change } from '../../model/change.ts';

/** A smaller share is not mentioned. */
const leastRest = 0.05;

/** The unexplained rest of a build's time, cost or tokens; [] if there is none, or for another series. */
export function nameRest({ series, from, to }: Change, causes: readonly CauseFacts[]): CauseFacts[] {
  const { scope, measure, unit } = series;
  if (scope !== 'build' || (measure !== 'duration' && measure !== 'cost' && measure !== 'tokens')) return [];
  const share = 1 - causes.reduce((total, each) => total + (each.share ?? 0), 0);
  if (share < leastRest) return [];
  const mayBeTasks = causes.some((cause) => 'onCriticalPath' in cause && !cause.onCriticalPath);
  const by = share * (to - from);
  return [{ kind: 'unexplained', by, unit: unit as 'ms' | 'usd' | 'tokens', mayBeTasks, share }];
}
