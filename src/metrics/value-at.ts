/** One value of a column in which NaN stands for an unknown value. */

/** Null when unknown, or if no row has a value. */
export function valueAt(values: Float64Array | null | undefined, row: number): number | null {
  const value = values?.[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}
