/** Reads Linux's /proc and macOS's `vm_stat`. Every parser is pure. References: proc(5), vm_stat(1) */
import { readdirSync, readFileSync } from 'node:fs';

/** A file of /proc, or null if absent. */
export function readProc(path: string): string | null {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return null;
  }
}

/** Ticks of a second in /proc; the kernel's USER_HZ is 100 on every architecture that Node.js runs on. */
const ticksPerSecond = 100;

/** CPU time of the children that a process waited for, from its `stat`; milliseconds. */
export function parseChildrenCpuMs(stat: string): number | null {
  // The name is in parentheses and may contain any character.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[13]) + Number(fields[14]);
  return Number.isFinite(ticks) ? (1000 * ticks) / ticksPerSecond : null;
}

/** CPU time of children that have ended, milliseconds; exact to a tick of 10 ms. null without /proc. */
export function readChildrenCpuMs(): number | null {
  const stat = readProc('self/stat');
  return stat === null ? null : parseChildrenCpuMs(stat);
}

/** CPU time of all cores since boot, in ticks: all of it, and what was idle or waiting for a disk. */
export interface CpuTimes {
  readonly total: number;
  readonly idle: number;
}

/** From `/proc/stat`. The time of guests is already part of the user time. */
export function parseCpuTimes(stat: string): CpuTimes | null {
  const line = /^cpu\s+(.*)$/m.exec(stat)?.[1];
  if (line === undefined) return null;
  const ticks = line.trim().split(/\s+/).slice(0, 8).map(Number);
  return { total: ticks.reduce((sum, value) => sum + value, 0), idle: (ticks[3] ?? 0) + (ticks[4] ?? 0) };
}

/** From `/proc/meminfo`; bytes. */
export function parseMemory(
  meminfo: string,
): { readonly totalBytes: number; readonly availableBytes: number } | null {
  const read = (key: string): number | null => {
    const found = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(meminfo);
    return found ? Number(found[1]) * 1024 : null;
  };
  const totalBytes = read('MemTotal');
  const availableBytes = read('MemAvailable') ?? read('MemFree');
  return totalBytes === null || availableBytes === null ? null : { totalBytes, availableBytes };
}

/** Bytes available for new work, from macOS's `vm_stat`: free, speculative and inactive pages. */
export function parseVmStat(text: string): number | null {
  const pageBytes = Number(/page size of (\d+) bytes/.exec(text)?.[1]);
  const pages = ['free', 'inactive', 'speculative'].map((name) =>
    Number(new RegExp(`^Pages ${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]),
  );
  const bytes = pageBytes * pages.reduce((sum, count) => sum + count, 0);
  return Number.isFinite(bytes) ? bytes : null;
}

/** Bytes since boot. */
export interface Traffic {
  readonly inBytes: number;
  readonly outBytes: number;
}

/** Devices with the traffic of other devices: partitions, loops, mappings, arrays. */
const derived =
  /^(?:(?:[shv]d|xvd)[a-z]+\d+|(?:nvme\d+n\d+|mmcblk\d+)p\d+|loop\d+|ram\d+|dm-\d+|md\d+|zram\d+)$/;

/** Read and written bytes of all disks, from `/proc/diskstats`; a sector is 512 bytes there. */
export function parseDisks(diskstats: string): Traffic {
  let inBytes = 0;
  let outBytes = 0;
  for (const line of diskstats.split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields.length < 10 || derived.test(fields[2] ?? '')) continue;
    inBytes += Number(fields[5]) * 512;
    outBytes += Number(fields[9]) * 512;
  }
  return { inBytes, outBytes };
}

/** Received and sent bytes of all interfaces except the loopback, from `/proc/net/dev`. */
export function parseNetwork(dev: string): Traffic {
  let inBytes = 0;
  let outBytes = 0;
  for (const line of dev.split('\n')) {
    const [name, rest] = line.split(':');
    if (rest === undefined || name?.trim() === 'lo') continue;
    const fields = rest.trim().split(/\s+/);
    inBytes += Number(fields[0]);
    outBytes += Number(fields[8]);
  }
  return { inBytes, outBytes };
}

/** Running processes; null without /proc. */
export function countProcesses(): number | null {
  try {
    return readdirSync('/proc').filter((name) => name.charCodeAt(0) <= 57 && name.charCodeAt(0) >= 48).length;
  } catch {
    return null;
  }
}

/** Resident memory of a process and all its descendants, in bytes; null if it is gone or without /proc. */
export function readTreeMemory(pid: number): number | null {
  const own = /^VmRSS:\s+(\d+) kB/m.exec(readProc(`${pid}/status`) ?? '');
  if (own === null) return null;
  return listChildren(pid).reduce((sum, child) => sum + (readTreeMemory(child) ?? 0), Number(own[1]) * 1024);
}

/** Every thread has its own children. */
function listChildren(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
      const children = readProc(`${pid}/task/${thread}/children`)?.trim() ?? '';
      return children === '' ? [] : children.split(' ').map(Number);
    });
  } catch {
    return [];
  }
}
