/** A level that a series has been on before, again and again, though its newest baseline does not show it: slow builds that come back are less of a surprise there. */
import { sortStretch } from '../../stats/sorted.ts';

/** The level is looked for in the last 120 values, and must have come at least four times, each time anew. */
const comparable = 120;
const leastTimes = 4;

/**
 * All values of the last 120 before `end`, ascending, where values beyond the middle of two levels came four times and
 * more, each time by themselves; null where they did not, or where the baseline holds them all.
 * @param values logarithms, oldest first
 * @param known how many of the values the baseline holds
 */
export function findReturningLevel(
  values: Float64Array,
  end: number,
  known: number,
  from: number,
  to: number,
): Float64Array | null {
  const start = Math.max(0, end - comparable);
  if (end - start <= known) return null;
  const middle = (from + to) / 2;
  let times = 0;
  let wasThere = false;
  for (let i = start; i < end; i++) {
    const isThere = (values[i] as number) > middle === to > from;
    if (isThere && !wasThere) times += 1;
    wasThere = isThere;
  }
  return times < leastTimes ? null : sortStretch(values, start, end);
}
