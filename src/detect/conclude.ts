/** What is said of a judged series: nothing, or a change with its evidence and its state. */

import { isAtLeast } from '../levels.ts';
import type { Build, Change, ChangeState, History, Level } from '../model.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { type Acknowledgement, findAcknowledgement } from './acknowledge.ts';
import { type Assessment, assessSeries, confirmP, fewSeries } from './assess-series.ts';
import type { Collected, Placed } from './collect-series.ts';
import type { Comparable } from './comparable.ts';
import {
  type BuildPoint,
  changePointAt,
  describeChange,
  type Evidence,
  relate,
  round,
} from './describe-change.ts';
import { type Episode, followEpisode, openEpisode } from './episode.ts';
import { type Drift, findDrift } from './find-drift.ts';
import { growBaseline } from './grow-baseline.ts';
import { judgeRate, type RateChange } from './judge-rates.ts';
import { type Gate, type Judgement, judgeSeries, type Scan } from './judge-series.ts';
import { findRule, levelOf, levelsOf, type RegressionRule } from './levels.ts';
import { type Outcomes, readBuildOutcomes } from './outcomes.ts';
import { isExact, keyOf, seriesId } from './series-key.ts';
import type { Survey } from './survey-builds.ts';

export interface Judged {
  readonly series: Collected;
  readonly assessment: Assessment;
  readonly gate: Gate;
  readonly acknowledgement: Acknowledgement | null;
  readonly needed: Acknowledgement | null;
}

export interface Setting {
  readonly build: Build;
  readonly survey: Survey;
  readonly isChange: boolean;
  readonly rules: readonly RegressionRule[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/** What stands before a series' id among what a build told of. */
const prefixes = {
  confirmed: '',
  drift: 'drift:',
  improvement: 'improved:',
};

/** What a build told of first, for the builds after it. */
export function listOpened(changes: readonly Change[]): string[] {
  return changes.flatMap(({ state, verdict, level, series }) => {
    if (state !== 'new' || verdict === 'suspect' || (level === null && verdict !== 'improvement')) return [];
    return [prefixes[verdict] + seriesId(series)];
  });
}

/** At most one change of a series. @param limit largest p that confirms one of the tasks */
export function concludeSeries(judged: Judged, limit: number, setting: Setting): Change[] {
  const { series, assessment } = judged;
  const { judgement, environment, scaled } = assessment;
  const known = findEpisode(judged, setting);
  const openedBy = known === null ? null : (setting.survey.pointsOf(series)[known.openedAt]?.id ?? null);
  if (known !== null && !setting.isChange) {
    const state = followEpisode(scaled, known);
    if (state === 'open' && !isWorse(judged, known, setting))
      return [tell(judged, describeEpisode(judged, known, setting), 'open', setting, openedBy)];
    if (state === 'recovered' || state === 'accepted')
      return [tell(judged, describeEpisode(judged, known, setting), state, setting, openedBy)];
  }
  if (environment !== null) return [];
  const confirmAt = series.key.scope === 'build' ? Math.max(limit, confirmP) : limit;
  const confirms = (p: number | undefined): boolean => p !== undefined && p <= confirmAt;
  const describe = (verdict: 'confirmed' | 'suspect' | 'improvement'): Evidence =>
    describeChange(series, verdict, judgement, scaled, setting.survey.pointsOf(series));
  const verdict = confirms(judgement.slower?.p) ? 'confirmed' : judgement.suspect ? 'suspect' : null;
  if (verdict !== null) {
    const isTheirs = known !== null && setting.isChange && !isBeyond(judged, known);
    return [tell(judged, describe(verdict), isTheirs ? 'open' : 'new', setting, isTheirs ? openedBy : null)];
  }
  if (confirms(judgement.faster?.p)) {
    const evidence = describe('improvement');
    return isTold(judged, evidence, setting) ? [] : [tell(judged, evidence, 'new', setting, null)];
  }
  return concludeDrift(judged, confirmAt, setting);
}

/** An improvement that a build since its first one told of is no news until the baseline has followed. */
function isTold({ series, assessment, gate }: Judged, evidence: Evidence, { survey }: Setting): boolean {
  const { scaled } = assessment;
  const toldAt = survey.toldAt(series, prefixes.improvement);
  if (toldAt === null || toldAt < scaled.length - 1 - (evidence.since?.buildsAgo ?? 0)) return false;
  // Further down it is news again.
  const then = medianOfSorted(scaled.slice(Math.max(0, toldAt - 2), toldAt + 1).sort());
  return then - medianOfSorted(scaled.slice(-3).sort()) < Math.log1p(gate.ratio);
}

/** The regression of this series that a build of the baseline branch told of last, if it still goes on there. */
function findEpisode({ series, assessment }: Judged, { survey }: Setting): Episode | null {
  const toldAt = survey.toldAt(series);
  if (toldAt === null) return null;
  const base = assessment.scaled.subarray(0, assessment.scaled.length - Math.max(0, series.fresh));
  if (toldAt >= base.length) return null;
  const episode = openEpisode(base, toldAt);
  if (series.fresh === 0) return episode;
  return followEpisode(base, episode) === 'open' ? episode : null;
}

/** A known regression that has reached a higher level is news again. */
function isWorse({ series, assessment, gate }: Judged, episode: Episode, { rules }: Setting): boolean {
  const { slower } = assessment.judgement;
  if (slower === null || slower.p > confirmP) return false;
  const limits = levelsOf(series.key, findRule(rules, series.key));
  const levelAt = (to: number): Level | null =>
    levelOf('confirmed', relateWorse(series, episode.from, to), limits);
  const newestOf = (values: Float64Array, newest: number): number =>
    medianOfSorted(values.slice(-newest).sort());
  const now = newestOf(assessment.scaled, slower.newest);
  // What was told then, which is more than the whole episode's median where it had just risen a second time.
  const then = assessment.scaled.subarray(0, episode.openedAt + 1);
  const told = judgeSeries({ ...series, scaled: then, fresh: 0, gate, exact: isExact(series.key) }).slower;
  const before = Math.max(episode.to, told === null ? episode.to : newestOf(then, told.newest));
  // Noise about a limit is no rise.
  if (now - before < Math.log1p(gate.ratio)) return false;
  const [level, toldLevel] = [levelAt(now), levelAt(before)];
  return level !== null && (toldLevel === null || !isAtLeast(toldLevel, level));
}

/** A pull request is to blame only for what it adds to a regression that its base branch has already. */
function isBeyond({ series, assessment, gate }: Judged, episode: Episode): boolean {
  const own = assessment.scaled.slice(-Math.max(1, series.fresh)).sort();
  return medianOfSorted(own) - episode.to >= Math.log1p(gate.ratio);
}

/** How much worse, as the levels count it: relative, of shares in points. */
function relateWorse({ key, scale }: Collected, from: number, to: number): number {
  if (key.unit === 'ratio') return Math.abs(relate(scale, from, to - from));
  return Number(Math.expm1(to - from).toPrecision(10));
}

function tell(
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
    level: state === 'new' && !isExpected ? levelOf(evidence.verdict, worse, levels) : null,
  };
}

function showAcknowledgement({ reason, owner, expires }: Acknowledgement): Change['acknowledgement'] {
  return { reason, owner, expires };
}

/** Before and after the episode's change point, up to now. */
function describeEpisode({ series, assessment }: Judged, episode: Episode, { survey }: Setting): Evidence {
  const points = survey.pointsOf(series);
  const { scaled } = assessment;
  const before = growBaseline(scaled, episode.changeAt);
  const baseline = before.length > 0 ? before : assessment.judgement.baseline;
  // The newest three tell where it stands now.
  const newest = Math.min(3, scaled.length - episode.changeAt);
  const judgement: Judgement = {
    ...assessment.judgement,
    slower: { p: 1, newest, baseline, end: before.length > 0 ? episode.changeAt : scaled.length - 1 },
  };
  const evidence = describeChange(series, 'confirmed', judgement, scaled, points);
  return { ...evidence, p: null, since: changePointAt(episode.changeAt, points) };
}

const monthMs = 30 * 86_400_000;

function concludeDrift(judged: Judged, confirmAt: number, setting: Setting): Change[] {
  const { series, assessment, gate } = judged;
  const { survey } = setting;
  if (setting.isChange || series.key.unit === 'ratio') return [];
  const { month } = series;
  const values: Placed = month ?? { scaled: assessment.scaled, places: series.places };
  const times = survey.timesOf(values);
  // Most series have none, with or without what their surroundings do.
  if (findDrift(values.scaled, times) === null) return [];
  const factor = month === null ? survey.factorOf(series) : survey.monthFactorOf(series);
  const cleaned = month === null ? assessment : assessMonth(series, month, gate, survey, factor);
  const drift = findDrift(cleaned.scaled, times);
  if (drift === null || drift.p > confirmAt) return [];
  // Where all tasks creep together, the build's own time says so.
  const own = cleaned.scaled.map((value, i) => value - (factor?.[i] ?? 0));
  if (factor !== null && cleaned.corrected !== 'build' && findDrift(own, times) === null) return [];
  const recent = (id: string): string | null => {
    const told = survey.toldBy(id);
    return told !== null && survey.nowMs - told.startTimeMs < monthMs ? told.id : null;
  };
  // A step that was told of is no drift.
  if (recent(seriesId(series.key)) !== null) return [];
  const openedBy = recent(prefixes.drift + seriesId(series.key));
  const evidence = describeDrift(
    { ...series, ...values },
    assessment.judgement,
    cleaned.scaled,
    drift,
    survey,
  );
  return [tell(judged, evidence, openedBy === null ? 'new' : 'open', setting, openedBy)];
}

function assessMonth(
  { key, scale }: Collected,
  month: Placed,
  gate: Gate,
  survey: Survey,
  factor: Float64Array | null,
): Assessment {
  const { scaled } = month;
  const runners = survey.runnersOf(month);
  return assessSeries({ scaled, scale, fresh: 0, gate, exact: isExact(key), runners, factor });
}

function describeDrift(
  series: Collected,
  judgement: Judgement,
  cleaned: Float64Array,
  { from, to, p, newest, older, olderSpan }: Drift,
  survey: Survey,
): Evidence {
  const { scale } = series;
  const points = survey.pointsOf(series);
  const end = olderSpan[1] + 1;
  const slower: Scan = { p, newest: newest.length, baseline: Float64Array.from(older), end };
  const evidence = describeChange(series, 'confirmed', { ...judgement, slower }, cleaned, points);
  return {
    ...evidence,
    verdict: 'drift',
    from: round(scale.from(from)),
    to: round(scale.from(to)),
    ratio: relate(scale, from, to - from),
    interval: null,
    deterministic: false,
    since: null,
    baselineSpan: [(points[olderSpan[0]] as BuildPoint).id, (points[olderSpan[1]] as BuildPoint).id],
  };
}

const rateP = 0.001;

/** Tasks, and the build, that fail or flake more often than they used to. */
export function concludeRates(
  outcomes: readonly Outcomes[],
  history: History,
  comparable: Comparable,
  setting: Setting,
): Change[] {
  const all = [...outcomes, readBuildOutcomes(setting.build, history, comparable)];
  const found = all.flatMap((of) =>
    (['failed', 'flaked'] as const).flatMap((outcome) => judgeRate(of, outcome) ?? []),
  );
  const tries = Math.max(1, all.length / fewSeries);
  return found.filter(({ p }) => p * tries < rateP).map((rate) => describeRate(rate, setting));
}

function describeRate(rate: RateChange, { survey, rules, acknowledgements }: Setting): Change {
  const { of, outcome } = rate;
  const isFlake = outcome === 'flaked';
  const key = keyOf(isFlake ? 'flake_rate' : 'success_rate', of.name === '' ? null : of);
  const show = (share: number): number => round(isFlake ? share : 1 - share);
  const ids = of.builds.map(({ id }) => id);
  const end = ids.length - rate.newest;
  const spark = of.list.map((each) => (each === outcome ? 1 : 0)).slice(-30);
  const told = survey.builds.findLast((stored) => stored.opened.includes(seriesId(key)));
  const isKnown = told !== undefined && told.startTimeMs >= (of.builds[end]?.startTimeMs ?? 0);
  const first = end + of.list.slice(end).indexOf(outcome);
  const ratio = round(show(rate.to) - show(rate.from));
  const expected = findAcknowledgement(acknowledgements, key, survey.nowMs);
  const level = levelOf('confirmed', Math.abs(ratio), levelsOf(key, findRule(rules, key)));
  return {
    verdict: 'confirmed',
    state: expected !== null ? 'acknowledged' : isKnown ? 'open' : 'new',
    series: key,
    from: show(rate.from),
    to: show(rate.to),
    ratio,
    interval: [show(rate.interval[0]) - show(rate.from), show(rate.interval[1]) - show(rate.from)].sort(
      (a, b) => a - b,
    ) as [number, number],
    p: rate.p,
    newest: rate.newest,
    newestAbove: of.list.slice(end).filter((each) => each === outcome).length,
    baselineBuilds: rate.older,
    band: [show(rate.from), show(rate.from)],
    noise: rate.overdispersion - 1,
    detectable: 0.1,
    deterministic: false,
    corrected: null,
    since: {
      buildId: ids[first] as string,
      commit: of.builds[first]?.commit ?? null,
      lastGoodCommit: of.builds[first - 1]?.commit ?? null,
      buildsAgo: of.list.length - 1 - first,
    },
    openedBy: isKnown ? told.id : null,
    spark,
    sparkBuilds: ids.slice(-30),
    baselineSpan: [ids[end - rate.older] as string, ids[end - 1] as string],
    causes: [],
    acknowledgement: expected && showAcknowledgement(expected),
    level: isKnown || expected !== null ? null : level,
  };
}
