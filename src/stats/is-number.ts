/** Tells numbers from NaN, the sign of a missing value. */

/** `Number.isNaN` makes an object of each number until V8 has compiled its caller with TurboFan. */
export function isNumber(value: number): boolean {
  return value <= Number.POSITIVE_INFINITY;
}
