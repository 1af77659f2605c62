/**
 * Otava's rule: e-divisive means in sliding windows, kept where a t-test finds the two sides different, then merged.
 * Rewritten from https://github.com/apache/otava/blob/1ceb1537a49d516cf6cef9a79bea6926002082f8/otava/analysis.py
 * and Fleming et al. (2023), https://doi.org/10.1145/3578244.3583719.
 */
import { markOnsets, type Rule } from './rule.ts';
import { upperTailOfT } from './student-t.ts';

export interface ChangePoint {
  /** First value of the new level. */
  readonly index: number;
  readonly p: number;
  /** Means before and after. */
  readonly from: number;
  readonly to: number;
}

const windowLength = 50;
const defaultP = 0.001;
/** A change point further back is not new. */
const newestBuilds = 15;

/**
 * Change points of the first builds of a series.
 * @param builds how many values are known
 * @param minMagnitude smallest relative change that is kept
 */
export function findChangePoints(
  values: readonly number[],
  builds: number,
  maxP: number,
  minMagnitude: number,
): ChangePoint[] {
  const points = split(values, builds, maxP < 0.05 ? maxP * 10 : maxP * 2);
  return merge(points, values.slice(0, builds), maxP, minMagnitude);
}

function split(values: readonly number[], builds: number, maxP: number): ChangePoint[] {
  const found = new Set<number>();
  for (let start = 0; start < builds; ) {
    const inWindow = divide(values, start, Math.min(start + windowLength, builds), maxP);
    for (const at of inWindow) found.add(at);
    // As in the source: of an empty window the last point is 0.
    start = Math.max(inWindow.at(-1) ?? 0, start + windowLength / 2);
  }
  const indexes = [...found].sort((a, b) => a - b);
  const known = values.slice(0, builds);
  return indexes.map((_, i) => compareSides(indexes, i, known));
}

/** Divides the stretch with the largest statistic as long as a t-test agrees. */
function divide(values: readonly number[], from: number, to: number, maxP: number): number[] {
  const edges = [from, to];
  for (;;) {
    let best: Candidate | null = null;
    for (let i = 1; i < edges.length; i++) {
      const [start, end] = [edges[i - 1] as number, edges[i] as number];
      if (end - start < 2) continue;
      const candidate = recallCandidate(values, start, end);
      if (best === null || candidate.q > best.q) best = candidate;
    }
    if (best === null || testDifference(values, best.start, best.at, best.end) > maxP) break;
    edges.push(best.at);
    edges.sort((a, b) => a - b);
  }
  return edges.slice(1, -1);
}

const candidates = new WeakMap<readonly number[], Map<number, Candidate>>();

/** The same stretches come back with each build and each threshold. */
function recallCandidate(values: readonly number[], start: number, end: number): Candidate {
  const known = candidates.get(values) ?? new Map<number, Candidate>();
  candidates.set(values, known);
  const key = start * 65_536 + end;
  const candidate = known.get(key) ?? findCandidate(values, start, end);
  known.set(key, candidate);
  return candidate;
}

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly at: number;
  readonly q: number;
}

/** The split of the beginning of a stretch, [start, at) and [at, to), with the largest energy distance. */
function findCandidate(values: readonly number[], start: number, end: number): Candidate {
  let at = start + 1;
  let q = Number.NEGATIVE_INFINITY;
  // Sums of all distances within [i, to), and within [start, i).
  const within = new Float64Array(end);
  const before = new Float64Array(end + 1);
  for (let to = start + 2; to <= end; to++) {
    let toLast = 0;
    for (let i = to - 2; i >= start; i--) {
      toLast += Math.abs((values[i] as number) - (values[to - 1] as number));
      within[i] = (within[i] as number) + toLast;
    }
    const total = within[start] as number;
    before[to] = total;
    for (let i = start + 1; i < to; i++) {
      const [left, right] = [before[i] as number, within[i] as number];
      const statistic = compareDistances(left, right, total - left - right, i - start, to - i);
      if (statistic > q || (statistic === q && i < at)) [at, q] = [i, statistic];
    }
  }
  return { start, end, at, q };
}

function compareDistances(left: number, right: number, across: number, n: number, m: number): number {
  const ofLeft = n > 1 ? (m / (n - 1)) * left : 0;
  const ofRight = m > 1 ? (n / (m - 1)) * right : 0;
  return (2 / (m + n)) * (across - ofLeft - ofRight);
}

/** Drops the weakest point, by p and then by size, and checks its neighbours again, until all are strong. */
function merge(
  points: readonly ChangePoint[],
  values: readonly number[],
  maxP: number,
  minMagnitude: number,
): ChangePoint[] {
  const kept = [...points];
  while (kept.length > 0) {
    let weakest = kept.reduce((worst, point) => (point.p > worst.p ? point : worst));
    if (weakest.p < maxP) {
      weakest = kept.reduce((least, point) => (sizeOf(point) < sizeOf(least) ? point : least));
      if (sizeOf(weakest) > minMagnitude) return kept;
    }
    const at = kept.indexOf(weakest);
    kept.splice(at, 1);
    const indexes = kept.map(({ index }) => index);
    // As in the source: the two to the right of it.
    for (const i of [at, at + 1]) if (i < kept.length) kept[i] = compareSides(indexes, i, values);
  }
  return kept;
}

function sizeOf({ from, to }: ChangePoint): number {
  return Math.max(Math.abs(to / from - 1), Math.abs(from / to - 1));
}

function compareSides(indexes: readonly number[], i: number, values: readonly number[]): ChangePoint {
  const index = indexes[i] as number;
  const start = indexes[i - 1] ?? 0;
  const end = indexes[i + 1] ?? values.length;
  return {
    index,
    p: testDifference(values, start, index, end),
    from: meanOf(values, start, index),
    to: meanOf(values, index, end),
  };
}

/** p of Student's two-sided t-test of [start, at) and [at, end), over population variances as in the source. */
function testDifference(values: readonly number[], start: number, at: number, end: number): number {
  const [n, m] = [at - start, end - at];
  const df = n + m - 2;
  if (df <= 0) return 1;
  const spread = ((n - 1) * varianceOf(values, start, at) + (m - 1) * varianceOf(values, at, end)) / df;
  const difference = Math.abs(meanOf(values, start, at) - meanOf(values, at, end));
  if (spread === 0) return difference === 0 ? 1 : 0;
  return 2 * upperTailOfT(difference / Math.sqrt(spread * (1 / n + 1 / m)), df);
}

function meanOf(values: readonly number[], start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += values[i] as number;
  return sum / (end - start);
}

function varianceOf(values: readonly number[], start: number, end: number): number {
  const middle = meanOf(values, start, end);
  let sum = 0;
  for (let i = start; i < end; i++) sum += ((values[i] as number) - middle) ** 2;
  return sum / (end - start);
}

/** Whether one of the newest builds begins a higher level. */
function isRising(points: readonly ChangePoint[], builds: number): boolean {
  return points.some(({ index, from, to }) => index >= builds - newestBuilds && to > from);
}

const source =
  'https://github.com/apache/otava/blob/1ceb1537a49d516cf6cef9a79bea6926002082f8/otava/analysis.py';

function judgeWith(
  find: (values: readonly number[], builds: number, threshold: number) => ChangePoint[],
): Rule['judge'] {
  return (values, threshold) =>
    markOnsets(values.map((_, end) => end >= 2 && isRising(find(values, end + 1, threshold), end + 1)));
}

const writeSize = (size: number): string => `${(100 * size).toFixed(0)} %`;
const writeP = (p: number): string => `p ${p.toPrecision(1)}`;
const nyrkioSize = 0.05;

export const otavaRules: readonly Rule[] = [
  {
    name: 'e-divisive, p 0.001 (Otava)',
    source,
    threshold: defaultP,
    write: writeP,
    search: null,
    judge: judgeWith((values, builds, p) => findChangePoints(values, builds, p, 0)),
  },
  {
    name: 'e-divisive, p 0.001, 5% (Otava, as Nyrkiö sets it)',
    source,
    threshold: nyrkioSize,
    write: writeSize,
    search: [0, 5],
    judge: judgeWith((values, builds, size) => findChangePoints(values, builds, defaultP, size)),
  },
];

/** The other adjustable number of the same rule. */
export const otavaByP: Rule = {
  name: 'e-divisive, 5%, by p (Otava)',
  source,
  threshold: defaultP,
  write: writeP,
  search: [defaultP, 1e-15],
  judge: judgeWith((values, builds, p) => findChangePoints(values, builds, p, nyrkioSize)),
};
