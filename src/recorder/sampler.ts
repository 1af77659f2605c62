/** Samples the machine while a job runs: CPU, memory, disks, network, processes. */

import { checkInterval } from '../model/check-number.ts';
import type { MachineSample } from '../model/machine.ts';
import { callListener } from './listeners.ts';
import { compareReadings, type Reading, readMachine } from './machine-reading.ts';

export interface SamplerOptions {
  /** 1 s by default. */
  readonly intervalMs?: number;
  /** Called with each sample; exceptions are ignored. */
  readonly onSample?: (sample: MachineSample) => unknown;
}

export interface Sampler {
  /** Takes a sample immediately. */
  readonly sample: () => MachineSample;
  readonly samples: readonly MachineSample[];
  /**
   * Stops sampling with a last sample.
   * @returns all samples
   */
  readonly stop: () => readonly MachineSample[];
}

/** A day in seconds; a longer job keeps every second sample, then every fourth, … */
const maxSamples = 86_400;

/**
 * Starts sampling immediately, without keeping the process alive.
 * @throws TypeError for an invalid interval.
 */
export function startSampler(options: SamplerOptions = {}): Sampler {
  const intervalMs = checkInterval(options.intervalMs ?? 1000, 'intervalMs');
  let samples: MachineSample[] = [];
  let before = readNow();
  const sample = (): MachineSample => {
    const now = readNow();
    const taken = compareReadings(before, now);
    before = now;
    samples.push(taken);
    if (samples.length > maxSamples) samples = samples.filter((_, index) => index % 2 === 0);
    if (options.onSample) callListener(options.onSample, taken, () => {});
    return taken;
  };
  const timer = setInterval(sample, intervalMs);
  timer.unref();
  return {
    sample,
    get samples() {
      return samples;
    },
    stop: () => {
      clearInterval(timer);
      sample();
      return samples;
    },
  };
}

function readNow(): Reading {
  return readMachine(performance.timeOrigin + performance.now());
}
