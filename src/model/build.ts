/**
 * The data of one build from its event logs. Times are epoch milliseconds, durations milliseconds, money US
 * dollars; unknown values are `null`, never 0.
 */
import type { Event } from './event.ts';
import type { MachineSample } from './machine.ts';
import type { Metric } from './metric.ts';
import type { MetricAmount } from './metric-point.ts';
import type { Problem } from './problem.ts';
import type { SessionFacts } from './session.ts';
import type { LogSpan, Result, Task } from './task.ts';

/** Where and on what a build ran. */
export interface BuildContext {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly pullRequest: number | null;
  /** The event that started the run: `push`, `pull_request`, `schedule`, …; `local` on the command line. */
  readonly event: string | null;
  readonly workflow: string | null;
  readonly job: string | null;
  readonly runId: string | null;
  readonly runAttempt: number;
  readonly runnerOs: string | null;
  readonly runnerArch: string | null;
  readonly cpuModel: string | null;
  /** The runner's image and its version, e.g. `ubuntu24/20260105.1.0`. */
  readonly runnerImage: string | null;
}

/** The data of one or more event logs about one build, after reading. */
export interface Build {
  readonly id: string;
  /** The series that this build belongs to. */
  readonly name: string;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  /** False when the log shows or suggests missing work: never part of a baseline. */
  readonly complete: boolean;
  /** True when too much of the input was unreadable: reported, never judged. */
  readonly degraded: boolean;
  /** Ids of the formats that were read, sorted. */
  readonly formats: readonly string[];
  readonly tasks: readonly Task[];
  /** Ids of the tasks on the critical path, in their order; absent where the log does not contain it. */
  readonly criticalPath?: readonly string[];
  readonly events: readonly Event[];
  readonly metrics: readonly Metric[];
  readonly spans: readonly LogSpan[];
  /** Samples of the machine while the build ran; empty without a sampler. */
  readonly machine: readonly MachineSample[];
  readonly problems: readonly Problem[];
  readonly context: BuildContext;
  /** Absent where the build did not record it. */
  readonly session?: SessionFacts;
  /**
   * Changes that the report of this build reported first, with the ids of `listOpened`; set before the build
   * is stored.
   */
  readonly opened?: readonly string[];
  /** Its contribution to metrics beyond the columns of its row; set before the build is stored. */
  readonly amounts?: readonly MetricAmount[];
}
