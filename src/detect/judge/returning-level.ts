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

/**
 * The share of the windows of this length in the last 120 values before `end` in which as many values were beyond an
 * edge as in the newest window, if this began at least four times, such as every Monday: unchanged work is there as
 * often. Otherwise 0.
 * @param direction 1: above it
 */
export function shareOfStays(
  values: Float64Array,
  end: number,
  length: number,
  edge: number,
  direction: 1 | -1,
): number {
  const start = Math.max(0, end - comparable);
  const isThere = (i: number): number => (direction * ((values[i] as number) - edge) > 0 ? 1 : 0);
  let least = 0;
  for (let i = values.length - length; i < values.length; i++) least += isThere(i);
  let [count, times, stays] = [0, 0, 0];
  let wasThere = false;
  for (let i = start; i < end; i++) {
    count += isThere(i) - (i - length >= start ? isThere(i - length) : 0);
    if (count >= least && !wasThere) times += 1;
    wasThere = count >= least;
    if (wasThere) stays += 1;
  }
  return times < leastTimes ? 0 : stays / (end - start);
}
