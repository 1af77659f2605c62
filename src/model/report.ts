/** All data that is reported about one build. */
import type { Alert, ThresholdOutcome } from './alert.ts';
import type { Baseline } from './baseline.ts';
import type { Build } from './build.ts';
import type { BuildMetrics } from './build-metrics.ts';
import type { Change, EnvironmentChange, FlakyTask } from './change.ts';
import type { ChangeGroup } from './change-group.ts';
import type { Comparison } from './comparison.ts';
import type { Event } from './event.ts';
import type { FailedTask } from './failed-task.ts';
import type { HealthReport } from './health.ts';
import type { Level } from './level.ts';
import type { Metric } from './metric.ts';
import type { Problem } from './problem.ts';
import type { Result } from './task.ts';
import type { PathReport, SpanReport, TaskReport } from './work.ts';

/** One build in the trend of the report. */
export interface TrendPoint {
  readonly buildId: string;
  readonly timeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly complete: boolean;
  readonly commit: string | null;
  readonly pullRequest: number | null;
  /** Run of the workflow; null when not known. */
  readonly runId: string | null;
  readonly costUsd: number | null;
  readonly successRate: number | null;
  readonly cacheHitRate: number | null;
  readonly tokens: number | null;
  readonly tasks: number;
  readonly failedTasks: number;
  /** Runner class, e.g. `Linux/X64 · AMD EPYC 7763`; null when not known. */
  readonly runner: string | null;
}

export type Verdict = 'pass' | 'warn' | 'fail';

/** The report about one build: a pure function of the build, the history and the configuration. */
export interface Report {
  readonly schemaVersion: '1.0';
  readonly toolVersion: string;
  /** The series. */
  readonly name: string;
  readonly verdict: Verdict;
  /** The verdict as one line of plain text. */
  readonly headline: string;
  readonly failOn: Level | 'never';
  /** Which failed tasks fail the step. */
  readonly failOnTests: 'new' | 'any' | 'never';
  readonly build: Omit<
    Build,
    'tasks' | 'events' | 'metrics' | 'spans' | 'machine' | 'problems' | 'opened' | 'session' | 'amounts'
  >;
  readonly baseline: Baseline;
  /**
   * Two commands that ran alternately; the build is then a run of the second. Absent for a build that is
   * compared with its history.
   */
  readonly comparison?: Comparison;
  readonly preset: 'all' | 'agent' | 'buildrunner' | 'none';
  readonly metrics: BuildMetrics;
  /** Most severe first. */
  readonly alerts: readonly Alert[];
  /** New ones first. */
  readonly failures: readonly FailedTask[];
  /** Confirmed regressions first, then suspects, then improvements; by size within each. */
  readonly changes: readonly Change[];
  /** Changes that happened together, largest first; no change is in two groups. */
  readonly groups: readonly ChangeGroup[];
  /** The cause that slowed the whole build, if it was not the code. */
  readonly environment: EnvironmentChange | null;
  /** Most often first, at most 50. */
  readonly flaky: readonly FlakyTask[];
  readonly thresholds: readonly ThresholdOutcome[];
  readonly testing: {
    readonly series: number;
    readonly learning: number;
    /** Expected number of false alarms with this many tests on unchanged code. */
    readonly expectedFalseAlarms: number;
  };
  readonly tasks: readonly TaskReport[];
  /** Attempts that a later attempt of the same work replaced. */
  readonly retried: readonly TaskReport[];
  readonly spans: readonly SpanReport[];
  /** null when no task has a start and a duration. */
  readonly criticalPath: PathReport | null;
  readonly events: readonly Event[];
  readonly measurements: readonly Metric[];
  /** null when the machine was not sampled. */
  readonly health: HealthReport | null;
  /** Stored builds of the baseline branch and of this pull request, oldest first, then this build: at most 1,000. */
  readonly trend: readonly TrendPoint[];
  readonly problems: readonly Problem[];
  /** What the reader can do next, most useful first. */
  readonly nextSteps: readonly string[];
}
