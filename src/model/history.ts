/** What is stored of past builds, and where it is kept. */
import type { BaselineStatus } from './baseline.ts';
import type { Build, BuildContext } from './build.ts';
import type { MetricAmount } from './metric-point.ts';
import type { Problem } from './problem.ts';
import type { SessionFacts } from './session.ts';
import type { Result } from './task.ts';

/** One stored build: everything about it but its tasks. */
export interface StoredBuild extends BuildContext {
  readonly id: string;
  readonly name: string;
  /** Never null here: a log without a clock is stored under the time of the run. */
  readonly startTimeMs: number;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly complete: boolean;
  readonly degraded: boolean;
  readonly tasks: number;
  readonly failedTasks: number;
  /** Tasks that were tried more than once; 0 in what version 1.0 of the format stored. */
  readonly retries: number;
  /** Events of severity error or critical; 0 in what version 1.0 of the format stored. */
  readonly errors: number;
  /** Most memory that one task used. */
  readonly peakMemoryBytes: number | null;
  readonly cacheHits: number;
  /** Tasks whose cache state is `hit` or `miss`. */
  readonly cacheLookups: number;
  readonly costUsd: number | null;
  readonly tokens: number | null;
  /** Absent where the build said nothing of it, and in what versions before 1.2 of the format stored. */
  readonly session?: SessionFacts;
  /** What its report was the first to report, so that it is not reported again: `seriesId`, of a drift after `drift:`, of an improvement after `improved:`; and after `acknowledged:` what the configuration expected. */
  readonly opened: readonly string[];
  /** What it adds to metrics beyond what the other fields say; absent in what versions before 1.3 of the format stored. */
  readonly amounts?: readonly MetricAmount[];
  /** Milliseconds that the job which waited longest for a runner did wait; absent when not known, and in what versions before 1.4 of the format stored. */
  readonly queueMs?: number;
}

/** What builds that are no longer stored added to metrics. */
export interface PastBuilds {
  /** Builds up to this one, by start and id, are in `amounts`, stored ones too; null when only others are. */
  readonly upTo: { readonly startMs: number; readonly id: string } | null;
  readonly amounts: readonly MetricAmount[];
}

/**
 * One task's or measurement's values over the stored builds, oldest first, as parallel columns.
 * Measurements have the kind `metric`.
 * `build[i]` is an index into `History.builds`; a build may appear more than once (attempts, repeats).
 */
export interface TaskSeries {
  readonly name: string;
  readonly kind: string;
  readonly build: Int32Array;
  /** Milliseconds; NaN when not known. */
  readonly durationMs: Float64Array;
  /** Index into `results` of model/results.ts. */
  readonly result: Uint8Array;
  /** 1 for a cache hit. */
  readonly cached: Uint8Array;
  readonly attempt: Uint8Array;
  /** US dollars; NaN when not known; null when no row has a cost. */
  readonly costUsd: Float64Array | null;
  /** Sum of all tokens; NaN when not known; null when no row has tokens. */
  readonly tokens: Float64Array | null;
  /** Tokens that were written, read from the cache, and written to the cache; NaN when not known; null or absent when no row has them, and in what versions before 1.4 of the format stored. The rest of `tokens` is input. */
  readonly outputTokens?: Float64Array | null;
  readonly cacheReadTokens?: Float64Array | null;
  readonly cacheCreationTokens?: Float64Array | null;
  /** Milliseconds that a job waited for a runner; NaN when not known; null or absent when no row has it. */
  readonly queueMs?: Float64Array | null;
  /** Processor time, milliseconds; NaN when not known; null when no row has one. */
  readonly cpuMs: Float64Array | null;
  /** NaN when not known; null when no row has it. */
  readonly memoryBytes: Float64Array | null;
  readonly errorType: readonly (string | null)[] | null;
  /** Fingerprints of the first lines of failures' messages, as `fingerprint` makes them; null when no row has one. */
  readonly failurePrint: readonly (string | null)[] | null;
  readonly model: readonly (string | null)[] | null;
  /** What was measured, in `unit`; NaN for a row without a value or with another unit; null for a task. */
  readonly value: Float64Array | null;
  /** UCUM; that of the newest row. */
  readonly unit: string | null;
  readonly better: 'lower' | 'higher' | null;
}

/** A task or measurement whose rows are read only when they are asked for. */
export interface SeriesHandle {
  readonly name: string;
  readonly kind: string;
  /** Reads its rows. What it gives holds until the next handle is asked for. */
  readonly read: () => TaskSeries;
}

/** All that is stored of one series of builds. */
export interface History {
  /** Sorted by start time, then id. */
  readonly builds: readonly StoredBuild[];
  /** Every task's series; may be walked more than once, and may be decoded while it is walked. */
  readonly series: Iterable<TaskSeries>;
  /**
   * The same as names first; absent where all of it is in memory. It has the rows of these builds (indexes, ascending),
   * and perhaps of others; of other names than those that are wanted it may have none.
   */
  readonly handles?: (builds: readonly number[], names: ReadonlySet<string>) => Iterable<SeriesHandle>;
  /** Absent when none has gone. */
  readonly past?: PastBuilds;
}

/** What loading a store gave. `found` says that builds were read, whatever else went wrong. */
export interface LoadedHistory {
  readonly status: 'found' | Exclude<BaselineStatus, 'ready' | 'learning'>;
  readonly history: History;
  readonly problems: readonly Problem[];
  /** Names of the segments that were read; absent where there are none. */
  readonly segments?: readonly string[];
  /** Bytes of the files that were read; absent where there are none. */
  readonly sizeBytes?: number;
}

/** A place where history is kept: a folder, the Actions cache, … */
export interface HistoryStore {
  /** Reads all it can within its own deadline; never throws for a fault of the store. */
  load(): Promise<LoadedHistory>;
  /** Adds one build to what `load` found; never throws for a fault of the store, which it reports. */
  append(build: Build): Promise<{ readonly saved: boolean; readonly problems: readonly Problem[] }>;
}
