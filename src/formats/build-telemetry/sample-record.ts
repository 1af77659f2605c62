/** A sample of the machine as a record of our own log. Reference: docs/formats.md#build-telemetry */

import { type Fields, readNumber, readTime } from '../../ingest/read-fields.ts';
import type { MachineSample } from '../../model/machine.ts';

/** The record of a sample. */
export function writeSample(sample: MachineSample, buildId: string | null): object {
  return {
    v: 1,
    type: 'sample',
    ...(buildId === null ? {} : { build_id: buildId }),
    time: new Date(sample.timeMs).toISOString(),
    cpu_ratio: round(sample.cpuRatio, 4),
    memory_used_bytes: sample.memoryUsedBytes,
    memory_total_bytes: sample.memoryTotalBytes,
    disk_read_bytes_per_second: round(sample.diskReadBytesPerSecond, 0),
    disk_write_bytes_per_second: round(sample.diskWriteBytesPerSecond, 0),
    network_received_bytes_per_second: round(sample.networkReceivedBytesPerSecond, 0),
    network_sent_bytes_per_second: round(sample.networkSentBytesPerSecond, 0),
    processes: sample.processes,
    load: sample.load,
  };
}

function round(value: number | null, decimals: number): number | null {
  return value === null ? null : Number(value.toFixed(decimals));
}

/** The sample of a record; null without its time or its memory. */
export function readSampleRecord(record: Fields): MachineSample | null {
  const amount = (key: string): number | null => {
    const value = readNumber(record, key);
    return value !== null && value >= 0 ? value : null;
  };
  const timeMs = readTime(record, 'time');
  const memoryUsedBytes = amount('memory_used_bytes');
  const memoryTotalBytes = amount('memory_total_bytes');
  if (timeMs === null || memoryUsedBytes === null || !memoryTotalBytes) return null;
  const cpuRatio = amount('cpu_ratio');
  return {
    timeMs,
    cpuRatio: cpuRatio === null ? null : Math.min(1, cpuRatio),
    memoryUsedBytes: Math.min(memoryTotalBytes, memoryUsedBytes),
    memoryTotalBytes,
    diskReadBytesPerSecond: amount('disk_read_bytes_per_second'),
    diskWriteBytesPerSecond: amount('disk_write_bytes_per_second'),
    networkReceivedBytesPerSecond: amount('network_received_bytes_per_second'),
    networkSentBytesPerSecond: amount('network_sent_bytes_per_second'),
    processes: amount('processes'),
    load: amount('load'),
  };
}
