/** A build's work: tasks and spans, their results and costs. */

import type { Failure } from './failure.ts';

/** How a build or a task ended: OpenTelemetry's `cicd.pipeline.result` values, and `unknown`. */
export type Result = 'success' | 'failure' | 'error' | 'timeout' | 'cancellation' | 'skip' | 'unknown';

/** Whether a task's output came from a cache. The time of a `hit` says nothing about speed. */
export type CacheState = 'hit' | 'miss' | 'bypass' | 'unknown';

/** Tokens of model calls, as providers bill them. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheCreation: number;
}

/** One unit of work inside a build: a compile action, a test, a job, an agent's task. */
export interface Task {
  /** Unique inside its build. */
  readonly id: string;
  readonly parentId: string | null;
  /**
   * Ids of the tasks that it had to wait for; absent where the log does not contain them. Never stored in the
   * history.
   */
  readonly dependsOn?: readonly string[];
  /** The worker or thread that ran it, by its name in the log. Never stored in the history. */
  readonly lane?: string;
  /**
   * Its exact name, without masking and without the name of its job: other programs derive the id of its span
   * from it. Absent where no other program does. Never stored in the history.
   */
  readonly rawName?: string;
  /** Identity across builds (with `kind`): no absolute paths, hashes or run ids. */
  readonly name: string;
  /** The kind of work: `task`, `test`, `job`, `step`, `agent`, or a tool's own word. */
  readonly kind: string;
  /** 1 for the first try; a retry of the same work has the same name and the next number. */
  readonly attempt: number;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly cache: CacheState;
  /** The time that a cache hit saved. */
  readonly savedMs: number | null;
  readonly errorType: string | null;
  /** For a failed task; null when its log has no details. Never stored in the history. */
  readonly failure: Failure | null;
  readonly cpuMs: number | null;
  readonly memoryBytes: number | null;
  readonly model: string | null;
  readonly tokens: Tokens | null;
  readonly costUsd: number | null;
}

/** A traced operation that is not a separate task. */
export interface LogSpan {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
}
