/** The decision on one series of a build: the same in the check of a build and in a replay of the history. */
import { type Assessment, isRaised } from './assess-series.ts';
import { chanceOf } from './chance.ts';
import type { Known } from './follow-known.ts';
import type { Scan } from './judge-series.ts';

/**
 * `open`, `recovered` and `accepted` refer to a regression that an earlier build reported; a change that the
 * environment explains is `environment`.
 */
export type Decision =
  | 'learning'
  | 'open'
  | 'recovered'
  | 'accepted'
  | 'environment'
  | 'confirmed'
  | 'suspect'
  | 'improvement'
  | 'none';

export interface Undecided {
  /** If the newest values rise above a known regression, the assessment of that rise. */
  readonly assessment: Assessment;
  readonly known: Known | null;
  /**
   * The build belongs to a pull request: regressions of the base branch are shown while they are open, but
   * not tracked.
   */
  readonly isChange: boolean;
  /** The largest p that confirms a change. */
  readonly confirmAt: number;
}

export function decideSeries(undecided: Undecided): Decision {
  const { assessment, known, isChange } = undecided;
  const decision = decideByItself(undecided);
  // Only for series that would be reported: it takes as long as judging one.
  const isOfBase =
    decision !== 'none' &&
    isChange &&
    (known === null || known.state === 'closed') &&
    assessment.judgement.isOnBase();
  return isOfBase ? 'none' : decision;
}

function decideByItself({ assessment, known, isChange, confirmAt }: Undecided): Decision {
  const { judgement, explained } = assessment;
  if (judgement.learning) return 'learning';
  const goesOn = known?.state === 'open' && !isChange;
  const isNewsAgain = goesOn && known.isWorse;
  if (known !== null && known.state !== 'closed' && !isChange && !isNewsAgain) return known.state;
  const isTheirs = known?.state === 'open' && isChange && known.hasEffect;
  if (isTheirs && !known.isWorse) return 'open';
  if (explained !== null) return isRaised(explained.judgement) ? 'environment' : 'none';
  const confirms = (scan: Scan | null): boolean => scan !== null && chanceOf(scan) <= confirmAt;
  if (confirms(judgement.slower)) return 'confirmed';
  if (goesOn && known.rise === null) return 'open';
  if (judgement.suspect) return 'suspect';
  if (goesOn || isTheirs) return 'open';
  // Back at the level before a regression, nothing is better than ever.
  const isBack = known !== null && !isChange && !known.isBetter;
  return confirms(judgement.faster) && !isBack ? 'improvement' : 'none';
}
