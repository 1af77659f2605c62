/** The evidence of one change: sizes, interval, since when, noise, and its builds. */

import type { Change, ChangePoint } from '../../model/change.ts';
import { hodgesLehmann } from '../../stats/hodges-lehmann.ts';
import { quantileOfSorted } from '../../stats/quantile.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import type { BuildPoint } from '../collect/survey-builds.ts';
import type { Assessed } from '../judge/assessed.ts';
import { chanceOf } from '../judge/chance.ts';
import { findChangePoint } from '../judge/find-change-point.ts';
import { type Judgement, startOfBaseline } from '../judge/judge-series.ts';
import { roundEstimate, roundMeasured } from '../round-number.ts';
import { relate, type Scale } from '../scale.ts';

/** The measurements of a change; the caller adds its state. */
export type MeasuredChange = Omit<
  Change,
  'level' | 'state' | 'causes' | 'acknowledgement' | 'openedBy' | 'corrected'
>;

const sparkLength = 30;

/**
 * Describes a detected change.
 * @param judged the judged values, on the scale
 * @param points the build of each value
 */
export function describeChange(
  { series: { key, scale, scaled: raw, fresh }, gate }: Pick<Assessed, 'series' | 'gate'>,
  verdict: 'confirmed' | 'suspect' | 'improvement',
  judgement: Judgement,
  judged: Float64Array,
  points: readonly BuildPoint[],
  corrected: Change['corrected'],
): MeasuredChange {
  const scan =
    verdict === 'confirmed' ? judgement.slower : verdict === 'improvement' ? judgement.faster : null;
  const newest = scan?.newest ?? 1;
  const baseline = Array.from(scan?.baseline ?? judgement.baseline);
  const tail = Array.from(judged.slice(-newest));
  const isBeyond = openBeyond(verdict, baseline);
  const sd = robustSd(baseline);
  const end = scan?.end ?? judged.length - Math.max(1, fresh);
  const since = findSince(judged, points, verdict, fresh, judgement);
  return {
    verdict,
    series: key,
    ...measureMove(scale, baseline, tail),
    p: scan && !judgement.deterministic ? roundEstimate(chanceOf(scan)) : null,
    newest,
    newestAbove: tail.filter(isBeyond).length,
    baselineBuilds: baseline.length,
    ...describeMoved(raw, judged, end - baseline.length, end, newest, corrected),
    band: bandOf(scale, baseline),
    noise: roundEstimate(Math.expm1(sd)),
    detectable: smallestChange(sd, baseline.length, gate.ratio),
    deterministic: judgement.deterministic,
    since,
    slowBuilds: verdict === 'improvement' ? 0 : (since?.buildsAgo ?? 0) + 1,
    buildsNeeded: verdict === 'suspect' ? Math.max(1, judgement.toConfirm - judgement.slow) : null,
    lastingSince: null,
    spark: Array.from(raw.slice(-sparkLength), (value) => roundMeasured(scale.from(value))),
    sparkBuilds: points.slice(-sparkLength).map((point) => point.id),
    baselineSpan: spanOf(points, end - baseline.length, end),
  };
}

function openBeyond(
  verdict: MeasuredChange['verdict'],
  ascending: readonly number[],
): (value: number) => boolean {
  const [lowest, highest] = [ascending[0] as number, ascending.at(-1) as number];
  return verdict === 'improvement' ? (value) => value < lowest : (value) => value > highest;
}

const leastMoved = Math.log1p(0.05);

/** The values of the baseline that were moved, compared with the newest ones. */
function describeMoved(
  raw: Float64Array,
  judged: Float64Array,
  start: number,
  end: number,
  newest: number,
  corrected: Change['corrected'],
): Pick<MeasuredChange, 'moved'> {
  if (raw === judged) return {};
  const shifts = Array.from(judged, (value, at) => value - (raw[at] as number));
  const own = medianOfSorted(shifts.slice(-newest).sort((a, b) => a - b));
  const moved = shifts.slice(start, end).filter((shift) => Math.abs(shift - own) >= leastMoved);
  if (moved.length === 0) return {};
  const isRaised = moved.filter((shift) => shift > own).length * 2 > moved.length;
  return { moved: { builds: moved.length, by: corrected ?? (isRaised ? 'regression' : 'slower') } };
}

function measureMove(
  scale: Scale,
  baseline: readonly number[],
  tail: readonly number[],
): Pick<MeasuredChange, 'from' | 'to' | 'ratio' | 'interval'> {
  const from = medianOfSorted(baseline);
  const to = medianOfSorted([...tail].sort((a, b) => a - b));
  const { interval } = hodgesLehmann(tail, baseline, 0.95);
  const [low, high] = interval?.map((shift) => relate(scale, from, shift)) ?? [];
  return {
    from: roundMeasured(scale.from(from)),
    to: roundMeasured(scale.from(to)),
    ratio: relate(scale, from, to - from),
    interval: low === undefined || high === undefined ? null : order(low, high),
  };
}

/** From the 10th to the 90th percentile. */
function bandOf(scale: Scale, baseline: readonly number[]): MeasuredChange['band'] {
  const edge = (p: number): number => roundMeasured(scale.from(quantileOfSorted(baseline, p) as number));
  return order(edge(0.1), edge(0.9));
}

function order(a: number, b: number): [number, number] {
  return a <= b ? [a, b] : [b, a];
}

/** The baseline is one continuous stretch of values. */
function spanOf(points: readonly BuildPoint[], start: number, end: number): [string, string] | null {
  const first = points[start];
  const last = points[end - 1];
  return first && last ? [first.id, last.id] : null;
}

/**
 * The smallest relative change that 5 builds would confirm four times in five, for a noise `sd` (robust, of
 * logarithms), a baseline of `builds` and changes that count from `ratio` on. It is the larger of two limits: the
 * shift that the rank test detects, in units of its standard error (3.39 for p = 0.00175 / 5, 0.84 for 80% power,
 * the rest for the ranks of only five; measured on normal noise); and the shift that exceeds the gate that often,
 * because the median of five is 1.25 times as uncertain as their mean.
 */
export function smallestChange(sd: number, builds: number, ratio = 0.05): number {
  const error = sd * Math.sqrt(1 / 5 + 1 / builds);
  return roundEstimate(Math.expm1(Math.max(4.8 * error, Math.log1p(ratio) + 0.84 * 1.25 * error)));
}

function findSince(
  judged: Float64Array,
  points: readonly BuildPoint[],
  verdict: 'confirmed' | 'suspect' | 'improvement',
  fresh: number,
  { slow, slower, faster }: Judgement,
): ChangePoint | null {
  const scan = verdict === 'confirmed' ? slower : faster;
  const index =
    verdict === 'suspect'
      ? judged.length - Math.max(1, slow)
      : findChangePoint(judged, verdict === 'confirmed' ? 1 : -1, scan === null ? 0 : startOfBaseline(scan));
  // A change in a pull request began with the pull request.
  return changePointAt(fresh > 0 ? Math.max(index, judged.length - fresh) : index, points);
}

/** The change point at a value. */
export function changePointAt(index: number, points: readonly BuildPoint[]): ChangePoint | null {
  const first = points[index];
  if (first === undefined) return null;
  return {
    buildId: first.id,
    commit: first.commit,
    lastGoodCommit: points[index - 1]?.commit ?? null,
    buildsAgo: points.length - 1 - index,
    series: 1,
    movedFrom: null,
  };
}
