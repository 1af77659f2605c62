/**
 * The time of day for spans, finer than a millisecond: with whole ones, a span could seem to end after its parent.
 */

/** Maximum difference of the two clocks in milliseconds before the time of day was changed, or the machine slept. */
const tolerance = 20;
let originMs = performance.timeOrigin;

/**
 * Seconds since 1970, and nanoseconds of the second: whole microseconds, because Zipkin refuses fractions of them.
 */
export function spanTime(): [seconds: number, nanoseconds: number] {
  const fine = originMs + performance.now();
  const wall = Date.now();
  const isApart = Math.abs(wall - fine) > tolerance;
  if (isApart) originMs += wall - fine;
  const microseconds = Math.floor((isApart ? wall : fine) * 1000);
  return [Math.floor(microseconds / 1e6), (microseconds % 1e6) * 1000];
}
