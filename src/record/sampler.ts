/** Samples the machine while a job runs: CPU, memory, disks, network, processes. */
import { cpus, freemem, loadavg, totalmem } from 'node:os';
import type { Metric } from '../model.ts';
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

/** The machine at one moment; rates are since the sample before. null is not known on this system. */
export interface MachineSample {
  readonly timestamp: Date;
  /** Of all cores together, 0 to 100. */
  readonly cpuPercent: number | null;
  readonly memoryUsedBytes: number;
  readonly memoryPercent: number;
  readonly diskReadBytesPerSecond: number | null;
  readonly diskWriteBytesPerSecond: number | null;
  readonly networkReceivedBytesPerSecond: number | null;
  readonly networkSentBytesPerSecond: number | null;
  readonly processes: number | null;
  /** Load of the last minute; null on Windows. */
  readonly load: number | null;
}

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
  const memory = readMemory();
  const used = memory.totalBytes - memory.availableBytes;
  return {
    timestamp: new Date(now.timeMs),
    cpuPercent: ticks > 0 ? Math.max(0, 100 * (1 - (now.cpu.idle - before.cpu.idle) / ticks)) : null,
    memoryUsedBytes: used,
    memoryPercent: (100 * used) / memory.totalBytes,
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

/** Names follow OpenTelemetry's system metrics. */
const series: readonly (readonly [
  name: string,
  unit: string,
  read: (sample: MachineSample) => number | null,
])[] = [
  ['system.cpu.utilization', '%', (s) => s.cpuPercent],
  ['system.memory.usage', 'By', (s) => s.memoryUsedBytes],
  ['system.memory.utilization', '%', (s) => s.memoryPercent],
  ['system.disk.read', 'By/s', (s) => s.diskReadBytesPerSecond],
  ['system.disk.write', 'By/s', (s) => s.diskWriteBytesPerSecond],
  ['system.network.receive', 'By/s', (s) => s.networkReceivedBytesPerSecond],
  ['system.network.transmit', 'By/s', (s) => s.networkSentBytesPerSecond],
  ['system.processes.count', '{process}', (s) => s.processes],
];

/** Most values that a metric keeps of its samples. */
const maxKept = 300;

/** The mean of each series over the samples, with up to 300 of them, for the log and the report. */
export function summarizeSamples(samples: readonly MachineSample[]): Metric[] {
  return series.flatMap(([name, unit, read]): Metric[] => {
    const values = samples.map(read).filter((value) => value !== null);
    if (values.length === 0) return [];
    const step = Math.ceil(values.length / maxKept);
    const value = values.reduce((sum, each) => sum + each, 0) / values.length;
    return [{ name, unit, value, better: 'lower', samples: values.filter((_, index) => index % step === 0) }];
  });
}
