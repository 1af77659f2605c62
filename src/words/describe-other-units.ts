/** Reports measurements that are not compared because their unit changed. */
import type { OtherUnit } from '../detect/collect/collect-series.ts';
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';

const mostNamed = 3;

export function describeOtherUnits(units: readonly OtherUnit[]): Problem[] {
  if (units.length === 0) return [];
  const named = units
    .slice(0, mostNamed)
    .map(({ name, from, to }) => `\`${name}\` (${from === null ? 'now' : `${from} →`} ${to})`);
  const rest = units.length > mostNamed ? ', …' : '';
  const what = `${plural(units.length, 'measurement')} in another unit than before, not compared: ${named.join(', ')}${rest}.`;
  const fix = 'Report it in its earlier unit, or give the measurement another name.';
  return [{ level: 'warning', code: 'unit-changed', where: 'history', what, fix }];
}
