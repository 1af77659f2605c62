/** The change that the builds behind the values share with all their tasks, by series. */
import type { Collected, Placed } from '../collect/collect-series.ts';
import { oncePerPlaces } from '../collect/survey-builds.ts';
import { longestPast } from '../longest-past.ts';
import { isMachineSpeed } from '../series-key.ts';
import { findBuildFactor } from './build-factor.ts';
import { openSiblings } from './siblings.ts';

export interface SharedFactors {
  /** The change that each build shares with all tasks, by its index; null when it is not known. */
  readonly all: Float64Array | null;
  /**
   * The change that each value's build shares with all tasks; null when it is not known, or if the series is
   * not a time of a task or measurement.
   */
  readonly of: (series: Collected) => Float64Array | null;
  /** The same for the values of its month. */
  readonly ofMonth: (series: Collected) => Float64Array | null;
  /** For values of such a series: the residuals after the prediction of its siblings; null with too few of them. */
  readonly siblings: (series: Collected, values: Float64Array, trained: number) => Float64Array | null;
}

/** @param count number of builds of the series */
export function shareFactors(series: readonly Collected[], count: number): SharedFactors {
  const tasks = series.filter(({ key }) => isMachineSpeed(key));
  const all = shareFactor(tasks, count, Math.max(0, count - longestPast));
  const readFactor = openFactor(all);
  let readMonthFactor: ReturnType<typeof openFactor> | undefined;
  const findMonthFactor = (): Float64Array | null => {
    const months = tasks.flatMap(({ month }) => month ?? []);
    return shareFactor(months, count, months[0]?.places[0] ?? 0);
  };
  // Few series need it.
  let places: ReadonlyMap<Collected, number> | undefined;
  const siblings = openSiblings(tasks.length, (i) => spreadByPlace(tasks[i] as Placed, count, 0));
  return {
    all,
    siblings: (each, values, trained) => {
      if (siblings === null) return null;
      places ??= new Map(tasks.map((task, place) => [task, place]));
      const own = places.get(each);
      return own === undefined ? null : siblings(own, values, each.places, trained);
    },
    of: (each) => (isMachineSpeed(each.key) ? readFactor(each) : null),
    ofMonth: (each) => {
      if (each.month === null || !isMachineSpeed(each.key)) return null;
      // Few builds need it.
      readMonthFactor ??= openFactor(findMonthFactor());
      return readMonthFactor(each.month);
    },
  };
}

function openFactor(factor: Float64Array | null): (placed: Pick<Placed, 'places'>) => Float64Array | null {
  return oncePerPlaces((places) => {
    if (factor === null) return null;
    const values = new Float64Array(places.length);
    for (let i = 0; i < places.length; i++) values[i] = factor[places[i] as number] as number;
    return values;
  });
}

/** By build index, from `first` on; earlier builds have no shared change. */
function shareFactor(tasks: readonly Placed[], places: number, first: number): Float64Array | null {
  const found = findBuildFactor(tasks.length, (i) => spreadByPlace(tasks[i] as Placed, places, first));
  if (found === null) return null;
  const factor = new Float64Array(places);
  factor.set(found, first);
  return factor;
}

function spreadByPlace({ scaled, places: at }: Placed, places: number, first: number): Float64Array {
  const row = new Float64Array(places - first).fill(Number.NaN);
  at.forEach((place, value) => {
    if (place >= first) row[place - first] = scaled[value] as number;
  });
  return row;
}
