/** Samples the machine while a job runs: CPU, memory, disks, network, processes. */
import { cpus, freemem, loadavg, totalmem } from 'node:os';
import type { MachineSample } from '../model.ts';
import {
  type CpuTimes,
  countProcesses,
  parseCpuTimes,
  parseDisks,
  parseMemory,
  parseNetwork,
  readProc,
  type Traffic,
} from './proc.ts';

interface Reading {
  readonly timeMs: number;
  readonly cpu: CpuTimes;
  readonly disks: Traffic | null;
  readonly network: Traffic | null;
}

export interface SamplerOptions {
  /** 1 s by default. */
  readonly intervalMs?: number;
  /** Hears of each sample; what it throws is ignored. */
  readonly onSample?: (sample: MachineSample) => void;
}

export interface Sampler {
  /** Takes a sample at once. */
  readonly sample: () => MachineSample;
  readonly samples: readonly MachineSample[];
  /** Ends sampling with a last sample. @returns all samples */
  readonly stop: () => readonly MachineSample[];
}

/** A day of seconds; a longer job keeps every second sample, then every fourth, … */
const maxSamples = 86_400;

/** Starts sampling at once, without keeping the process alive. */
export function startSampler(options: SamplerOptions = {}): Sampler {
  let samples: MachineSample[] = [];
  let before = readMachine();
  const sample = (): MachineSample => {
    const now = readMachine();
    const taken = compareReadings(before, now);
    before = now;
    samples.push(taken);
    if (samples.length > maxSamples) samples = samples.filter((_, index) => index % 2 === 0);
    try {
      options.onSample?.(taken);
    } catch {
      // Whoever listens must not break the build.
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

function readMachine(): Reading {
  const stat = readProc('stat');
  const disks = readProc('diskstats');
  const network = readProc('net/dev');
  return {
    timeMs: performance.timeOrigin + performance.now(),
    cpu: (stat === null ? null : parseCpuTimes(stat)) ?? readCpuTimes(),
    disks: disks === null ? null : parseDisks(disks),
    network: network === null ? null : parseNetwork(network),
  };
}

function readCpuTimes(): CpuTimes {
  let total = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    total += times.user + times.nice + times.sys + times.irq + times.idle;
    idle += times.idle;
  }
  return { total, idle };
}

function compareReadings(before: Reading, now: Reading): MachineSample {
  const seconds = (now.timeMs - before.timeMs) / 1000;
  const ticks = now.cpu.total - before.cpu.total;
  const rate = (from: number | undefined, to: number | undefined): number | null =>
    from === undefined || to === undefined || seconds <= 0 ? null : Math.max(0, to - from) / seconds;
  const { totalBytes, availableBytes } = readMemory();
  return {
    timeMs: now.timeMs,
    cpuRatio: ticks > 0 ? Math.max(0, 1 - (now.cpu.idle - before.cpu.idle) / ticks) : null,
    memoryUsedBytes: totalBytes - availableBytes,
    memoryTotalBytes: totalBytes,
    diskReadBytesPerSecond: rate(before.disks?.inBytes, now.disks?.inBytes),
    diskWriteBytesPerSecond: rate(before.disks?.outBytes, now.disks?.outBytes),
    networkReceivedBytesPerSecond: rate(before.network?.inBytes, now.network?.inBytes),
    networkSentBytesPerSecond: rate(before.network?.outBytes, now.network?.outBytes),
    processes: countProcesses(),
    load: process.platform === 'win32' ? null : loadavg()[0]!,
  };
}

function readMemory(): { totalBytes: number; availableBytes: number } {
  const text = readProc('meminfo');
  return (text === null ? null : parseMemory(text)) ?? { totalBytes: totalmem(), availableBytes: freemem() };
}
