/** The data of past builds, and the interface of their stores. */
import type { BaselineStatus } from './baseline.ts';
import type { Build, BuildContext } from './build.ts';
import type { MetricAmount } from './metric-point.ts';
import type { Problem } from './problem.ts';
import type { SessionFacts } from './session.ts';
import type { Result } from './task.ts';

/** One stored build, without its tasks. */
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
  /** Tasks with more than one attempt; 0 in data of format version 1.0. */
  readonly retries: number;
  /** Events of severity error or critical; 0 in data of format version 1.0. */
  readonly errors: number;
  /** Largest memory use of a task. */
  readonly peakMemoryBytes: number | null;
  readonly cacheHits: number;
  /** Tasks whose cache state is `hit` or `miss`. */
  readonly cacheLookups: number;
  readonly costUsd: number | null;
  readonly tokens: number | null;
  /** Absent where the build did not record it, and in data of format versions before 1.2. */
  readonly session?: SessionFacts;
  /**
   * The changes that its report reported first, so that they are not reported again: `seriesId`, for a drift
   * after `drift:`, for an improvement after `improved:`; once more after `quiet:` if it raised no alert, and after
   * `alerted:` in a later build that raised one; and after `acknowledged:` the changes that the configuration expected.
   */
  readonly opened: readonly string[];
  /** Its contribution to metrics beyond the other fields; absent in data of format versions before 1.3. */
  readonly amounts?: readonly MetricAmount[];
  /**
   * Longest wait of a job for a runner, in milliseconds; absent when not known, and in data of format
   * versions before 1.4.
   */
  readonly queueMs?: number;
}

/** Contributions of builds that are no longer stored to metrics. */
export interface PastBuilds {
  /**
   * Builds up to this one, by start and id, are in `amounts`, also stored ones; null when only other builds
   * are.
   */
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
  /**
   * The same object for tasks of the same builds, results, cache states, and attempts, read one after another, with at
   * most one run per build; absent if that is not known.
   */
  readonly ranAs?: object;
  /** US dollars; NaN when not known; null when no row has a cost. */
  readonly costUsd: Float64Array | null;
  /** Sum of all tokens; NaN when not known; null when no row has tokens. */
  readonly tokens: Float64Array | null;
  /**
   * Output tokens, and tokens read from and written to the cache; NaN when not known; null or absent when no
   * row has them, and in data of format versions before 1.4. The rest of `tokens` is input.
   */
  readonly outputTokens?: Float64Array | null;
  readonly cacheReadTokens?: Float64Array | null;
  readonly cacheCreationTokens?: Float64Array | null;
  /** Milliseconds that a job waited for a runner; NaN when not known; null or absent when no row has it. */
  readonly queueMs?: Float64Array | null;
  /** CPU time, milliseconds; NaN when not known; null when no row has one. */
  readonly cpuMs: Float64Array | null;
  /** NaN when not known; null when no row has it. */
  readonly memoryBytes: Float64Array | null;
  readonly errorType: readonly (string | null)[] | null;
  /** Fingerprints of the first lines of failures' messages, as `fingerprintMessage` makes them; null when no row has one. */
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
  /** Every task's series; can be iterated more than once, and may be decoded during the iteration. */
  readonly series: Iterable<TaskSeries>;
  /**
   * The same with names first; absent if everything is in memory. It contains the rows of these builds
   * (ascending indexes), and perhaps of others; for names that are not requested it may have no rows.
   */
  readonly handles?: (builds: readonly number[], names: ReadonlySet<string>) => Iterable<SeriesHandle>;
  /**
   * The names of the series of a kind, perhaps with some of others, or of all (null), without reading their rows;
   * absent if everything is in memory.
   */
  readonly names?: (kind: string | null) => ReadonlySet<string>;
  /** Absent when no build was removed. */
  readonly past?: PastBuilds;
}

/** The result of loading a store. `found`: builds were read, even if other parts failed. */
export interface LoadedHistory {
  readonly status: 'found' | Exclude<BaselineStatus, 'ready' | 'learning'>;
  readonly history: History;
  readonly problems: readonly Problem[];
  /** Names of the segments that were read; absent where there are none. */
  readonly segments?: readonly string[];
  /** Bytes of the files that were read; absent where there are none. */
  readonly sizeBytes?: number;
  /**
   * Reads every row, which `load` does not: the history without the files whose rows cannot be read, and what is wrong
   * with them. null: all can be read. Absent where rows are in memory.
   */
  readonly withoutUnreadable?: () => Pick<LoadedHistory, 'history' | 'problems'> | null;
  /** Other series in the same place; absent where this one has builds, or they are not known. */
  readonly others?: OtherSeries;
}

/** Other series in the place of a history. */
export interface OtherSeries {
  /** The newest of them, newest first. */
  readonly named: readonly Pick<StoredBuild, 'name' | 'runId'>[];
  /** Number of the others. */
  readonly more: number;
}

/** A place for the history: a folder, the Actions cache, … */
export interface HistoryStore {
  /** Reads as much as possible within its own deadline; never throws for a fault of the store. */
  load(): Promise<LoadedHistory>;
  /** Adds one build to the result of `load`; never throws for a fault of the store, which it reports. */
  append(build: Build): Promise<{ readonly saved: boolean; readonly problems: readonly Problem[] }>;
}
