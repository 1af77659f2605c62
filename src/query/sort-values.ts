/** Numeric values, ascending; a list that is already sorted is not copied. */

export function sortValues(values: readonly number[]): readonly number[] {
  const isSorted = values.every(
    (value, at) => Number.isFinite(value) && (at === 0 || (values[at - 1] as number) <= value),
  );
  return isSorted ? values : values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
}
