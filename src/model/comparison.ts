/** Two commands measured alternately on one machine: the results of each series. */
import type { SeriesKey } from './series.ts';

/** `worse` and `better` are significant; `same`: certainly no relevant change; `unclear`: not decided yet. */
export type ComparedStanding = 'worse' | 'better' | 'same' | 'unclear';

/** One series of both sides; values in its unit, those of a pair at the same index. */
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
  /** For the side that the shift points to, valid whenever the runs stopped. */
  readonly p: number;
  readonly standing: ComparedStanding;
}

/** A comparison in the report. */
export interface Comparison {
  /** The names of the two sides. */
  readonly base: string;
  readonly head: string;
  readonly pairs: number;
  readonly maxPairs: number;
  /** Whether the duration of the build got an answer before the pairs ran out. */
  readonly clear: boolean;
  /** The build first, then in the order of the log. */
  readonly series: readonly ComparedSeries[];
}
