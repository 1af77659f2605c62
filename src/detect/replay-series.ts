/**
 * Judges series without a history: the newest value, or each value from an index on as if it were the newest.
 * The output of `build-telemetry detect`.
 */
import { groupSeries } from './replay/align-group.ts';
import type { ReplayedValue } from './replay/decide-member.ts';
import type { KnownSeries } from './replay/known-series.ts';
import { replayGroup } from './replay/replay-group.ts';

export type { ReplayedValue } from './replay/decide-member.ts';
export type { KnownSeries, WrittenSeries } from './replay/known-series.ts';

/**
 * Judges each series at each of its values from `from` on, each from the values before it.
 * @param from index of the first value to judge; null: the last one only
 * @param wants whether a series is to be judged; the others only show what its builds shared
 * @returns one list per series, in their order
 */
export function replaySeries<T extends KnownSeries>(
  written: readonly T[],
  from: number | null,
  wants: (series: T) => boolean = () => true,
): ReplayedValue[][] {
  const results = written.map((): ReplayedValue[] => []);
  for (const group of groupSeries(written))
    replayGroup(group, from, results, (place) => wants(written[place] as T));
  return results;
}
