/**
 * A level that a series was on repeatedly before its current baseline: recurring slow builds are less
 * surprising there.
 */
import { sortStretch } from '../../stats/sorted.ts';

/** The level is searched in the last 120 values, and must have occurred at least four separate times. */
const comparable = 120;
const leastTimes = 4;

/**
 * All values of the last 120 before `end`, ascending, if values beyond the middle of the two levels occurred
 * at least four separate times; null if they did not, or if the baseline contains them all.
 * @param values logarithms, oldest first
 * @param known number of values in the baseline
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
