/** What all exporters of metrics share: they never throw into the work, and report each fault once and record every export. */
import { dirname, join } from 'node:path';
import { maskSecrets } from '../ingest/mask-secrets.ts';
import type { MetricExport, MetricPoint, MetricSpec } from '../model/metric-point.ts';
import { metricSpecs } from '../points/metric-specs.ts';
import { warnOfProblem } from '../recorder/flush-buffer.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { recordExport } from './export-log.ts';

export interface ExporterOptions {
  /** False: `export` does nothing. */
  readonly enabled?: boolean;
  /** What metrics of one's own are; those of the product are known. */
  readonly specs?: readonly MetricSpec[];
  /** Where exports are recorded; `exports.ndjson` beside the event log by default, null for nowhere. */
  readonly recordPath?: string | null;
  /** Is called with a fault, and again only after an export that went well; by default a process warning. */
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

  /** @throws what went wrong, without secrets */
  protected abstract send(points: readonly MetricPoint[]): Promise<void>;

  /** @returns what became of it; null for an exporter that is switched off */
  async export(points: readonly MetricPoint[]): Promise<MetricExport | null> {
    const settings = readRecordSettings();
    if (this.#options.enabled === false || !settings.enabled) return null;
    const timeMs = Date.now();
    const error = await this.send(points).then(
      () => null,
      // What a library says may quote the address whole.
      (fault: Error) => maskSecrets(fault.message),
    );
    const outcome = {
      ...{ timeMs, exporter: this.#name, points: points.length, error },
      durationMs: Date.now() - timeMs,
    };
    if (error !== null && !this.#isFaulty)
      this.#report(new Error(`The ${this.#name} export failed: ${error}`));
    this.#isFaulty = error !== null;
    const { recordPath = join(dirname(settings.logPath), 'exports.ndjson') } = this.#options;
    try {
      if (recordPath !== null) recordExport(recordPath, outcome);
    } catch (fault) {
      this.#report(fault as Error);
    }
    return outcome;
  }

  #report(error: Error): void {
    (this.#options.onProblem ?? warnOfProblem)(error);
  }
}
