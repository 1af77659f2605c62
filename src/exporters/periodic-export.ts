/** Exports periodically, and once more at the end. */
import { checkInterval } from '../model/check-number.ts';
import type { MetricPoint } from '../model/metric-point.ts';
import type { MetricExporter } from './metric-exporter.ts';

export interface PeriodicExportOptions {
  readonly exporters: readonly Pick<MetricExporter, 'export'>[];
  readonly collect: () => readonly MetricPoint[] | Promise<readonly MetricPoint[]>;
  /** Milliseconds; 30 seconds by default. */
  readonly intervalMs?: number;
}

export interface PeriodicExport {
  /** Exports now; a running export is awaited instead. */
  readonly exportNow: () => Promise<void>;
  /** Exports a last time. */
  readonly stop: () => Promise<void>;
}

/**
 * Does not keep the process alive.
 * @throws TypeError for an interval that is not a number of milliseconds
 */
export function startPeriodicExport({
  exporters,
  collect,
  intervalMs = 30_000,
}: PeriodicExportOptions): PeriodicExport {
  checkInterval(intervalMs, 'intervalMs');
  let running: Promise<void> | null = null;
  const exportAll = async (): Promise<void> => {
    const points = await collect();
    await Promise.all(exporters.map((exporter) => exporter.export(points)));
  };
  const exportNow = (): Promise<void> => {
    running ??= exportAll().finally(() => {
      running = null;
    });
    return running;
  };
  // Data that cannot be collected now may be available next time; exporters report their own faults.
  const timer = setInterval(() => void exportNow().catch(() => undefined), intervalMs);
  timer.unref();
  return {
    exportNow,
    stop: async () => {
      clearInterval(timer);
      await running?.catch(() => undefined);
      await exportNow();
    },
  };
}
