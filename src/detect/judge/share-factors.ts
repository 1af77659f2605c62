/** What the builds behind the values shared with all their tasks, by series. */
import type { Collected, Placed } from '../collect/collect-series.ts';
import { findBuildFactor } from './build-factor.ts';
import { longestPast } from './judge-series.ts';

export interface SharedFactors {
  /** What each value's build shares with all tasks; null when it cannot be told, or the series is no task's time. */
  readonly of: (series: Collected) => Float64Array | null;
  /** The same for the values of its month. */
  readonly ofMonth: (series: Collected) => Float64Array | null;
}

/** @param places how many builds the series have places for */
export function shareFactors(series: readonly Collected[], places: number): SharedFactors {
  const tasks = series.filter(isTaskTime);
  const factor = shareFactor(tasks, places, Math.max(0, places - longestPast));
  let monthFactor: Float64Array | null | undefined;
  const findMonthFactor = (): Float64Array | null => {
    const months = tasks.flatMap(({ month }) => month ?? []);
    return shareFactor(months, places, months[0]?.places[0] ?? 0);
  };
  return {
    of: (each) => (isTaskTime(each) ? readFactor(factor, each) : null),
    ofMonth: (each) => {
      if (each.month === null || !isTaskTime(each)) return null;
      // Few builds need it.
      if (monthFactor === undefined) monthFactor = findMonthFactor();
      return readFactor(monthFactor, each.month);
    },
  };
}

function isTaskTime({ key }: Collected): boolean {
  return key.scope === 'task' && key.measure === 'duration';
}

function readFactor(factor: Float64Array | null, { places }: Placed): Float64Array | null {
  return factor && Float64Array.from(places, (place) => factor[place] as number);
}

/** By place, from `first` on; older places share nothing. */
function shareFactor(tasks: readonly Placed[], places: number, first: number): Float64Array | null {
  const found = findBuildFactor(tasks.length, (i) => {
    const row = new Float64Array(places - first).fill(Number.NaN);
    const { scaled, places: at } = tasks[i] as Placed;
    at.forEach((place, value) => {
      if (place >= first) row[place - first] = scaled[value] as number;
    });
    return row;
  });
  if (found === null) return null;
  const factor = new Float64Array(places);
  factor.set(found, first);
  return factor;
}
