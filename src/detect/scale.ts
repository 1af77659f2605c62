/** The scale on which a measure is judged: worse is more, and equal distances matter equally. */
import type { SeriesKey } from '../model/series.ts';

export interface Scale {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
  /** A distance from a place on the scale as people say it: a relative change, of shares a difference. */
  readonly relate: (from: number, distance: number) => number;
}

/** Zero has no logarithm; nothing that is measured here is smaller than this. */
const smallest = 1e-15;

function toLog(value: number): number {
  return Math.log(Math.max(smallest, value));
}

/** Zero comes back as the zero that was measured. */
function fromLog(scaled: number): number {
  const value = Math.exp(scaled);
  return value < 1.5 * smallest ? 0 : value;
}

/** Durations, costs, tokens, sizes: ratios. */
export const lowerIsBetter: Scale = {
  to: toLog,
  from: fromLog,
  relate: (_, distance) => Math.expm1(distance),
};

/**
 * The same for values that are often zero, such as costs and counts: a little is added to all, so that nothing is
 * infinitely more than nothing. Far from zero it changes little.
 * @param least what counts as little, above 0, in the values' own unit
 */
function nearZero(least: number): Scale {
  const from = (scaled: number): number => {
    const value = Math.exp(scaled) - least;
    // What logarithms add is not measured.
    return value < 1e-9 * least ? 0 : Number(value.toPrecision(12));
  };
  return {
    to: (value) => Math.log(value + least),
    from,
    // As the two values say it; from nothing there is no ratio but that of the scale.
    relate: (place, distance) => {
      const before = from(place);
      return before > 0 ? from(place + distance) / before - 1 : Math.expm1(distance);
    },
  };
}

/** Costs below a cent are little; of counts and sizes half of the smallest that was seen. */
export function scaleWithZeros(scale: Scale, unit: string, values: readonly number[]): Scale {
  if (scale !== lowerIsBetter || !values.includes(0)) return scale;
  const smallestSeen = values.reduce(
    (min, value) => (value > 0 && value < min ? value : min),
    Number.POSITIVE_INFINITY,
  );
  const half = Number.isFinite(smallestSeen) ? smallestSeen / 2 : 1;
  return nearZero(unit === 'usd' ? Math.max(0.01, half) : half);
}

/** Puts the first `count` values on a scale. */
export function scaleInto(scale: Scale, values: Float64Array, count: number, into: Float64Array): void {
  // By far the commonest, without a call for each value.
  if (scale === lowerIsBetter) {
    for (let i = 0; i < count; i++) into[i] = Math.log(Math.max(smallest, values[i] as number));
  } else {
    for (let i = 0; i < count; i++) into[i] = scale.to(values[i] as number);
  }
}

/** Throughput and the like. */
export const higherIsBetter: Scale = {
  to: (value) => -toLog(value),
  from: (scaled) => fromLog(-scaled),
  relate: (_, distance) => Math.expm1(-distance),
};

/** Shares closer to none or all than this are none or all. */
const edge = 1e-3;

function fromOdds(scaled: number): number {
  const share = 1 / (1 + Math.exp(scaled));
  const isEdge = Math.min(share, 1 - share) < 1.000_001 * edge;
  return isEdge ? Math.round(share) : share;
}

/** Shares from 0 to 1 where more is better, such as cache hits: log-odds. */
export const shareIsBetter: Scale = {
  to: (value) => {
    const share = Math.min(1 - edge, Math.max(edge, value));
    return Math.log((1 - share) / share);
  },
  from: fromOdds,
  relate: (from, distance) => fromOdds(from + distance) - fromOdds(from),
};

/** A distance on the scale as people say it, without the digits that logarithms add. */
export function relate(scale: Scale, from: number, distance: number): number {
  return Number(scale.relate(from, distance).toPrecision(10));
}

/** How much worse, as the levels count it: relative, of shares in points. */
export function relateWorse(
  { key, scale }: { readonly key: Pick<SeriesKey, 'unit'>; readonly scale: Scale },
  from: number,
  to: number,
): number {
  if (key.unit === 'ratio') return Math.abs(relate(scale, from, to - from));
  return Number(Math.expm1(to - from).toPrecision(10));
}
