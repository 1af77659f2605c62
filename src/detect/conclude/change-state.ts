/** A change with its state, and its id in later builds. */

import type { Build } from '../../model/build.ts';
import type { Change, ChangeState } from '../../model/change.ts';
import type { Level } from '../../model/level.ts';
import { seriesId } from '../../model/series.ts';
import type { Acknowledgement } from '../../settings/acknowledgements.ts';
import type { GateOn } from '../../settings/options.ts';
import {
  findRule,
  levelOf,
  levelsOf,
  type RegressionLevels,
  type RegressionRule,
} from '../../settings/regression-rules.ts';
import { medianOfStretch } from '../../stats/sorted.ts';
import { acknowledgedPrefix } from '../acknowledge.ts';
import type { Collected } from '../collect/collect-series.ts';
import type { Survey } from '../collect/survey-builds.ts';
import { levelBefore } from '../judge/follow-known.ts';
import { leastRise } from '../judge/further-rise.ts';
import type { JudgedChange } from '../judge/judge-build.ts';
import type { Judgement } from '../judge/judge-series.ts';
import { leastStep, relateWorse } from '../scale.ts';
import type { MeasuredChange } from './describe-change.ts';

export interface Setting {
  readonly build: Build;
  readonly survey: Survey;
  readonly isChange: boolean;
  /** Whether few builds like this one have a suspect so far out. */
  readonly isFarOut: (series: Collected, judgement: Judgement) => boolean;
  readonly gateOn: GateOn;
  readonly rules: readonly RegressionRule[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/** Prefix of a series' id in the list of what a build reported. */
export const openedPrefixes = {
  confirmed: '',
  drift: 'drift:',
  improvement: 'improved:',
  /** Beside `confirmed`: without an alert, as the limits were higher. */
  quiet: 'quiet:',
  /** A known regression got an alert. */
  alerted: 'alerted:',
} as const;

/**
 * Creates the change for the evidence.
 * @param openedBy the build that reported it first; null: this one
 */
export function makeChange(
  judged: JudgedChange,
  evidence: MeasuredChange,
  state: ChangeState,
  setting: Setting,
  openedBy: string | null,
): Change {
  const { series, assessment, acknowledgement } = judged;
  const { key, scale } = series;
  const levels = levelsOf(key, findRule(setting.rules, key));
  const worse = relateWorse(
    series,
    levelBeforeAll(judged, scale.to(evidence.from), setting),
    scale.to(evidence.to),
  );
  const goesOn = state === 'new' || state === 'open';
  // An acknowledgement excuses the reported change, not a further rise.
  const isMore =
    (state === 'new' && isAboveKnown(judged, scale.to(evidence.to))) || isAboveAcknowledged(judged, setting);
  const excuses = acknowledgement !== null && (!isMore || isOfStep(judged, evidence));
  const isExpected = goesOn && excuses && evidence.verdict !== 'improvement';
  return {
    ...evidence,
    state: isExpected ? 'acknowledged' : state,
    corrected: assessment.corrected,
    openedBy,
    causes: [],
    acknowledgement: isExpected ? showAcknowledgement(acknowledgement) : null,
    level:
      !isExpected &&
      isNews(evidence, state, seriesId(key), setting) &&
      isWorthAlert(evidence, judged, setting)
        ? holdLevel(judged, evidence, worse, levels)
        : null,
  };
}

/**
 * A rise on top of a known regression is as severe as both together, unless that one is excused, or is the base branch's:
 * a pull request is responsible only for its addition.
 */
function levelBeforeAll(
  { known, acknowledgement }: JudgedChange,
  from: number,
  { isChange }: Pick<Setting, 'isChange'>,
): number {
  return acknowledgement !== null || isChange ? from : levelBefore(known, from);
}

/** It is worse than the regression that was reported before; one that was fixed and returns may be the same again. */
function isAboveKnown({ known, gate }: JudgedChange, to: number): boolean {
  if (known === null || !known.isWorse) return false;
  return known.state === 'open' || to - known.episode.to >= leastStep(Math.max(gate.ratio, leastRise));
}

/** The first slow build may be found this number of builds later. */
const datingError = 2;

/** An entry with a commit covers the change of that commit, also on top of an earlier one. */
function isOfStep({ series, stepAt }: JudgedChange, { since }: MeasuredChange): boolean {
  if (stepAt === null || since === null) return false;
  return series.places.length - 1 - since.buildsAgo <= stepAt + datingError;
}

/** It rose on top of an acknowledged change, and has not been acknowledged since. */
function isAboveAcknowledged({ series, known }: JudgedChange, { survey }: Setting): boolean {
  if (known === null || !known.isOnTop) return false;
  const acknowledgedAt = survey.reportsOf(series, acknowledgedPrefix).at(-1);
  return acknowledgedAt !== undefined && acknowledgedAt < known.episode.openedAt;
}

/**
 * A level that a pull request's push reached is left only below nine tenths of its limit: noise around the
 * limit must not change the level.
 */
const hold = 0.9;

/** @param worse how much worse it is now */
function holdLevel(
  { series, assessment }: JudgedChange,
  { verdict, from }: MeasuredChange,
  worse: number,
  levels: RegressionLevels,
): Level | null {
  const now = levelOf(verdict, worse, levels);
  if (verdict !== 'confirmed' || series.fresh < 2) return now;
  const { scaled } = assessment;
  const lenient = levelOf(verdict, worse / hold, levels);
  // The levels that earlier pushes reached, each with the runs up to then.
  for (let runs = series.fresh - 1; runs > 0 && lenient !== now; runs--) {
    const end = scaled.length - (series.fresh - runs);
    const before = relateWorse(
      series,
      series.scale.to(from),
      medianOfStretch(scaled, end - Math.min(3, runs), end),
    );
    if (levelOf(verdict, before, levels) === lenient) return lenient;
  }
  return now;
}

/** New, or lasting from this build on if the gate waits for that, or known without an alert so far. */
function isNews(
  { verdict, lastingSince }: MeasuredChange,
  state: ChangeState,
  id: string,
  { build, gateOn, isChange, survey }: Setting,
): boolean {
  if (state === 'new') return true;
  if (state !== 'open' || verdict !== 'confirmed' || isChange) return false;
  return (lastingSince === build.id && gateOn === 'lasting') || isQuiet(id, survey);
}

/** Its last report raised no alert, nor did a later build: the limits may have been lowered since. */
export function isQuiet(id: string, { reportedBy }: Pick<Survey, 'reportedBy'>): boolean {
  const reporter = reportedBy(openedPrefixes.quiet + id);
  if (reporter === null || reporter !== reportedBy(id)) return false;
  const alerted = reportedBy(openedPrefixes.alerted + id);
  return alerted === null || alerted.startTimeMs < reporter.startTimeMs;
}

/** Among many tasks one often stands out by chance: it is listed, and reported only if it is far out. */
function isWorthAlert(
  { verdict }: MeasuredChange,
  { series, assessment: { judgement } }: JudgedChange,
  { isFarOut }: Setting,
): boolean {
  const { scope } = series.key;
  return verdict !== 'suspect' || scope === 'build' || scope === 'group' || isFarOut(series, judgement);
}

/** In the form of a change. */
export function showAcknowledgement({ reason, owner, expires }: Acknowledgement): Change['acknowledgement'] {
  return { reason, owner, expires };
}
