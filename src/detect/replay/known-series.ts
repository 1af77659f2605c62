/** A series that can be replayed: its values, and the data about their builds. */

import type { SeriesKey } from '../../model/series.ts';
import type { RegressionLevels, SmallestChange } from '../../settings/regression-rules.ts';
import type { Scale } from '../scale.ts';

/** One series in an input file, oldest value first; smaller is better. */
export interface WrittenSeries {
  readonly name: string;
  /** Positive numbers of any unit; NaN without a measurement. */
  readonly values: readonly number[];
  /** The runner of each value, e.g. its processor. */
  readonly hardware?: readonly (string | null)[];
  /**
   * Series of one group come from the same builds: they share changes of the whole build, and are tested
   * together.
   */
  readonly group?: string;
  /** The build of each value, to align series of a group; without it they end with the same build. */
  readonly keys?: readonly string[];
}

/** A series with its measure. */
export interface KnownSeries extends WrittenSeries {
  readonly key?: Pick<SeriesKey, 'unit'>;
  readonly scale?: Scale;
  readonly gate?: SmallestChange;
  /** The smallest changes for a warning, an error and critical; by default those of a task, or of a build. */
  readonly levels?: RegressionLevels;
  /** A constant past is trusted to stay constant. */
  readonly exact?: boolean;
  /** Tasks share changes of the whole build, totals are confirmed at a separate level; a task by default. */
  readonly role?: 'task' | 'total' | 'other';
  /** The largest p that confirms it; by default that of its build. */
  readonly confirmAt?: number;
  /**
   * Indexes of the values of builds that reported a regression; without them each value is judged by itself.
   */
  readonly reported?: readonly number[];
  /** Beside `reported`: those of builds that reported a group of it. */
  readonly reportedWith?: readonly number[];
}
