/** Concludes which tasks, or whether the build itself, fail or flake more often than before. */

import type { Change } from '../../model/change.ts';
import { seriesId } from '../../model/series.ts';
import { findRule, levelOf, levelsOf } from '../../settings/regression-rules.ts';
import { findAcknowledgement } from '../acknowledge.ts';
import type { RateChange } from '../judge/judge-rates.ts';
import { roundEstimate, roundMeasured } from '../round-number.ts';
import { makeSeriesKey } from '../series-key.ts';
import { isQuiet, type Setting, showAcknowledgement } from './change-state.ts';

/** A task, or the build, that fails or flakes more often than before. */
export function concludeRate(
  rate: RateChange,
  { survey, rules, acknowledgements, isChange }: Setting,
): Change {
  const { of, outcome } = rate;
  const isFlake = outcome === 'flaked';
  const key = makeSeriesKey(isFlake ? 'flake_rate' : 'success_rate', of.name === '' ? null : of);
  const show = (share: number): number => roundMeasured(isFlake ? share : 1 - share);
  const ids = of.builds.map(({ id }) => id);
  const end = ids.length - rate.newest;
  const spark = of.list.map((each) => (each === outcome ? 1 : 0)).slice(-30);
  const reporter = survey.builds.findLast((stored) => stored.opened.includes(seriesId(key)));
  const isKnown =
    reporter !== undefined &&
    (reporter.startTimeMs >= (of.builds[end]?.startTimeMs ?? 0) || isLeftOpen(rate, end, reporter.id));
  const first = end + of.list.slice(end).indexOf(outcome);
  const ratio = roundMeasured(show(rate.to) - show(rate.from));
  const expected = findAcknowledgement(acknowledgements, key, survey.nowMs);
  const level = levelOf('confirmed', Math.abs(ratio), levelsOf(key, findRule(rules, key)));
  return {
    verdict: 'confirmed',
    state: expected !== null ? 'acknowledged' : isKnown ? 'open' : 'new',
    series: key,
    from: show(rate.from),
    to: show(rate.to),
    ratio,
    interval: rate.interval
      .map((edge) => roundMeasured(show(edge) - show(rate.from)))
      .sort((a, b) => a - b) as [number, number],
    p: roundEstimate(rate.p),
    newest: rate.newest,
    newestAbove: of.list.slice(end).filter((each) => each === outcome).length,
    baselineBuilds: rate.older,
    band: [show(rate.from), show(rate.from)],
    noise: roundEstimate(rate.overdispersion - 1),
    detectable: 0.1,
    deterministic: false,
    slowBuilds: 0,
    buildsNeeded: null,
    lastingSince: null,
    corrected: null,
    since: {
      buildId: ids[first] as string,
      commit: of.builds[first]?.commit ?? null,
      lastGoodCommit: of.builds[first - 1]?.commit ?? null,
      buildsAgo: of.list.length - 1 - first,
      series: 1,
      movedFrom: null,
    },
    openedBy: isKnown ? reporter.id : null,
    spark,
    sparkBuilds: ids.slice(-30),
    baselineSpan: [ids[end - rate.older] as string, ids[end - 1] as string],
    causes: [],
    acknowledgement: expected && showAcknowledgement(expected),
    level: expected !== null || (isKnown && (isChange || !isQuiet(seriesId(key), survey))) ? null : level,
  };
}

/** From the build that reported it up to the newest outcomes it was nearer to the rate now than to the one before. */
function isLeftOpen({ of, outcome, from, to }: RateChange, end: number, reporter: string): boolean {
  const reportedAt = of.builds.findIndex(({ id }) => id === reporter);
  const between = reportedAt < 0 ? [] : of.list.slice(reportedAt, end);
  const count = between.filter((each) => each === outcome).length;
  return between.length > 0 && count >= (between.length * (from + to)) / 2;
}
