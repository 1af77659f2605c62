/** A report's tasks, spans and critical path. */
import type { LogSpan, Task } from './task.ts';

/** A task of the current build, compared with its past. */
export interface TaskReport
  extends Pick<Task, 'name' | 'kind' | 'attempt' | 'startTimeMs' | 'durationMs' | 'result' | 'cache'>,
    Pick<Task, 'errorType' | 'failure' | 'model' | 'costUsd' | 'lane'> {
  readonly tokens: number | null;
  /** Median of the baseline; null while learning. */
  readonly baselineMs: number | null;
  /** 10th and 90th percentile of the baseline; null while learning. */
  readonly bandMs: readonly [number, number] | null;
  readonly baselineBuilds: number;
  /** Its parent: an index into the concatenation of `tasks`, `retried` and `spans`; null for the build. */
  readonly parent: number | null;
}

/** A traced operation of the current build. */
export interface SpanReport extends Pick<LogSpan, 'name' | 'startTimeMs' | 'durationMs' | 'result'> {
  /** As in `TaskReport`. */
  readonly parent: number | null;
}

/** The critical path of the build, and the number of parallel tasks. */
export interface PathReport {
  readonly startTimeMs: number;
  readonly wallMs: number;
  /** Wall time that the chain covers. */
  readonly coveredMs: number;
  /** Indexes as in `TaskReport.parent`, in the order in which they ran. */
  readonly steps: readonly number[];
  readonly meanParallelism: number;
  readonly maxParallelism: number;
  /** Mean number of tasks that ran in each of up to 200 equal parts of the wall time. */
  readonly parallelism: readonly number[];
}
