/** The scale on which a measure is judged: worse is more, and equal distances matter equally. */
import type { SeriesKey } from '../model/series.ts';

export interface Scale {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
  /** A distance from a value on the scale as a relative change, or for shares as a difference. */
  readonly relate: (from: number, distance: number) => number;
}

/** Zero has no logarithm; no measured value is smaller than this. */
const smallest = 1e-15;

function toLog(value: number): number {
  return Math.log(Math.max(smallest, value));
}

/** Zero is converted back to zero. */
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
 * The same for values that are often zero, such as costs and counts: a small amount is added to all, so that ratios
 * to zero stay finite. Far from zero it has little effect.
 * @param least the small amount, above 0, in the values' own unit
 */
function nearZero(least: number): Scale {
  const from = (scaled: number): number => {
    const value = Math.exp(scaled) - least;
    // Digits added by logarithms are not measured.
    return value < 1e-9 * least ? 0 : Number(value.toPrecision(12));
  };
  return {
    to: (value) => Math.log(value + least),
    from,
    // The ratio of the two values; from zero there is only that of the scale.
    relate: (place, distance) => {
      const before = from(place);
      return before > 0 ? from(place + distance) / before - 1 : Math.expm1(distance);
    },
  };
}

/** For costs a small amount is a cent; for counts and sizes half of the smallest value. */
export function scaleWithZeros(scale: Scale, unit: string, values: readonly number[]): Scale {
  if (scale !== lowerIsBetter || !values.includes(0)) return scale;
  const smallestSeen = values.reduce(
    (min, value) => (value > 0 && value < min ? value : min),
    Number.POSITIVE_INFINITY,
  );
  const half = Number.isFinite(smallestSeen) ? smallestSeen / 2 : 1;
  return nearZero(unit === 'usd' ? Math.max(0.01, half) : half);
}

/** Converts the first `count` values to a scale. */
export function scaleInto(scale: Scale, values: Float64Array, count: number, into: Float64Array): void {
  // By far the most frequent case, without a call for each value.
  if (scale === lowerIsBetter) {
    for (let i = 0; i < count; i++) {
      let value = values[i] as number;
      // `Math.max` makes an object of each number until V8 has compiled this with TurboFan.
      if (value < smallest) value = smallest;
      into[i] = Math.log(value);
    }
  } else {
    for (let i = 0; i < count; i++) into[i] = scale.to(values[i] as number);
  }
}

/** Throughput and similar values. */
export const higherIsBetter: Scale = {
  to: (value) => -toLog(value),
  from: (scaled) => fromLog(-scaled),
  relate: (_, distance) => Math.expm1(-distance),
};

/** Shares closer than this to 0 or 1 count as 0 or 1. */
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

/** A distance on the scale for display, without the digits that logarithms add. */
export function relate(scale: Scale, from: number, distance: number): number {
  return Number(scale.relate(from, distance).toPrecision(10));
}

/** The distance of a relative change on the scale: the change itself reaches it, whatever digits logarithms add. */
export function leastStep(ratio: number): number {
  return Math.log1p(ratio) - 1e-9;
}

/** How much worse, in the form of the levels: relative, for shares in points. */
export function relateWorse(
  { key, scale }: { readonly key: Pick<SeriesKey, 'unit'>; readonly scale: Scale },
  from: number,
  to: number,
): number {
  if (key.unit === 'ratio') return Math.abs(relate(scale, from, to - from));
  return Number(Math.expm1(to - from).toPrecision(10));
}
