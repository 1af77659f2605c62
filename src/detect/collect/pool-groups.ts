/**
 * Pools the times of the tasks of each package, folder, file or suite into one series: a small change of many
 * short tasks is visible only in their sum.
 */
import { commonKind } from '../../metrics/common-kind.ts';
import { countParts, namePath } from '../../metrics/name-path.ts';
import { minBaseline } from '../../model/baseline.ts';
import { coarseKinds } from '../../model/coarse-kinds.ts';
import { isTaskTime, type SeriesKey } from '../../model/series.ts';
import { medianOfStretch, selectMedian } from '../../stats/sorted.ts';
import { longestPast } from '../longest-past.ts';
import { lowerIsBetter } from '../scale.ts';
import type { Comparable } from './comparable.ts';
import { type Collected, noMonth, type Placed } from './place-values.ts';

/** Fewer tasks are judged well enough individually. */
export const leastMembers = 10;
/** A shorter group is not judged: its changes would not matter. */
export const leastMs = 1000;
/** At most this many groups are judged, the longest ones. */
const maxGroups = 200;
/** Number of sampled members that measure the change of a group. */
const sampleSize = 101;
/** The median of this many newest values is the usual time of a member. */
const usualValues = 15;

export interface PooledGroup {
  /** Names of the groups around it, outermost first. */
  readonly around: readonly string[];
  readonly series: Collected;
}

/** A task of a group, with its values on the scale and the indexes of their builds. */
interface PooledMember {
  readonly series: Pick<Collected, 'key' | 'scaled' | 'places' | 'fresh'>;
  /** Logarithm of its usual time. */
  readonly usual: number;
  readonly usualMs: number;
}

export interface GroupPool {
  readonly name: string;
  /** Names of the groups around it, outermost first. */
  readonly around: readonly string[];
  readonly members: PooledMember[];
  usualMs: number;
}

/**
 * One series per group: the sum of the usual times of its members, multiplied by the median change of the
 * members, weighted by their times. A change of single members does not move it, and new or missing members
 * do not either.
 * @param series those of the current build, each with its past
 */
export function poolGroups(series: readonly Collected[], comparable: Comparable): PooledGroup[] {
  return chooseLargest(series).map((group) => ({
    around: group.around,
    series: poolGroup(group, comparable),
  }));
}

/** The groups of these tasks that are judged. */
export function chooseLargest(series: readonly Collected[]): GroupPool[] {
  return listGroups(series.filter(isMember))
    .filter(({ usualMs }) => usualMs >= leastMs)
    .sort((a, b) => b.usualMs - a.usualMs)
    .slice(0, maxGroups);
}

function isMember({ key, scale, scaled, fresh }: Collected): boolean {
  if (!isTaskTime(key)) return false;
  if (coarseKinds.includes(key.kind ?? '') || scale !== lowerIsBetter) return false;
  return scaled.length - Math.max(1, fresh) >= minBaseline;
}

/** Each set of tasks once, under the name of the innermost part that contains it. */
function listGroups(series: readonly Collected[]): GroupPool[] {
  const paths = series.map(({ key }) => namePath(key.task ?? ''));
  const sizes = countParts(paths);
  // Most parts of a build contain few tasks.
  const isLarge = (name: string): boolean => (sizes.get(name) ?? 0) >= leastMembers;
  const groups = new Map<string, GroupPool>();
  const groupOf = (name: string, around: readonly string[]): GroupPool => {
    let group = groups.get(name);
    if (group === undefined) {
      group = { name, around, members: [], usualMs: 0 };
      groups.set(name, group);
    }
    return group;
  };
  paths.forEach((path, index) => {
    let member: PooledMember | undefined;
    path.forEach((name, depth) => {
      if (!isLarge(name)) return;
      member ??= makeMember(series[index] as Collected);
      const group = groupOf(name, path.slice(0, depth));
      group.members.push(member);
      group.usualMs += member.usualMs;
    });
  });
  const all = [...groups.values()];
  const repeated = new Set(
    all.flatMap(({ around, members }) => {
      const outer = around.at(-1) ?? '';
      return sizes.get(outer) === members.length ? [outer] : [];
    }),
  );
  return all.filter(({ name }) => !repeated.has(name));
}

/** Its usual time is the median of the newest values before those under test. */
export function makeMember(series: PooledMember['series']): PooledMember {
  const end = series.scaled.length - Math.max(1, series.fresh);
  const usual = medianOfStretch(series.scaled, Math.max(0, end - usualValues), end);
  return { series, usual, usualMs: Math.exp(usual) };
}

function poolGroup({ name, members, usualMs }: GroupPool, { past, fresh, isChange }: Comparable): Collected {
  const pooled = poolMembers(members, usualMs, past.length + fresh.length + 1);
  const places = pooled.places.slice(-longestPast);
  return {
    ...{ key: keyOfGroup(name, members), scale: lowerIsBetter, places },
    scaled: pooled.scaled.slice(-longestPast),
    fresh: isChange ? places.filter((place) => place >= past.length).length : 0,
    month: noMonth,
  };
}

export function keyOfGroup(name: string, members: readonly PooledMember[]): SeriesKey {
  const kind = commonKind(members.map(({ series }) => series.key.kind));
  return { scope: 'group', measure: 'duration', task: name, kind, unit: 'ms', better: 'lower' };
}

/** The values of a group in the builds in which most of its members ran. @param builds number of builds */
export function poolMembers(members: readonly PooledMember[], usualMs: number, builds: number): Placed {
  const sample = sampleByTime(members, usualMs);
  // The next value of each.
  const next = new Uint32Array(sample.length);
  const moves = new Float64Array(sample.length);
  const scaled: number[] = [];
  const places: number[] = [];
  for (let place = firstPlace(sample); place < builds; place++) {
    const known = readMoves(sample, place, next, moves);
    if (known * 2 <= sample.length) continue;
    places.push(place);
    scaled.push(Math.log(usualMs) + selectMedian(moves, known));
  }
  return { scaled: Float64Array.from(scaled), places: Int32Array.from(places) };
}

/** The build of the oldest value. */
function firstPlace(sample: readonly PooledMember[]): number {
  return sample.reduce(
    (first, { series }) => Math.min(first, series.places[0] ?? first),
    Number.POSITIVE_INFINITY,
  );
}

/** The changes of those members that ran in a build. @returns their number */
function readMoves(
  sample: readonly PooledMember[],
  place: number,
  next: Uint32Array,
  moves: Float64Array,
): number {
  let known = 0;
  for (let i = 0; i < sample.length; i++) {
    const { series, usual } = sample[i] as PooledMember;
    const at = next[i] as number;
    if (series.places[at] !== place) continue;
    moves[known++] = (series.scaled[at] as number) - usual;
    next[i] = at + 1;
  }
  return known;
}

/** Members at equal distances of time, so that each counts in proportion to its time: systematic sampling. */
function sampleByTime(members: readonly PooledMember[], usualMs: number): PooledMember[] {
  const sample: PooledMember[] = [];
  let passed = 0;
  for (const member of members) {
    passed += member.usualMs;
    while (sample.length < sampleSize && ((sample.length + 0.5) / sampleSize) * usualMs <= passed)
      sample.push(member);
  }
  return sample;
}
