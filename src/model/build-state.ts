/** The state of a build at one moment. */
import type { HealthStatus } from './health.ts';
import type { Result } from './task.ts';

/** Something that happened in a build. */
export interface Moment {
  readonly what: 'start' | 'end' | 'event';
  /** Epoch milliseconds. */
  readonly timeMs: number;
  /** Of the task, or the type of the event. */
  readonly name: string;
  readonly kind: string;
  /** How the task ended; null when it did not end. */
  readonly result: Result | null;
  /** Of an event. */
  readonly message: string | null;
}

/** The state of a build right after a moment. */
export interface BuildState {
  /** From 1; 0 is before the first moment. */
  readonly step: number;
  readonly steps: number;
  /** null before the first. */
  readonly moment: Moment | null;
  /** Since the first moment. */
  readonly elapsedMs: number;
  /** Tasks by state; tasks without a time are in none. */
  readonly waiting: number;
  readonly completed: number;
  readonly failed: number;
  readonly cached: number;
  /** Oldest first. */
  readonly running: readonly { readonly name: string; readonly kind: string; readonly sinceMs: number }[];
  /** The critical path so far; running tasks count up to the current moment. */
  readonly criticalPath: readonly { readonly name: string; readonly durationMs: number }[];
  /** From failed tasks, and from memory if the machine was sampled. */
  readonly health: HealthStatus;
}
