/** Sorts the values of one series: the newest known values, on its scale, with their builds. */
import type { SeriesKey } from '../../model/series.ts';
import { isNumber } from '../../stats/is-number.ts';
import { openSlab } from '../../stats/slab.ts';
import { longestPast } from '../longest-past.ts';
import { type Scale, scaleInto, scaleWithZeros } from '../scale.ts';
import type { Comparable } from './comparable.ts';

/** Values with the builds they come from, oldest first, the current build's last. */
export interface Placed {
  readonly scaled: Float64Array;
  /**
   * Index of each value's build in the sequence `Comparable.past`, `fresh`, current build: one array for all
   * series of the same builds.
   */
  readonly places: Int32Array;
}

/** One series with its past. */
export interface Collected extends Placed {
  readonly key: SeriesKey;
  readonly scale: Scale;
  /**
   * The same number of values, evenly from all builds of the last month; null if `scaled` reaches back that
   * far.
   */
  readonly month: Placed | null;
  /** How many of the values belong to the change under test. */
  readonly fresh: number;
}

/** Maximum number of values of the change under test; the longest window has ten. */
export const maxFresh = 9;
/** With the current value, and at most as many values of a pull request as have an effect. */
export const maxBefore = longestPast - 1;

/** A series and the number of its values in `past` and in `fresh`. */
export interface PlacedSeries {
  readonly before: number;
  readonly own: number;
  readonly series: Collected;
}

/** @param values by index of the build, NaN without a value */
export type PlaceSeries = (
  key: SeriesKey,
  scale: Scale,
  values: Float64Array,
  current: number,
) => PlacedSeries;

/** For builds that do not allow a drift. */
export const noMonth: Placed = { scaled: new Float64Array(0), places: new Int32Array(0) };

/**
 * @param sample indexes of the month in which a drift is searched; null: the values themselves reach back
 * that far
 */
export function openPlacer(
  { past, fresh, isChange }: Comparable,
  sample: readonly number[] | null,
): PlaceSeries {
  const found: Found = { places: new Int32Array(longestPast), values: new Float64Array(longestPast) };
  const take = openSlab();
  const share = shareLast();
  const placeMonth = openMonthPlacer(past, sample, take);
  return (key, plainScale, values, current) => {
    const last = longestPast - 1;
    found.places[last] = past.length + fresh.length;
    found.values[last] = current;
    const ofFresh = findNewest(fresh, values, maxFresh, found, last, past.length);
    const start = findNewest(past, values, maxBefore - (last - ofFresh), found, ofFresh, 0);
    const raw = start === 0 ? found.values : found.values.subarray(start);
    const scale = raw.includes(0) ? scaleWithZeros(plainScale, key.unit, Array.from(raw)) : plainScale;
    const scaled = take(raw.length);
    scaleInto(scale, raw, raw.length, scaled);
    const places = share(start === 0 ? found.places : found.places.subarray(start));
    const month = placeMonth(scale, values, current);
    const own = last - ofFresh;
    const series = { key, scale, scaled, places, fresh: isChange ? own + 1 : 0, month };
    return { before: ofFresh - start, own, series };
  };
}

function openMonthPlacer(
  past: readonly number[],
  sample: readonly number[] | null,
  take: (length: number) => Float64Array,
): (scale: Scale, values: Float64Array, current: number) => Placed | null {
  const share = shareLast();
  return (scale, values, current) => {
    if (sample === null) return null;
    if (sample.length === 0) return noMonth;
    const places = new Int32Array(sample.length + 1);
    let count = 0;
    for (const place of sample)
      if (isNumber(values[past[place] as number] as number)) places[count++] = place;
    places[count++] = past.length;
    const scaled = take(count);
    for (let i = 0; i < count - 1; i++)
      scaled[i] = scale.to(values[past[places[i] as number] as number] as number);
    scaled[count - 1] = scale.to(current);
    return { scaled, places: share(places.subarray(0, count)) };
  };
}

/** Space for the newest values, which is filled from its end. */
interface Found {
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/**
 * Writes the newest known values, oldest first, before `end`.
 * @param first place of the first build
 * @returns where they begin
 */
function findNewest(
  indexes: readonly number[],
  values: Float64Array,
  most: number,
  into: Found,
  end: number,
  first: number,
): number {
  let at = end;
  for (let i = indexes.length - 1; i >= 0 && end - at < most; i--) {
    const value = values[indexes[i] as number] as number;
    if (!isNumber(value)) continue;
    at -= 1;
    into.places[at] = first + i;
    into.values[at] = value;
  }
  return at;
}

/** Copies indexes, unless they equal those of the previous series: most tasks ran in the same builds. */
function shareLast(): (places: Int32Array) => Int32Array {
  let last = new Int32Array(0);
  return (places) => {
    let isSame = places.length === last.length;
    for (let i = 0; isSame && i < places.length; i++) isSame = places[i] === last[i];
    if (!isSame) last = places.slice();
    return last;
  };
}
