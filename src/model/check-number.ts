/** Refuses numbers that would silently select nothing, never end, or delete everything. */

/** @throws TypeError for anything but a finite number of 0 or more. */
export function checkNumber(value: unknown, name: string): number {
  return isIn(value, 0, Number.MAX_VALUE) ? value : reject(value, name, 'number of 0 or more');
}

/** @throws TypeError for anything but a number above 0. */
export function checkPositive(value: unknown, name: string): number {
  return isIn(value, Number.MIN_VALUE) ? value : reject(value, name, 'number above 0');
}

/** @throws TypeError for anything but a whole number from 0 to `most`. */
export function checkCount(value: unknown, name: string, most: number): number {
  return isIn(value, 0, most) && Number.isInteger(value)
    ? value
    : reject(value, name, `whole number from 0 to ${most}`);
}

/** A timer of Node.js fires at once if its interval is longer than 24.8 days, or no number. */
const longestMs = 2 ** 31 - 1;

/** @throws TypeError for anything but milliseconds that a timer can wait. */
export function checkInterval(value: unknown, name: string): number {
  return isIn(value, 1, longestMs)
    ? value
    : reject(value, name, `number of milliseconds from 1 to ${longestMs}`);
}

function isIn(value: unknown, least: number, most = Number.POSITIVE_INFINITY): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function reject(value: unknown, name: string, wanted: string): never {
  // A text in quotes: `"5"` is not 5.
  const written = typeof value === 'string' ? JSON.stringify(value) : String(value);
  throw new TypeError(`\`${name}\` is ${written}: write a ${wanted}.`);
}
