/** The health of the machine in the output of commands: a few lines. Pure. */
import { formatCount, plural } from '../../model/counts.ts';
import type { HealthPoint, HealthReport } from '../../model/health.ts';
import { printNumber, printPercent } from './print-format.ts';

/** Lines for the terminal, with a heading; none without samples. */
export function healthLines(health: HealthReport | null): string[] {
  const last = health?.points.at(-1);
  if (!health || last === undefined) return [];
  const worst = health.status === health.worstStatus ? '' : `, ${health.worstStatus} at worst`;
  const memory = (point: HealthPoint): number => (100 * point.memoryUsedBytes) / point.memoryTotalBytes;
  const cpu = health.points.map((point) => point.cpuRatio).filter((ratio) => ratio !== null);
  const disk = [last.diskReadBytesPerSecond, last.diskWriteBytesPerSecond];
  const network = [last.networkReceivedBytesPerSecond, last.networkSentBytesPerSecond];
  const rates = ([come, go]: readonly (number | null)[]): string =>
    `${printMegabytes(come ?? null)}/s in, ${printMegabytes(go ?? null)}/s out`;
  return [
    '',
    `Machine: ${health.status}${worst}, ${health.trend} (${plural(health.samples, 'sample')})`,
    `  CPU: ${percentOf(last.cpuRatio)}, peak ${percentOf(cpu.length > 0 ? Math.max(...cpu) : null)}`,
    `  Memory: ${printPercent(memory(last))} of ${printMegabytes(last.memoryTotalBytes)}, peak ${printPercent(Math.max(...health.points.map(memory)))}`,
    ...(disk.every((rate) => rate === null) ? [] : [`  Disk: ${rates(disk)}`]),
    ...(network.every((rate) => rate === null) ? [] : [`  Network: ${rates(network)}`]),
    ...(last.processes === null ? [] : [`  Processes: ${formatCount(last.processes)}`]),
  ];
}

function percentOf(ratio: number | null): string {
  return printPercent(ratio === null ? null : 100 * ratio);
}

function printMegabytes(bytes: number | null): string {
  return `${printNumber(bytes === null ? null : bytes / 1_048_576)}MB`;
}
