/**
 * The pure middle: a report from a build, its history and the configuration. The same inputs give the same
 * report, byte for byte.
 */

import { concludeComparison } from './compare/conclude-comparison.ts';
import { conclude, type Findings } from './conclude.ts';
import { findZeros } from './detect/collect/find-zeros.ts';
import { type Detection, detect } from './detect/detect.ts';
import { finalTasks } from './metrics/final-tasks.ts';
import { groupChanges } from './metrics/group-changes.ts';
import { listFailures } from './metrics/list-failures.ts';
import { measureBuild } from './metrics/measure-build.ts';
import { measureHealth } from './metrics/measure-health.ts';
import { reportWork } from './metrics/report-work.ts';
import { summarizeSamples } from './metrics/summarize-samples.ts';
import type { Baseline, BaselineStatus } from './model/baseline.ts';
import type { Build, BuildContext } from './model/build.ts';
import type { BuildMetrics } from './model/build-metrics.ts';
import type { Change } from './model/change.ts';
import type { Comparison } from './model/comparison.ts';
import type { FailedTask } from './model/failed-task.ts';
import type { History, LoadedHistory, StoredBuild } from './model/history.ts';
import { nameRunner } from './model/name-runner.ts';
import type { Problem } from './model/problem.ts';
import type { Report, TrendPoint } from './model/report.ts';
import type { Task } from './model/task.ts';
import type { Config } from './settings/config.ts';
import { checkChoices, type Options } from './settings/options.ts';
import { applyQuarantine } from './thresholds/apply-quarantine.ts';
import { checkThresholds, choosePreset } from './thresholds/check-thresholds.ts';
import { readPastDurations, waiveAgentLimits } from './thresholds/waive-agent-limits.ts';
import { version } from './version.ts';
import { phraseCauses } from './words/cause-text.ts';
import { acknowledgementProblem } from './words/describe-acknowledgement.ts';
import { describeElsewhere } from './words/describe-elsewhere.ts';
import { describeFewMeasurements, describeFewTasks, describeZeroTimes } from './words/describe-few-tasks.ts';
import { describeNegatives } from './words/describe-negatives.ts';
import { describeOtherUnits } from './words/describe-other-units.ts';
import { describeUnchecked } from './words/describe-unchecked.ts';
import { describeUnmatched } from './words/describe-unmatched.ts';
import { describeZeros } from './words/describe-zeros.ts';

/** The other inputs of `analyze`. */
export interface AnalysisInput {
  readonly build: Build;
  readonly loaded: LoadedHistory;
  readonly config: Config;
  readonly options: Pick<Options, 'failOn' | 'failOnTests' | 'gateOn' | 'onMissingBaseline'>;
  readonly baselineBranch: string | null;
  /** Earlier problems: with options, missing files, the history. */
  readonly problems: readonly Problem[];
  /** Owners of a task by its name and the file of its failure; absent when not known. */
  readonly ownersOf?: (name: string, file: string | null) => readonly string[];
}

/** Data about a task from outside of its log. */
type About = Pick<FailedTask, 'owners' | 'quarantine'>;

/** Leaves out measurements that measured nothing: they are neither judged nor stored. */
export function leaveOutZeros(input: AnalysisInput): AnalysisInput {
  const { build, loaded, baselineBranch, problems } = input;
  const zeros = findZeros(build, loaded.history, baselineBranch);
  if (zeros.length === 0) return input;
  const left = new Set(zeros);
  const metrics = build.metrics.filter((metric) => !left.has(metric));
  const note = describeZeros(zeros, build.metrics.length);
  return { ...input, build: { ...build, metrics }, problems: [...problems, ...note] };
}

/**
 * Judges one build.
 * @throws TypeError for an option whose value is not one of its words
 */
export function analyze(given: AnalysisInput): Report {
  checkChoices(given.options);
  const input = leaveOutZeros(given);
  const { build, loaded, config, baselineBranch } = input;
  const tasks = finalTasks(build.tasks);
  const { regressions: rules, acknowledge: acknowledgements } = config;
  const { gateOn } = input.options;
  const found = detect(build, loaded.history, { baselineBranch, gateOn, rules, acknowledgements }, tasks);
  return conclude(describeBuild(input, tasks, found), input.options);
}

/**
 * Judges a run compared with the runs that were measured alternately with it: `input.loaded` has the runs of the
 * base.
 */
export function analyzeComparison(input: AnalysisInput, comparison: Comparison): Report {
  const { build, loaded, config } = input;
  const { regressions: rules, acknowledge: acknowledgements } = config;
  const found = concludeComparison(build, loaded.history.builds, comparison, { rules, acknowledgements });
  return conclude({ ...describeBuild(input, finalTasks(build.tasks), found), comparison }, input.options);
}

function describeBuild(input: AnalysisInput, tasks: readonly Task[], detection: Detection): Findings {
  const { build, loaded, config, options } = input;
  const quarantine = applyQuarantine(config.quarantine, build.startTimeMs);
  const counted = quarantine.without(tasks);
  const metrics = measureBuild(build, loaded.history, tasks);
  const gated = counted === tasks ? metrics : measureBuild(build, loaded.history, counted);
  const work = reportWork(build, detection.taskBaseline, tasks);
  const baseline = summarizeBaseline(detection, loaded, input.baselineBranch);
  const preset = choosePreset(config.preset, build);
  const checked = checkThresholds(build, gated, config.thresholds, preset, detection.medians, counted);
  const thresholds = preset === 'agent' ? waiveForAgents(checked, input) : checked;
  const changes = phraseChanges(detection, quarantine);
  const about = (name: string, file: string | null): About => ({
    owners: input.ownersOf?.(name, file) ?? [],
    quarantine: quarantine.of(name),
  });
  return {
    schemaVersion: '1.0',
    toolVersion: version,
    name: build.name,
    failOn: options.failOn,
    failOnTests: options.failOnTests,
    build: withoutWork(build),
    baseline,
    preset,
    metrics,
    changes,
    groups: groupChanges(changes, work.tasks),
    environment: detection.environment,
    flaky: detection.flaky.map((task) => ({ ...task, ...about(task.name, null) })),
    thresholds,
    testing: detection.testing,
    ...work,
    failures: listFailures(work.tasks, detection.recallFailure, about),
    events: build.events,
    // They describe the machine and are not judged: a busier processor is not a regression.
    measurements: [...build.metrics, ...summarizeSamples(build.machine)],
    health: measureHealth(build.machine, tasks),
    trend: trend(build, metrics, loaded.history, input.baselineBranch),
    problems: [
      ...(baseline.status === 'missing' ? adviseOther(input) : []),
      ...input.problems,
      ...loaded.problems,
      ...build.problems,
      ...describeFewTasks(detection.partial, tasks, build.context),
      ...describeFewMeasurements(detection.unmeasured, build),
      ...describeZeroTimes(work.tasks),
      ...describeOtherUnits(detection.otherUnits),
      ...describeNegatives(build.metrics),
      ...describeUnchecked(thresholds),
      ...describeUnmatched(config, build, loaded.history),
      ...detection.reviewed.map(acknowledgementProblem),
      ...quarantine.problems,
    ],
  };
}

/** Why none of the builds of this series is comparable. */
function adviseOther({ build, loaded, baselineBranch }: AnalysisInput): Problem[] {
  const own = loaded.history.builds.filter(({ name }) => name === build.name);
  return describeElsewhere(build, baselineBranch, own);
}

/** With their causes as text; quarantined tests raise no alert. */
function phraseChanges({ changes }: Detection, quarantine: ReturnType<typeof applyQuarantine>): Change[] {
  return changes.map(phraseCauses).map((change) => {
    const isQuarantined = change.series.task !== null && quarantine.of(change.series.task) !== null;
    return isQuarantined ? { ...change, level: null } : change;
  });
}

/** Limits of the preset for agents are needed only if one of them fired: they require the history. */
function waiveForAgents(
  checked: Report['thresholds'],
  { build, loaded, baselineBranch }: AnalysisInput,
): Report['thresholds'] {
  if (!checked.some((outcome) => outcome.fired && outcome.preset === 'agent')) return checked;
  return waiveAgentLimits(checked, build, readPastDurations(build, loaded.history, baselineBranch));
}

/** The report has separate lists for its work. */
function withoutWork(build: Build): Report['build'] {
  const {
    tasks: _tasks,
    events: _events,
    metrics: _metrics,
    spans: _spans,
    machine: _machine,
    problems: _problems,
    opened: _opened,
    session: _session,
    ...facts
  } = build;
  return facts;
}

function summarizeBaseline(detection: Detection, loaded: LoadedHistory, branch: string | null): Baseline {
  const status: BaselineStatus = loaded.status === 'found' ? detection.status : loaded.status;
  return { status, branch, ...detection.baseline };
}

const trendLength = 1_000;

function trend(build: Build, metrics: BuildMetrics, history: History, branch: string | null): TrendPoint[] {
  const past = history.builds.filter(
    (b) => b.id !== build.id && (isOfBaseline(b, branch) || isOfSameChange(b, build)),
  );
  return [...past.slice(1 - trendLength).map(pointOf), currentPoint(build, metrics)];
}

function isOfBaseline(past: StoredBuild, branch: string | null): boolean {
  return past.pullRequest === null && (branch === null || past.branch === branch);
}

/** Earlier pushes of this pull request: without them its own steps would not be visible. */
function isOfSameChange(past: StoredBuild, build: Build): boolean {
  return past.pullRequest !== null && past.pullRequest === build.context.pullRequest;
}

function pointOf(build: StoredBuild): TrendPoint {
  const judged = build.tasks > 0;
  return {
    ...describePoint(build, build),
    costUsd: build.costUsd,
    successRate: judged ? (build.tasks - build.failedTasks) / build.tasks : null,
    cacheHitRate: build.cacheLookups > 0 ? build.cacheHits / build.cacheLookups : null,
    tokens: build.tokens,
    tasks: build.tasks,
    failedTasks: build.failedTasks,
  };
}

function currentPoint(build: Build, metrics: BuildMetrics): TrendPoint {
  return {
    ...describePoint(build, build.context),
    costUsd: metrics.costUsd,
    successRate: metrics.successRate,
    cacheHitRate: metrics.cacheHitRate,
    tokens: metrics.tokens,
    tasks: metrics.tasks,
    failedTasks: metrics.failedTasks,
  };
}

/** The fields that a stored build and the current one have in common. */
function describePoint(
  {
    id,
    startTimeMs,
    durationMs,
    result,
    complete,
  }: Pick<Build, 'id' | 'startTimeMs' | 'durationMs' | 'result' | 'complete'>,
  context: BuildContext,
) {
  const { commit, pullRequest, runId } = context;
  const runner = nameRunner(context) || null;
  return {
    buildId: id,
    timeMs: startTimeMs,
    durationMs,
    result,
    complete,
    commit,
    pullRequest,
    runId,
    runner,
  };
}
