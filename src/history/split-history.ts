/** A history in pieces of whole segments, so that a copy needs memory for only one part at a time. */

import type { History } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import type { Segment } from './decode-segment.ts';
import { decodeSegments, seriesOf, toParts } from './read-segments.ts';
import { noLimits, type SegmentFile } from './segment.ts';
import type { BuildRecord } from './stored-build.ts';
import { type OwnedBuild, uniteSegments } from './unite.ts';

/** Some builds with all their rows. */
export interface HistoryPiece extends History {
  /** Of the builds, in the same order. */
  readonly records: readonly BuildRecord[];
}

export interface HistoryPieces {
  /** Oldest segments first; each build is in one piece. */
  readonly pieces: Iterable<HistoryPiece>;
  readonly problems: readonly Problem[];
}

/** A piece is one segment, or several small ones up to this number of rows. */
const fewestRows = 100_000;

/** @param isWanted leaves builds out, by their record; pieces without builds are left out */
export function splitHistory(
  files: readonly SegmentFile[],
  isWanted: (record: BuildRecord) => boolean = () => true,
): HistoryPieces {
  const { segments, problems } = decodeSegments(files);
  const owned = Map.groupBy(
    uniteSegments(segments, noLimits).filter(({ record }) => isWanted(record)),
    ({ segment }) => segment,
  );
  return {
    problems,
    pieces: {
      *[Symbol.iterator]() {
        for (const group of groupSegments(segments.filter((segment) => owned.has(segment))))
          yield openPiece(group, owned);
      },
    },
  };
}

function* groupSegments(segments: readonly Segment[]): Generator<Segment[]> {
  let group: Segment[] = [];
  let rows = 0;
  for (const segment of segments) {
    group.push(segment);
    rows += segment.rows;
    if (rows < fewestRows) continue;
    yield group;
    group = [];
    rows = 0;
  }
  if (group.length > 0) yield group;
}

function openPiece(
  group: readonly Segment[],
  owned: ReadonlyMap<Segment, readonly OwnedBuild[]>,
): HistoryPiece {
  const own = group.flatMap((segment) => owned.get(segment) ?? []);
  const records = own.map(({ record }) => record);
  return { records, builds: records.map(({ build }) => build), series: seriesOf(toParts(group, own)) };
}
