/** A series that was judged by itself. */
import type { SmallestChange } from '../../settings/regression-rules.ts';
import type { Started } from '../collect/survey-builds.ts';
import type { Assessment } from './assess-series.ts';
import type { Known } from './follow-known.ts';

export interface Assessed extends Omit<Started, 'reports'> {
  readonly assessment: Assessment;
  readonly gate: SmallestChange;
  /** The regression that an earlier build reported; null: none that still counts, or not judged. */
  readonly known: Known | null;
}
