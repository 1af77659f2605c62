/** The time of day of spans, finer than a millisecond: by whole ones, a span may seem to end after the one around it. */

/** Milliseconds that the two clocks may differ before the time of day was set, or the machine slept. */
const tolerance = 20;
let originMs = performance.timeOrigin;

/** Epoch milliseconds, with fractions. */
export function spanTime(): number {
  const fine = originMs + performance.now();
  const wall = Date.now();
  if (Math.abs(wall - fine) <= tolerance) return fine;
  originMs += wall - fine;
  return wall;
}
