/**
 * Regressions of one build: duration, cost and tokens of the build and of each task, against the history.
 * The rule and its measured error rates: docs/detection.md.
 */
import { RESULTS } from '../history/schema.ts';
import { addKnown, finalTasks, sumTokens } from '../metrics/final-tasks.ts';
import type { TaskBaseline } from '../metrics/report-work.ts';
import type { Baseline, Build, Change, History, Measure, Report, SeriesKey, StoredBuild } from '../model.ts';
import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { type Comparable, findComparable } from './comparable.ts';
import { describeChange, type Point } from './describe-change.ts';
import { minBaseline } from './grow-baseline.ts';
import { type Gate, type Judgement, judgeSeries } from './judge-series.ts';
import { findRule, levelOf, levelsOf, type RegressionRule } from './levels.ts';
import { readCurrentValues, readSeriesValues, taskKey } from './task-values.ts';

export interface DetectOptions {
  /** null: all builds of the series that belong to no pull request. */
  readonly baselineBranch: string | null;
  readonly rules: readonly RegressionRule[];
}

export interface Detection {
  /** `missing` without any comparable build, `learning` below 12. */
  readonly status: 'ready' | 'learning' | 'missing';
  readonly baseline: Omit<Baseline, 'status' | 'branch'>;
  /** Confirmed first, then suspects, then improvements; the build before its tasks, larger before smaller. */
  readonly changes: readonly Change[];
  readonly testing: Report['testing'];
  /** Medians of the build's own baselines; null while learning. */
  readonly medians: Readonly<Record<Measure, number | null>>;
  readonly taskBaseline: (kind: string, name: string) => TaskBaseline | undefined;
}

/** One judged series. */
interface Judged {
  readonly key: SeriesKey;
  readonly judgement: Judgement;
  /** Values with their builds, oldest first; empty when nothing moved, to save memory. */
  readonly points: readonly Point[];
}

/** Up to so many series each is tested at a fixed level; above, the false discovery rate is held. */
const fewSeries = 200;
const confirmP = 0.002;
const discoveryRate = 0.1;

const measures: readonly Measure[] = ['duration', 'cost', 'tokens'];
const success = RESULTS.indexOf('success');

/** Judges a build from its history alone. A build that is not whole is compared with nothing. */
export function detect(build: Build, history: History, options: DetectOptions): Detection {
  const comparable = findComparable(build, history, options.baselineBranch);
  const whole = build.complete && !build.degraded;
  const ofBuild = whole ? judgeBuild(build, history, comparable, options.rules) : [];
  const ofTasks = judgeTasks(build, history, comparable, options.rules);
  const judged = whole ? [...ofBuild, ...ofTasks] : [];
  const tested = judged.filter((series) => !series.judgement.learning);
  const limit = findLimit(tested);
  const succeeded = comparable.past.filter((index) => history.builds[index]?.result === 'success');
  const baselines = new Map(
    ofTasks
      .filter((series) => series.key.measure === 'duration')
      .map((series) => [
        taskKey(series.key.kind ?? '', series.key.task ?? ''),
        describeTask(series.judgement),
      ]),
  );
  return {
    status: succeeded.length === 0 ? 'missing' : succeeded.length < minBaseline ? 'learning' : 'ready',
    baseline: describePast(build, history, succeeded),
    changes: tested.flatMap((series) => toChange(series, limit, options.rules)).sort(compareChanges),
    testing: {
      series: tested.length,
      learning: judged.length - tested.length,
      expectedFalseAlarms: expectFalseAlarms(tested, limit),
    },
    medians: medians(ofBuild),
    taskBaseline: (kind, name) => baselines.get(taskKey(kind, name)),
  };
}

function judgeBuild(
  build: Build,
  history: History,
  comparable: Comparable,
  rules: readonly RegressionRule[],
): Judged[] {
  if (build.result !== 'success') return [];
  const tasks = finalTasks(build.tasks);
  const current: Record<Measure, number | null> = {
    duration: build.durationMs,
    cost: addKnown(build.tasks.map((task) => task.costUsd)),
    tokens: addKnown(build.tasks.map(sumTokens)),
  };
  const onlyJobs = tasks.length > 0 && tasks.every((task) => coarseKinds.includes(task.kind));
  return measures.flatMap((measure) => {
    const key: SeriesKey = { scope: 'build', measure, task: null, kind: onlyJobs ? 'job' : null };
    const read = (index: number): number => {
      const stored = history.builds[index] as StoredBuild;
      const value = { duration: stored.durationMs, cost: stored.costUsd, tokens: stored.tokens }[measure];
      return stored.result === 'success' && value !== null ? value : Number.NaN;
    };
    return judge(key, read, current[measure] ?? Number.NaN, build, history, comparable, rules);
  });
}

function judgeTasks(
  build: Build,
  history: History,
  comparable: Comparable,
  rules: readonly RegressionRule[],
): Judged[] {
  const current = readCurrentValues(build.tasks);
  const past = new Float64Array(history.builds.length);
  const read = (index: number): number => past[index] as number;
  const judged: Judged[] = [];
  for (const series of history.series) {
    const values = current.get(taskKey(series.kind, series.name));
    if (values === undefined) continue;
    for (const measure of measures) {
      if (Number.isNaN(values[measure])) continue;
      if (!readSeriesValues(series, measure, success, past)) continue;
      const key: SeriesKey = { scope: 'task', measure, task: series.name, kind: series.kind };
      judged.push(...judge(key, read, values[measure], build, history, comparable, rules));
    }
  }
  return judged;
}

/** A baseline in front of the longest window, with room for the blocks that end it. */
const maxPast = 110;
const maxFresh = 9;

/** The newest builds that have a value, oldest first. */
function newestKnown(indexes: readonly number[], read: (index: number) => number, most: number): number[] {
  const found: number[] = [];
  for (let i = indexes.length - 1; i >= 0 && found.length < most; i--) {
    const index = indexes[i] as number;
    if (!Number.isNaN(read(index))) found.push(index);
  }
  return found.reverse();
}

/** Zero has no logarithm; nothing that is measured here is smaller than this. */
const smallest = 1e-6;

function judge(
  key: SeriesKey,
  read: (index: number) => number,
  current: number,
  build: Build,
  history: History,
  comparable: Comparable,
  rules: readonly RegressionRule[],
): Judged[] {
  if (Number.isNaN(current)) return [];
  const fresh = newestKnown(comparable.fresh, read, maxFresh);
  const builds = [...newestKnown(comparable.past, read, maxPast), ...fresh];
  const values = [...builds.map((index) => Math.max(smallest, read(index))), Math.max(smallest, current)];
  const judgement = judgeSeries({
    values,
    fresh: comparable.isChange ? fresh.length + 1 : 0,
    gate: gateOf(key, rules),
    exact: key.measure !== 'duration',
  });
  const moved = judgement.slower !== null || judgement.faster !== null || judgement.suspect;
  const points = moved
    ? values.map((value, i) => ({
        value,
        build: i < builds.length ? pointOf(history, builds[i] as number) : ofCurrent(build),
      }))
    : [];
  return [{ key, judgement, points }];
}

function pointOf(history: History, index: number): Point['build'] {
  const { id, commit } = history.builds[index] as StoredBuild;
  return { id, commit };
}

function ofCurrent(build: Build): Point['build'] {
  return { id: build.id, commit: build.context.commit };
}

/** Kinds that GitHub times to the second: smaller changes mean nothing there. */
const coarseKinds: readonly string[] = ['job', 'step'];
const coarseFloorMs = 3000;

function gateOf(key: SeriesKey, rules: readonly RegressionRule[]): Gate {
  const rule = findRule(rules, key);
  const fallback = {
    duration:
      key.kind !== null && coarseKinds.includes(key.kind)
        ? coarseFloorMs
        : key.scope === 'build'
          ? 1000
          : 100,
    cost: 0.01,
    tokens: 1,
  }[key.measure];
  return { ratio: Math.min(0.05, levelsOf(key, rule).warning ?? 0.05), floor: rule?.floor ?? fallback };
}

/** The largest p that confirms a task's change. */
function findLimit(tested: readonly Judged[]): number {
  if (tested.length <= fewSeries) return confirmP;
  return benjaminiHochberg(
    tested.map((series) => series.judgement.slower?.p ?? 1),
    discoveryRate,
  );
}

function expectFalseAlarms(tested: readonly Judged[], limit: number): number {
  if (tested.length <= fewSeries) return tested.length * confirmP;
  return discoveryRate * tested.filter((series) => (series.judgement.slower?.p ?? 1) <= limit).length;
}

function toChange(series: Judged, limit: number, rules: readonly RegressionRule[]): Change[] {
  const { key, judgement, points } = series;
  const confirmAt = key.scope === 'build' ? Math.max(limit, confirmP) : limit;
  const isConfirmed = (p: number | undefined): boolean => p !== undefined && p <= confirmAt;
  const verdict = isConfirmed(judgement.slower?.p)
    ? 'confirmed'
    : judgement.suspect
      ? 'suspect'
      : isConfirmed(judgement.faster?.p)
        ? 'improvement'
        : null;
  if (verdict === null) return [];
  const change = describeChange(key, verdict, judgement, points);
  return [{ ...change, level: levelOf(change, levelsOf(key, findRule(rules, key))) }];
}

const order = ['confirmed', 'suspect', 'improvement'];

function compareChanges(a: Change, b: Change): number {
  const place = (change: Change): number =>
    order.indexOf(change.verdict) * 2 + (change.series.scope === 'build' ? 0 : 1);
  const size = Math.abs(Math.log1p(b.ratio)) - Math.abs(Math.log1p(a.ratio));
  return place(a) - place(b) || size || ((a.series.task ?? '') < (b.series.task ?? '') ? -1 : 1);
}

function describeTask({ learning, baseline }: Judgement): TaskBaseline {
  const at = (part: number): number => Math.exp(baseline[Math.ceil(part * baseline.length) - 1] as number);
  return {
    medianMs: learning ? null : Math.exp(medianOfSorted(baseline)),
    bandMs: learning ? null : [at(0.1), at(0.9)],
    builds: baseline.length,
  };
}

function medians(ofBuild: readonly Judged[]): Record<Measure, number | null> {
  const of = (measure: Measure): number | null => {
    const found = ofBuild.find((series) => series.key.measure === measure && !series.judgement.learning);
    return found ? Math.exp(medianOfSorted(found.judgement.baseline)) : null;
  };
  return { duration: of('duration'), cost: of('cost'), tokens: of('tokens') };
}

function describePast(
  build: Build,
  history: History,
  past: readonly number[],
): Omit<Baseline, 'status' | 'branch'> {
  const builds = past.map((index) => history.builds[index] as StoredBuild);
  const runners = new Map<string, number>();
  for (const { runnerOs, runnerArch, cpuModel } of builds) {
    const runner = [[runnerOs, runnerArch].filter(Boolean).join('/'), cpuModel].filter(Boolean).join(' · ');
    if (runner !== '') runners.set(runner, (runners.get(runner) ?? 0) + 1);
  }
  return {
    builds: builds.length,
    historyBuilds: countRuns(build, history),
    oldestTimeMs: builds[0]?.startTimeMs ?? null,
    newestTimeMs: builds.at(-1)?.startTimeMs ?? null,
    runners: [...runners]
      .map(([runner, count]) => ({ runner, builds: count }))
      .sort((a, b) => b.builds - a.builds || (a.runner < b.runner ? -1 : 1)),
  };
}

/** Stored runs beside this one: a build that is checked again says the same. */
function countRuns(build: Build, history: History): number {
  const others = history.builds.filter((stored) => stored.id !== build.id);
  const runs = new Set(others.map((stored) => stored.runId ?? stored.id));
  if (build.context.runId !== null) runs.delete(build.context.runId);
  return runs.size;
}
