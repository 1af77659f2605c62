/**
 * The limit for the first run of a pull request above all earlier values, learned from all series of its
 * builds: among hundreds of tasks one is often far above its own past without a change, in some projects by
 * more than in others.
 */
import { quantileOfSorted } from '../../stats/quantile.ts';
import { medianOfSorted, sortStretch } from '../../stats/sorted.ts';

/** The number of newest values of each series that are used, and the minimum. */
const comparable = 80;
const leastValues = 12;
/** With fewer series the tail cannot be estimated; with many, only equally noisy ones are used. */
const leastSeries = 12;
const classSize = 30;
const mostClasses = 8;
/** Share of the series whose highest values form the tail, and the minimum number. */
const share = 0.1;
const leastInTail = 4;
/** Logarithm: clocks and schedulers alone cause this much. */
const leastExcess = 0.02;
/** So many of the unchanged builds may have such a run in one of their series. */
const mostBuilds = 0.002;

/**
 * For one series: the logarithm by which its run exceeds the highest of its last 80 values → its probability
 * without a change; null if among all series of a build one exceeds it too often.
 */
export type FirstRun = (excess: number) => number | null;

export interface Series {
  /** Logarithms, oldest first, the runs of the pull request last. */
  readonly scaled: Float64Array;
  /** Number of its runs at the end. */
  readonly fresh: number;
}

/**
 * @param most share of the unchanged builds that may have such a run
 * @returns in the order of the series; null for a series with too few values, or with too few series to learn
 * from
 * Source: peaks over threshold with an exponential tail whose mean is estimated (a Lomax tail, as for several
 * runs), of how far the highest value of each series lies above its second highest.
 */
export function openFirstRuns(series: readonly Series[], most = mostBuilds): (FirstRun | null)[] {
  const known = series.flatMap((each, place) => describePast(each, place) ?? []);
  const runs = series.map((): FirstRun | null => null);
  if (known.length < leastSeries) return runs;
  known.sort((a, b) => a.noise - b.noise);
  const classes = Math.min(mostClasses, Math.max(1, Math.floor(known.length / classSize)));
  for (let i = 0; i < classes; i++) {
    const like = known.slice((i * known.length) / classes, ((i + 1) * known.length) / classes);
    const chanceOf = fitTail(like);
    const decide: FirstRun = (excess) => {
      const p = chanceOf(excess);
      return p * known.length <= most ? p : null;
    };
    for (const { place } of like) runs[place] = decide;
  }
  return runs;
}

interface Past {
  readonly place: number;
  readonly builds: number;
  /** From the median to the 90th percentile. */
  readonly noise: number;
  /** Of the highest value over the second highest. */
  readonly gap: number;
}

function describePast({ scaled, fresh }: Series, place: number): Past | null {
  const end = scaled.length - fresh;
  const start = Math.max(0, end - comparable);
  const builds = end - start;
  if (fresh === 0 || builds < leastValues) return null;
  const sorted = sortStretch(scaled, start, end);
  const high = quantileOfSorted(sorted, 0.9) as number;
  const gap = (sorted[builds - 1] as number) - (sorted[builds - 2] as number);
  return { place, builds, noise: high - medianOfSorted(sorted), gap };
}

/** The probability that a value of such a series exceeds all earlier values by an excess. */
function fitTail(like: readonly Past[]): (excess: number) => number {
  const gaps = like.map(({ gap }) => gap).sort((a, b) => b - a);
  const builds = like.reduce((sum, each) => sum + each.builds, 0);
  const count = Math.max(leastInTail, Math.round(share * gaps.length));
  const from = gaps[count] as number;
  const mean = gaps.slice(0, count).reduce((sum, gap) => sum + gap - from, 0) / count;
  return (excess) => {
    const out = Math.max(0, excess - from) / Math.max(leastExcess, mean);
    return (count / builds) * Math.exp(-count * Math.log(1 + out / count));
  };
}
