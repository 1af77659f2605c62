/** Samples of the machine as metrics, and reduced to fewer samples. Pure. */
import { max } from 'simple-statistics';
import type { MachineSample } from '../model/machine.ts';
import type { Metric } from '../model/metric.ts';
import { meanKnown } from './final-tasks.ts';

/** Names follow OpenTelemetry's system metrics. */
const series: readonly (readonly [
  name: string,
  unit: string,
  read: (sample: MachineSample) => number | null,
])[] = [
  ['system.cpu.utilization', '%', (s) => (s.cpuRatio === null ? null : 100 * s.cpuRatio)],
  ['system.memory.usage', 'By', (s) => s.memoryUsedBytes],
  ['system.memory.utilization', '%', (s) => (100 * s.memoryUsedBytes) / s.memoryTotalBytes],
  ['system.disk.read', 'By/s', (s) => s.diskReadBytesPerSecond],
  ['system.disk.write', 'By/s', (s) => s.diskWriteBytesPerSecond],
  ['system.network.receive', 'By/s', (s) => s.networkReceivedBytesPerSecond],
  ['system.network.transmit', 'By/s', (s) => s.networkSentBytesPerSecond],
  ['system.processes.count', '{process}', (s) => s.processes],
];

/** Maximum number of points of a series of samples. */
const maxPoints = 300;

/** The mean of each series over the samples, with up to 300 of them, for the report. */
export function summarizeSamples(samples: readonly MachineSample[]): Metric[] {
  return series.flatMap(([name, unit, read]): Metric[] => {
    const values = samples.map(read).filter((value) => value !== null);
    const value = meanKnown(values);
    if (value === null) return [];
    const step = Math.ceil(values.length / maxPoints);
    return [{ name, unit, value, better: 'lower', samples: values.filter((_, index) => index % step === 0) }];
  });
}

/**
 * At most 300 samples, by time: each represents a period, with the mean of rapidly changing values (CPU and
 * traffic), the peak of limited resources (memory, processes, load), and the time of its last sample.
 */
export function thinSamples(samples: readonly MachineSample[]): MachineSample[] {
  const sorted = [...samples].sort((a, b) => a.timeMs - b.timeMs);
  const step = Math.ceil(sorted.length / maxPoints);
  if (step <= 1) return sorted;
  return Array.from({ length: Math.ceil(sorted.length / step) }, (_, index) =>
    unite(sorted.slice(index * step, (index + 1) * step)),
  );
}

function unite(stretch: readonly MachineSample[]): MachineSample {
  type Read = (sample: MachineSample) => number | null;
  const mean = (read: Read): number | null => meanKnown(stretch.map(read));
  const peak = (read: Read): number | null => {
    const values = stretch.map(read).filter((value) => value !== null);
    return values.length > 0 ? max(values) : null;
  };
  const last = stretch.at(-1) as MachineSample;
  return {
    timeMs: last.timeMs,
    cpuRatio: mean((s) => s.cpuRatio),
    memoryUsedBytes: peak((s) => s.memoryUsedBytes) ?? last.memoryUsedBytes,
    memoryTotalBytes: last.memoryTotalBytes,
    diskReadBytesPerSecond: mean((s) => s.diskReadBytesPerSecond),
    diskWriteBytesPerSecond: mean((s) => s.diskWriteBytesPerSecond),
    networkReceivedBytesPerSecond: mean((s) => s.networkReceivedBytesPerSecond),
    networkSentBytesPerSecond: mean((s) => s.networkSentBytesPerSecond),
    processes: peak((s) => s.processes),
    load: peak((s) => s.load),
  };
}
