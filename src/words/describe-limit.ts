/** The condition of a threshold: `> 10 s`. */
import type { ThresholdOutcome } from '../model/alert.ts';
import { formatUnit } from './numbers.ts';

export function describeLimit({ limit, comparison, unit }: ThresholdOutcome): string {
  return limit === null ? 'relative to the baseline (none yet)' : `${comparison} ${formatUnit(limit, unit)}`;
}
