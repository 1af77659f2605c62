/** Minimum and maximum of a column chunk, with which engines skip row groups. */

import type { Column } from './column.ts';
import type { Values } from './column-values.ts';

export interface Bounds {
  readonly min_value?: string | number | bigint;
  readonly max_value?: string | number | bigint;
}

/** Texts have bounds only if UTF-16 order is byte order. */
export function findBounds(column: Column, values: Values, rows: number): Bounds {
  if (values !== null && 'index' in values) {
    const { dictionary } = values;
    const ordered = dictionary.every((value) => typeof value === 'number' || !/[\ud800-\uffff]/.test(value));
    if (!ordered) return {};
    const [min_value, max_value] = findEnds(dictionary);
    return { min_value, max_value };
  }
  if (!(values instanceof Float64Array)) return {};
  const known = values.subarray(0, rows).filter((value) => !Number.isNaN(value));
  if (known.length === 0) return {};
  const [min, max] = findEnds(known);
  return column.type === 'long'
    ? { min_value: BigInt(min), max_value: BigInt(max) }
    : { min_value: min, max_value: max };
}

/** Minimum and maximum of at least one text or number. */
function findEnds<T extends string | number>(values: ArrayLike<T>): [T, T] {
  let min = values[0]!;
  let max = min;
  for (let at = 1; at < values.length; at++) {
    const value = values[at]!;
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return [min, max];
}
