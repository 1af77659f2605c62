/** Which builds count when segments overlap, and the segment from which each is read. */

import { dayMs } from '../model/time-units.ts';
import type { Segment } from './decode-segment.ts';
import type { HistoryLimits } from './segment.ts';
import type { BuildRecord } from './stored-build.ts';
import { compareTexts } from './task-rows.ts';

/** A build that counts, and the segment from which it is read. */
export interface OwnedBuild {
  readonly record: BuildRecord;
  readonly segment: Segment;
}

/**
 * Returns each build once, sorted by start, then id, without those beyond the limits. The result depends only
 * on the set of segments: between two records of one id the complete one wins, then the larger, then the
 * digest decides.
 */
export function uniteSegments(segments: readonly Segment[], limits: HistoryLimits): OwnedBuild[] {
  const owned = new Map<string, OwnedBuild>();
  for (const segment of segments) {
    for (const record of segment.records) {
      const rival = owned.get(record.build.id);
      const candidate = { record, segment };
      if (rival === undefined || compareOwners(candidate, rival) < 0) owned.set(record.build.id, candidate);
    }
  }
  return keepWithin([...owned.values()].sort(compareAges), limits);
}

/** Negative if `a` is to be read. */
function compareOwners(a: OwnedBuild, b: OwnedBuild): number {
  return (
    Number(b.record.build.complete) - Number(a.record.build.complete) ||
    b.record.build.tasks - a.record.build.tasks ||
    compareTexts(a.record.digest, b.record.digest) ||
    compareSegments(a.segment, b.segment)
  );
}

/** Of two segments with the same record the first one is used. All runs must agree on this order. */
function compareSegments(a: Segment, b: Segment): number {
  return b.level - a.level || b.records.length - a.records.length || compareTexts(a.name, b.name);
}

function compareAges(a: OwnedBuild, b: OwnedBuild): number {
  const [left, right] = [a.record.build, b.record.build];
  return left.startTimeMs - right.startTimeMs || compareTexts(left.id, right.id);
}

function keepWithin(builds: readonly OwnedBuild[], limits: HistoryLimits): OwnedBuild[] {
  // Counted back from the newest build, so that a holiday or a log with an old clock deletes nothing.
  const newestMs = builds.at(-1)?.record.build.startTimeMs ?? limits.now;
  const oldestMs = Math.min(limits.now, newestMs) - limits.maxAgeDays * dayMs;
  const wanted = keepComparable(builds, oldestMs, limits.leastOfBranch ?? 0);
  const newest = wanted.slice(Math.max(0, wanted.length - limits.maxBuilds));
  return limits.maxBytes === null ? newest : keepWithinBytes(newest, limits.maxBytes);
}

/**
 * Builds within the age limit, and the newest `least` of each branch that has such builds: the age limit must
 * not empty a baseline.
 */
function keepComparable(builds: readonly OwnedBuild[], oldestMs: number, least: number): OwnedBuild[] {
  const counts = new Map<string, number>();
  const keeps = ({ record: { build } }: OwnedBuild): boolean => {
    const branch = JSON.stringify([build.name, build.branch]);
    const count = counts.get(branch) ?? 0;
    const isYoung = build.startTimeMs >= oldestMs;
    if (build.pullRequest === null && (isYoung || count > 0)) counts.set(branch, count + 1);
    return isYoung || (build.pullRequest === null && count > 0 && count < least);
  };
  return builds.toReversed().filter(keeps).reverse();
}

/** Leaves out the oldest builds, so that the segments of the others fit; the newest segment always stays. */
function keepWithinBytes(builds: readonly OwnedBuild[], maxBytes: number): OwnedBuild[] {
  const counted = new Set<Segment>();
  let sizeBytes = 0;
  let first = builds.length;
  for (; first > 0; first--) {
    const { segment } = builds[first - 1]!;
    if (counted.has(segment)) continue;
    if (counted.size > 0 && sizeBytes + segment.sizeBytes > maxBytes) break;
    counted.add(segment);
    sizeBytes += segment.sizeBytes;
  }
  return builds.slice(first);
}
