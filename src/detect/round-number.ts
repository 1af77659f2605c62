/** Rounds numbers for JSON: removes the digits that logarithms and binary sums add. */
import { roundDigits } from '../stats/round-digits.ts';

/**
 * Twelve digits for measured values: the last digits, changed by a logarithm and back, would decide at
 * exactly +20%.
 */
export function roundMeasured(value: number): number {
  return roundDigits(value, 12);
}

/** Four digits for estimated values, such as p and noise: they have no more precision. */
export function roundEstimate(value: number): number {
  return roundDigits(value, 4);
}
