/** What the event logs say about one build. Times are epoch milliseconds, durations milliseconds, money US dollars; what is not known is `null`, never 0. */
import type { Event } from './event.ts';
import type { MachineSample } from './machine.ts';
import type { Metric } from './metric.ts';
import type { MetricAmount } from './metric-point.ts';
import type { Problem } from './problem.ts';
import type { SessionFacts } from './session.ts';
import type { Result, Span, Task } from './task.ts';

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

/** What one or more event logs say about one build, after reading. */
export interface Build {
  readonly id: string;
  /** The series that this build belongs to. */
  readonly name: string;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  /** False when the log shows or suggests that work is missing from it: never part of a baseline. */
  readonly complete: boolean;
  /** True when too much of the input was unreadable: reported, never judged. */
  readonly degraded: boolean;
  /** Ids of the formats that were read, sorted. */
  readonly formats: readonly string[];
  readonly tasks: readonly Task[];
  /** Ids of the tasks on the critical path, in their order; absent where the log does not name them. */
  readonly criticalPath?: readonly string[];
  readonly events: readonly Event[];
  readonly metrics: readonly Metric[];
  readonly spans: readonly Span[];
  /** What a sampler saw of the machine while the build ran; empty without one. */
  readonly machine: readonly MachineSample[];
  readonly problems: readonly Problem[];
  readonly context: BuildContext;
  /** Absent where the build said nothing of it. */
  readonly session?: SessionFacts;
  /** What the report of this build was the first to report, as `listOpened` names it; set before the build is stored. */
  readonly opened?: readonly string[];
  /** What it adds to metrics beyond what its row says; set before the build is stored. */
  readonly amounts?: readonly MetricAmount[];
}
