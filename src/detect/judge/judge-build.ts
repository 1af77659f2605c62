/**
 * Second stage: judges each collected series from its past, together with the shared effects of the build.
 */

import { isPartOf } from '../../metrics/name-path.ts';
import { isTaskTime } from '../../model/series.ts';
import {
  findRule,
  floorsOf,
  levelsOf,
  type RegressionRule,
  type SmallestChange,
} from '../../settings/regression-rules.ts';
import type { CollectedBuild } from '../collect/collect-build.ts';
import { type Outcomes, readBuildOutcomes } from '../collect/outcomes.ts';
import type { Collected } from '../collect/place-values.ts';
import type { Started } from '../collect/survey-builds.ts';
import { roundEstimate } from '../round-number.ts';
import { isExact } from '../series-key.ts';
import {
  type Alone,
  type Assessment,
  areFew,
  assessSeries,
  discoveryRate,
  limitOf,
  type Test,
} from './assess-series.ts';
import type { Assessed } from './assessed.ts';
import { chanceOf } from './chance.ts';
import { type Decision, decideSeries } from './decide-series.ts';
import { findTogether } from './find-together.ts';
import { openFirstRuns } from './first-run.ts';
import { followKnown, isOpen, type Known } from './follow-known.ts';
import { type JudgedDrift, judgeDrift } from './judge-drift.ts';
import { judgeRate, type RateChange } from './judge-rates.ts';
import { confirmP } from './judge-series.ts';
import { shareFactors } from './share-factors.ts';

/** The same among the other series of its build. */
export interface JudgedChange extends Assessed {
  /** The largest p that confirms it. */
  readonly confirmAt: number;
  readonly decision: Decision;
  readonly drift: JudgedDrift | null;
}

export interface JudgedBuild {
  readonly collected: CollectedBuild;
  /** Each series, also of an incomplete build. */
  readonly assessed: readonly Assessed[];
  /** The series with conclusions; none of an incomplete build. */
  readonly tested: readonly JudgedChange[];
  /** The same for groups of tasks. */
  readonly groups: readonly JudgedChange[];
  readonly learning: number;
  readonly expectedFalseAlarms: number;
  readonly rates: readonly RateChange[];
}

/** An incomplete build is not compared. */
export function judgeBuild(collected: CollectedBuild, rules: readonly RegressionRule[]): JudgedBuild {
  const { build, survey, comparable, start } = collected;
  const own = collected.series.map(({ series }) => series);
  const factors = shareFactors(own, survey.builds.length + 1);
  const together = findTogether(own, factors.all, build, comparable);
  const all = together === null ? collected.series : [...collected.series, start(together)];
  const firstRuns = comparable.isChange ? openFirstRuns(own) : [];
  const isWhole = build.complete && !build.degraded;
  const assess = (
    { series, acknowledgement, stepAt, needed, reports }: Started,
    place: number | null,
  ): Assessed => {
    const { scaled, scale, fresh, key } = series;
    const gate = floorsOf(key, rules);
    const runners = survey.runnersOf(series);
    const factor = factors.of(series);
    const siblings: Alone = (values, trained) => factors.siblings(series, values, trained);
    const firstRun = key.scope === 'build' || place === null ? null : (firstRuns[place] ?? null);
    const exact = isExact(key);
    const input = { scaled, scale, fresh, gate, exact, runners, factor, siblings, firstRun };
    const assessment = assessSeries(input);
    const isJudged = isWhole && !assessment.judgement.learning;
    const known = isJudged ? followReports(series, assessment, gate, reports, rules) : null;
    // Written out: V8 gives a copy with more properties a second object for them.
    return { series, acknowledgement, stepAt, needed, gate, assessment, known };
  };
  const decide = (each: Assessed, confirmAt: number, drift: JudgedDrift | null): JudgedChange =>
    decideOne(each, confirmAt, drift, comparable.isChange);
  const assessed = all.map(assess);
  const counted = isWhole ? assessed : [];
  const ready = counted.filter(isReady);
  const groups = isWhole ? collected.groups.map((each) => assess(each, null)).filter(isReady) : [];
  const tests = listTests(ready, groups);
  const limit = limitOf(tests, comparable.isChange);
  const tested = ready.map((each): JudgedChange => {
    const confirmAt = each.series.key.scope === 'build' ? Math.max(limit, confirmP) : limit;
    return decide(each, confirmAt, comparable.isChange ? null : judgeDrift(each, confirmAt, survey, factors));
  });
  return {
    collected,
    assessed,
    tested,
    // All groups of a build together cause as many false alarms as one series.
    groups: groups.map((each) => decideGroup(decide(each, confirmP / groups.length, null), tested)),
    learning: counted.length - ready.length,
    expectedFalseAlarms: expectFalseAlarms(tests, limit, comparable.isChange),
    rates: isWhole ? judgeRates(collected) : [],
  };
}

function followReports(
  series: Collected,
  assessment: Assessment,
  gate: SmallestChange,
  reports: readonly number[],
  rules: readonly RegressionRule[],
): Known | null {
  const { key } = series;
  if (reports.length === 0) return null;
  const levels = levelsOf(key, findRule(rules, key));
  return followKnown({ ...series, assessment, gate, levels, exact: isExact(key) }, reports);
}

/** What is tested together: regressions that are open, of a series or of its group, are no discoveries of this build. */
function listTests(ready: readonly Assessed[], groups: readonly Assessed[]): Test[] {
  const open = groups.filter(({ known }) => isOpen(known)).map(({ series }) => series.key.task);
  return ready.map(({ series: { key }, assessment: { judgement, explained }, known }) => ({
    judgement,
    explained,
    isKnown: isOpen(known) || (isTaskTime(key) && open.some((name) => isPartOf(key.task, name))),
  }));
}

function decideOne(
  { series, acknowledgement, stepAt, needed, gate, assessment: own, known }: Assessed,
  confirmAt: number,
  drift: JudgedDrift | null,
  isChange: boolean,
): JudgedChange {
  const assessed = known?.rise ?? own;
  const decision = decideSeries({ assessment: assessed, known, isChange, confirmAt });
  const assessment = decision === 'open' ? own : assessed;
  return {
    series,
    acknowledgement,
    stepAt,
    needed,
    gate,
    assessment,
    known,
    confirmAt,
    drift,
    decision,
  };
}

function isReady({ assessment }: Assessed): boolean {
  return !assessment.judgement.learning;
}

/**
 * A busy neighbour slows all tests of a file at the same time: a single build makes a group suspect only at
 * this distance.
 */
const groupZ = 20;

/** A suspect group is confirmed if most of its tasks are confirmed individually. */
function decideGroup(judged: JudgedChange, tested: readonly JudgedChange[]): JudgedChange {
  const { decision, assessment, series } = judged;
  if (decision !== 'suspect') return judged;
  const times = tested.filter(
    ({ series: { key } }) => isTaskTime(key) && isPartOf(key.task, series.key.task),
  );
  const confirmed = times.filter((each) => each.decision === 'confirmed');
  if (assessment.judgement.slower !== null && confirmed.length * 2 > times.length)
    return { ...judged, decision: 'confirmed' };
  return assessment.judgement.z < groupZ ? { ...judged, decision: 'none' } : judged;
}

function expectFalseAlarms(tests: readonly Test[], limit: number, isChange: boolean): number {
  if (areFew(tests.length, isChange)) return roundEstimate(tests.length * confirmP);
  const found = tests.filter(
    ({ judgement: { slower }, isKnown }) => !isKnown && slower !== null && chanceOf(slower) <= limit,
  );
  // Of a build without any change, this share has a false alarm.
  return roundEstimate(discoveryRate * Math.max(1, found.length));
}

const rateP = 0.001;
/** With more rates than this the limit is divided among them. */
const fewRates = 200;

/** Tasks, and the build, that fail or flake more often than before. */
function judgeRates({ outcomes, storedTasks, build, history, comparable }: CollectedBuild): RateChange[] {
  const all: readonly Outcomes[] = [...outcomes, readBuildOutcomes(build, history, comparable)];
  const tries = Math.max(1, (storedTasks + 1) / fewRates);
  return all
    .flatMap((of) => (['failed', 'flaked'] as const).flatMap((outcome) => judgeRate(of, outcome) ?? []))
    .filter(({ p }) => p * tries < rateP);
}
