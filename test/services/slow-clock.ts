/**
 * Imported first in a process that runs a step: on a busy machine its clocks run slower, so that no deadline of the
 * product ends what other programs slow down.
 */
import { measureSlowness } from './busy-machine.ts';

const slowness = measureSlowness();

if (slowness > 1) {
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
