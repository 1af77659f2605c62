/** All results in a fixed order. */
import type { Result } from './task.ts';

/** Results by their number in `TaskSeries.result`; only ever appended to. */
export const allResults: readonly Result[] = [
  'success',
  'failure',
  'error',
  'timeout',
  'cancellation',
  'skip',
  'unknown',
];
