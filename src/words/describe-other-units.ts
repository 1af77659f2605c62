/** Reports measurements that are not compared because their unit changed. */
import type { OtherUnit } from '../detect/collect/collect-series.ts';
import { listSome, plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';

const mostNamed = 3;

export function describeOtherUnits(units: readonly OtherUnit[]): Problem[] {
  if (units.length === 0) return [];
  const named = units.map(
    ({ name, from, to }) => `\`${name}\` (${from === null ? 'now' : `${from} →`} ${to})`,
  );
  const what = `${plural(units.length, 'measurement')} in another unit than before, not compared: ${listSome(named, mostNamed)}.`;
  const fix = 'Report it in its earlier unit, or give the measurement another name.';
  return [{ level: 'warning', code: 'unit-changed', where: 'history', what, fix }];
}
