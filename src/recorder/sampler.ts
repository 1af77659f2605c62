/** Samples the machine while a job runs: CPU, memory, disks, network, processes. */
import type { MachineSample } from '../model/machine.ts';
import { compareReadings, type Reading, readMachine } from './machine-reading.ts';

export interface SamplerOptions {
  /** 1 s by default. */
  readonly intervalMs?: number;
  /** Called with each sample; exceptions are ignored. */
  readonly onSample?: (sample: MachineSample) => void;
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

/** Starts sampling immediately, without keeping the process alive. */
export function startSampler(options: SamplerOptions = {}): Sampler {
  let samples: MachineSample[] = [];
  let before = readNow();
  const sample = (): MachineSample => {
    const now = readNow();
    const taken = compareReadings(before, now);
    before = now;
    samples.push(taken);
    if (samples.length > maxSamples) samples = samples.filter((_, index) => index % 2 === 0);
    try {
      options.onSample?.(taken);
    } catch {
      // Listeners must not break the build.
    }
    return taken;
  };
  const timer = setInterval(sample, options.intervalMs ?? 1000);
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
