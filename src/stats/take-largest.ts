/** The few largest of many: sorting all of them costs several times as much. */

/**
 * The `count` items with the largest values, largest first; items with equal values keep their order.
 * @param read a number, not NaN
 */
export function takeLargest<T>(items: readonly T[], count: number, read: (item: T) => number): T[] {
  const values = new Float64Array(items.length);
  for (let place = 0; place < items.length; place++) values[place] = read(items[place] as T);
  // Numbers alone are sorted without a call for each comparison.
  const least =
    items.length > count ? (values.toSorted()[items.length - count] as number) : Number.NEGATIVE_INFINITY;
  const places: number[] = [];
  for (let place = 0; place < values.length; place++)
    if ((values[place] as number) >= least) places.push(place);
  places.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  return places.slice(0, count).map((place) => items[place] as T);
}
