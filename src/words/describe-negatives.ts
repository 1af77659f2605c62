/** Reports measurements that are not compared because they are negative. */
import { listSome, plural } from '../model/counts.ts';
import type { Metric } from '../model/metric.ts';
import type { Problem } from '../model/problem.ts';
import { formatUcum } from './numbers.ts';
import { joinPhrase } from './phrases.ts';

const mostNamed = 3;

export function describeNegatives(metrics: readonly Metric[]): Problem[] {
  const negative = metrics.filter(({ value }) => value < 0);
  if (negative.length === 0) return [];
  const named = negative.map(
    ({ name, value, unit }) => `${joinPhrase([{ name }])} (${formatUcum(value, unit)})`,
  );
  const are = plural(negative.length, 'measurement is', 'measurements are');
  const what = `${are} negative and not compared, as the change has no percentage: ${listSome(named, mostNamed)}.`;
  const fix = 'Report a number that is never negative, such as the distance from a limit.';
  return [{ level: 'info', code: 'negative-measurement', where: 'history', what, fix }];
}
