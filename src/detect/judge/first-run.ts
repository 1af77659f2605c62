/**
 * How far above everything before it the first run of a pull request must lie, learnt from all series of its builds: of
 * hundreds of tasks one is often far above its own past though nothing changed, in some projects by more than in others.
 */
import { quantileOfSorted } from '../../stats/quantile.ts';
import { medianOfSorted, sortStretch } from '../../stats/sorted.ts';

/** So many newest values of each series are looked at, and so many it takes. */
const comparable = 80;
const leastValues = 12;
/** Of fewer series the tail cannot be told; of many, those about as noisy tell it. */
const leastSeries = 12;
const classSize = 30;
const mostClasses = 8;
/** Share of the series whose highest value makes the tail, and the fewest. */
const share = 0.1;
const leastInTail = 4;
/** Logarithm: clocks and schedulers alone make as much. */
const leastExcess = 0.02;
/** One in so many builds without a change may have such a run in one of its series. */
const mostBuilds = 0.002;

/**
 * Of one series: by which logarithm its run lies above the highest of its last 80 values → how likely that is where
 * nothing changed; null where among all series of a build one lies so far above too often.
 */
export type FirstRun = (excess: number) => number | null;

interface Series {
  /** Logarithms, oldest first, the runs of the pull request last. */
  readonly scaled: Float64Array;
  /** How many of them are its runs. */
  readonly fresh: number;
}

/**
 * @returns in the order of the series; null for one that has too few values, or with too few series to learn from
 * Source: peaks over threshold with an exponential tail whose mean is estimated (a Lomax tail, as for several runs), of
 * how far the highest value of each series lies above its second highest.
 */
export function openFirstRuns(series: readonly Series[]): (FirstRun | null)[] {
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
      return p * known.length <= mostBuilds ? p : null;
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

/** How likely a value of such series lies by an excess above all before it. */
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
