/** A series that can be replayed: its values, and what is known of their builds. */

import type { SeriesKey } from '../../model/series.ts';
import type { Gate, RegressionLevels } from '../../settings/regression-rules.ts';
import type { Scale } from '../scale.ts';

/** One series as a user writes it, oldest value first; smaller is better. */
export interface WrittenSeries {
  readonly name: string;
  /** Positive numbers of any unit; NaN where nothing was measured. */
  readonly values: readonly number[];
  /** The runner of each value, e.g. its processor. */
  readonly hardware?: readonly (string | null)[];
  /** Series of one group come from the same builds: they share what slows a whole build, and are tested together. */
  readonly group?: string;
  /** The build of each value, to align series of a group; without it they end with the same build. */
  readonly keys?: readonly string[];
}

/** A series with what is known of its measure. */
export interface KnownSeries extends WrittenSeries {
  readonly key?: Pick<SeriesKey, 'unit'>;
  readonly scale?: Scale;
  readonly gate?: Gate;
  /** From which change on it is a warning, an error, critical; those of a task, or of a build, by default. */
  readonly levels?: RegressionLevels;
  /** A constant past is trusted to stay constant. */
  readonly exact?: boolean;
  /** Tasks share what slows a whole build, totals are confirmed at a level of their own; a task by default. */
  readonly role?: 'task' | 'total' | 'other';
  /** Indexes of the values whose builds reported a regression; without them each value is judged by itself. */
  readonly reported?: readonly number[];
}
