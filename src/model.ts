/**
 * The vocabulary of the whole product: what a build is, what is stored of it, and what is said about it.
 * Types only; this file imports nothing. Times are epoch milliseconds, durations milliseconds, money US
 * dollars. What is not known is `null`, never 0.
 */

/** How a build or a task ended: OpenTelemetry's `cicd.pipeline.result` values, and `unknown`. */
export type Result = 'success' | 'failure' | 'error' | 'timeout' | 'cancellation' | 'skip' | 'unknown';

/** Whether a task's output came from a cache. Work that was a `hit` says nothing about speed. */
export type CacheState = 'hit' | 'miss' | 'bypass' | 'unknown';

/** The four levels of events, problems and alerts, mildest first. */
export type Level = 'info' | 'warning' | 'error' | 'critical';

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
  readonly cpuMs: number | null;
  readonly memoryBytes: number | null;
  readonly model: string | null;
  readonly tokens: Tokens | null;
  readonly costUsd: number | null;
}

export type AttributeValue = string | number | boolean;

/** Something that happened at one moment: a security violation, a rate limit, a model choice. */
export interface Event {
  readonly id: string;
  /** Upper snake case, e.g. `SECURITY_VIOLATION`. */
  readonly type: string;
  readonly severity: Level;
  readonly timeMs: number | null;
  readonly taskId: string | null;
  readonly message: string | null;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A measured number that is neither a duration of a task nor its cost. */
export interface Metric {
  readonly name: string;
  readonly value: number;
  /** UCUM: `ms`, `By`, `1`, `%`. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  /** The single measurements behind `value`, when the log keeps them. */
  readonly samples: readonly number[] | null;
}

/** The machine at one moment; rates are since the sample before. null is not known on this system. */
export interface MachineSample {
  readonly timeMs: number;
  /** Of all cores together, 0 to 1. */
  readonly cpuRatio: number | null;
  readonly memoryUsedBytes: number;
  readonly memoryTotalBytes: number;
  readonly diskReadBytesPerSecond: number | null;
  readonly diskWriteBytesPerSecond: number | null;
  readonly networkReceivedBytesPerSecond: number | null;
  readonly networkSentBytesPerSecond: number | null;
  readonly processes: number | null;
  /** Load of the last minute; null on Windows. */
  readonly load: number | null;
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

/** Something about the user's data, configuration or surroundings that they should know. */
export interface Problem {
  readonly level: 'info' | 'warning' | 'error';
  /** Stable kebab-case id, e.g. `truncated`, `unknown-input`. */
  readonly code: string;
  /** File and position, option name, or service call. */
  readonly where: string;
  readonly what: string;
  /** What the reader can do; empty when nothing needs doing. */
  readonly fix: string;
}

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
  readonly events: readonly Event[];
  readonly metrics: readonly Metric[];
  readonly spans: readonly Span[];
  /** What a sampler saw of the machine while the build ran; empty without one. */
  readonly machine: readonly MachineSample[];
  readonly problems: readonly Problem[];
  readonly context: BuildContext;
  /** What the report of this build told of first, as `listOpened` names it; set before the build is stored. */
  readonly opened?: readonly string[];
}

/** One stored build: everything about it but its tasks. */
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
  /** Tasks that were tried more than once; 0 in what version 1.0 of the format stored. */
  readonly retries: number;
  /** Events of severity error or critical; 0 in what version 1.0 of the format stored. */
  readonly errors: number;
  /** Most memory that one task used. */
  readonly peakMemoryBytes: number | null;
  readonly cacheHits: number;
  /** Tasks whose cache state is `hit` or `miss`. */
  readonly cacheLookups: number;
  readonly costUsd: number | null;
  readonly tokens: number | null;
  /** What its report told of first, so that it is not told of again: `seriesId`, of a drift after `drift:`, of an improvement after `improved:`. */
  readonly opened: readonly string[];
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
  /** Index into `RESULTS` of history/schema.ts. */
  readonly result: Uint8Array;
  /** 1 for a cache hit. */
  readonly cached: Uint8Array;
  readonly attempt: Uint8Array;
  /** US dollars; NaN when not known; null when no row has a cost. */
  readonly costUsd: Float64Array | null;
  /** Sum of all tokens; NaN when not known; null when no row has tokens. */
  readonly tokens: Float64Array | null;
  /** Processor time, milliseconds; NaN when not known; null when no row has one. */
  readonly cpuMs: Float64Array | null;
  /** NaN when not known; null when no row has it. */
  readonly memoryBytes: Float64Array | null;
  readonly errorType: readonly (string | null)[] | null;
  readonly model: readonly (string | null)[] | null;
  /** What was measured, in `unit`; NaN for a row without a value or with another unit; null for a task. */
  readonly value: Float64Array | null;
  /** UCUM; that of the newest row. */
  readonly unit: string | null;
  readonly better: 'lower' | 'higher' | null;
}

/** All that is stored of one series of builds. */
export interface History {
  /** Sorted by start time, then id. */
  readonly builds: readonly StoredBuild[];
  /** Every task's series; may be walked more than once, and may be decoded while it is walked. */
  readonly series: Iterable<TaskSeries>;
}

/**
 * What is known about the stored history.
 * `ready` enough comparable builds; `learning` too few yet; `missing` there is none;
 * `unreachable` the store did not answer; `rate-limited` it had too much to answer; `denied` it refused; `corrupt` what it gave could not be read;
 * `wrong-scope` entries exist where this run may not read them.
 */
export type BaselineStatus =
  | 'ready'
  | 'learning'
  | 'missing'
  | 'unreachable'
  | 'rate-limited'
  | 'denied'
  | 'corrupt'
  | 'wrong-scope';

/** What loading a store gave. `found` says that builds were read, whatever else went wrong. */
export interface LoadedHistory {
  readonly status: 'found' | Exclude<BaselineStatus, 'ready' | 'learning'>;
  readonly history: History;
  readonly problems: readonly Problem[];
}

/** A place where history is kept: a folder, the Actions cache, … */
export interface HistoryStore {
  /** Reads all it can within its own deadline; never throws for a fault of the store. */
  load(): Promise<LoadedHistory>;
  /** Adds one build to what `load` found; never throws for a fault of the store, which it reports. */
  append(build: Build): Promise<{ readonly saved: boolean; readonly problems: readonly Problem[] }>;
}

/**
 * Which number is followed over time. `value` is a measurement's; the rates are shares from 0 to 1 over the
 * newest builds, `cache_hit_rate` that of each build.
 */
export type Measure =
  | 'duration'
  | 'cost'
  | 'tokens'
  | 'value'
  | 'cache_hit_rate'
  | 'success_rate'
  | 'flake_rate';

/** The name of one followed series. */
export interface SeriesKey {
  readonly scope: 'build' | 'task' | 'metric';
  readonly measure: Measure;
  /** Name of the task or measurement; null for the build itself. */
  readonly task: string | null;
  readonly kind: string | null;
  /** `ms`, `usd`, `tokens`, `ratio`; of a measurement its own, in UCUM. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
}

/** `drift` is a slow rise that no single build is to blame for. */
export type ChangeVerdict = 'confirmed' | 'suspect' | 'improvement' | 'drift';

/**
 * What has become of a change. `new` is told of for the first time, or has become worse; `open` was told of by an
 * earlier build; `recovered` and `accepted` (the new level is the baseline now) end it with this build;
 * `acknowledged` is expected by the configuration.
 */
export type ChangeState = 'new' | 'open' | 'recovered' | 'accepted' | 'acknowledged';

/** One series that moved, with its evidence. `from`, `to` and `spark` are in the series' unit. */
export interface Change {
  readonly verdict: ChangeVerdict;
  readonly state: ChangeState;
  readonly series: SeriesKey;
  /** Median of the baseline; of a rate its share there. */
  readonly from: number;
  /** Median of the newest builds (`newest` of them). */
  readonly to: number;
  /** to / from − 1; of a rate to − from. */
  readonly ratio: number;
  /** 95 % interval of `ratio` (Hodges-Lehmann shift on the scale; of a rate that of Wilson); null when it cannot be given. */
  readonly interval: readonly [number, number] | null;
  /** p after correction for the windows that were tried; null when the rule is not a test. */
  readonly p: number | null;
  /** How many newest builds decided (k). */
  readonly newest: number;
  /** How many of them are worse than every baseline value. */
  readonly newestAbove: number;
  readonly baselineBuilds: number;
  /** 10th and 90th percentile of the baseline. */
  readonly band: readonly [number, number];
  /** Relative noise of the baseline: robust standard deviation on logarithms. */
  readonly noise: number;
  /** The smallest relative change that this series can show within 5 builds. */
  readonly detectable: number;
  /** No spread in the baseline: any change over the gate counts at once. */
  readonly deterministic: boolean;
  /** What was taken out of the values before they were judged; null: nothing. */
  readonly corrected: 'runner' | 'build' | null;
  readonly since: ChangePoint | null;
  /** Build that told of it first; null: this one does. */
  readonly openedBy: string | null;
  /** Up to 30 newest values, oldest first, the current build last. */
  readonly spark: readonly number[];
  /** Ids of the builds that `spark` was measured in. */
  readonly sparkBuilds: readonly string[];
  /** First and last build of the baseline, which is one stretch of the series; null when they are not known. */
  readonly baselineSpan: readonly [string, string] | null;
  /** Most likely first. Empty without evidence. */
  readonly causes: readonly Cause[];
  /** Of an acknowledged change. */
  readonly acknowledgement: {
    readonly reason: string;
    readonly owner: string;
    readonly expires: string;
  } | null;
  /** Level of the alert it became; null for none. */
  readonly level: Level | null;
}

/** Evidence beside a change: something that moved with it. */
export interface Cause {
  readonly kind:
    | 'cache'
    | 'tasks'
    | 'slower-task'
    | 'critical-path'
    | 'runner'
    | 'image'
    | 'cpu'
    | 'memory'
    | 'retries'
    | 'errors'
    | 'model'
    | 'tokens';
  /** One clause in plain text, e.g. `cache hits 81 % → 34 %`. */
  readonly text: string;
  /** Its part of the change, 0 to 1; null when it cannot be computed. */
  readonly share: number | null;
}

/** What moved all of a build together, so that no single task is to blame. */
export interface EnvironmentChange {
  /** `runner`: another class of machines; `build`: most tasks together, for a reason that the logs do not show. */
  readonly by: 'runner' | 'build';
  /** How much slower, relative. */
  readonly ratio: number;
  /** Series that would have been blamed without it. */
  readonly series: number;
  readonly fromRunner: string | null;
  readonly toRunner: string | null;
}

/** A task that passed and failed on one commit. */
export interface FlakyTask {
  readonly name: string;
  readonly kind: string;
  /** Builds in which it failed and then passed on the same commit, of the newest `builds`. */
  readonly flakes: number;
  readonly builds: number;
  /** 95 % interval of the share (Wilson). */
  readonly interval: readonly [number, number];
  /** It did so in this build. */
  readonly now: boolean;
}

/** Where a change began. */
export interface ChangePoint {
  /** First build on the new level. */
  readonly buildId: string;
  readonly commit: string | null;
  /** Last measured commit on the old level: the culprit lies after it. */
  readonly lastGoodCommit: string | null;
  /** 0: it began with the current build. */
  readonly buildsAgo: number;
}

/** Why the gate may close. */
export interface Alert {
  /** Threshold id, or `regression:<scope>:<measure>:<task>`, or `baseline`, `incomplete`, … */
  readonly id: string;
  readonly level: Level;
  readonly source: 'threshold' | 'regression' | 'suspect' | 'environment' | 'baseline' | 'build';
  /** One sentence in plain text. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly action: string;
  readonly value: number | null;
  readonly limit: number | null;
  /** `ms`, `usd`, `ratio`, `count`, `tokens`. */
  readonly unit: Unit;
  /** Facts that help to debug it, in the order to show them. */
  readonly context: Readonly<Record<string, string>>;
}

export type Unit = 'ms' | 'usd' | 'ratio' | 'count' | 'tokens' | 'bytes';

/** One threshold after checking. */
export interface ThresholdOutcome {
  readonly id: string;
  readonly metric: string;
  readonly comparison: 'above' | 'below';
  /** null when it refers to a baseline that is not there yet. */
  readonly limit: number | null;
  readonly unit: Unit;
  readonly level: Level;
  /** null when the build has no such number. */
  readonly value: number | null;
  readonly fired: boolean;
  /** Fired, but a more severe threshold on the same metric is shown in its place. */
  readonly superseded: boolean;
  readonly preset: string;
}

/** Numbers over one build (ratios from 0 to 1). */
export interface BuildMetrics {
  readonly durationMs: number | null;
  readonly tasks: number;
  readonly failedTasks: number;
  readonly skippedTasks: number;
  /** Succeeded / (succeeded + failed); null without either. */
  readonly successRate: number | null;
  /** Tasks that ended in failure, error or timeout and error events, over tasks. */
  readonly errorRate: number | null;
  readonly errors: number;
  readonly securityViolations: number;
  readonly cacheHitRate: number | null;
  readonly taskDurationMs: number;
  readonly meanTaskMs: number | null;
  readonly p50TaskMs: number | null;
  readonly p95TaskMs: number | null;
  readonly p99TaskMs: number | null;
  readonly maxTaskMs: number | null;
  readonly costUsd: number | null;
  readonly tokens: number | null;
  /** Cost of this and the stored builds in the 24 h / 1 h up to this build's end. */
  readonly dailyCostUsd: number | null;
  readonly hourlyCostUsd: number | null;
  readonly topErrors: readonly { readonly type: string; readonly count: number }[];
  readonly models: readonly {
    readonly model: string;
    readonly tasks: number;
    readonly costUsd: number;
    readonly tokens: number;
  }[];
}

/** What the build was compared with. */
export interface Baseline {
  readonly status: BaselineStatus;
  /** Comparable builds: same series and branch, complete, successful. */
  readonly builds: number;
  /** All builds of the series in the store, re-runs counted once. */
  readonly historyBuilds: number;
  readonly branch: string | null;
  readonly oldestTimeMs: number | null;
  readonly newestTimeMs: number | null;
  /** Runner classes in the baseline, most frequent first, e.g. `Linux/X64 · AMD EPYC 7763`. */
  readonly runners: readonly { readonly runner: string; readonly builds: number }[];
}

/** A task of the current build beside its past. */
export interface TaskReport {
  readonly name: string;
  readonly kind: string;
  readonly attempt: number;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly cache: CacheState;
  readonly errorType: string | null;
  readonly model: string | null;
  readonly costUsd: number | null;
  readonly tokens: number | null;
  /** Median of the baseline; null while learning. */
  readonly baselineMs: number | null;
  /** 10th and 90th percentile of the baseline; null while learning. */
  readonly bandMs: readonly [number, number] | null;
  readonly baselineBuilds: number;
  /** What it ran in: an index into `tasks`, `retried` and `spans` laid end to end; null for the build. */
  readonly parent: number | null;
}

/** A traced operation of the current build. */
export interface SpanReport extends Pick<Span, 'name' | 'startTimeMs' | 'durationMs' | 'result'> {
  /** As in `TaskReport`. */
  readonly parent: number | null;
}

/** The chain of tasks that the wall time hangs on, and how many ran at once. */
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

/** One build in the trend of the report. */
export interface TrendPoint {
  readonly buildId: string;
  readonly timeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly complete: boolean;
  readonly commit: string | null;
  readonly pullRequest: number | null;
  readonly costUsd: number | null;
  readonly successRate: number | null;
  readonly cacheHitRate: number | null;
  readonly tokens: number | null;
  readonly tasks: number;
  readonly failedTasks: number;
  /** Runner class, e.g. `Linux/X64 · AMD EPYC 7763`; null when not known. */
  readonly runner: string | null;
}

/** Health of a build, mildest first. */
export type HealthStatus = 'HEALTHY' | 'WARNING' | 'DEGRADED' | 'CRITICAL';

export type HealthTrend = 'improving' | 'stable' | 'degrading' | 'unknown';

/** The machine and the build at one moment. */
export interface HealthPoint extends Omit<MachineSample, 'load'> {
  /** Tasks at work; null, as the next two, when no task's time is known. */
  readonly workers: number | null;
  /** Ended by now without failing. */
  readonly completedTasks: number | null;
  readonly failedTasks: number | null;
  readonly status: HealthStatus;
}

/** The course of a sampled build. */
export interface HealthReport {
  /** At the end. */
  readonly status: HealthStatus;
  readonly worstStatus: HealthStatus;
  /** From the first half of the points to the second. */
  readonly trend: HealthTrend;
  /** How many samples the points stand for. */
  readonly samples: number;
  /** Oldest first, at most 300. */
  readonly points: readonly HealthPoint[];
}

export type Verdict = 'pass' | 'warn' | 'fail';

/** Everything said about one build. A pure function of the build, the history and the configuration. */
export interface Report {
  readonly schemaVersion: '1.0';
  readonly toolVersion: string;
  /** The series. */
  readonly name: string;
  readonly verdict: Verdict;
  /** The verdict in words, one line of plain text. */
  readonly headline: string;
  readonly failOn: Level | 'never';
  readonly build: Omit<Build, 'tasks' | 'events' | 'metrics' | 'spans' | 'machine' | 'problems' | 'opened'>;
  readonly baseline: Baseline;
  readonly preset: 'all' | 'agent' | 'none';
  readonly metrics: BuildMetrics;
  /** Most severe first. */
  readonly alerts: readonly Alert[];
  /** Confirmed regressions first, then suspects, then improvements; by size inside each. */
  readonly changes: readonly Change[];
  /** What slowed the whole build, when that was not the code. */
  readonly environment: EnvironmentChange | null;
  /** Most often first, at most 50. */
  readonly flaky: readonly FlakyTask[];
  readonly thresholds: readonly ThresholdOutcome[];
  readonly testing: {
    readonly series: number;
    readonly learning: number;
    /** How many false alarms this many tests would give on unchanged code. */
    readonly expectedFalseAlarms: number;
  };
  readonly tasks: readonly TaskReport[];
  /** Attempts that a later one of the same work replaced. */
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
