/**
 * Judges series outside any history: the newest value, or each value from an index on as if it were the newest.
 * What `build-telemetry detect` prints.
 */
import type { Gate } from '../settings/regression-rules.ts';
import { medianOfSorted, medianOfStretch } from '../stats/sorted.ts';
import { type Alone, type Assessment, assessSeries, isRaised, limitOf } from './judge/assess-series.ts';
import { findBuildFactor } from './judge/build-factor.ts';
import {
  type Episode,
  type EpisodeState,
  findLasting,
  followEpisode,
  isRedated,
  openEpisode,
  redateEpisode,
} from './judge/episode.ts';
import { findChangePoint } from './judge/find-change-point.ts';
import { confirmP, longestPast } from './judge/judge-series.ts';
import { openSiblings, type Siblings } from './judge/siblings.ts';
import { lowerIsBetter, relate, type Scale, scaleWithZeros } from './scale.ts';

/** One series as a user writes it, oldest value first; smaller is better. */
export interface WrittenSeries {
  readonly name: string;
  /** Positive numbers of any unit; NaN where nothing was measured. */
  readonly values: readonly number[];
  /** The runner of each value, e.g. its processor. */
  readonly hardware?: readonly (string | null)[];
  /** Series of one group come from the same builds: they share what slows a whole build, and are tested together. */
  readonly group?: string;
  /** The build of each value, to align series of a group; without it they end with the same build. */
  readonly keys?: readonly string[];
}

/** A series with what is known of its measure. */
export interface KnownSeries extends WrittenSeries {
  readonly scale?: Scale;
  readonly gate?: Gate;
  /** A constant past is trusted to stay constant. */
  readonly exact?: boolean;
  /** Tasks share what slows a whole build, totals are confirmed at a level of their own; a task by default. */
  readonly role?: 'task' | 'total' | 'other';
}

type ReplayVerdict = 'confirmed' | 'suspect' | 'improvement' | 'environment' | 'none' | 'learning';

export interface Replayed {
  readonly index: number;
  readonly verdict: ReplayVerdict;
  /** Median of the baseline, in the unit of the values; null without a baseline. */
  readonly baseline: number | null;
  /** Relative change of the newest median over the baseline's; null without a baseline. */
  readonly effect: number | null;
  /** Corrected for the windows that were tried; null where nothing passed the gate, or no test was needed. */
  readonly p: number | null;
  /** Of a confirmed regression: reported now, or in an earlier build; or how the last one ended with this build. */
  readonly state: 'opened' | 'open' | 'recovered' | 'accepted' | null;
  /** A confirmed regression that still stood 3 builds after it was confirmed, or later. */
  readonly lasting: boolean;
  /** Index of the first build of what moved, suspects and improvements included; null where nothing did. */
  readonly since: number | null;
}

/** Relative changes below this do not matter; there is no absolute floor, as the unit is not known. */
const anyGate: Gate = { ratio: 0.05, floor: 0 };

/**
 * Judges each series at each of its values from `from` on, each from the values before it alone.
 * @param from index of the first value to judge; null: the last one only
 * @param wants whether a series is to be judged; the others only tell what its builds shared
 * @returns one list a series, in their order
 */
export function replaySeries<T extends KnownSeries>(
  written: readonly T[],
  from: number | null,
  wants: (series: T) => boolean = () => true,
): Replayed[][] {
  const results = written.map((): Replayed[] => []);
  for (const group of groupSeries(written))
    replayGroup(group, from, results, (place) => wants(written[place] as T));
  return results;
}

interface Member {
  readonly place: number;
  readonly scale: Scale;
  readonly gate: Gate;
  readonly exact: boolean;
  readonly role: 'task' | 'total' | 'other';
  readonly scaled: Float64Array;
  /** Where each stands in the written values. */
  readonly indexes: Int32Array;
  readonly runners: Int32Array | null;
  /** Build of each value in the group's order. */
  readonly builds: Int32Array;
  episode: Episode | null;
}

interface Group {
  readonly members: readonly Member[];
  readonly builds: number;
}

function groupSeries(written: readonly KnownSeries[]): Group[] {
  const byGroup = new Map<string, number[]>();
  written.forEach(({ group }, place) => {
    // Without a group a series stands alone.
    const key = group === undefined ? `#${place}` : `=${group}`;
    const places = byGroup.get(key);
    if (places) places.push(place);
    else byGroup.set(key, [place]);
  });
  return [...byGroup.values()].map((places) => alignGroup(places, written));
}

function alignGroup(places: readonly number[], written: readonly KnownSeries[]): Group {
  const longest = Math.max(...places.map((place) => (written[place] as WrittenSeries).values.length));
  const order = orderKeys(places.map((place) => (written[place] as WrittenSeries).keys));
  // Most series of a group ran in the same builds: they share the list of them.
  const byLength = new Map<number, Int32Array>();
  const endTogether = (length: number): Int32Array => {
    const known = byLength.get(length) ?? Int32Array.from({ length }, (_, i) => i + longest - length);
    byLength.set(length, known);
    return known;
  };
  const members = places.map((place): Member => {
    const { values, hardware, keys, ...rest } = written[place] as KnownSeries;
    const scale = rest.scale ?? scaleWithZeros(lowerIsBetter, '', values);
    const { gate = anyGate, exact = true, role = 'task' } = rest;
    const indexes = listMeasured(values);
    const runners = hardware === undefined ? null : codeTexts(hardware, indexes);
    const together = endTogether(values.length);
    const hasGaps = indexes.length < values.length;
    return {
      place,
      scale,
      gate,
      exact,
      role,
      scaled: mapFloats(indexes.length, (i) => scale.to(values[indexes[i] as number] as number)),
      indexes,
      runners,
      builds:
        order && keys
          ? indexes.map((i) => order.get(keys[i] ?? '') ?? i)
          : hasGaps
            ? indexes.map((i) => together[i] as number)
            : together,
      episode: null,
    };
  });
  return { members, builds: order?.size ?? longest };
}

/** `Float64Array.from` walks an iterator, which took a third of the time of a judgement. */
function mapFloats(length: number, read: (i: number) => number): Float64Array {
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = read(i);
  return values;
}

function listMeasured(values: readonly number[]): Int32Array {
  const indexes = new Int32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) indexes[count++] = i;
  return indexes.subarray(0, count);
}

/** Positions of all keys, each list's order kept; null where the lists have no common order, or one has no keys. */
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

interface Pending {
  readonly member: Member;
  readonly index: number;
}

/** Build by build, so that the series of one build are tested together. */
function replayGroup(
  { members, builds }: Group,
  from: number | null,
  results: Replayed[][],
  wants: (place: number) => boolean,
): void {
  const sharing = members.filter(({ role }) => role === 'task');
  const factor = findBuildFactor(sharing.length, (i) => spread(sharing[i] as Member, builds));
  const siblings = openSiblings(sharing.length, (i) => spread(sharing[i] as Member, builds));
  const places = new Map(sharing.map((member, place) => [member, place]));
  const pending = new Map<number, Pending[]>();
  for (const member of members.filter(({ place }) => wants(place))) {
    const last = member.scaled.length - 1;
    const first = from === null ? last : member.indexes.findIndex((index) => index >= from);
    if (first < 0) continue;
    for (let index = first; index <= last; index++) addTest(pending, { member, index });
  }
  for (const build of [...pending.keys()].sort((a, b) => a - b)) {
    const share = factor && shareOf(factor);
    const tests = (pending.get(build) as Pending[]).map(({ member, index }) => ({
      member,
      index,
      assessment: assessAt(
        { member, index },
        share,
        siblings && besides(siblings, member, index, places.get(member)),
      ),
    }));
    const limit = limitOf(tests.map(({ assessment }) => assessment));
    for (const test of tests) (results[test.member.place] as Replayed[]).push(decide(test, limit));
  }
}

function addTest(pending: Map<number, Pending[]>, test: Pending): void {
  const build = test.member.builds[test.index] as number;
  const tests = pending.get(build);
  if (tests) tests.push(test);
  else pending.set(build, [test]);
}

function spread({ scaled, builds: at }: Member, builds: number): Float64Array {
  const row = new Float64Array(builds).fill(Number.NaN);
  for (let i = 0; i < scaled.length; i++) row[at[i] as number] = scaled[i] as number;
  return row;
}

type Share = (builds: Int32Array, start: number, end: number) => Float64Array;

/** Reads the factor of a stretch of builds, once for all series that ran in the same. */
function shareOf(factor: Float64Array): Share {
  const known = new Map<Int32Array, Float64Array>();
  return (builds, start, end) => {
    const stretch =
      known.get(builds) ?? mapFloats(end - start, (i) => factor[builds[start + i] as number] as number);
    known.set(builds, stretch);
    return stretch;
  };
}

function assessAt({ member, index }: Pending, share: Share | null, siblings: Alone | null): Assessment {
  const start = Math.max(0, index + 1 - longestPast);
  return assessSeries({
    scaled: member.scaled.subarray(start, index + 1),
    runners: member.runners?.subarray(start, index + 1) ?? null,
    factor: share === null || member.role !== 'task' ? null : share(member.builds, start, index + 1),
    fresh: 0,
    gate: member.gate,
    exact: member.exact,
    scale: member.scale,
    siblings,
  });
}

function besides(
  siblings: Siblings,
  { builds }: Member,
  index: number,
  own: number | undefined,
): Alone | null {
  if (own === undefined) return null;
  const start = Math.max(0, index + 1 - longestPast);
  return (values, trained) => siblings(own, values, builds.subarray(start, index + 1), trained);
}

interface Tested extends Pending {
  readonly assessment: Assessment;
}

function decide({ member, index, assessment }: Tested, limit: number): Replayed {
  const { judgement, explained } = assessment;
  const writtenIndex = member.indexes[index] as number;
  const start = Math.max(0, index + 1 - longestPast);
  const judged = explained?.judgement ?? judgement;
  const say = (
    verdict: ReplayVerdict,
    state: Replayed['state'] = null,
    since: number | null = null,
  ): Replayed => {
    const scan = verdict === 'improvement' ? judgement.faster : verdict === 'suspect' ? null : judged.slower;
    const told = state ?? (ended === 'recovered' || ended === 'accepted' ? ended : null);
    return {
      index: writtenIndex,
      verdict,
      baseline: Number(member.scale.from(medianOfSorted(baselineOf(assessment))).toPrecision(12)),
      effect: effectOf(member, assessment, scan?.newest ?? 1),
      p: scan?.p ?? null,
      state: told,
      lasting: false,
      since: since === null ? null : (member.indexes[start + since] as number),
    };
  };
  if (judgement.learning)
    return {
      index: writtenIndex,
      verdict: 'learning',
      baseline: null,
      effect: null,
      p: null,
      state: null,
      lasting: false,
      since: null,
    };
  const scaled = assessment.scaled;
  const { episode } = member;
  let ended: EpisodeState = 'closed';
  if (episode !== null) {
    const moved = {
      ...episode,
      openedAt: episode.openedAt - start,
      changeAt: Math.max(0, episode.changeAt - start),
    };
    const dated = isRedated(scaled, moved) ? redateEpisode(scaled, moved) : moved;
    member.episode = { ...episode, changeAt: dated.changeAt + start };
    ended = followEpisode(scaled, dated);
    if (ended === 'open') {
      const lasting = findLasting(scaled, dated, member.gate.ratio) !== null;
      return { ...say('confirmed', 'open', dated.changeAt), lasting };
    }
    member.episode = null;
  }
  const confirmAt = member.role === 'total' ? Math.max(limit, confirmP) : limit;
  const confirms = (p: number | undefined): boolean => p !== undefined && p <= confirmAt;
  if (explained !== null) return say(isRaised(explained.judgement) ? 'environment' : 'none');
  if (confirms(judgement.slower?.p)) {
    const opened = openEpisode(scaled, scaled.length - 1);
    member.episode = { ...opened, openedAt: opened.openedAt + start, changeAt: opened.changeAt + start };
    return say('confirmed', 'opened', opened.changeAt);
  }
  if (judgement.suspect) return say('suspect', null, scaled.length - Math.max(1, judgement.slow));
  return confirms(judgement.faster?.p) ? say('improvement', null, findChangePoint(scaled, -1)) : say('none');
}

function baselineOf({ judgement, explained }: Assessment): Float64Array {
  return (explained?.judgement ?? judgement).baseline;
}

function effectOf({ scale }: Member, assessment: Assessment, newest: number): number {
  const values = assessment.explained?.scaled ?? assessment.scaled;
  const to = medianOfStretch(values, values.length - newest, values.length);
  const from = medianOfSorted(baselineOf(assessment));
  return Number(relate(scale, from, to - from).toPrecision(6));
}
