/**
 * How much better a new level explains the newest values than the old one, for noise with heavy tails and
 * spikes, or for the observed noise of the series.
 */
import { student4 } from '../../stats/student.ts';

/** Share of values that are spikes, and their relative width. */
const spikes = 0.05;
const wider = 8;
/**
 * Weight of the observed noise of the series, so that a value on a second hump does not count as evidence.
 */
const asShown = 0.3;

/**
 * Log-likelihood ratio of two levels.
 * @param sd robust standard deviation of the noise
 * @param shown density of each value in the observed noise on the old level
 * Source: Student's t with 4 degrees of freedom, and a twentieth of it eight times as wide.
 */
export function compareLevels(
  values: ArrayLike<number>,
  level: number,
  old: number,
  sd: number,
  shown: ArrayLike<number>,
): number {
  let ratio = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const onOld = (1 - asShown) * density((value - old) / sd) + asShown * sd * (shown[i] as number);
    ratio += Math.log(density((value - level) / sd) / onOld);
  }
  return ratio;
}

function density(z: number): number {
  return (1 - spikes) * student4(z) + (spikes / wider) * student4(z / wider);
}
