/** Rounds numbers for JSON: without the digits that logarithms and binary sums add. */

/** Twelve digits of what was measured: what a logarithm and back adds in the last ones would decide at +20 % exactly. */
export function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** Four digits of what is estimated, such as p and noise: there are no more. */
export function roundEstimate(value: number): number {
  return Number(value.toPrecision(4));
}
