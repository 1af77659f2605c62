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
  const [it, measurement] =
    units.length === 1
      ? ['it in its earlier unit', 'the measurement another name']
      : ['them in their earlier units', 'the measurements other names'];
  const fix = `Report ${it}, or give ${measurement}.`;
  return [{ level: 'warning', code: 'unit-changed', where: 'history', what, fix }];
}
