/** A build at one of its moments. */
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
  /** How the task ended; null for what did not end. */
  readonly result: Result | null;
  /** Of an event. */
  readonly message: string | null;
}

/** What is known of a build right after a moment. */
export interface BuildState {
  /** From 1; 0 is before the first moment. */
  readonly step: number;
  readonly steps: number;
  /** null before the first. */
  readonly moment: Moment | null;
  /** Since the first moment. */
  readonly elapsedMs: number;
  /** Tasks by where they stand; those without a time are in none. */
  readonly waiting: number;
  readonly completed: number;
  readonly failed: number;
  readonly cached: number;
  /** Oldest first. */
  readonly running: readonly { readonly name: string; readonly kind: string; readonly sinceMs: number }[];
  /** The chain of tasks that the time so far hangs on; running ones as far as they came. */
  readonly criticalPath: readonly { readonly name: string; readonly durationMs: number }[];
  /** By failed tasks, and by memory where the machine was sampled. */
  readonly health: HealthStatus;
}
