/** Written series as groups with values from the same builds, in a common order. */

import type { SeriesKey } from '../../model/series.ts';
import { levelsOf, type RegressionLevels, type SmallestChange } from '../../settings/regression-rules.ts';
import { lowerIsBetter, type Scale, scaleWithZeros } from '../scale.ts';
import { makeSeriesKey } from '../series-key.ts';
import type { KnownSeries, WrittenSeries } from './known-series.ts';

export interface Member {
  /** Index among the written series. */
  readonly place: number;
  readonly key: Pick<SeriesKey, 'unit'>;
  readonly scale: Scale;
  readonly gate: SmallestChange;
  readonly levels: RegressionLevels;
  readonly exact: boolean;
  readonly role: 'task' | 'total' | 'other';
  readonly confirmAt: number | undefined;
  readonly scaled: Float64Array;
  /** Index of each in the written values. */
  readonly indexes: Int32Array;
  readonly runners: Int32Array | null;
  /** Build of each value in the group's order. */
  readonly builds: Int32Array;
  /** Indexes of the reported values. */
  readonly reports: number[];
  /** These reports are complete: none is added. */
  readonly isReported: boolean;
  /** Indexes of the values of builds that reported it with its group. */
  readonly reportsWith: readonly number[];
}

export interface AlignedGroup {
  readonly members: readonly Member[];
  readonly builds: number;
}

/** Smaller relative changes do not matter; there is no absolute floor, because the unit is not known. */
const anyGate: SmallestChange = { ratio: 0.05, floor: 0 };
const anyBuild = makeSeriesKey('duration', null);
const anyTask = makeSeriesKey('duration', { name: '', kind: '' });

/** Series of one group come from the same builds; without a group a series stands alone. */
export function groupSeries(written: readonly KnownSeries[]): AlignedGroup[] {
  const byGroup = new Map<string, number[]>();
  written.forEach(({ group }, place) => {
    const key = group === undefined ? `#${place}` : `=${group}`;
    const places = byGroup.get(key);
    if (places) places.push(place);
    else byGroup.set(key, [place]);
  });
  return [...byGroup.values()].map((places) => alignGroup(places, written));
}

function alignGroup(places: readonly number[], written: readonly KnownSeries[]): AlignedGroup {
  const longest = Math.max(...places.map((place) => (written[place] as WrittenSeries).values.length));
  const order = orderKeys(places.map((place) => (written[place] as WrittenSeries).keys));
  // Most series of a group ran in the same builds: they share the list.
  const byLength = new Map<number, Int32Array>();
  const endTogether = (length: number): Int32Array => {
    const known = byLength.get(length) ?? countFrom(longest - length, length);
    byLength.set(length, known);
    return known;
  };
  const placeBuilds = ({ values, keys }: WrittenSeries, indexes: Int32Array): Int32Array => {
    if (order && keys) return indexes.map((i) => order.get(keys[i] ?? '') ?? i);
    const together = endTogether(values.length);
    return indexes.length < values.length ? indexes.map((i) => together[i] as number) : together;
  };
  const members = places.map((place) => toMember(place, written[place] as KnownSeries, placeBuilds));
  return { members, builds: order?.size ?? longest };
}

function toMember(
  place: number,
  series: KnownSeries,
  placeBuilds: (series: KnownSeries, indexes: Int32Array) => Int32Array,
): Member {
  const { values, hardware, gate = anyGate, exact = true, role = 'task' } = series;
  const scale = series.scale ?? scaleWithZeros(lowerIsBetter, '', values);
  const indexes = listMeasured(values);
  return {
    place,
    key: series.key ?? { unit: '' },
    scale,
    gate,
    levels: series.levels ?? levelsOf(role === 'total' ? anyBuild : anyTask, null),
    exact,
    role,
    confirmAt: series.confirmAt,
    scaled: mapFloats(indexes.length, (i) => scale.to(values[indexes[i] as number] as number)),
    indexes,
    runners: hardware === undefined ? null : codeTexts(hardware, indexes),
    builds: placeBuilds(series, indexes),
    reports: placeReports(series.reported, indexes),
    reportsWith: placeReports(series.reportedWith, indexes),
    isReported: series.reported !== undefined,
  };
}

function placeReports(reported: readonly number[] | undefined, indexes: Int32Array): number[] {
  return (reported ?? []).map((at) => indexes.indexOf(at)).filter((at) => at >= 0);
}

/** `Float64Array.from` uses an iterator, which took a third of the time of a judgement. */
export function mapFloats(length: number, read: (i: number) => number): Float64Array {
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = read(i);
  return values;
}

function countFrom(first: number, length: number): Int32Array {
  const numbers = new Int32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = first + i;
  return numbers;
}

function listMeasured(values: readonly number[]): Int32Array {
  const indexes = new Int32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) indexes[count++] = i;
  return indexes.subarray(0, count);
}

/**
 * Positions of all keys, in the order of each list; null if the lists have no common order, or one has no
 * keys.
 */
function orderKeys(lists: readonly (readonly string[] | undefined)[]): Map<string, number> | null {
  if (lists.some((list) => list === undefined)) return null;
  const longest = [...(lists as readonly (readonly string[])[])].sort((a, b) => b.length - a.length);
  const sequence: string[] = [...(longest[0] ?? [])];
  const seen = new Set(sequence);
  for (const list of longest.slice(1)) {
    let after = -1;
    for (const key of list) {
      if (seen.has(key))
        after = sequence.indexOf(key, after + 1) < 0 ? after : sequence.indexOf(key, after + 1);
      else {
        after += 1;
        sequence.splice(after, 0, key);
        seen.add(key);
      }
    }
  }
  const order = new Map(sequence.map((key, position) => [key, position]));
  const isInOrder = (list: readonly string[]): boolean =>
    list.every((key, i) => i === 0 || (order.get(list[i - 1] as string) ?? 0) <= (order.get(key) ?? 0));
  return longest.every(isInOrder) ? order : null;
}

function codeTexts(texts: readonly (string | null)[], indexes: Int32Array): Int32Array {
  const codes = new Map<string, number>();
  return indexes.map((index) => {
    const text = texts[index];
    if (text === null || text === undefined || text === '') return -1;
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    return code;
  });
}
