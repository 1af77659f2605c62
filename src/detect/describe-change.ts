/** The evidence of one change: sizes, interval, since when, noise. */
import { quantileSorted } from 'simple-statistics';
import type { Change, ChangePoint, SeriesKey } from '../model.ts';
import { hodgesLehmann } from '../stats/hodges-lehmann.ts';
import { robustSd } from '../stats/robust-sd.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { findChangePoint } from './find-change-point.ts';
import type { Judgement } from './judge-series.ts';

/** A value and the build that it was measured in. */
export interface Point {
  readonly value: number;
  readonly build: { readonly id: string; readonly commit: string | null };
}

const sparkLength = 30;

/** Describes a change that was found; its level is set by the caller. @param points oldest first */
export function describeChange(
  series: SeriesKey,
  verdict: Change['verdict'],
  judgement: Judgement,
  points: readonly Point[],
): Omit<Change, 'level'> {
  const scan =
    verdict === 'confirmed' ? judgement.slower : verdict === 'improvement' ? judgement.faster : null;
  const newest = scan?.newest ?? 1;
  const baseline = Array.from(scan?.baseline ?? judgement.baseline);
  const logs = points.map((point) => Math.log(point.value));
  const tail = logs.slice(-newest);
  const from = medianOfSorted(baseline);
  const to = medianOfSorted([...tail].sort((a, b) => a - b));
  const { interval } = hodgesLehmann(tail, baseline, 0.95);
  const highest = baseline.at(-1) as number;
  const noise = Math.expm1(robustSd(baseline));
  return {
    verdict,
    series,
    from: fromLog(from),
    to: fromLog(to),
    ratio: Number((fromLog(to - from) - 1).toPrecision(10)),
    interval: interval === null ? null : [Math.expm1(interval[0]), Math.expm1(interval[1])],
    p: scan && !judgement.deterministic ? scan.p : null,
    newest,
    newestAbove: tail.filter((value) => value > highest).length,
    baselineBuilds: baseline.length,
    band: [Math.exp(quantileSorted(baseline, 0.1)), Math.exp(quantileSorted(baseline, 0.9))],
    noise,
    detectable: smallestChange(robustSd(baseline), baseline.length),
    deterministic: judgement.deterministic,
    since: findSince(logs, points, verdict),
    spark: points.slice(-sparkLength).map((point) => point.value),
  };
}

/** Twelve digits: what a logarithm and back adds in the last ones would decide at +20 % exactly. */
function fromLog(log: number): number {
  return Number(Math.exp(log).toPrecision(12));
}

/**
 * The smallest relative change that 5 builds would confirm four times in five, by the normal approximation
 * of the rank test: z for p = 0.002 / 5 plus z for 80 % power.
 */
function smallestChange(sd: number, builds: number): number {
  return Math.max(0.05, Math.expm1((3.35 + 0.84) * sd * Math.sqrt(1 / 5 + 1 / builds)));
}

function findSince(
  logs: readonly number[],
  points: readonly Point[],
  verdict: Change['verdict'],
): ChangePoint | null {
  const index =
    verdict === 'suspect' ? logs.length - 1 : findChangePoint(logs, verdict === 'confirmed' ? 1 : -1);
  const first = points[index]?.build;
  if (first === undefined) return null;
  return {
    buildId: first.id,
    commit: first.commit,
    lastGoodCommit: points[index - 1]?.build.commit ?? null,
    buildsAgo: logs.length - 1 - index,
  };
}
