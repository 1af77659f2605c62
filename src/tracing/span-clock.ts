/** The time of day of spans, finer than a millisecond: by whole ones, a span may seem to end after the one around it. */

/** Milliseconds that the two clocks may differ before the time of day was set, or the machine slept. */
const tolerance = 20;
let originMs = performance.timeOrigin;

/** Seconds since 1970, and nanoseconds of the second: whole microseconds, as Zipkin refuses fractions of them. */
export function spanTime(): [seconds: number, nanoseconds: number] {
  const fine = originMs + performance.now();
  const wall = Date.now();
  const isApart = Math.abs(wall - fine) > tolerance;
  if (isApart) originMs += wall - fine;
  const microseconds = Math.floor((isApart ? wall : fine) * 1000);
  return [Math.floor(microseconds / 1e6), (microseconds % 1e6) * 1000];
}
