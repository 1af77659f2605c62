/** Decides one value of a replayed series, and stores the state for later values. */

import { medianOfSorted, medianOfStretch } from '../../stats/sorted.ts';
import type { Assessment } from '../judge/assess-series.ts';
import { chanceOf } from '../judge/chance.ts';
import { type Decision, decideSeries } from '../judge/decide-series.ts';
import { acceptedBuilds, openEpisode, type ReportedSeries } from '../judge/episode.ts';
import { findChangePoint } from '../judge/find-change-point.ts';
import { followKnown, type Known, levelBefore } from '../judge/follow-known.ts';
import { confirmP, startOfBaseline } from '../judge/judge-series.ts';
import { longestPast } from '../longest-past.ts';
import { roundEstimate } from '../round-number.ts';
import { relate, relateWorse } from '../scale.ts';
import type { Member } from './align-group.ts';

type ReplayVerdict = 'confirmed' | 'suspect' | 'improvement' | 'environment' | 'none' | 'learning';

export interface ReplayedValue {
  readonly index: number;
  readonly verdict: ReplayVerdict;
  /** Median of the baseline, in the unit of the values; null without a baseline. */
  readonly baseline: number | null;
  /** Relative change of the newest median over the baseline's; null without a baseline. */
  readonly effect: number | null;
  /**
   * How much worse, in the form of the levels of regressions: of a rise on top of an open one, both steps together; null
   * without a baseline.
   */
  readonly worse: number | null;
  /** Corrected for the number of windows; null if nothing passed the gate, or no test was needed. */
  readonly p: number | null;
  /**
   * For a confirmed regression: reported now, or in an earlier build; or how the last one ended with this
   * build.
   */
  readonly state: 'opened' | 'open' | 'recovered' | 'accepted' | null;
  /** A confirmed regression that was still open 3 builds after its confirmation, or later. */
  readonly lasting: boolean;
  /** Index of the first build of the change, also for suspects and improvements; null without a change. */
  readonly since: number | null;
}

export interface Tested {
  readonly member: Member;
  /** Index among the measured values. */
  readonly index: number;
  readonly assessment: Assessment;
  readonly known: Known | null;
}

/** Index of the first value that a build is judged from. */
function startOf(index: number): number {
  return Math.max(0, index + 1 - longestPast);
}

export function followMember(
  { member, index }: Pick<Tested, 'member' | 'index'>,
  assessment: Assessment,
): Known | null {
  const start = startOf(index);
  const reports = member.reports.flatMap((at) => (at < start || at >= index ? [] : [at - start]));
  return followKnown({ ...member, assessment, fresh: 0 }, reports);
}

/** @param limit the largest p that confirms a series of this build */
export function decideMember(
  { member, index, assessment: whole, known }: Tested,
  limit: number,
): ReplayedValue {
  const start = startOf(index);
  const assessment = known?.rise ?? whole;
  const confirmAt = member.confirmAt ?? (member.role === 'total' ? Math.max(limit, confirmP) : limit);
  const judged = decideSeries({ assessment, known, isChange: false, confirmAt });
  const decision = member.isReported ? followReports(judged, member, index, known) : judged;
  if (decision === 'confirmed' && !member.reports.includes(index)) {
    member.reports.push(index);
    member.reports.sort((a, b) => a - b);
  }
  const writtenIndex = member.indexes[index] as number;
  if (decision === 'learning') return { ...learning, index: writtenIndex };
  const since = findSince(decision, { ...member, ...assessment }, known);
  const judgement = assessment.explained?.judgement ?? assessment.judgement;
  const scan =
    decision === 'improvement' ? judgement.faster : decision === 'suspect' ? null : judgement.slower;
  const from = medianOfSorted(scan?.baseline ?? judgement.baseline);
  const to = newestLevel(assessment, scan?.newest ?? 1);
  return {
    index: writtenIndex,
    verdict: verdictOf(decision, known),
    baseline: Number(member.scale.from(from).toPrecision(12)),
    effect: Number(relate(member.scale, from, to - from).toPrecision(6)),
    worse: relateWorse(member, levelBefore(known, from), to),
    p: scan ? roundEstimate(chanceOf(scan)) : null,
    state: stateOf(decision),
    lasting: decision === 'open' && known?.lastingAt !== null,
    since: since === null ? null : (member.indexes[start + since] as number),
  };
}

/** A build confirmed only what it reported, by itself or with its group, whose report covers its tasks while it is open. */
function followReports(
  judged: Decision,
  { reports, reportsWith }: Member,
  index: number,
  known: Known | null,
): Decision {
  if (reports.includes(index)) return 'confirmed';
  if (judged !== 'confirmed') return judged;
  if (known?.state === 'open') return 'open';
  return reportsWith.some((at) => at <= index && index - at < acceptedBuilds) ? 'confirmed' : 'suspect';
}

const learning: Omit<ReplayedValue, 'index'> = {
  verdict: 'learning',
  baseline: null,
  effect: null,
  worse: null,
  p: null,
  state: null,
  lasting: false,
  since: null,
};

function verdictOf(decision: Decision, known: Known | null): ReplayVerdict {
  // As in a report, which does not list an open one that is back at the old level.
  if (decision === 'open') return known?.hasEffect ? 'confirmed' : 'none';
  return decision === 'recovered' || decision === 'accepted' ? 'none' : decision;
}

function stateOf(decision: Decision): ReplayedValue['state'] {
  if (decision === 'confirmed') return 'opened';
  return decision === 'open' || decision === 'recovered' || decision === 'accepted' ? decision : null;
}

function findSince(
  decision: Decision,
  { judgement, ...series }: Assessment & ReportedSeries,
  known: Known | null,
): number | null {
  switch (decision) {
    case 'open':
      return known?.episode.changeAt ?? null;
    case 'confirmed':
      return openEpisode(series, series.scaled.length - 1).changeAt;
    case 'suspect':
      return series.scaled.length - Math.max(1, judgement.slow);
    case 'improvement':
      return findChangePoint(series.scaled, -1, judgement.faster ? startOfBaseline(judgement.faster) : 0);
    default:
      return null;
  }
}

function newestLevel({ explained, scaled }: Assessment, newest: number): number {
  const values = explained?.scaled ?? scaled;
  return medianOfStretch(values, values.length - newest, values.length);
}
