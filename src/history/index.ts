/** The stored form of history: a grow-only set of Parquet segments. See docs/decisions/history-format.md. */

export { type Compaction, compactSegments, isCompactionDue } from './compact.ts';
export { encodeBuild } from './encode-build.ts';
export { type ReadHistory, readSegments } from './read-segments.ts';
export { RESULTS } from './schema.ts';
export { type HistoryLimits, parseSegmentName, type SegmentFile } from './segment.ts';
export { toStoredBuild } from './stored-build.ts';
