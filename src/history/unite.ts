/** Which builds count when segments overlap, and which segment each is read from. */

import type { Segment } from './decode-segment.ts';
import type { HistoryLimits } from './segment.ts';
import type { BuildRecord } from './stored-build.ts';
import { compareTexts } from './task-rows.ts';

/** A build that counts and the segment that it is read from. */
export interface OwnedBuild {
  readonly record: BuildRecord;
  readonly segment: Segment;
}

const dayMs = 86_400_000;

/**
 * Gives each build once, sorted by start, then id, without those beyond the limits. The result depends on the set
 * of segments alone: between two records of one id the complete one wins, then the larger, then the digest decides.
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

/** Negative when `a` is to be read. */
function compareOwners(a: OwnedBuild, b: OwnedBuild): number {
  return (
    Number(b.record.build.complete) - Number(a.record.build.complete) ||
    b.record.build.tasks - a.record.build.tasks ||
    compareTexts(a.record.digest, b.record.digest) ||
    compareSegments(a.segment, b.segment)
  );
}

/** Of two segments with the same record the first makes the other superfluous. All runs must agree on this order. */
function compareSegments(a: Segment, b: Segment): number {
  return b.level - a.level || b.records.length - a.records.length || compareTexts(a.name, b.name);
}

function compareAges(a: OwnedBuild, b: OwnedBuild): number {
  const [left, right] = [a.record.build, b.record.build];
  return left.startTimeMs - right.startTimeMs || compareTexts(left.id, right.id);
}

function keepWithin(builds: readonly OwnedBuild[], limits: HistoryLimits): OwnedBuild[] {
  // Counted back from the newest build, so that a holiday or a log with an old clock loses nothing.
  const newestMs = builds.at(-1)?.record.build.startTimeMs ?? limits.now;
  const oldestMs = Math.min(limits.now, newestMs) - limits.maxAgeDays * dayMs;
  const young = builds.filter(({ record }) => record.build.startTimeMs >= oldestMs);
  const newest = young.slice(Math.max(0, young.length - limits.maxBuilds));
  return limits.maxBytes === null ? newest : keepWithinBytes(newest, limits.maxBytes);
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
