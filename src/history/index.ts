/** The stored form of history: a grow-only set of Parquet segments. See docs/decisions/history-format.md. */

export { type Compaction, compactSegments, isCompactionDue } from './compact.ts';
export { isReadable, openSegment, type Segment } from './decode-segment.ts';
export { describeHistory, type Gap, type HistoryFacts } from './describe-history.ts';
export { encodeBuild } from './encode-build.ts';
export { encodeHistory } from './encode-history.ts';
export { readFooter } from './read-footer.ts';
export { decodeSegments, type ReadHistory, readSegments } from './read-segments.ts';
export { findRanges, readTask, type TaskHistory } from './read-task.ts';
export { RESULTS } from './schema.ts';
export { type HistoryLimits, noLimits, parseSegmentName, type SegmentFile } from './segment.ts';
export { toStoredBuild } from './stored-build.ts';
export { type Verified, verifySegment } from './verify-segment.ts';
