import { describe, expect, it } from 'vitest';
import { compareReadings, readMachine, type System } from '../../src/recorder/machine-reading.ts';

const core = (user: number, idle: number) => ({ times: { user, nice: 0, sys: 10, irq: 0, idle } });

function systemOf(change: Partial<System>): System {
  return {
    platform: 'darwin',
    readProc: () => null,
    countProcesses: () => null,
    cpus: () => [core(90, 100), core(90, 100)],
    totalmem: () => 16_000_000,
    freemem: () => 200_000,
    loadavg: () => [1.5, 1, 1],
    vmStat: () => null,
    ...change,
  };
}

const vmStat = `Mach Virtual Memory Statistics: (page size of 1000 bytes)
Pages free:                                 500.
Pages active:                              6000.
Pages inactive:                            5000.
Pages speculative:                          100.
Pages throttled:                              0.
Pages wired down:                          3000.
Pages purgeable:                            700.
`;

describe('a machine without /proc', () => {
  it('has CPU and memory, and null for unknown values', () => {
    const before = readMachine(1000, systemOf({}));
    const now = readMachine(2000, systemOf({ cpus: () => [core(140, 150), core(90, 200)] }));
    expect(compareReadings(before, now)).toEqual({
      timeMs: 2000,
      cpuRatio: 0.25,
      memoryUsedBytes: 15_800_000,
      memoryTotalBytes: 16_000_000,
      diskReadBytesPerSecond: null,
      diskWriteBytesPerSecond: null,
      networkReceivedBytesPerSecond: null,
      networkSentBytesPerSecond: null,
      processes: null,
      load: 1.5,
    });
  });

  it('does not look full on macOS because of its cache', () => {
    expect(readMachine(0, systemOf({ vmStat: () => vmStat })).memory.availableBytes).toBe(5_600_000);
    expect(readMachine(0, systemOf({ vmStat: () => 'vm_stat: no' })).memory.availableBytes).toBe(200_000);
    const elsewhere = systemOf({ platform: 'win32', vmStat: () => vmStat });
    expect(readMachine(0, elsewhere).memory.availableBytes).toBe(200_000);
  });

  it('has no load on Windows, where Node.js returns 0', () => {
    expect(readMachine(0, systemOf({ platform: 'win32', loadavg: () => [0, 0, 0] })).load).toBeNull();
  });

  it('has no CPU without elapsed time, and no rates', () => {
    const reading = readMachine(0, systemOf({}));
    expect(compareReadings(reading, reading).cpuRatio).toBeNull();
  });
});

describe('a machine with /proc', () => {
  it('has all values', () => {
    const files = (read: number): Record<string, string> => ({
      stat: `cpu  ${read} 0 0 100 0 0 0 0\n`,
      meminfo: 'MemTotal: 1000 kB\nMemAvailable: 250 kB\n',
      diskstats: `8 0 sda 1 0 ${read} 0 1 0 4 0 0 0 0\n`,
      'net/dev': `eth0: ${read} 0 0 0 0 0 0 0 7 0 0 0 0 0 0 0\n`,
    });
    const at = (read: number): System =>
      systemOf({
        platform: 'linux',
        readProc: (path) => files(read)[path] ?? null,
        countProcesses: () => 42,
      });
    expect(compareReadings(readMachine(0, at(100)), readMachine(2000, at(300)))).toEqual({
      timeMs: 2000,
      cpuRatio: 1,
      memoryUsedBytes: 768_000,
      memoryTotalBytes: 1_024_000,
      diskReadBytesPerSecond: 51_200,
      diskWriteBytesPerSecond: 0,
      networkReceivedBytesPerSecond: 100,
      networkSentBytesPerSecond: 0,
      processes: 42,
      load: 1.5,
    });
  });
});
