/** One series of a history as a row of the lists: its status, its level, and its growth. */
import { growBaseline } from '../detect/judge/grow-baseline.ts';
import { higherIsBetter, lowerIsBetter, type Scale, scaleWithZeros, shareIsBetter } from '../detect/scale.ts';
import { minBaseline } from '../model/baseline.ts';
import type { Change, FlakyTask } from '../model/change.ts';
import type { StoredBuild } from '../model/history.ts';
import { taskKey } from '../model/task-key.ts';
import type { Acknowledgement } from '../settings/acknowledgements.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { formatTime, isCommit, shortCommit } from '../words/numbers.ts';
import { siteSeriesId } from './find-marks.ts';
import { nameFile } from './name-file.ts';
import type { SeriesRow, SiteKey, Status } from './site-data.ts';
import type { Walked } from './walk-series.ts';

/** The findings of the newest report, by series. */
export interface JudgedFacts {
  readonly changes: ReadonlyMap<string, Change>;
  /** By kind and name. */
  readonly flaky: ReadonlyMap<string, FlakyTask>;
  /** Name of the group that is reported in place of a series. */
  readonly groupOf: ReadonlyMap<string, string>;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly ownersOf: (name: string, file: string | null) => readonly string[];
}

/** The level of a series on the baseline branch. */
export interface SeriesLevel {
  readonly median: number | null;
  readonly band: readonly [number, number] | null;
  readonly builds: number;
}

const sparkLength = 30;
const growthStretch = 10;
const growthBuilds = 100;
const leastGrowthBuilds = 40;
const rateRuns = 50;

/** @param of values and runs of the baseline branch alone, oldest first */
export function describeRow(
  { key, failedAt }: Pick<Walked, 'key' | 'failedAt'>,
  of: {
    readonly values: readonly number[];
    readonly ranAt: readonly number[];
    readonly newestBuild: number;
    readonly builds: readonly StoredBuild[];
  },
  level: SeriesLevel,
  judged: JudgedFacts,
): SeriesRow {
  const change = judged.changes.get(siteSeriesId(key)) ?? null;
  const flaky =
    key.measure === 'duration'
      ? (judged.flaky.get(taskKey({ kind: key.kind ?? '', name: key.task ?? '' })) ?? null)
      : null;
  const failed = new Set(failedAt);
  const runs = of.ranAt.slice(-rateRuns);
  const hasRates = key.measure === 'duration' && runs.length > 0;
  const isFailing =
    key.measure === 'duration' && failed.has(of.newestBuild) && of.ranAt.at(-1) === of.newestBuild;
  return {
    ...key,
    id: nameFile(siteSeriesId(key)),
    status: statusOf(change, isFailing, flaky, level),
    level: change?.level ?? null,
    newest: of.values.length === 0 ? null : roundForSite(of.values.at(-1) as number),
    median: level.median,
    growth: growthOf(of.values),
    failureRate: hasRates
      ? roundForSite(runs.filter((index) => failed.has(index)).length / runs.length)
      : null,
    flakes: flaky?.flakes ?? 0,
    spark: of.values.slice(-sparkLength).map(roundForSite),
    since: nameFirstBuild(change?.since ?? null, of.builds),
    owners: key.task === null || key.scope === 'metric' ? [] : judged.ownersOf(key.task, null),
    partOf: judged.groupOf.get(siteSeriesId(key)) ?? null,
  };
}

/** `efbc084, 2026-11-08`; without a commit `2026-11-08 03:07 UTC`. */
function nameFirstBuild(since: Change['since'], builds: readonly StoredBuild[]): string | null {
  if (since === null) return null;
  const first = builds.find(({ id }) => id === since.buildId);
  const time = first === undefined ? '' : formatTime(first.startTimeMs);
  if (!isCommit(since.commit)) return time || since.buildId;
  const name = shortCommit(since.commit);
  return time === '' ? name : `${name}, ${time.slice(0, 10)}`;
}

function statusOf(
  change: Change | null,
  isFailing: boolean,
  flaky: FlakyTask | null,
  { median }: SeriesLevel,
): Status {
  const isStanding = change?.state === 'new' || change?.state === 'open';
  if (change?.verdict === 'confirmed' && isStanding) return 'regressed';
  if (isFailing) return 'failing';
  if (change?.verdict === 'suspect' && isStanding) return 'suspected';
  if (change?.verdict === 'drift' && isStanding) return 'drifting';
  if (flaky !== null) return 'flaky';
  if (change?.state === 'acknowledged') return 'acknowledged';
  if (change?.verdict === 'improvement' && change.state === 'new') return 'improved';
  return median === null ? 'learning' : 'fine';
}

/** The usual values: the builds on the current level. */
export function readLevel(key: SiteKey, values: readonly number[], change: Change | null): SeriesLevel {
  if (change !== null && key.measure !== 'success_rate' && key.measure !== 'flake_rate')
    return { median: roundForSite(change.from), band: roundBand(change.band), builds: change.baselineBuilds };
  const scale = scaleOf(key, values);
  const sorted = growBaseline(Float64Array.from(values, scale.to), values.length);
  if (sorted.length < minBaseline) return { median: null, band: null, builds: sorted.length };
  const edge = (part: number): number => scale.from(quantileOfSorted(sorted, part) as number);
  const edges = [edge(0.1), edge(0.9)].sort((a, b) => a - b) as [number, number];
  return {
    median: roundForSite(scale.from(medianOfSorted(sorted))),
    band: roundBand(edges),
    builds: sorted.length,
  };
}

function scaleOf({ unit, better }: SiteKey, values: readonly number[]): Scale {
  if (unit === 'ratio') return shareIsBetter;
  return scaleWithZeros(better === 'higher' ? higherIsBetter : lowerIsBetter, unit, values);
}

function growthOf(values: readonly number[]): number | null {
  const recent = values.slice(-growthBuilds);
  if (recent.length < leastGrowthBuilds) return null;
  const medianOf = (part: readonly number[]): number => medianOfSorted([...part].sort((a, b) => a - b));
  const first = medianOf(recent.slice(0, growthStretch));
  return first > 0 ? roundForSite(medianOf(recent.slice(-growthStretch)) / first - 1) : null;
}

/** More digits than a chart or a text shows would only make the files larger. */
export function roundForSite(value: number): number {
  return Number(value.toPrecision(5));
}

function roundBand([low, high]: readonly [number, number]): [number, number] | null {
  return Number.isFinite(low) && Number.isFinite(high) ? [roundForSite(low), roundForSite(high)] : null;
}
