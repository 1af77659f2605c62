/**
 * What moved in one build: its own numbers, each task and measurement, against the history.
 * The rule and its measured error rates: docs/detection.md.
 */
import { countRuns } from '../history/count-runs.ts';
import { hasMeaningfulTime } from '../metrics/final-tasks.ts';
import type { TaskBaseline } from '../metrics/report-work.ts';
import type { Baseline } from '../model/baseline.ts';
import type { Build } from '../model/build.ts';
import type { CauseFacts } from '../model/cause.ts';
import type { Change, EnvironmentChange, FlakyTask } from '../model/change.ts';
import type { History, StoredBuild } from '../model/history.ts';
import type { Report } from '../model/report.ts';
import type { Measure } from '../model/series.ts';
import type { Acknowledgement } from '../settings/acknowledgements.ts';
import { floorsOf, type RegressionRule } from '../settings/regression-rules.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { type ReviewedAcknowledgement, reviewAcknowledgements } from './acknowledge.ts';
import { assessSeries, confirmP, discoveryRate, fewSeries, limitOf } from './assess-series.ts';
import type { Judged, Setting } from './change-state.ts';
import { collectSeries } from './collect-series.ts';
import { findComparable } from './comparable.ts';
import { concludeRates } from './conclude-rates.ts';
import { concludeSeries } from './conclude-series.ts';
import { describeEnvironment } from './environment.ts';
import { addCauses } from './find-causes.ts';
import { minBaseline } from './grow-baseline.ts';
import { listFlaky } from './judge-rates.ts';
import type { Judgement } from './judge-series.ts';
import { isExact } from './series-key.ts';
import { surveyBuilds } from './survey-builds.ts';
import { taskKey } from './task-values.ts';

export { runnerOf } from './survey-builds.ts';

export interface DetectOptions {
  /** null: all builds of the series that belong to no pull request. */
  readonly baselineBranch: string | null;
  readonly rules: readonly RegressionRule[];
  readonly acknowledgements: readonly Acknowledgement[];
}

export interface Detection {
  /** `missing` without any comparable build, `learning` below 12. */
  readonly status: 'ready' | 'learning' | 'missing';
  readonly baseline: Omit<Baseline, 'status' | 'branch'>;
  /** New before known; confirmed, suspects, drifts, improvements; the build before its tasks; larger before smaller. */
  readonly changes: readonly Change<CauseFacts>[];
  readonly environment: EnvironmentChange | null;
  readonly flaky: readonly FlakyTask[];
  readonly testing: Report['testing'];
  /** Medians of the build's own baselines; null while learning. */
  readonly medians: Readonly<Partial<Record<Measure, number | null>>>;
  readonly taskBaseline: (kind: string, name: string) => TaskBaseline | undefined;
  /** Acknowledgements that need a look. */
  readonly reviewed: readonly ReviewedAcknowledgement[];
}

/** Judges a build from its history alone. A build that is not whole is compared with nothing. */
export function detect(build: Build, history: History, options: DetectOptions): Detection {
  const comparable = findComparable(build, history, options.baselineBranch);
  const whole = build.complete && !build.degraded;
  const collection = collectSeries(build, history, comparable);
  const survey = surveyBuilds(build, history, comparable, collection.series);
  const judged = collection.series.map((collected): Judged => {
    const started = survey.startAt(collected, options.acknowledgements);
    const { series } = started;
    const runners = survey.runnersOf(series);
    const factor = survey.factorOf(series);
    const { scaled, scale, fresh, key } = series;
    const gate = floorsOf(key, options.rules);
    const assessment = assessSeries({ scaled, scale, fresh, gate, exact: isExact(key), runners, factor });
    return { ...started, assessment, gate };
  });
  const counted = whole ? judged : [];
  const tested = counted.filter(({ assessment }) => !assessment.judgement.learning);
  const limit = limitOf(tested.map(({ assessment }) => assessment));
  const setting: Setting = {
    build,
    survey,
    isChange: comparable.isChange,
    tested: tested.length,
    ...options,
  };
  const changes = whole
    ? [
        ...tested.flatMap((each) => concludeSeries(each, limit, setting)),
        ...concludeRates(collection.outcomes, history, comparable, setting),
      ]
    : [];
  const succeeded = comparable.past.filter((index) =>
    hasMeaningfulTime((history.builds[index] as StoredBuild).result),
  );
  const needed = new Set(judged.flatMap((each) => each.needed ?? []));
  return {
    status: succeeded.length === 0 ? 'missing' : succeeded.length < minBaseline ? 'learning' : 'ready',
    baseline: describePast(build, history, succeeded, survey.countRunners(succeeded)),
    changes: addCauses(changes.sort(compareChanges), {
      build,
      history,
      survey,
      judged,
      comparable,
      ...collection,
    }),
    environment: describeEnvironment(tested, survey),
    flaky: listFlaky(collection.outcomes),
    testing: {
      series: tested.length,
      learning: counted.length - tested.length,
      expectedFalseAlarms: expectFalseAlarms(tested, limit),
    },
    medians: medians(judged),
    taskBaseline: readTaskBaselines(judged),
    reviewed: reviewAcknowledgements(options.acknowledgements, {
      build,
      history,
      series: tested.map(({ series }) => series.key),
      needed,
      nowMs: survey.nowMs,
    }),
  };
}

function expectFalseAlarms(tested: readonly Judged[], limit: number): number {
  if (tested.length <= fewSeries) return tested.length * confirmP;
  return (
    discoveryRate * tested.filter(({ assessment }) => (assessment.judgement.slower?.p ?? 1) <= limit).length
  );
}

const order = ['confirmed', 'suspect', 'drift', 'improvement'];

function compareChanges(a: Change, b: Change): number {
  const place = (change: Change): number =>
    (change.state === 'new' ? 0 : 100) +
    order.indexOf(change.verdict) * 2 +
    (change.series.scope === 'build' ? 0 : 1);
  const size = Math.abs(Math.log1p(b.ratio)) - Math.abs(Math.log1p(a.ratio));
  return place(a) - place(b) || size || ((a.series.task ?? '') < (b.series.task ?? '') ? -1 : 1);
}

function readTaskBaselines(judged: readonly Judged[]): Detection['taskBaseline'] {
  const baselines = new Map(
    judged
      .filter(({ series: { key } }) => key.scope === 'task' && key.measure === 'duration')
      .map(({ series: { key }, assessment }) => [
        taskKey(key.kind ?? '', key.task ?? ''),
        describeTask(assessment.judgement),
      ]),
  );
  return (kind, name) => baselines.get(taskKey(kind, name));
}

function describeTask({ learning, baseline }: Judgement): TaskBaseline {
  const at = (part: number): number => Math.exp(quantileOfSorted(baseline, part) as number);
  return {
    medianMs: learning ? null : Math.exp(medianOfSorted(baseline)),
    bandMs: learning ? null : [at(0.1), at(0.9)],
    builds: baseline.length,
  };
}

function medians(judged: readonly Judged[]): Detection['medians'] {
  return Object.fromEntries(
    judged
      .filter(({ series, assessment }) => series.key.scope === 'build' && !assessment.judgement.learning)
      .map(({ series, assessment }) => [
        series.key.measure,
        series.scale.from(medianOfSorted(assessment.judgement.baseline)),
      ]),
  );
}

function describePast(
  build: Build,
  history: History,
  past: readonly number[],
  runners: Baseline['runners'],
): Omit<Baseline, 'status' | 'branch'> {
  const builds = past.map((index) => history.builds[index] as StoredBuild);
  return {
    builds: builds.length,
    // Beside this one: a build that is checked again says the same.
    historyBuilds: countRuns(
      history.builds.filter(({ id, runId }) => id !== build.id && (runId ?? id) !== build.context.runId),
    ),
    oldestTimeMs: builds[0]?.startTimeMs ?? null,
    newestTimeMs: builds.at(-1)?.startTimeMs ?? null,
    runners,
  };
}
