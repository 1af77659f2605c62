/**
 * The common part of all exporters of metrics: they never throw into the program, report each fault once, and record
 * every export.
 */
import { dirname, join } from 'node:path';
import { maskSecrets } from '../ingest/mask-secrets.ts';
import type { MetricExport, MetricPoint, MetricSpec } from '../model/metric-point.ts';
import { metricSpecs } from '../points/metric-specs.ts';
import { warnOfProblem } from '../recorder/flush-buffer.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { logExport } from './export-log.ts';

export interface ExporterOptions {
  /** False: `export` does nothing. */
  readonly enabled?: boolean;
  /** Definitions of custom metrics; those of the product are known. */
  readonly specs?: readonly MetricSpec[];
  /** The file for recorded exports; `exports.ndjson` next to the event log by default, null for none. */
  readonly recordPath?: string | null;
  /** Called for a fault, and again only after a successful export; by default a process warning. */
  readonly onProblem?: (error: Error) => void;
}

export abstract class MetricExporter {
  readonly #name: MetricExport['exporter'];
  readonly #options: ExporterOptions;
  #isFaulty = false;

  constructor(name: MetricExport['exporter'], options: ExporterOptions) {
    this.#name = name;
    this.#options = options;
  }

  protected get specs(): readonly MetricSpec[] {
    return [...metricSpecs, ...(this.#options.specs ?? [])];
  }

  /** @throws the fault, without secrets */
  protected abstract send(points: readonly MetricPoint[]): Promise<void>;

  /** @returns the result; null for a disabled exporter */
  async export(points: readonly MetricPoint[]): Promise<MetricExport | null> {
    const settings = readRecordSettings();
    if (this.#options.enabled === false || !settings.enabled) return null;
    const timeMs = Date.now();
    const error = await this.send(points).then(
      () => null,
      // A library's message may contain the full address.
      (fault: Error) => maskSecrets(fault.message),
    );
    const outcome = {
      ...{ timeMs, exporter: this.#name, points: points.length, error },
      durationMs: Date.now() - timeMs,
    };
    if (error !== null && !this.#isFaulty)
      this.report(new Error(`The ${this.#name} export failed: ${error}`));
    this.#isFaulty = error !== null;
    const { recordPath = join(dirname(settings.logPath), 'exports.ndjson') } = this.#options;
    try {
      if (recordPath !== null) logExport(recordPath, outcome);
    } catch (fault) {
      this.report(fault as Error);
    }
    return outcome;
  }

  protected report(error: Error): void {
    (this.#options.onProblem ?? warnOfProblem)(error);
  }
}
