import { describe, expect, it } from 'vitest';
import { summarizeSamples } from '../../src/metrics/summarize-samples.ts';
import type { MachineSample } from '../../src/model/machine.ts';
import {
  parseChildrenCpuMs,
  parseCpuTimes,
  parseDisks,
  parseMemory,
  parseNetwork,
  readTreeMemory,
} from '../../src/recorder/proc.ts';
import { startSampler } from '../../src/recorder/sampler.ts';

const linux = process.platform === 'linux';

describe('/proc', () => {
  it('has CPU times: idle is idle and iowait, the time of guests is part of user', () => {
    expect(parseCpuTimes('cpu  10 1 5 100 20 2 3 4 50 60\ncpu0 1 1 1 1\n')).toEqual({
      total: 145,
      idle: 120,
    });
    expect(parseCpuTimes('')).toBeNull();
  });

  it('has memory in kB', () => {
    expect(parseMemory('MemTotal:       1000 kB\nMemFree:  10 kB\nMemAvailable:    400 kB\n')).toEqual({
      totalBytes: 1_024_000,
      availableBytes: 409_600,
    });
    expect(parseMemory('')).toBeNull();
  });

  it('has disks: partitions, loops and mappings are not counted again', () => {
    const disks = [
      '   8       0 sda 100 0 1000 50 20 0 400 30 0 0 0',
      '   8       1 sda1 90 0 900 50 20 0 400 30 0 0 0',
      ' 259       0 nvme0n1 1 0 10 0 1 0 20 0 0 0 0',
      ' 259       1 nvme0n1p1 1 0 10 0 1 0 20 0 0 0 0',
      '   7       0 loop0 1 0 8 0 0 0 0 0 0 0 0',
      ' 253       0 dm-0 1 0 8 0 0 0 0 0 0 0 0',
    ];
    expect(parseDisks(disks.join('\n'))).toEqual({ inBytes: 1010 * 512, outBytes: 420 * 512 });
  });

  it('has interfaces: the loopback is not network', () => {
    const dev = `Inter-|   Receive  |  Transmit
 face |bytes packets errs drop fifo frame compressed multicast|bytes packets
    lo: 5000 1 0 0 0 0 0 0 5000 1 0 0 0 0 0 0
  eth0: 300 1 0 0 0 0 0 0 70 1 0 0 0 0 0 0
wlan0:7 1 0 0 0 0 0 0 8 1 0 0 0 0 0 0`;
    expect(parseNetwork(dev)).toEqual({ inBytes: 307, outBytes: 78 });
  });

  it('has the time of children, for any process name', () => {
    const stat = '42 (a ) b) S 1 42 42 0 -1 4194304 100 0 0 0 7 8 30 12 20 0 1 0 100 1 1';
    expect(parseChildrenCpuMs(stat)).toBe(420);
  });

  it.runIf(linux)('has the memory of this process', () => {
    expect(readTreeMemory(process.pid)).toBeGreaterThan(1e6);
    expect(readTreeMemory(999_999_999)).toBeNull();
  });
});

describe('the sampler', () => {
  it('samples this machine', async () => {
    const heard: MachineSample[] = [];
    const sampler = startSampler({
      intervalMs: 5,
      onSample: (sample) => {
        heard.push(sample);
        throw new Error('listener');
      },
    });
    await expect.poll(() => sampler.samples.length).toBeGreaterThan(3);
    const samples = sampler.stop();
    expect(heard).toHaveLength(samples.length);
    for (const sample of samples) {
      expect(sample.memoryUsedBytes).toBeGreaterThan(0);
      expect(sample.memoryUsedBytes).toBeLessThan(sample.memoryTotalBytes);
      if (sample.cpuRatio !== null) expect(sample.cpuRatio).toBeLessThanOrEqual(1);
    }
    if (linux) expect(samples.at(-1)?.processes).toBeGreaterThan(0);
  });

  it('gives metrics of means and samples, and none for unknown values', () => {
    const sample = (cpuRatio: number | null): MachineSample => ({
      timeMs: 0,
      cpuRatio,
      memoryUsedBytes: 100,
      memoryTotalBytes: 200,
      diskReadBytesPerSecond: null,
      diskWriteBytesPerSecond: null,
      networkReceivedBytesPerSecond: null,
      networkSentBytesPerSecond: null,
      processes: null,
      load: null,
    });
    const metrics = summarizeSamples([sample(null), sample(0.25), sample(0.75)]);
    expect(metrics.map((metric) => metric.name)).toEqual([
      'system.cpu.utilization',
      'system.memory.usage',
      'system.memory.utilization',
    ]);
    expect(metrics[0]).toEqual({
      name: 'system.cpu.utilization',
      unit: '%',
      value: 50,
      better: 'lower',
      samples: [25, 75],
    });
    const many = summarizeSamples(Array.from({ length: 1000 }, (_, i) => sample(i / 1000)));
    expect(many[0]?.samples).toHaveLength(250);
    expect(summarizeSamples([])).toEqual([]);
  });
});
