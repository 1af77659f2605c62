/** A change with its state, and what the builds after it know it by. */

import type { Build } from '../../model/build.ts';
import type { Change, ChangeState } from '../../model/change.ts';
import type { SeriesKey } from '../../model/series.ts';
import type { Acknowledgement } from '../../settings/acknowledgements.ts';
import { findRule, levelOf, levelsOf, type RegressionRule } from '../../settings/regression-rules.ts';
import type { Survey } from '../collect/survey-builds.ts';
import type { Assessment } from '../judge/assess-series.ts';
import type { Judged } from '../judge/judge-build.ts';
import { relateWorse } from '../scale.ts';
import type { Evidence } from './describe-change.ts';

export interface Setting {
  readonly build: Build;
  readonly survey: Survey;
  readonly isChange: boolean;
  /** How many series of the build are tested. */
  readonly tested: number;
  readonly rules: readonly RegressionRule[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/** Of 1,000 values one is a suspect by chance: among more tasks than this a build has one too often to tell of it, */
const fewSuspects = 50;
/** unless it lies so many robust standard deviations out. */
const loneZ = 20;

/** What stands before a series' id among what a build told of. */
export const openedPrefixes = {
  confirmed: '',
  drift: 'drift:',
  improvement: 'improved:',
};

/** The change that evidence makes. @param openedBy the build that told of it first; null: this one */
export function tellChange(
  { series, assessment, acknowledgement }: Judged,
  evidence: Evidence,
  state: ChangeState,
  setting: Setting,
  openedBy: string | null,
): Change {
  const { key, scale } = series;
  const levels = levelsOf(key, findRule(setting.rules, key));
  const worse = relateWorse(series, scale.to(evidence.from), scale.to(evidence.to));
  const goesOn = state === 'new' || state === 'open';
  const isExpected = goesOn && evidence.verdict !== 'improvement' && acknowledgement !== null;
  return {
    ...evidence,
    state: isExpected ? 'acknowledged' : state,
    corrected: assessment.corrected,
    openedBy,
    causes: [],
    acknowledgement: isExpected ? showAcknowledgement(acknowledgement) : null,
    level:
      state === 'new' && !isExpected && isWorthAlert(evidence, assessment, key, setting)
        ? levelOf(evidence.verdict, worse, levels)
        : null,
  };
}

/** Of many tasks one often stands out alone by chance: it is listed, and told of from far out on. */
function isWorthAlert(
  { verdict }: Evidence,
  { judgement }: Assessment,
  { scope }: SeriesKey,
  { tested }: Setting,
): boolean {
  return verdict !== 'suspect' || scope === 'build' || tested <= fewSuspects || judgement.z >= loneZ;
}

/** As a change shows it. */
export function showAcknowledgement({ reason, owner, expires }: Acknowledgement): Change['acknowledgement'] {
  return { reason, owner, expires };
}
