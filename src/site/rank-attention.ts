/** Priority of a series as a sort key: lower values need more attention. */
import { levels } from '../model/level-order.ts';
import { type SeriesRow, seriesStatuses } from './site-data.ts';

const mostSevereFirst = [...levels].reverse();
/** Whole builds before groups, and groups before single tasks. */
const wholes = ['build', 'group'];

/** By status, then by level, then by its share of the build. */
export function rankAttention({
  status,
  level,
  scope,
}: Pick<SeriesRow, 'status' | 'level' | 'scope'>): number {
  return seriesStatuses.indexOf(status) * 100 + indexIn(mostSevereFirst, level) * 10 + indexIn(wholes, scope);
}

function indexIn(list: readonly string[], item: string | null): number {
  const index = list.indexOf(item ?? '');
  return index < 0 ? list.length : index;
}
