/**
 * What a system reports about itself at one moment, and what two of these say about the time between. Linux says all
 * in /proc; macOS and Windows say CPU, memory and (macOS) load, and nothing of disks, network and processes.
 */
import { execFileSync } from 'node:child_process';
import { type CpuInfo, cpus, freemem, loadavg, totalmem } from 'node:os';
import type { MachineSample } from '../model/machine.ts';
import {
  type CpuTimes,
  countProcesses,
  parseCpuTimes,
  parseDisks,
  parseMemory,
  parseNetwork,
  parseVmStat,
  readProc,
  type Traffic,
} from './proc.ts';

/** The source of readings. */
export interface System {
  readonly platform: NodeJS.Platform;
  /** A file of /proc; null if absent. */
  readonly readProc: (path: string) => string | null;
  readonly countProcesses: () => number | null;
  readonly cpus: () => readonly Pick<CpuInfo, 'times'>[];
  readonly totalmem: () => number;
  readonly freemem: () => number;
  readonly loadavg: () => readonly number[];
  /** The output of `vm_stat`; null if it cannot be run. */
  readonly vmStat: () => string | null;
}

const thisSystem: System = {
  platform: process.platform,
  readProc,
  countProcesses,
  cpus,
  totalmem,
  freemem,
  loadavg,
  vmStat: runVmStat,
};

export interface Memory {
  readonly totalBytes: number;
  /** Available for new work: includes the file cache. */
  readonly availableBytes: number;
}

/** Counters since boot, and current usage. */
export interface Reading {
  readonly timeMs: number;
  readonly cpu: CpuTimes;
  readonly disks: Traffic | null;
  readonly network: Traffic | null;
  readonly memory: Memory;
  readonly processes: number | null;
  readonly load: number | null;
}

export function readMachine(timeMs: number, system: System = thisSystem): Reading {
  const parse = <T>(path: string, parser: (text: string) => T | null): T | null => {
    const text = system.readProc(path);
    return text === null ? null : parser(text);
  };
  return {
    timeMs,
    cpu: parse('stat', parseCpuTimes) ?? addTimes(system.cpus()),
    disks: parse('diskstats', parseDisks),
    network: parse('net/dev', parseNetwork),
    memory: readMemory(system),
    processes: system.countProcesses(),
    load: system.platform === 'win32' ? null : (system.loadavg()[0] ?? null),
  };
}

/**
 * Memory of the machine. On macOS `freemem` excludes memory that can be reclaimed immediately: an idle machine would
 * look full.
 */
export function readMemory(system: System = thisSystem): Memory {
  const text = system.readProc('meminfo');
  const memory = text === null ? null : parseMemory(text);
  if (memory !== null) return memory;
  const totalBytes = system.totalmem();
  const pages = system.platform === 'darwin' ? system.vmStat() : null;
  const availableBytes = (pages === null ? null : parseVmStat(pages)) ?? system.freemem();
  return { totalBytes, availableBytes: Math.min(totalBytes, availableBytes) };
}

function addTimes(cores: readonly Pick<CpuInfo, 'times'>[]): CpuTimes {
  let total = 0;
  let idle = 0;
  for (const { times } of cores) {
    total += times.user + times.nice + times.sys + times.irq + times.idle;
    idle += times.idle;
  }
  return { total, idle };
}

/** Starting a program costs milliseconds: its output is reused for a while. */
const vmStatLifeMs = 5000;
let vmStatText: string | null = null;
let vmStatTimeMs = Number.NEGATIVE_INFINITY;

function runVmStat(): string | null {
  if (performance.now() - vmStatTimeMs < vmStatLifeMs) return vmStatText;
  vmStatTimeMs = performance.now();
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    vmStatText = execFileSync('/usr/bin/vm_stat', { encoding: 'utf8', timeout: 1000, stdio: [...stdio] });
  } catch {
    vmStatText = null;
  }
  return vmStatText;
}

/** The sample at `now`; rates are since `before`. */
export function compareReadings(before: Reading, now: Reading): MachineSample {
  const seconds = (now.timeMs - before.timeMs) / 1000;
  const ticks = now.cpu.total - before.cpu.total;
  const rate = (from: number | undefined, to: number | undefined): number | null =>
    from === undefined || to === undefined || seconds <= 0 ? null : Math.max(0, to - from) / seconds;
  const { totalBytes, availableBytes } = now.memory;
  const idle = ticks > 0 ? (now.cpu.idle - before.cpu.idle) / ticks : null;
  return {
    timeMs: now.timeMs,
    cpuRatio: idle === null ? null : Math.min(1, Math.max(0, 1 - idle)),
    memoryUsedBytes: totalBytes - availableBytes,
    memoryTotalBytes: totalBytes,
    diskReadBytesPerSecond: rate(before.disks?.inBytes, now.disks?.inBytes),
    diskWriteBytesPerSecond: rate(before.disks?.outBytes, now.disks?.outBytes),
    networkReceivedBytesPerSecond: rate(before.network?.inBytes, now.network?.inBytes),
    networkSentBytesPerSecond: rate(before.network?.outBytes, now.network?.outBytes),
    processes: now.processes,
    load: now.load,
  };
}
