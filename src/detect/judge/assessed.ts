/** A series that was judged by itself. */
import type { SmallestChange } from '../../settings/regression-rules.ts';
import type { Started } from '../collect/survey-builds.ts';
import type { Assessment } from './assess-series.ts';

export interface Assessed extends Started {
  readonly assessment: Assessment;
  readonly gate: SmallestChange;
}
