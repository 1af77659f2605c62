/** A build's work: tasks and spans, how they ended, what they cost. */

import type { Failure } from './failure.ts';

/** How a build or a task ended: OpenTelemetry's `cicd.pipeline.result` values, and `unknown`. */
export type Result = 'success' | 'failure' | 'error' | 'timeout' | 'cancellation' | 'skip' | 'unknown';

/** Whether a task's output came from a cache. Work that was a `hit` says nothing about speed. */
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
  /** Ids of the tasks that it had to wait for; absent where the log does not say. Never stored in the history. */
  readonly dependsOn?: readonly string[];
  /** What ran it: a worker or a thread, by the log's name for it. Never stored in the history. */
  readonly lane?: string;
  /**
   * Its own name to the letter, masked nowhere and without that of its job: other programs derive the id of its span
   * from it. Absent where no other program does. Never stored in the history.
   */
  readonly rawName?: string;
  /** Identity across builds (with `kind`): no absolute paths, hashes or run ids. */
  readonly name: string;
  /** What sort of work it is: `task`, `test`, `job`, `step`, `agent`, or a tool's own word. */
  readonly kind: string;
  /** 1 for the first try; a retry of the same work has the same name and the next number. */
  readonly attempt: number;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly cache: CacheState;
  /** What a cache hit saved. */
  readonly savedMs: number | null;
  readonly errorType: string | null;
  /** Of a task that failed; null when its log says nothing about it. Never stored in the history. */
  readonly failure: Failure | null;
  readonly cpuMs: number | null;
  readonly memoryBytes: number | null;
  readonly model: string | null;
  readonly tokens: Tokens | null;
  readonly costUsd: number | null;
}

/** A traced operation that is not a task of its own. */
export interface Span {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
}
