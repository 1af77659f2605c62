/** Judges the series of one group build by build, so that those of one build are tested together. */
import { type Alone, type Assessment, assessSeries, limitOf } from '../judge/assess-series.ts';
import { findBuildFactor } from '../judge/build-factor.ts';
import { isOpen } from '../judge/follow-known.ts';
import { openSiblings, type Siblings } from '../judge/siblings.ts';
import { longestPast } from '../longest-past.ts';
import { type AlignedGroup, type Member, mapFloats } from './align-group.ts';
import { decideMember, followMember, type ReplayedValue } from './decide-member.ts';

interface Pending {
  readonly member: Member;
  readonly index: number;
}

/** @param wants whether the series at an index is to be judged */
export function replayGroup(
  { members, builds }: AlignedGroup,
  from: number | null,
  results: ReplayedValue[][],
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
    const tests = (pending.get(build) as Pending[]).map((each) => {
      const { member, index } = each;
      const own = siblings && besides(siblings, member, index, places.get(member));
      const assessment = assessAt(each, share, own);
      return { ...each, assessment, known: followMember(each, assessment) };
    });
    const limit = limitOf(
      tests.map(({ assessment, known }) => ({ ...assessment, isKnown: isOpen(known) })),
      false,
    );
    for (const test of tests) (results[test.member.place] as ReplayedValue[]).push(decideMember(test, limit));
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

/** Computes the factor of a stretch of builds once for all series that ran in them. */
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
