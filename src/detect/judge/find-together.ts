/**
 * What all tasks, or measurements of time, of a build share, as a series of the build: the only sign of a
 * slowdown of all where the build has no time of its own.
 */

import { commonKind } from '../../metrics/common-kind.ts';
import type { Build } from '../../model/build.ts';
import { isTaskTime, type SeriesKey, togetherName } from '../../model/series.ts';
import { isTimeUnit, msPerUnit } from '../../model/time-units.ts';
import { medianOfStretch } from '../../stats/sorted.ts';
import type { Collected } from '../collect/collect-series.ts';
import type { Comparable } from '../collect/comparable.ts';
import { longestPast } from '../longest-past.ts';
import { higherIsBetter, lowerIsBetter } from '../scale.ts';
import { isMachineSpeed } from '../series-key.ts';

/**
 * The total of the usual times of the tasks, or the geometric mean of the usual values of the measurements,
 * times the shared change of each build. Null if it is not known, or if the build's own time shows it.
 * @param factor the shared change by build
 */
export function findTogether(
  series: readonly Collected[],
  factor: Float64Array | null,
  { durationMs }: Pick<Build, 'durationMs'>,
  { past, isChange }: Pick<Comparable, 'past' | 'isChange'>,
): Collected | null {
  if (factor === null) return null;
  // Those that are sometimes zero have scales of their own.
  const all = series.filter(
    ({ key, scale }) => isMachineSpeed(key) && (scale === lowerIsBetter || scale === higherIsBetter),
  );
  const tasks = all.filter(({ key }) => isTaskTime(key));
  // A harness repeats a benchmark until it has run long enough: the time of the build does not show it.
  const isOfTasks = tasks.length * 2 >= all.length;
  if (isOfTasks && durationMs !== null) return null;
  const metrics = all.filter(({ key }) => !isTaskTime(key));
  const members = isOfTasks ? tasks : findMostAlike(metrics);
  const [first] = members;
  if (first === undefined || (!isOfTasks && members.length * 2 < metrics.length)) return null;
  const usual = members.map((each) => usualOf(each, factor));
  const level = isOfTasks
    ? Math.log(sum(usual.map(Math.exp)))
    : sum(members.map((each, at) => (usual[at] as number) + inUnitOf(first, each))) / members.length;
  const places = findPlaces(members, factor);
  return {
    key: isOfTasks ? keyOfTasks(members) : keyOfMetrics(first.key),
    scale: first.scale,
    scaled: Float64Array.from(places, (place) => level + (factor[place] as number)),
    places,
    fresh: isChange ? places.filter((place) => place >= past.length).length : 0,
    month: null,
  };
}

/** Most of the measurements: those of which a mean means something. */
function findMostAlike(all: readonly Collected[]): readonly Collected[] {
  const alike = Map.groupBy(all, ({ key }) => `${key.better} ${isTimeUnit(key.unit) ? 'time' : key.unit}`);
  return [...alike.values()].reduce((most, each) => (each.length > most.length ? each : most), []);
}

/** What a value of one measurement, as a logarithm, has less than in the unit of the other. */
function inUnitOf(first: Collected, { key: { unit } }: Collected): number {
  return unit === first.key.unit ? 0 : Math.log(msPerUnit(unit) / msPerUnit(first.key.unit));
}

/** The usual level is the median of this many newest values, without what their builds share. */
const usualValues = 15;

function usualOf({ scaled, places }: Collected, factor: Float64Array): number {
  const own = scaled
    .slice(-usualValues)
    .map(
      (value, i) =>
        value - (factor[places[Math.max(0, scaled.length - usualValues) + i] as number] as number),
    );
  return medianOfStretch(own, 0, own.length);
}

/** The builds of the series that ran most often, from the first one that could be compared. */
function findPlaces(members: readonly Collected[], factor: Float64Array): Int32Array {
  const first = factor.findIndex((share) => share !== 0);
  const { places } = members.reduce((a, b) => (b.places.length > a.places.length ? b : a));
  return places.filter((place) => first >= 0 && place >= first).slice(-longestPast);
}

function keyOfTasks(members: readonly Collected[]): SeriesKey {
  const kind = commonKind(members.map(({ key }) => key.kind));
  return { scope: 'build', measure: 'duration', task: togetherName, kind, unit: 'ms', better: 'lower' };
}

function keyOfMetrics({ unit, better }: SeriesKey): SeriesKey {
  return { scope: 'build', measure: 'value', task: togetherName, kind: 'metric', unit, better };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
