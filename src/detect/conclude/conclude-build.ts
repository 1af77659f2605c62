/** Third stage: creates the findings of a judged build. */
import { countRuns } from '../../history/count-runs.ts';
import { metricKind } from '../../history/schema.ts';
import { listNames, openHandles } from '../../history/series-handles.ts';
import { hasMeaningfulTime } from '../../metrics/final-tasks.ts';
import type { TaskBaseline } from '../../metrics/report-work.ts';
import { type Baseline, minBaseline } from '../../model/baseline.ts';
import type { CauseFacts } from '../../model/cause.ts';
import type { Change, EnvironmentChange, FlakyTask } from '../../model/change.ts';
import { coarseKinds } from '../../model/coarse-kinds.ts';
import type { History, StoredBuild } from '../../model/history.ts';
import type { Report } from '../../model/report.ts';
import { allResults } from '../../model/results.ts';
import { isBuildTime, isTaskTime, isTogether, type Measure, seriesId } from '../../model/series.ts';
import type { Task } from '../../model/task.ts';
import { taskKey } from '../../model/task-key.ts';
import { quantileOfSorted } from '../../stats/quantile.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import { type ReviewedAcknowledgement, reviewAcknowledgements } from '../acknowledge.ts';
import type { CollectedBuild } from '../collect/collect-build.ts';
import type { OtherUnit } from '../collect/collect-series.ts';
import type { Assessed } from '../judge/assessed.ts';
import { openFarOut } from '../judge/far-out.ts';
import type { JudgedBuild, JudgedChange } from '../judge/judge-build.ts';
import { listFlaky } from '../judge/judge-rates.ts';
import { roundMeasured } from '../round-number.ts';
import type { Setting } from './change-state.ts';
import { chooseGroups, foldTasks } from './choose-groups.ts';
import { concludeRate } from './conclude-rates.ts';
import { concludeSeries } from './conclude-series.ts';
import { describeEnvironment } from './environment.ts';
import { addCauses } from './find-causes.ts';
import { type RecallFailure, recallFailures } from './recall-failures.ts';
import { shareFirstBuilds } from './share-first-builds.ts';

/** A build that lacks more than a fifth of the usual tasks or measurements. */
export interface PartialRun {
  /** Those of this build, not skipped, that the baseline has too. */
  readonly ran: number;
  /**
   * Tasks that ran in most of the newest builds of the baseline, at most as many as in the smallest of them;
   * measurements that each of them has.
   */
  readonly usual: number;
}

export interface Detection {
  /** `missing` without any comparable build, `learning` below 12. */
  readonly status: 'ready' | 'learning' | 'missing';
  readonly baseline: Omit<Baseline, 'status' | 'branch'>;
  /**
   * New before known; then confirmed, suspects, drifts, improvements; the build before its tasks; larger
   * before smaller.
   */
  readonly changes: readonly Change<CauseFacts>[];
  readonly environment: EnvironmentChange | null;
  readonly flaky: readonly FlakyTask[];
  readonly testing: Report['testing'];
  /** null unless many of the tasks that every new build of the baseline ran are missing. */
  readonly partial: PartialRun | null;
  /** null unless many of the measurements that every new build of the baseline has are missing. */
  readonly unmeasured: PartialRun | null;
  readonly otherUnits: readonly OtherUnit[];
  /** Medians of the build's own baselines; null while learning. */
  readonly medians: Readonly<Partial<Record<Measure, number | null>>>;
  readonly taskBaseline: (kind: string, name: string) => TaskBaseline | undefined;
  readonly recallFailure: RecallFailure;
  /** Acknowledgements that need attention. */
  readonly reviewed: readonly ReviewedAcknowledgement[];
}

export function concludeBuild(
  judged: JudgedBuild,
  configured: Pick<Setting, 'rules' | 'acknowledgements' | 'gateOn'>,
): Detection {
  const { collected, assessed, tested } = judged;
  const { build, history, survey, comparable, outcomes } = collected;
  const { isChange } = comparable;
  const isFarOut = openFarOut(tested);
  const setting: Setting = { build, survey, isChange, isFarOut, ...configured };
  const followed = [...tested, ...judged.groups];
  const partial = findPartial(collected);
  const all = concludeChanges(judged, setting);
  const isOther = partial?.ran === 0 && isOtherLog(collected);
  const changes = isOther ? all.filter(({ series, state }) => !isBuildTime(series) || state !== 'new') : all;
  const shared = isChange ? changes : shareBuilds(changes, followed, collected);
  const succeeded = comparable.past.filter((index) =>
    hasMeaningfulTime((history.builds[index] as StoredBuild).result),
  );
  return {
    status: succeeded.length === 0 ? 'missing' : succeeded.length < minBaseline ? 'learning' : 'ready',
    baseline: describePast(collected, succeeded),
    changes: addCauses(shared, judged),
    environment: describeEnvironment(judged, survey, setting),
    flaky: listFlaky(outcomes),
    testing: {
      series: tested.filter(({ series }) => !isTogether(series.key)).length,
      learning: judged.learning,
      expectedFalseAlarms: judged.expectedFalseAlarms,
    },
    partial,
    unmeasured: findUnmeasured(collected, succeeded),
    otherUnits: collected.otherUnits,
    medians: { ...medians(assessed), ...acknowledgedLevels(shared) },
    taskBaseline: readTaskBaselines(judged),
    recallFailure: recallFailures(collected),
    reviewed: reviewAcknowledgements(configured.acknowledgements, {
      build,
      history,
      series: followed.map((each) => each.series.key),
      needed: new Set([...assessed, ...judged.groups].flatMap((each) => each.needed ?? [])),
      nowMs: survey.nowMs,
    }),
  };
}

/**
 * The jobs of the run here and the tasks of a tool in the baseline, or the reverse, as `events` was removed or set:
 * their times have nothing in common.
 */
function isOtherLog({ tasks, history: { series } }: CollectedBuild): boolean {
  const isCoarse = ({ kind }: { readonly kind: string }): boolean => coarseKinds.includes(kind);
  const own = new Set(tasks.map(isCoarse));
  const stored = new Set<boolean>();
  for (const each of series) if (each.value === null) stored.add(isCoarse(each));
  return own.size === 1 && stored.size === 1 && own.has(true) !== stored.has(true);
}

const mostOfUsual = 0.8;

function isPartial(ran: number, usual: number): boolean {
  return ran < usual * mostOfUsual;
}

function toPartial(ran: number, usual: number): PartialRun | null {
  return usual > 1 && isPartial(ran, usual) ? { ran, usual } : null;
}

/** Builds that run what changed alone differ in their tasks: the smallest of the newest builds is usual. */
function findPartial(collected: CollectedBuild): PartialRun | null {
  const { build, tasks, unknown, hasPastTasks, comparable, history } = collected;
  const newest = comparable.past.slice(-minBaseline);
  if (!build.complete || build.degraded || !hasPastTasks || newest.length < minBaseline) return null;
  const least = Math.min(...newest.map((index) => (history.builds[index] as StoredBuild).tasks));
  const hasRun = (task: Task): boolean =>
    task.result !== 'skip' && (unknown.size === 0 || !unknown.has(taskKey(task)));
  const ran = tasks.filter(hasRun).length;
  if (!isPartial(ran, least)) return null;
  return toPartial(ran, countUsual(history, newest, least));
}

/** A measurement that some of the newest builds lack is seldom, or new. */
function findUnmeasured({ build, history }: CollectedBuild, succeeded: readonly number[]): PartialRun | null {
  const newest = succeeded.slice(-minBaseline);
  if (!build.complete || build.degraded || newest.length < minBaseline) return null;
  const own = new Set(build.metrics.map(({ name }) => name));
  const names = new Set([...own, ...listNames(history, metricKind)]);
  if (names.size === own.size) return null;
  let [ran, usual] = [0, 0];
  for (const { name, kind, read } of openHandles(history, newest, names)) {
    const stored = kind === metricKind ? read() : null;
    if (!stored || !newest.every((index) => stored.build.includes(index))) continue;
    usual += 1;
    if (own.has(name)) ran += 1;
  }
  return toPartial(ran, usual);
}

const skip = allResults.indexOf('skip');
const mostCounted = 1_000;

/** Tasks that ran in most of the builds `newest`, at most `least`; of many tasks estimated from some. */
function countUsual({ series }: History, newest: readonly number[], least: number): number {
  const builds = new Set(newest);
  const first = newest[0] as number;
  let seen = 0;
  let usual = 0;
  for (const { value, build, result } of series) {
    const ran = new Set<number>();
    let isThere = false;
    // Rows are in the order of the builds.
    for (let row = value === null ? build.length - 1 : -1; row >= 0; row--) {
      const index = build[row] as number;
      if (index < first) break;
      if (!builds.has(index)) continue;
      isThere = true;
      if (result[row] !== skip) ran.add(index);
    }
    if (!isThere) continue;
    seen += 1;
    if (ran.size * 2 > newest.length) usual += 1;
    if (seen === mostCounted) return Math.floor((least * usual) / seen);
  }
  return Math.min(least, usual);
}

function concludeChanges({ collected, tested, groups, rates }: JudgedBuild, setting: Setting) {
  const ofSeries = tested.flatMap((each) => concludeSeries(each, setting));
  const ofGroups = groups.flatMap((each) => concludeSeries(each, setting));
  const chosen = chooseGroups(ofGroups, ofSeries, collected.around);
  const ofRates = rates.map((rate) => concludeRate(rate, setting));
  return [...chosen, ...foldTasks(ofSeries, chosen), ...ofRates].sort(compareChanges);
}

function shareBuilds(
  changes: ReturnType<typeof concludeChanges>,
  followed: readonly JudgedChange[],
  { build, survey }: CollectedBuild,
) {
  if (changes.length === 0) return [];
  const order = new Map([...survey.builds, build].map(({ id }, place) => [id, place]));
  const series = new Map(followed.map((each) => [seriesId(each.series.key), each.series]));
  return shareFirstBuilds(changes, order, (id) => {
    const own = series.get(id);
    return own === undefined ? [] : survey.pointsOf(own);
  });
}

const order = ['confirmed', 'suspect', 'drift', 'improvement'];
/** Groups of tasks before single tasks; others are equal. */
const ranks = { build: 0, group: 1, task: 2, metric: 2 };

function compareChanges(a: Change, b: Change): number {
  const place = (change: Change): number =>
    (change.state === 'new' ? 0 : 100) + order.indexOf(change.verdict) * 3 + ranks[change.series.scope];
  const size = Math.abs(Math.log1p(b.ratio)) - Math.abs(Math.log1p(a.ratio));
  return place(a) - place(b) || size || ((a.series.task ?? '') < (b.series.task ?? '') ? -1 : 1);
}

function readTaskBaselines({ assessed, tested }: JudgedBuild): Detection['taskBaseline'] {
  const times = assessed.filter(({ series: { key } }) => isTaskTime(key));
  const named = Map.groupBy(times, ({ series: { key } }) => key.task ?? '');
  const open = tested.filter(({ decision, known }) => decision === 'open' && known?.baseline.length);
  // As in its change: the builds before it.
  const before = new Map(open.map(({ series, known }) => [series, known?.baseline]));
  return (kind, name) => {
    const found = named.get(name)?.findLast(({ series: { key } }) => (key.kind ?? '') === kind);
    if (found === undefined) return undefined;
    const { learning, baseline } = found.assessment.judgement;
    return describeTask(learning, before.get(found.series) ?? baseline);
  };
}

function describeTask(learning: boolean, baseline: Float64Array): TaskBaseline {
  const timeOf = (log: number): number => roundMeasured(Math.exp(log));
  const at = (part: number): number => timeOf(quantileOfSorted(baseline, part) as number);
  return {
    medianMs: learning ? null : timeOf(medianOfSorted(baseline)),
    bandMs: learning ? null : [at(0.1), at(0.9)],
    builds: baseline.length,
  };
}

function medians(judged: readonly Assessed[]): Detection['medians'] {
  return Object.fromEntries(
    judged
      .filter(
        ({ series: { key }, assessment }) =>
          key.scope === 'build' && !isTogether(key) && !assessment.judgement.learning,
      )
      .map(({ series, assessment }) => [
        series.key.measure,
        series.scale.from(medianOfSorted(assessment.judgement.baseline)),
      ]),
  );
}

/** The level that was acknowledged is the new baseline, before its builds are most of it. */
function acknowledgedLevels(changes: readonly Change<unknown>[]): Detection['medians'] {
  return Object.fromEntries(
    changes
      .filter(
        ({ state, series }) => state === 'acknowledged' && series.scope === 'build' && !isTogether(series),
      )
      .map(({ series, to }) => [series.measure, to]),
  );
}

function describePast(
  { build, history, survey, trigger }: CollectedBuild,
  past: readonly number[],
): Omit<Baseline, 'status' | 'branch'> {
  const builds = past.map((index) => history.builds[index] as StoredBuild);
  return {
    builds: builds.length,
    ...(trigger === null ? {} : { trigger }),
    // Except this build: a build that is checked again must give the same result.
    historyBuilds: countRuns(
      history.builds.filter(({ id, runId }) => id !== build.id && (runId ?? id) !== build.context.runId),
    ),
    oldestTimeMs: builds[0]?.startTimeMs ?? null,
    newestTimeMs: builds.at(-1)?.startTimeMs ?? null,
    runners: survey.countRunners(past),
  };
}
