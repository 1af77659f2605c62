/** What differs between two builds, and why the second took longer or less. */
import type { RecordedFile } from './recording.ts';
import type { CacheState, Result } from './task.ts';

/** One of the two builds. */
export interface DiffSide {
  /** How it was named: a recording, build, commit, branch or file. */
  readonly label: string;
  readonly id: string;
  readonly commit: string | null;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly tasks: number;
  /** Hits of all tasks with a cache lookup; null without any. */
  readonly cacheHitRate: number | null;
  /** Workers that could run at the same time; null when the build does not contain it. */
  readonly workers: number | null;
  /** Mean number of parallel tasks; null when not known. */
  readonly meanParallelism: number | null;
  /** The sum over all tasks; null when not known. */
  readonly workMs: number | null;
  /** Whether files and environment were recorded. */
  readonly isRecorded: boolean;
}

/** One property of the environment; null: absent, or not known. */
export interface FactChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface FileChange {
  readonly path: string;
  readonly change: 'added' | 'gone' | 'changed';
  readonly task: string | null;
  readonly before: Pick<RecordedFile, 'sha256' | 'sizeBytes'> | null;
  readonly after: Pick<RecordedFile, 'sha256' | 'sizeBytes'> | null;
}

/** An output that two builds of equal inputs wrote differently. */
export interface NotReproducible {
  readonly path: string;
  readonly task: string | null;
  /** The recordings that prove it. */
  readonly recordings: readonly [string, string];
}

export type TaskChangeKind = 'added' | 'gone' | 'slower' | 'faster' | 'missed' | 'hit' | 'result';

export interface TaskState {
  readonly durationMs: number | null;
  readonly result: Result;
  readonly cache: CacheState;
}

/**
 * `missed`: it came from a cache before and was built now; `hit`: the reverse. `result` takes precedence over
 * both, and they over `slower`.
 */
export interface TaskChange {
  readonly change: TaskChangeKind;
  readonly name: string;
  readonly kind: string;
  readonly before: TaskState | null;
  readonly after: TaskState | null;
  /** In the second build; null when its log has no times. */
  readonly onCriticalPath: boolean | null;
}

/**
 * Possible cause of a slower task, by its link in the data: a log lists the file as input of the task; their
 * names are similar; or the file just changed as well.
 */
export interface DiffCause {
  readonly link: 'named' | 'alike' | 'possible';
  readonly text: string;
}

/** One part of the time difference. */
export interface DiffReason {
  readonly kind:
    | 'slower'
    | 'faster'
    | 'added'
    | 'gone'
    | 'missed'
    | 'hit'
    | 'others'
    | 'parallelism'
    | 'rest';
  /** The task; null for `others`, `parallelism` and `rest`. */
  readonly task: string | null;
  /** Of the build's time; negative: less. */
  readonly byMs: number;
  /** In words. */
  readonly text: string;
  readonly causes: readonly DiffCause[];
}

export interface BuildDiff {
  readonly a: DiffSide;
  readonly b: DiffSide;
  /** After minus before; null when one is not known. */
  readonly byMs: number | null;
  readonly command: FactChange | null;
  readonly environment: readonly FactChange[];
  readonly inputs: readonly FileChange[];
  readonly outputs: readonly FileChange[];
  readonly notReproducible: readonly NotReproducible[];
  readonly tasks: readonly TaskChange[];
  /** Tasks with time differences within the usual variation of their builds. */
  readonly withinNoise: number;
  /** Largest first. */
  readonly why: readonly DiffReason[];
}
