/** The stored form of history: a grow-only set of Parquet segments. See docs/decisions/history-format.md. */

export { type Compaction, compactSegments } from './compact.ts';
export { encodeBuild } from './encode-build.ts';
export { type ReadHistory, readSegments } from './read-segments.ts';
export { RESULTS } from './schema.ts';
export { type HistoryLimits, parseSegmentName, type SegmentFile } from './segment.ts';
export { toStoredBuild } from './stored-build.ts';

// encodeBuild(build: Build, storedAtMs: number): SegmentFile
// readSegments(files: readonly SegmentFile[], limits: HistoryLimits): ReadHistory
//   ReadHistory { history; problems; good: names read; corrupt: names to set aside; kept: names of a newer version }
// compactSegments(files: readonly SegmentFile[], limits: HistoryLimits): Compaction
//   Compaction { add: SegmentFile[]; remove: names, to be deleted after `add` is stored and read back }
