/** Two commands measured in turns on one machine: what each series of them showed. */
import type { SeriesKey } from './series.ts';

/**
 * `worse` and `better` are sure; `same`: surely no change that matters; `unclear`: the runs do not say yet.
 */
export type ComparedStanding = 'worse' | 'better' | 'same' | 'unclear';

/** One series of both sides; values in its unit, a pair's two at the same place. */
export interface ComparedSeries {
  readonly series: SeriesKey;
  readonly base: readonly number[];
  readonly head: readonly number[];
  /** Medians of the two. */
  readonly from: number;
  readonly to: number;
  /** Head over base − 1, by the Hodges-Lehmann shift of the pairs. */
  readonly ratio: number;
  /** 95% interval of `ratio`, valid whenever the runs stopped; null with too few pairs. */
  readonly interval: readonly [number, number] | null;
  /** How many pairs had the worse value on the head's side. */
  readonly worseIn: number;
  /** Of the side that the shift points to, valid whenever the runs stopped. */
  readonly p: number;
  readonly standing: ComparedStanding;
}

/** A comparison as a report has it. */
export interface Comparison {
  /** The two sides by the names that they were given. */
  readonly base: string;
  readonly head: string;
  readonly pairs: number;
  readonly maxPairs: number;
  /** Whether the duration of the build got an answer before the pairs ran out. */
  readonly clear: boolean;
  /** The build first, then in the order of the log. */
  readonly series: readonly ComparedSeries[];
}
