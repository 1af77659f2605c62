/**
 * Imported first in a process that uses failing services: a pause before a retry lasts a hundredth of its time. A
 * pause is a timer that does nothing but resolve a promise; deadlines, which do more, keep their length.
 */
const start = globalThis.setTimeout;

globalThis.setTimeout = Object.assign(
  (work: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) =>
    start(work, isPause(work) ? ms / 100 : ms, ...values),
  start,
) as typeof setTimeout;

/** The function that `new Promise` passes to its executor has no name, no source, and one parameter. */
function isPause(work: (...values: unknown[]) => void): boolean {
  return work.name === '' && work.length === 1 && Function.prototype.toString.call(work) === nativeSource;
}

const nativeSource = 'function () { [native code] }';
