/** Predicts a series from others of the same builds: noise of the machine is in all of them. */
import { ridgeResiduals } from '../../stats/ridge.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { medianOfSorted, medianOfStretch, sortStretch } from '../../stats/sorted.ts';

/**
 * Minimum number of other series; if there are very many, a sample over the list gives as much information.
 */
const enough = 2;
const maxPool = 48;
/** Number of predictors of one series: those that follow it most closely. */
const best = 12;
/** Of a ridge regression, in sums of squares of a predictor. Chosen among 0.3, 1 and 3. */
const penalty = 0.3;
/** Values beyond this number of robust standard deviations are cut to it. */
const farthest = 4;
/** From this number of them on, its median since then is a step of its own. */
const ownStep = 3;
/** Share of the builds in which a sibling must have run, and minimum number of builds to learn from. */
const mostBuilds = 0.9;
const minTrained = 20;
/** A series without noise predicts nothing. */
const leastSd = 1e-4;

/**
 * The residuals of a series after the prediction of its siblings.
 * @param own its index among them
 * @param values logarithms, oldest first
 * @param builds build of each value, ascending
 * @param trained number of first values to learn from; the others are predicted
 * @returns residuals around the series' own level; null with too few siblings or values.
 */
export type Siblings = (
  own: number,
  values: Float64Array,
  builds: ArrayLike<number>,
  trained: number,
) => Float64Array | null;

/** @param read logarithms of one series by build, NaN without a value; all of one length */
export function openSiblings(count: number, read: (place: number) => Float64Array): Siblings | null {
  if (count <= enough) return null;
  const taken = Math.min(count, maxPool);
  const places = Array.from({ length: taken }, (_, i) => Math.floor((i * count) / taken));
  let rows: Float64Array[] | null = null;
  let known: { key: string; columns: readonly Column[] } = { key: '', columns: [] };
  return (own, values, builds, trained) => {
    if (trained < minTrained) return null;
    const range = [builds[0], builds[trained - 1], builds[values.length - 1]] as [number, number, number];
    if (known.key !== range.join()) {
      rows ??= places.map(read);
      known = {
        key: range.join(),
        columns: leaveOutMoved(
          rows.map((row, i) => standardize(row, places[i] as number, range)),
          range,
        ),
      };
    }
    const columns = known.columns.filter(({ place }) => place !== own);
    if (columns.length < enough) return null;
    return predict(columns, values, builds, trained);
  };
}

interface Column {
  readonly place: number;
  readonly isThere: boolean;
  /** In robust standard deviations from the median, by build from the first one on; 0 if it did not run. */
  readonly values: Float64Array;
}

/** @param range first build, last one to learn from, last one */
function standardize(
  row: Float64Array,
  place: number,
  [first, lastTrained, last]: readonly [number, number, number],
): Column {
  const learned = row.subarray(first, lastTrained + 1).filter((value) => !Number.isNaN(value));
  const values = row.slice(first, last + 1);
  const there = values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
  const isThere =
    there >= mostBuilds * values.length && learned.length >= minTrained && !Number.isNaN(values.at(-1));
  if (!isThere) return { place, isThere, values };
  const { level, sd } = measure(learned, learned.length);
  return {
    place,
    isThere,
    values: values.map((value) => (Number.isNaN(value) ? 0 : clip((value - level) / sd))),
  };
}

/** A sibling with its own step in the values that are not learned from would shift all that follow it. */
function leaveOutMoved(
  columns: readonly Column[],
  [first, lastTrained]: readonly number[],
): readonly Column[] {
  const from = (lastTrained as number) + 1 - (first as number);
  const there = columns.filter(({ isThere }) => isThere);
  if (there.length < enough) return [];
  const steps = there.map(({ values }) => medianOfStretch(values, from, values.length));
  const shared = medianOfSorted(Float64Array.from(steps).sort());
  return there.filter((_, i) => Math.abs((steps[i] as number) - shared) < ownStep);
}

function measure(values: Float64Array, count: number): { level: number; sd: number } {
  const sorted = sortStretch(values, 0, count);
  return { level: medianOfSorted(sorted), sd: Math.max(leastSd, robustSd(sorted)) };
}

function clip(deviation: number): number {
  return Math.max(-farthest, Math.min(farthest, deviation));
}

function predict(
  columns: readonly Column[],
  values: Float64Array,
  builds: ArrayLike<number>,
  trained: number,
): Float64Array {
  const { level, sd } = measure(values, trained);
  const first = builds[0] as number;
  // Of an outlier only the direction is used.
  const target = values.map((value, i) => (i < trained ? sd * clip((value - level) / sd) : value - level));
  const followers = columns
    .map((column) => ({ column, likeness: likeness(column, target, builds, trained) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, best)
    .map(({ column }) =>
      Float64Array.from(values, (_, i) => column.values[(builds[i] as number) - first] as number),
    );
  const left = ridgeResiduals(target, followers, trained, penalty * trained);
  return left.map((residual, i) => residual + (values[i] as number) - (target[i] as number));
}

function likeness(
  { values }: Column,
  target: Float64Array,
  builds: ArrayLike<number>,
  trained: number,
): number {
  const first = builds[0] as number;
  let both = 0;
  let own = 0;
  for (let i = 0; i < trained; i++) {
    const value = values[(builds[i] as number) - first] as number;
    both += value * (target[i] as number);
    own += value * value;
  }
  return Math.abs(both) / Math.sqrt(own + 1e-9);
}
