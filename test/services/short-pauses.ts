/**
 * Imported first in a process that meets failing services: a pause before another try lasts a hundredth. A pause is a
 * timer that does nothing but resolve a promise; deadlines, which do more, stay as long as they are.
 */
const start = globalThis.setTimeout;

globalThis.setTimeout = Object.assign(
  (work: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) =>
    start(work, isPause(work) ? ms / 100 : ms, ...values),
  start,
) as typeof setTimeout;

/** What `new Promise` hands to its executor has no name, no source, and one parameter. */
function isPause(work: (...values: unknown[]) => void): boolean {
  return work.name === '' && work.length === 1 && Function.prototype.toString.call(work) === nativeSource;
}

const nativeSource = 'function () { [native code] }';
