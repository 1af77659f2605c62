/** Aggregations of values, by their names in queries. */
import { quantileOfSorted } from '../stats/quantile.ts';
import { sortValues } from './sort-values.ts';

/** From the values alone; `rate` and `increase` need their times, too. */
const ofValues = {
  avg: (values: readonly number[]) => sumOf(values) / values.length,
  sum: sumOf,
  min: (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  max: (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  count: (values: readonly number[]) => values.length,
  last: (values: readonly number[]) => values.at(-1) as number,
  p50: (values: readonly number[]) => quantileOfSorted(sortValues(values), 0.5) as number,
  p95: (values: readonly number[]) => quantileOfSorted(sortValues(values), 0.95) as number,
  p99: (values: readonly number[]) => quantileOfSorted(sortValues(values), 0.99) as number,
} as const;

function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

export type Aggregation = keyof typeof ofValues | 'rate' | 'increase';

export const aggregations: readonly Aggregation[] = [
  ...(Object.keys(ofValues) as (keyof typeof ofValues)[]),
  'rate',
  'increase',
];

/** @param values at least one, in the order of their times */
export function aggregateValues(
  values: readonly number[],
  aggregation: Exclude<Aggregation, 'rate' | 'increase'>,
): number {
  return ofValues[aggregation](values);
}

/** @throws RangeError for another word. */
export function checkAggregation(aggregation: Aggregation): Aggregation {
  if (aggregations.includes(aggregation)) return aggregation;
  throw new RangeError(`\`${aggregation}\` is not an aggregation: use ${aggregations.join(', ')}.`);
}
